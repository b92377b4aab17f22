import { useDrag } from '@use-gesture/react'
import { useRef, useState, type DOMAttributes, type KeyboardEvent } from 'react'
import { arrowMove } from '../kit/arrow-move.ts'

interface Handling<Grip, Value> {
  /** What is moved, as it stands. */
  readonly now: Value
  /** Screen pixels a pixel of the picture. */
  readonly zoom: number
  /** By so many pixels of the picture, from what it was when it was taken hold of. */
  readonly move: (grip: Grip, from: Value, dx: number, dy: number, shift: boolean) => void
  readonly letGo?: () => void
  /** After each press of a key. */
  readonly pressed?: () => void
}

interface Handles<Grip> {
  /** What makes an element a grip for the hand. */
  readonly bind: (grip: Grip) => DOMAttributes<Element>
  /** And for arrow keys, with Shift ten times as far. */
  readonly keys: (grip: Grip) => (event: KeyboardEvent) => void
  readonly held: boolean
}

/** Moving something on the stage by its grips. A click moves nothing, and letting go does not, whatever keys are let go with it. */
export function useHandles<Grip, Value>({ now, zoom, move, letGo, pressed }: Handling<Grip, Value>): Handles<Grip> {
  const start = useRef(now)
  const [held, setHeld] = useState(false)
  const bind = useDrag(
    ({ args: [grip], event, first, last, tap, shiftKey, movement: [dx, dy] }) => {
      event.stopPropagation()
      if (first) start.current = now
      setHeld(!last)
      if (!tap && !last) move(grip as Grip, start.current, dx / zoom, dy / zoom, shiftKey)
      if (last) letGo?.()
    },
    { pointer: { keys: false }, filterTaps: true },
  )
  const keys = (grip: Grip) => (event: KeyboardEvent) => {
    const by = arrowMove(event)
    if (!by) return
    move(grip, now, ...by, false)
    pressed?.()
  }
  return { bind, keys, held }
}
