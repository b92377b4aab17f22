import { ChevronDown } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { figure, withUnit } from '../format.ts'
import { Menu } from '../kit/menu.tsx'
import { readNumber } from '../kit/read-number.ts'
import { useStores, useView } from '../lab-context.tsx'
import { maxZoom, percentOf, zoomStops } from './camera.ts'
import { fitStage, zoomStep, zoomToPercent } from './zoom.ts'
import styles from './stage-bar.module.css'

const least = 5

const shownPercent = (percent: number): string => withUnit(figure(percent, percent < 10 && !Number.isInteger(percent) ? 1 : 0), '%')

/** The zoom in percent: typed, stepped with the arrows, or chosen. 100 % is one source pixel a device pixel. */
export const ZoomField = () => {
  const { view } = useStores()
  const id = useId()
  const dpr = globalThis.devicePixelRatio || 1
  const percent = useView((state) => percentOf(state.camera.zoom, dpr))
  const [draft, setDraft] = useState<string>()
  /** The zoom that a wrong entry left as it was. */
  const [kept, setKept] = useState<number>()
  const most = percentOf(maxZoom, dpr)
  const shown = shownPercent(percent)
  const wrong = kept !== undefined
  if (wrong && kept !== percent) setKept(undefined)

  const commit = (): void => {
    setDraft(undefined)
    if (draft === undefined || draft === shown) return
    const read = readNumber(draft.replace('%', ''), '')
    const bad = read === undefined || read < Math.min(least, percent) || read > most
    setKept(bad ? percent : undefined)
    if (!bad) zoomToPercent(view, read)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') commit()
    else if (event.key === 'Escape') {
      setDraft(undefined)
      setKept(undefined)
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      setDraft(undefined)
      setKept(undefined)
      zoomStep(view, event.key === 'ArrowUp' ? 1 : -1)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span className={styles['zoom']}>
      <input
        className={styles['percent']}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label="Zoom in percent"
        aria-invalid={wrong}
        aria-describedby={wrong ? id : undefined}
        value={draft ?? shown}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      <Menu
        label="Zoom"
        trigger={
          <button type="button" className={styles['levels']} aria-label="Zoom levels">
            <ChevronDown aria-hidden />
          </button>
        }
        items={[
          { label: 'Fit', shortcut: '0', onSelect: () => fitStage(view) },
          ...zoomStops.map((stop) => ({ label: shownPercent(stop), shortcut: stop === 100 ? '1' : undefined, onSelect: () => zoomToPercent(view, stop) })),
        ]}
      />
      {wrong && (
        <span id={id} role="alert" className={styles['wrong']}>
          Zoom takes {shownPercent(least)} to {shownPercent(most)}. Kept {shown}.
        </span>
      )}
    </span>
  )
}
