import { Star } from 'lucide-react'
import { memo, type MouseEvent } from 'react'
import type { RollFrame } from '../../state/roll.ts'
import type { SheetShow } from '../../state/roll-state.ts'
import { flagText, Flag, Marks } from './frame-button.tsx'
import { frameWords } from './roll-words.ts'
import { Thumbnail } from './thumbnail.tsx'
import styles from './contact-sheet.module.css'

interface SheetCellProps {
  readonly frame: RollFrame
  readonly at: number
  readonly of: number
  readonly show: SheetShow
  readonly shown: boolean
  readonly selected: boolean
  /** Whether the Tab key comes here. */
  readonly tab: boolean
  /** The focus came here. */
  readonly onReach: () => void
  readonly onPress: (event: MouseEvent) => void
}

/** What decides how a cell looks; what a press does follows from its frame. */
const same = (a: SheetCellProps, b: SheetCellProps): boolean =>
  a.frame === b.frame && a.at === b.at && a.of === b.of && a.show === b.show && a.shown === b.shown && a.selected === b.selected && a.tab === b.tab

/** A frame of the contact sheet with its caption. */
export const SheetCell = memo(({ frame, at, of, show, shown, selected, tab, onReach, onPress }: SheetCellProps) => {
  const flag = flagText(frame)
  return (
    <li className={styles['cell']}>
      <button
        type="button"
        className={styles['frame']}
        data-frame={frame.id}
        aria-label={frameWords(frame, at, of)}
        aria-current={shown || undefined}
        aria-pressed={selected}
        data-selected={selected || undefined}
        data-rejected={frame.rejected || undefined}
        title={frame.flag ? `${frame.name}\n${frame.flag.why}` : frame.name}
        tabIndex={tab ? 0 : -1}
        onFocus={onReach}
        onClick={onPress}
      >
        {show !== 'positives' && (
          <span className={styles['picture']}>
            <Thumbnail thumbnail={frame.negative} className={styles['canvas']} />
          </span>
        )}
        {show !== 'negatives' && (
          <span className={styles['picture']}>
            <Thumbnail thumbnail={frame.thumbnail} className={styles['canvas']} />
          </span>
        )}
        {flag !== undefined && <Flag text={flag} />}
      </button>
      <p className={styles['caption']} aria-hidden>
        <span className={styles['number']}>{at + 1}</span>
        <span className={styles['name']}>{frame.name}</span>
        {frame.rejected && <span className={styles['rejected']}>rejected</span>}
        <span className={styles['marks']}>
          <Marks frame={{ ...frame, rating: 0 }} />
          {Array.from({ length: frame.rating }, (_, i) => (
            <Star key={i} size={10} fill="currentColor" strokeWidth={0} />
          ))}
        </span>
      </p>
    </li>
  )
}, same)
SheetCell.displayName = 'SheetCell'
