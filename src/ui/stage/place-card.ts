import type { Point, Size } from './camera.ts'

const edge = 8

/**
 * Where a card about a point stands: `gap` away, right and below, flipped where the box ends there; beside, above or
 * below the point where no corner has room. Never over the point, unless the box has no room for both.
 */
export function placeCard(at: Point, card: Size, box: Size, gap: number): Point {
  const right = at.x + gap
  const left = at.x - gap - card.width
  const below = at.y + gap
  const above = at.y - gap - card.height
  const inX = (x: number): boolean => x >= edge && x + card.width <= box.width - edge
  const inY = (y: number): boolean => y >= edge && y + card.height <= box.height - edge
  const heldX = Math.max(edge, Math.min(at.x - card.width / 2, box.width - edge - card.width))
  const heldY = Math.max(edge, Math.min(at.y - card.height / 2, box.height - edge - card.height))
  const x = [right, left].find(inX)
  const y = [below, above].find(inY)
  if (x !== undefined) return { x, y: y ?? heldY }
  if (y !== undefined) return { x: heldX, y }
  return { x: heldX, y: at.y < box.height / 2 ? box.height - card.height : 0 }
}
