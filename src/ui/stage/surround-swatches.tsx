import { chooseSurround, type Surround } from '../../state/view.ts'
import { withUnit } from '../format.ts'
import { Tooltip } from '../kit/tooltip.tsx'
import { useRoving } from '../kit/use-roving.ts'
import { useStores, useView } from '../lab-context.tsx'
import styles from './stage-bar.module.css'

const surrounds: readonly { readonly value: Surround; readonly label: string }[] = [
  { value: 'black', label: 'Black surround' },
  { value: 'grey', label: `${withUnit('18', '%')} grey surround` },
  { value: 'white', label: 'White surround' },
]

const values = surrounds.map(({ value }) => value)

/** What surrounds the picture: it shifts how light and dark are judged. */
export const SurroundSwatches = () => {
  const { view } = useStores()
  const surround = useView((state) => state.surround)
  const choose = (value: Surround): void => chooseSurround(view, value)
  const { row, onKeyDown, tabIndex } = useRoving(values, surround, choose)
  return (
    <div ref={row} role="radiogroup" aria-label="Surround" tabIndex={-1} onKeyDown={onKeyDown} className={styles['swatches']}>
      {surrounds.map(({ value, label }) => (
        <Tooltip key={value} label={label}>
          <button
            type="button"
            role="radio"
            data-roving
            data-value={value}
            aria-checked={value === surround}
            aria-label={label}
            tabIndex={tabIndex(value)}
            className={styles['swatch']}
            onClick={() => choose(value)}
          >
            <span className={styles['disc']} />
          </button>
        </Tooltip>
      ))}
    </div>
  )
}
