import type { Lit } from './base.ts'
import { createMask, type Box, type Mask } from './mask.ts'
import { brightest, colourDistance, sameColour, sides, type Side } from './rebate.ts'
import type { Regions } from './regions.ts'

/** A side is walked in pieces this short, so that a frame that leans is followed. */
const pieces = 14
/** No rebate is deeper than this share of the scan. */
const deepest = 0.16
/** A line of rebate has the base's colour, is even along itself, and is lit from nearly not at all to as the base is. */
const even = 0.035
const dimmest = -0.65
/** Inwards a shadow only lifts, but for noise; at its rim it is at least so dark. */
const slack = 0.015
const dark = -0.03
/** Further in it has lifted to this, or what was walked is something even in the picture. */
const lifted = -0.22
/** There the picture begins with an edge of at least this density, or with something uneven. */
const edge = 0.02
/** A shadow lies along most of a side. */
const most = 0.5

interface LineRead {
  readonly light: number
  readonly colour: number
  readonly spread: number
}

/**
 * Rebate in the shadow of a holder, a mask or a neighbour's frame: denser than the base and so taken for exposed, but of the
 * base's colour, even along the side, and lighter from line to line inwards until a frame's edge ends it.
 */
export function shadowedRebate(regions: Regions, film: Mask, box: Box, { level }: Lit): Mask {
  const out = createMask(film.width, film.height)
  for (const side of sides) {
    const lying = side === 'top' || side === 'bottom'
    const [start, end] = lying ? [box.left, box.right] : [box.top, box.bottom]
    const across = lying ? box.bottom - box.top : box.right - box.left
    const piece = Math.max(8, Math.ceil((end - start) / pieces))
    const found: (readonly [from: number, to: number, depth: number])[] = []
    for (let from = start; from < end; from += piece) {
      const to = Math.min(end, from + piece)
      const depth = depthOf(regions, film, box, side, from, to, Math.round(deepest * across), level)
      if (depth > 0) found.push([from, to, depth])
    }
    if (found.length < (most * (end - start)) / piece) continue
    for (const [from, to, depth] of found) for (let step = 0; step < depth; step++) for (let along = from; along < to; along++) out.data[placeOf(film.width, box, side, along, step)] = 1
  }
  return out
}

/** The pixel at a place along a side and so many lines inwards. */
function placeOf(width: number, { left, right, top, bottom }: Box, side: Side, along: number, step: number): number {
  if (side === 'top') return (top + step) * width + along
  if (side === 'bottom') return (bottom - 1 - step) * width + along
  return along * width + (side === 'left' ? left + step : right - 1 - step)
}

/** How many lines of a piece of a side are rebate in a shadow; 0 where none are. */
function depthOf({ log }: Regions, film: Mask, box: Box, side: Side, from: number, to: number, limit: number, level: Lit['level']): number {
  const zero = (level[0] + level[1] + level[2]) / 3
  const read = (step: number): LineRead | undefined => {
    let [count, sum, squares, r, g, b] = [0, 0, 0, 0, 0, 0]
    for (let along = from; along < to; along++) {
      const at = placeOf(film.width, box, side, along, step)
      if (!film.data[at]) continue
      const [x, y, z] = [log[3 * at]!, log[3 * at + 1]!, log[3 * at + 2]!]
      const mean = (x + y + z) / 3
      count++
      sum += mean
      squares += mean * mean
      r += x
      g += y
      b += z
    }
    if (count < 0.5 * (to - from)) return undefined
    const mean = sum / count
    return { light: mean - zero, colour: colourDistance(level, r / count, g / count, b / count), spread: Math.sqrt(Math.max(0, squares / count - mean * mean)) }
  }
  let [first, last, top] = [NaN, NaN, -Infinity]
  for (let step = 0; step < limit; step++) {
    const line = read(step)
    // a holder's rim, or nothing to read
    if (!line) {
      if (Number.isNaN(first)) continue
      return 0
    }
    const { light, colour, spread } = line
    const rebate = colour < sameColour && spread < even && light > dimmest && light < brightest && light > top - slack
    if (!rebate) {
      // the very rim may be a holder's blurred edge
      if (Number.isNaN(first) && step < 3) continue
      return !Number.isNaN(first) && first < dark && top > lifted && top > first - dark / 2 && (light < last - edge || spread >= even) ? step : 0
    }
    if (Number.isNaN(first)) first = light
    last = light
    top = Math.max(top, light)
  }
  return 0
}
