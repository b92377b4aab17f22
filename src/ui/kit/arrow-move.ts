import type { KeyboardEvent } from 'react'

const moves: Readonly<Record<string, readonly [x: number, y: number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** By how many pixels an arrow key moves what has the focus, with Shift ten; it is then taken, and nobody else's. Undefined for other keys. */
export function arrowMove(event: KeyboardEvent): readonly [x: number, y: number] | undefined {
  const move = moves[event.key]
  if (!move) return undefined
  event.preventDefault()
  event.stopPropagation()
  const pixels = event.shiftKey ? 10 : 1
  return [move[0] * pixels, move[1] * pixels]
}
