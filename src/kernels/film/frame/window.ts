import { columnShares, rowShares, type Box, type Mask } from './mask.ts'
import type { Side } from './rebate.ts'

type Run = readonly [from: number, to: number]

/** Where the shares exceed 0.2, as runs. */
function runsOf(shares: Float64Array): Run[] {
  const runs: Run[] = []
  let from = -1
  for (let at = 0; at <= shares.length; at++) {
    const on = at < shares.length && shares[at] > 0.2
    if (on && from < 0) from = at
    if (!on && from >= 0) {
      runs.push([from, at])
      from = -1
    }
  }
  return runs
}

const length = ([from, to]: Run): number => to - from

/**
 * The picture's rows (or columns) out of the share of each that is exposed. Gaps of a few lines are closed, unless a thin
 * run stands apart (edge print, a scratch); runs over wider gaps are joined only when they are well filled. A picture is at
 * least an eighth of the scan; without one the whole scan is given.
 */
function longest(shares: Float64Array, widest: number): Run {
  const n = shares.length
  const joined: Run[] = []
  for (const run of runsOf(shares)) {
    const last = joined.at(-1)
    const gap = last ? run[0] - last[1] : n
    const thin = last ? Math.min(length(run), length(last)) < 0.03 * n && gap > 1 : true
    if (last && gap <= Math.max(1, 0.004 * n) && !thin) joined[joined.length - 1] = [last[0], run[1]]
    else joined.push(run)
  }
  if (joined.length === 0) return [0, n]
  const main = joined.reduce((best, run, index) => (length(run) > length(joined[best]) ? index : best), 0)
  const filled = ([from, to]: Run): boolean => to - from > 0.02 * n && shares.subarray(from, to).reduce((sum, share) => sum + share, 0) / (to - from) > 0.45
  let [from, to] = joined[main]
  for (let index = main + 1; index < joined.length && joined[index][0] - to <= widest && filled(joined[index]); index++) to = joined[index][1]
  for (let index = main - 1; index >= 0 && from - joined[index][1] <= widest && filled(joined[index]); index--) from = joined[index][0]
  return to - from >= 0.12 * n ? [from, to] : [0, n]
}

/** The shares of lines that are film enough to say anything; 0 elsewhere. */
const held = (shares: Float64Array, film: Float64Array): Float64Array => shares.map((share, at) => (film[at] > 0.3 ? share : 0))

/** How far lines of a strip that is seen from one side lean, as tangents, and in what steps they are tried; every so many pixels say enough. */
const leanest = 0.1
const leanStep = 0.0125
const every = 3

/** For each row (or column) the least share of the mask along a line through its middle that may lean: a gap that leans is clear along one of them. */
function leaning({ width, height, data }: Mask, lying: boolean, from: number, to: number): Float64Array {
  const count = lying ? height : width
  const [across, along] = lying ? [width, 1] : [1, width]
  const least = new Float64Array(count).fill(1)
  const middle = (from + to) / 2
  for (let lean = -leanest; lean <= leanest + 1e-9; lean += leanStep) {
    const off = Math.ceil((Math.abs(lean) * (to - from)) / 2)
    const sums = new Float64Array(count)
    let lines = 0
    // lines that leave the mask on their way tell nothing
    for (let place = from; place < to; place += every, lines++) {
      const shift = Math.round(lean * (place - middle))
      for (let at = off; at < count - off; at++) sums[at] += data[(at + shift) * across + place * along]
    }
    for (let at = off; at < count - off; at++) least[at] = Math.min(least[at], sums[at] / Math.max(1, lines))
  }
  return least
}

/** Frames lie 2 mm apart, and holes 4.75: a gap of less than so much of a pitch is within a picture. */
const frameGap = 0.25

/**
 * The box of the exposed part of the film, upright, a first answer to within a degree of tilt.
 *
 * @param pitch of the sprocket holes in pixels, where they are seen: the strip's neighbouring frames are then told apart, though seen at an angle
 */
export function exposedBox(exposed: Mask, film: Mask, pitch = Infinity): Box {
  let box: Box = { left: 0, right: exposed.width, top: 0, bottom: exposed.height }
  const shares = (lying: boolean, from: number, to: number): Float64Array => (pitch < Infinity ? leaning(exposed, lying, from, to) : lying ? rowShares(exposed, from, to) : columnShares(exposed, from, to))
  for (let round = 0; round < 3; round++) {
    const { left, right } = box
    const [top, bottom] = longest(held(shares(true, left, right), rowShares(film, left, right)), Math.min(0.03 * exposed.height, frameGap * pitch))
    const [newLeft, newRight] = longest(held(shares(false, top, bottom), columnShares(film, top, bottom)), Math.min(0.03 * exposed.width, frameGap * pitch))
    box = { left: newLeft, right: newRight, top, bottom }
  }
  return box
}

/**
 * A side drawn out over lines that are exposed only here and there, as they are where a picture ends in deep shadow. Edge
 * print stands apart from the picture by more than the gaps that are crossed.
 */
export function drawnOut(exposed: Mask, box: Box, side: Side): Box {
  const lying = side === 'top' || side === 'bottom'
  const shares = lying ? rowShares(exposed, box.left, box.right) : columnShares(exposed, box.top, box.bottom)
  const gap = Math.max(2, 0.012 * shares.length)
  const inwards = side === 'top' || side === 'left' ? -1 : 1
  let last = inwards < 0 ? box[side] : box[side] - 1
  for (let at = last + inwards; at >= 0 && at < shares.length && Math.abs(at - last) <= gap; at += inwards) if (shares[at] > 0.03) last = at
  return { ...box, [side]: inwards < 0 ? last : last + 1 }
}
