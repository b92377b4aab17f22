import type { Tilted } from './edges.ts'
import type { Box } from './mask.ts'
import { sides, type Side } from './rebate.ts'

/** An edge that is straight along less than this share of its side has not been seen. */
export const seenEdge = 0.25

const opposite: Readonly<Record<Side, Side>> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' }

/** The gate of a 35 mm camera: 36 × 24 mm. */
const gate = 1.5

/**
 * Places the one edge that deep shadow hides by the shape of the camera's gate: when the other three were seen and a frame
 * of 3 : 2 reaches further out without leaving the film. Everything else stays as it was seen.
 */
export function completeByGate(found: Tilted, film: Box): Tilted {
  const unseen = sides.filter((side) => found.straight[side] < seenEdge)
  if (unseen.length !== 1) return found
  const [side] = unseen
  const { box } = found
  const lying = side === 'left' || side === 'right'
  const across = lying ? box.bottom - box.top : box.right - box.left
  const along = lying ? box.right - box.left : box.bottom - box.top
  // The frame lies as its shape says, or upright when it is already too tall to lie.
  const upright = lying ? along < 0.9 * across : across < 0.9 * along
  const wanted = lying === upright ? across / gate : across * gate
  const outwards = side === 'left' || side === 'top' ? -1 : 1
  const place = box[opposite[side]] + outwards * wanted
  const further = outwards * (place - box[side])
  const inside = side === 'left' || side === 'top' ? place >= film[side] : place <= film[side]
  return further > 0 && further < 0.3 * wanted && inside ? { ...found, box: { ...box, [side]: place } } : found
}
