import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import styles from './splitter.module.css'

export interface SplitterProps {
  readonly label: string
  /** Width of the panel beside it, in px. */
  readonly value: number
  readonly min: number
  readonly max: number
  /** Where double-click goes back to. */
  readonly initial: number
  /** Which side of the splitter the panel is on. */
  readonly panel: 'before' | 'after'
  readonly onChange: (value: number) => void
  /** Dragged well past its least width, the panel folds. */
  readonly onFold?: () => void
}

/** How far past the least width folds. */
const foldAt = 100

/** The line between a panel and the stage; drag it, or move it by keys. */
export const Splitter = ({ label, value, min, max, initial, panel, onChange, onFold }: SplitterProps) => {
  const start = useRef<{ readonly x: number; readonly value: number } | undefined>(undefined)
  const put = (next: number): void => onChange(Math.round(Math.min(Math.max(next, min), max)))
  // dragging to the right widens a panel that lies before the line, where writing runs left to right
  const sign = (element: Element): 1 | -1 => ((getComputedStyle(element).direction === 'rtl') === (panel === 'before') ? -1 : 1)

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, value }
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!start.current) return
    const to = start.current.value + sign(event.currentTarget) * (event.clientX - start.current.x)
    if (onFold && to < min - foldAt) {
      start.current = undefined
      onFold()
    } else put(to)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.shiftKey ? 64 : 16
    const side = sign(event.currentTarget)
    const targets: Readonly<Record<string, number>> = { ArrowRight: value + side * step, ArrowLeft: value - side * step, Home: min, End: max, Enter: initial }
    const to = targets[event.key]
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    put(to)
  }
  return (
    // a focusable separator is a widget by ARIA; the lint rule counts it among the static roles
    <div
      className={styles['splitter']}
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (start.current = undefined)}
      onPointerCancel={() => (start.current = undefined)}
      onDoubleClick={() => put(initial)}
      onKeyDown={onKeyDown}
    />
  )
}
