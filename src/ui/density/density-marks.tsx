import { useDrag } from '@use-gesture/react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { byMove } from '../kit/moving.ts'
import { nudge } from '../kit/scale.ts'
import { pause, useDelayed } from '../kit/use-delayed.ts'
import { useStores } from '../lab-context.tsx'
import { shareOf, type Axis } from '../plots/axis.ts'
import type { JointLayout } from '../plots/joint-layout.ts'
import type { Mark } from './marks.ts'
import styles from './density.module.css'

export interface DensityMarksProps {
  readonly step: string
  readonly marks: readonly Mark[]
  readonly layout: JointLayout
  readonly axis: Axis
  /** A mark is taken, or let go. */
  readonly onHold: (held: boolean) => void
}

const presses: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }
const letter = 6.4
const gap = 8

const half = (name: string): number => (name.length * letter) / 2

/** Middles of the names above the map, moved apart and held inside where their marks stand close. */
export function namePlaces(marks: readonly { readonly x: number; readonly name: string }[], width: number): readonly number[] {
  const order = marks.map((_, i) => i).toSorted((a, b) => marks[a]!.x - marks[b]!.x)
  const places = marks.map(({ x, name }) => Math.min(Math.max(x, half(name)), width - half(name)))
  const room = (a: number, b: number): number => half(marks[a]!.name) + half(marks[b]!.name) + gap
  for (let i = 1; i < order.length; i++) places[order[i]!] = Math.max(places[order[i]!]!, places[order[i - 1]!]! + room(order[i - 1]!, order[i]!))
  const last = order.at(-1)
  if (last !== undefined) places[last] = Math.min(places[last]!, width - half(marks[last]!.name))
  for (let i = order.length - 2; i >= 0; i--) places[order[i]!] = Math.min(places[order[i]!]!, places[order[i + 1]!]! - room(order[i]!, order[i + 1]!))
  return places
}

/** Base, black and white as lines through map and scan, dragged along the density or moved by keys. */
export const DensityMarks = ({ step, marks, layout, axis, onHold }: DensityMarksProps) => {
  const { side, map } = layout
  const placed = marks.map((mark) => ({ mark, name: mark.name, x: Math.min(Math.max(shareOf(axis, mark.at), 0), 1) * side }))
  const names = namePlaces(placed, side)
  return placed.map(({ mark, x }, i) => {
    // two at one place: the first has the left side
    const halves = placed.map((other, j) => ({ way: (other.x - x) / 2, left: other.x === x ? j < i : other.x < x, own: j === i }))
    const beside = (left: boolean): readonly number[] => halves.filter((one) => !one.own && one.left === left).map((one) => one.way)
    return (
      <Handle
        key={mark.id}
        step={step}
        mark={mark}
        x={map.x + x}
        name={names[i]! - x}
        before={Math.max(...beside(true), -side)}
        behind={Math.min(...beside(false), side)}
        layout={layout}
        axis={axis}
        onHold={onHold}
      />
    )
  })
}

interface HandleProps extends Pick<DensityMarksProps, 'step' | 'layout' | 'axis' | 'onHold'> {
  readonly mark: Mark
  readonly x: number
  /** The middle of the name, from the line. */
  readonly name: number
  /** Half the way to the marks at both sides: closer than a finger is wide they share the room. */
  readonly before: number
  readonly behind: number
}

const Handle = ({ step, mark, x, name, before, behind, layout, axis, onHold }: HandleProps) => {
  const { lab } = useStores()
  const [dragging, setDragging] = useState(false)
  const settled = useDelayed(() => lab.getState().settle(), pause)
  const start = useRef<{ readonly mark: Mark; readonly axis: Axis }>(undefined)
  const bind = useDrag(
    ({ first, last, tap, xy: [x], initial: [x0] }) => {
      const dx = x - x0
      if (first) {
        start.current = { mark, axis }
        setDragging(true)
        onHold(true)
      }
      // the way is counted from where the mark was taken, with the numbers of that moment: it cannot run away from the hand
      const from = start.current ?? { mark, axis }
      const share = Math.min(Math.max(shareOf(from.axis, from.mark.at) + (tap ? 0 : dx / layout.side), 0), 1)
      if (!tap && dx !== 0) byMove(() => lab.getState().setParams(step, from.mark.toDensity(from.axis.from + share * (from.axis.to - from.axis.from))))
      if (last) {
        setDragging(false)
        onHold(false)
        lab.getState().settle()
      }
    },
    { pointer: { keys: false }, filterTaps: true },
  )
  const onKeyDown = (event: KeyboardEvent): void => {
    const count = presses[event.key]
    if ((count === undefined && event.key !== 'Home' && event.key !== 'End') || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const { value, range } = mark
    lab.getState().setParams(step, mark.toValue(count === undefined ? (event.key === 'Home' ? range.min : range.max) : nudge(value, count, range, event)))
    settled.soon()
  }
  const reset = (): void => {
    if (!mark.home) return
    lab.getState().setParams(step, mark.home)
    lab.getState().settle()
  }
  const bottom = layout.before.y + layout.before.height
  return (
    <div
      {...bind()}
      className={styles['mark']}
      data-mark={mark.id}
      data-dragging={dragging || undefined}
      style={{ left: x, height: bottom, '--before': `${before}px`, '--behind': `${behind}px` }}
      role="slider"
      tabIndex={0}
      aria-label={mark.label}
      aria-orientation="horizontal"
      aria-valuemin={mark.range.min}
      aria-valuemax={mark.range.max}
      aria-valuenow={Number(mark.value.toFixed(4))}
      aria-valuetext={mark.words}
      onKeyDown={onKeyDown}
      onBlur={settled.now}
      onDoubleClick={reset}
    >
      <span className={styles['name']} style={{ left: name }} aria-hidden>
        {mark.name}
      </span>
      <span className={styles['line']} aria-hidden />
      <span className={styles['knob']} aria-hidden>
        <svg width={12} height={9}>
          <path d="M6 0.5L11 8.5H1Z" />
        </svg>
      </span>
    </div>
  )
}
