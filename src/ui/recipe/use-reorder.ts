import { useDrag } from '@use-gesture/react'
import { useRef, useState } from 'react'

export interface Drag {
  readonly key: string
  readonly dy: number
  /** Position in the list where the card will land. */
  readonly to: number
}

/** Where a card whose middle stands at `middle` lands: behind every other card whose middle is above it. */
export const landing = (middle: number, others: readonly number[]): number => others.filter((other) => other < middle).length

/** Reordering by dragging a card's head. Gives the drag under way and the handlers of a head. */
export function useReorder(keys: readonly string[], onMove: (key: string, to: number) => void) {
  const list = useRef<HTMLOListElement>(null)
  const middles = useRef<readonly number[]>([])
  const [drag, setDrag] = useState<Drag>()

  const bind = useDrag(
    ({ args: [key], first, last, tap, canceled, movement: [, dy], event }) => {
      const at = keys.indexOf(key as string)
      // a tap is told as well, without a first event before it
      if (at < 0 || tap) return
      if (first) {
        const cards = list.current!.querySelectorAll('[data-step]')
        middles.current = Array.from(cards, (card) => {
          const box = card.getBoundingClientRect()
          return box.top + box.height / 2
        })
        // a press on the head must not start to select text as well
        if (event.cancelable && event.type !== 'touchstart') event.preventDefault()
      }
      const to = landing(middles.current[at]! + dy, middles.current.toSpliced(at, 1))
      if (!last) {
        setDrag({ key: key as string, dy, to })
        return
      }
      setDrag(undefined)
      if (!canceled && to !== at) onMove(key as string, to)
    },
    { filterTaps: true, threshold: 4, preventScroll: 250, pointer: { keys: false } },
  )
  return { list, drag, bind }
}
