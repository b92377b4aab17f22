import { chartColumns, chartRows } from './chart.ts'
import type { Triple } from '../develop.ts'
import { median } from '../order.ts'

export interface Place {
  readonly x: number
  readonly y: number
}

/** Corners of a chart in a picture, in shares of its width and height: those by the dark skin, bluish green, black and white patch. */
export type Quad = readonly [Place, Place, Place, Place]

/** The eight ways in which a chart may lie under the same four corners: turned by quarters, and seen through the back of the film. */
export const turnsOf = ([a, b, c, d]: Quad): readonly Quad[] => [
  [a, b, c, d], [b, c, d, a], [c, d, a, b], [d, a, b, c],
  [b, a, d, c], [a, d, c, b], [d, c, b, a], [c, b, a, d],
]

/** Whether four corners go round once without a dent: only then is there one way to lay a chart under them. */
export function isConvex(quad: Quad): boolean {
  const turns = quad.map((at, i) => {
    const [next, after] = [quad[(i + 1) % 4]!, quad[(i + 2) % 4]!]
    return (next.x - at.x) * (after.y - next.y) - (next.y - at.y) * (after.x - next.x)
  })
  return turns.every((turn) => turn > 1e-6) || turns.every((turn) => turn < -1e-6)
}

/** Where a point of the chart (0 … 1 along and down) lies in the picture: the projective map of a square onto the corners (Heckbert, 1989). */
export function placeOn([p, q, r, s]: Quad, u: number, v: number): Place {
  const [dx1, dx2, sx] = [q.x - r.x, s.x - r.x, p.x - q.x + r.x - s.x]
  const [dy1, dy2, sy] = [q.y - r.y, s.y - r.y, p.y - q.y + r.y - s.y]
  const det = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / det
  const h = (dx1 * sy - sx * dy1) / det
  const w = g * u + h * v + 1
  return { x: ((q.x - p.x + g * q.x) * u + (s.x - p.x + h * s.x) * v + p.x) / w, y: ((q.y - p.y + g * q.y) * u + (s.y - p.y + h * s.y) * v + p.y) / w }
}

/** Corners of the part of a patch between `from` and `to` of its side, in the order of the chart's own. */
export function patchQuad(quad: Quad, patch: number, from = 0.25, to = 0.75): Quad {
  const at = (u: number, v: number): Place => placeOn(quad, ((patch % chartColumns) + u) / chartColumns, (Math.floor(patch / chartColumns) + v) / chartRows)
  return [at(from, from), at(to, from), at(to, to), at(from, to)]
}

const side = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y)

/** A block of whole pixels of a picture. */
export interface Block {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** No side of a block is longer: more would tell a median nothing. */
const longest = 48

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * The blocks of pixels that a patch is read from, all in the inner half of its sides: nine where it is large, so that a speck
 * of dust does not cover them all, one where it is small. None where the patch lies outside the picture.
 */
export function patchBlocks(quad: Quad, patch: number, { width, height }: Size): readonly Block[] {
  const corners = patchQuad(quad, patch).map(({ x, y }) => ({ x: x * width, y: y * height }))
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  const inside = [...xs, ...ys].every(Number.isFinite) && Math.min(...xs, ...ys) >= 0 && Math.max(...xs) <= width && Math.max(...ys) <= height
  if (!inside) return []
  const [a, b, c, d] = corners as unknown as Quad
  // a third of the shortest side fits around each of the nine places, however the patch leans
  const shortest = Math.min(side(a, b), side(b, c), side(c, d), side(d, a))
  const size = Math.max(1, Math.min(longest, Math.floor(shortest / 3)))
  const places = shortest < 6 ? [0.5] : [0.33, 0.5, 0.67]
  const whole = shortest < 6 ? Math.max(1, Math.floor(shortest)) : size
  return places.flatMap((v) =>
    places.map((u) => {
      const at = placeOn(quad, ((patch % chartColumns) + u) / chartColumns, (Math.floor(patch / chartColumns) + v) / chartRows)
      const clamp = (middle: number, limit: number): number => Math.min(limit - whole, Math.max(0, Math.round(middle - whole / 2)))
      return { x: clamp(at.x * width, width), y: clamp(at.y * height, height), width: whole, height: whole }
    }),
  )
}

/** Why a patch is left out of a fit: nothing of it in the picture, at the scanner's white or black, or not one even colour. */
export type PatchFlaw = 'outside' | 'blown' | 'blocked' | 'uneven'

export interface PatchReading {
  /** Linear light of the scan, the median of each channel. */
  readonly light: Triple
  readonly flaw: PatchFlaw | undefined
}

/** At and above this share of white a scan has lost what was brighter; below the other, what was denser. */
const whiteEnd = 0.995
const blackEnd = 3e-4
/** In density: grain, noise and JPEG stay under it, an edge between two patches does not. */
const evenWithin = 0.08

/** One patch from the linear light of its pixels, RGB interleaved; no pixels where it lies outside. */
export function readPatch(light: Float64Array): PatchReading {
  const count = light.length / 3
  if (count === 0) return { light: [0, 0, 0], flaw: 'outside' }
  const channels = [0, 1, 2].map((c) => Float64Array.from({ length: count }, (_, i) => light[3 * i + c]!))
  const middle = channels.map((values) => median(values))
  const spread = Math.max(...channels.map((values, c) => median(values.map((value) => Math.abs(Math.log10(Math.max(value, 1e-5) / Math.max(middle[c]!, 1e-5)))))))
  const flaw = Math.max(...middle) >= whiteEnd ? 'blown' : Math.min(...middle) <= blackEnd ? 'blocked' : spread > evenWithin ? 'uneven' : undefined
  return { light: [middle[0]!, middle[1]!, middle[2]!], flaw }
}
