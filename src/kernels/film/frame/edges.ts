import type { Box, Mask } from './mask.ts'
import { sides, type Side } from './rebate.ts'

/** A rectangle that may lie a little askew: pixels, the angle in degrees, clockwise as seen on the screen. */
export interface Tilted {
  readonly box: Box
  readonly angle: number
  /** For each side the share of its length along which the edge was seen on one straight line. */
  readonly straight: Readonly<Record<Side, number>>
}

/** Where the mask begins, seen from outside one side: the place along the side, and the place across it. */
type Crossing = readonly [along: number, across: number]

const most = 2.5

/** Each line across a side is followed inwards from just outside; the first run of three in the mask is the edge. */
function crossings({ width, height, data }: Mask, box: Box, side: Side): Crossing[] {
  const lying = side === 'top' || side === 'bottom'
  const limit = lying ? height : width
  const reach = Math.ceil(0.025 * limit) + 2
  const [start, end] = lying ? [box.left, box.right] : [box.top, box.bottom]
  const inwards = side === 'top' || side === 'left' ? 1 : -1
  const edge = { top: box.top, bottom: box.bottom - 1, left: box.left, right: box.right - 1 }[side]
  const skip = Math.round(0.03 * (end - start))
  const on = (along: number, across: number): boolean => across >= 0 && across < limit && data[lying ? across * width + along : along * width + across] === 1
  const found: Crossing[] = []
  for (let along = start + skip; along < end - skip; along++) {
    for (let step = -reach; step <= reach; step++) {
      const across = edge + inwards * step
      if (!on(along, across) || !on(along, across + inwards) || !on(along, across + 2 * inwards)) continue
      // The mask reaching out of the window from the start is no edge.
      if (step > -reach) found.push([along, inwards > 0 ? across : across + 1])
      break
    }
  }
  return found
}

interface Line {
  /** The edge at the middle of its side, pixels. */
  readonly place: number
  readonly share: number
}

/** The offset that most crossings agree on when the edge leans by this slope. */
function bestLine(found: readonly Crossing[], slope: number, middle: number, length: number): Line {
  if (found.length === 0) return { place: 0, share: 0 }
  const offsets = Float64Array.from(found, ([along, across]) => across - slope * (along - middle)).toSorted()
  let best = 0
  let from = 0
  let at = 0
  for (let end = 0; end < offsets.length; end++) {
    while (offsets[end] - offsets[from] > 1.6) from++
    if (end - from + 1 > best) {
      best = end - from + 1
      at = from
    }
  }
  return { place: offsets.subarray(at, at + best).reduce((sum, one) => sum + one, 0) / best, share: best / Math.max(1, length) }
}

/**
 * Straightens and places an upright first guess: the angle (up to 2.5°) under which the most edge crossings of all four
 * sides fall on straight lines, and the lines themselves. A side with too few crossings keeps its guess: deep shadows of
 * a scene are as clear as the rebate beside them.
 */
export function placeEdges(mask: Mask, guess: Box): Tilted {
  const middle = { x: (guess.left + guess.right) / 2, y: (guess.top + guess.bottom) / 2 }
  const size = { x: guess.right - guess.left, y: guess.bottom - guess.top }
  const found = { top: crossings(mask, guess, 'top'), bottom: crossings(mask, guess, 'bottom'), left: crossings(mask, guess, 'left'), right: crossings(mask, guess, 'right') }
  const line = (side: Side, slope: number): Line =>
    side === 'top' || side === 'bottom' ? bestLine(found[side], slope, middle.x, 0.94 * size.x) : bestLine(found[side], -slope, middle.y, 0.94 * size.y)
  const score = (angle: number): number => {
    const slope = Math.tan((angle * Math.PI) / 180)
    // Squares: one whole straight edge says more than four ragged ones.
    return sides.reduce((sum, side) => sum + line(side, slope).share ** 2, 0)
  }
  let angle = 0
  for (const step of [0.25, 0.05]) {
    const centre = angle
    const reach = step === 0.25 ? most : 0.25
    for (let off = step; off <= reach + 1e-9; off += step) {
      for (const candidate of [centre - off, centre + off]) if (score(candidate) > score(angle) + 1e-3) angle = candidate
    }
  }
  const slope = Math.tan((angle * Math.PI) / 180)
  const lines = { top: line('top', slope), bottom: line('bottom', slope), left: line('left', slope), right: line('right', slope) }
  const place = (side: Side): number => (lines[side].share > 0.15 ? lines[side].place : guess[side])
  return {
    box: { top: place('top'), bottom: place('bottom'), left: place('left'), right: place('right') },
    angle,
    straight: { top: lines.top.share, bottom: lines.bottom.share, left: lines.left.share, right: lines.right.share },
  }
}
