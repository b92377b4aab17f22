import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { black, white, type Axis } from './axis.ts'
import type { Box } from './joint-layout.ts'
import type { Direction } from './paint.ts'
import { moved, readingAt, type Reading } from './reading.ts'
import styles from './plots.module.css'

export interface PlotFieldProps {
  readonly box: Box
  readonly axis: Axis
  readonly direction: Direction
  /** "Before, code r": what the arrow keys move. */
  readonly label: string
  readonly reading: Reading | undefined
  readonly onRead: (reading: Reading | undefined) => void
  /** The reading in words. */
  readonly words: string
  readonly onFocused?: (focused: boolean) => void
  readonly children: ReactNode
}

const far = 10

const stepsOf = (key: string): number | undefined => {
  if (key === 'ArrowRight' || key === 'ArrowUp') return 1
  if (key === 'ArrowLeft' || key === 'ArrowDown') return -1
  if (key === 'PageUp') return far
  if (key === 'PageDown') return -far
  if (key === 'Home') return -Infinity
  return key === 'End' ? Infinity : undefined
}

/** A histogram that is read by pointing, or with the arrow keys: Shift ten bars at a time, Alt one code. */
export const PlotField = ({ box, axis, direction, label, reading, onRead, words, onFocused, children }: PlotFieldProps) => {
  const [last, setLast] = useState<Reading>()
  const read = (next: Reading | undefined): void => {
    if (next) setLast(next)
    onRead(next)
  }
  const point = (event: PointerEvent<HTMLElement>): void => {
    const bounds = event.currentTarget.getBoundingClientRect()
    const share = direction === 'up' ? (event.clientX - bounds.left) / bounds.width : (bounds.bottom - event.clientY) / bounds.height
    read(readingAt(axis, share))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && reading) {
      event.stopPropagation()
      onRead(undefined)
      return
    }
    const steps = stepsOf(event.key)
    if (steps === undefined || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const from = reading ?? last ?? readingAt(axis, 0.5)
    read(moved(axis, from, event.shiftKey && Math.abs(steps) === 1 ? steps * far : steps, event.altKey))
  }
  const shown = reading ?? last ?? readingAt(axis, 0.5)
  return (
    <div
      className={styles['field']}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction === 'up' ? 'horizontal' : 'vertical'}
      aria-valuemin={black(axis)}
      aria-valuemax={white(axis)}
      aria-valuenow={shown.low}
      aria-valuetext={words}
      onPointerDown={point}
      onPointerMove={point}
      onPointerLeave={() => onRead(undefined)}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (!event.currentTarget.matches(':focus-visible')) return
        onFocused?.(true)
        read(shown)
      }}
      onBlur={() => {
        onFocused?.(false)
        onRead(undefined)
      }}
    >
      {children}
    </div>
  )
}
