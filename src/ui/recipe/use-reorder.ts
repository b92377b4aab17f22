import { useDrag } from '@use-gesture/react'
import { useEffect, useRef, useState } from 'react'
import { edgeSpeed, scrollerOf } from './edge-scroll.ts'

export interface Drag {
  readonly key: string
  readonly dy: number
  /** Position in the list where the card will land. */
  readonly to: number
}

/** A card in the hand. All lengths in px. */
interface Held {
  readonly key: string
  readonly at: number
  /** Middles of all cards when it was taken up. */
  readonly middles: readonly number[]
  readonly scroller: Element | undefined
  readonly scrollTop: number
  /** Where scrolling ends. Taken before the lifted card reaches past the list and makes it longer. */
  readonly scrollEnd: number
  /** The pointer's place in the page, and how far it has come. */
  y: number
  moved: number
  frame: number
}

/** Where a card whose middle stands at `middle` lands: behind every other card whose middle is above it. */
export const landing = (middle: number, others: readonly number[]): number => others.filter((other) => other < middle).length

/** Reordering by dragging a card's head. Near the edge of the panel the list scrolls on. Gives the drag under way and the handlers of a head. */
export function useReorder(keys: readonly string[], onMove: (key: string, to: number) => void) {
  const list = useRef<HTMLOListElement>(null)
  const held = useRef<Held | undefined>(undefined)
  const [drag, setDrag] = useState<Drag>()

  // the panel can go while a card is in the hand, by a key or a change of layout
  useEffect(
    () => () => {
      held.current = undefined
    },
    [],
  )

  const takeUp = (key: string, at: number, y: number): Held => {
    const middles = Array.from(list.current!.querySelectorAll('[data-step]'), (card) => {
      const box = card.getBoundingClientRect()
      return box.top + box.height / 2
    })
    const scroller = scrollerOf(list.current!)
    return { key, at, middles, scroller, scrollTop: scroller?.scrollTop ?? 0, scrollEnd: scroller ? scroller.scrollHeight - scroller.clientHeight : 0, y, moved: 0, frame: 0 }
  }
  const dragOf = (card: Held): Drag => {
    const dy = card.moved + (card.scroller?.scrollTop ?? 0) - card.scrollTop
    return { key: card.key, dy, to: landing(card.middles[card.at]! + dy, card.middles.toSpliced(card.at, 1)) }
  }
  const scrollOn = (before: number) => (now: number): void => {
    const card = held.current
    if (!card?.scroller) return
    const { top, bottom } = card.scroller.getBoundingClientRect()
    const speed = edgeSpeed(card.y, top, bottom)
    const from = card.scroller.scrollTop
    card.scroller.scrollTop = Math.min(Math.max(from + (speed * Math.min(now - before, 50)) / 1000, 0), card.scrollEnd)
    if (card.scroller.scrollTop !== from) setDrag(dragOf(card))
    card.frame = requestAnimationFrame(scrollOn(now))
  }

  const bind = useDrag(
    ({ args: [key], first, last, tap, canceled, movement: [, moved], xy: [, y], event }) => {
      const at = keys.indexOf(key as string)
      // a tap is told as well, without a first event before it
      if (at < 0 || tap) return
      if (first) {
        held.current = takeUp(key as string, at, y)
        held.current.frame = requestAnimationFrame(scrollOn(performance.now()))
        // a press on the head must not start to select text as well
        if (event.cancelable && event.type !== 'touchstart') event.preventDefault()
      }
      const card = held.current
      if (!card) return
      card.y = y
      card.moved = moved
      const now = dragOf(card)
      if (!last) {
        setDrag(now)
        return
      }
      cancelAnimationFrame(card.frame)
      held.current = undefined
      setDrag(undefined)
      if (!canceled && now.to !== at) onMove(key as string, now.to)
    },
    { filterTaps: true, threshold: 4, preventScroll: 250, pointer: { keys: false } },
  )
  return { list, drag, bind }
}
