import { fit, median } from '../order.ts'

/** Where a step of a wedge lies along a line, in places of its profile; `to` is the next one's `from`. */
export interface StepPlace {
  readonly from: number
  readonly to: number
}

/** Fewer steps than these say nothing of a curve; more than these are no wedge. */
export const fewestSteps = 5
export const mostSteps = 64
/** A step is no narrower than so many places of the profile. */
const narrowest = 6
/** Edges are clear from so many deviations of the noise on, and none is weaker than this in density. */
const clearly = 4
const faintest = 0.012
/** The width of the last step over the first one's: a wedge seen at an angle. */
const keystones = [1, 0.9, 1.11, 0.8, 1.25]
/** So near to its place in the row, in widths of a step, an edge belongs to it. */
const near = 0.12

const mean = (profile: ArrayLike<number>): Float64Array => Float64Array.from({ length: profile.length / 3 }, (_, i) => (profile[3 * i]! + profile[3 * i + 1]! + profile[3 * i + 2]!) / 3)

/** At each place the difference between what follows and what came before, means over `reach` places. */
function rises(values: Float64Array, reach: number): Float64Array {
  const sums = new Float64Array(values.length + 1)
  values.forEach((value, i) => (sums[i + 1] = sums[i]! + value))
  return values.map((_, i) => (i < reach || i > values.length - reach ? 0 : (sums[i + reach]! - 2 * sums[i]! + sums[i - reach]!) / reach))
}

/** The noise of a mean over `reach` places, from neighbours' differences: edges are few among them. */
const noiseOf = (values: Float64Array, reach: number): number =>
  (1.4826 * median(Float64Array.from({ length: values.length - 1 }, (_, i) => Math.abs(values[i + 1]! - values[i]!)))) / Math.sqrt(reach)

interface Edge {
  readonly at: number
  /** 0 … 1: how clear it is. */
  readonly clear: number
}

/** The places where a profile steps up or down, each once. */
function edgesOf(values: Float64Array, reach: number): readonly Edge[] {
  const all = rises(values, reach)
  // a lamp that falls off along the wedge is a slope everywhere, and no edge
  const slope = median(all)
  const steps = all.map((rise) => rise - slope)
  const least = Math.max(faintest, clearly * noiseOf(values, reach))
  const edges: Edge[] = []
  for (let i = 1; i < steps.length - 1; i++) {
    const size = Math.abs(steps[i]!)
    if (size < least) continue
    const around = steps.subarray(Math.max(0, i - reach), i + reach + 1)
    if (around.every((other) => Math.abs(other) <= size) && (edges.length === 0 || i - edges.at(-1)!.at > reach)) edges.push({ at: i, clear: Math.min(1, size / (3 * least)) })
  }
  return edges
}

/** A row of edges: the k-th at start + k·first + k²·grow. */
interface Row {
  readonly start: number
  readonly first: number
  readonly grow: number
}

const placeIn = ({ start, first, grow }: Row, k: number): number => start + k * first + k * k * grow

/** Places of a row between 0 and `length`, a fifth of a step beyond the ends allowed: those who drag a line do not aim better. */
function placesOf(row: Row, length: number): readonly number[] {
  const places: number[] = []
  for (let k = 0; k <= mostSteps; k++) {
    const at = placeIn(row, k)
    if (at > length + 0.2 * row.first) break
    if (at > -0.2 * row.first) places.push(at)
  }
  return places
}

/** How well a row explains the edges: the share of their clearness that it meets, times the share of its own places that an edge lies at. */
function meets(edges: readonly Edge[], places: readonly number[], total: number): number {
  let met = 0
  let seen = 0
  let e = 0
  let inner = 0
  for (let k = 0; k < places.length; k++) {
    const at = places[k]!
    const width = k + 1 < places.length ? places[k + 1]! - at : at - places[k - 1]!
    while (e < edges.length && edges[e]!.at < at - near * width) e++
    const edge = edges[e]
    const there = edge !== undefined && edge.at <= at + near * width
    if (there) met += edge.clear
    // the ends of the line are the ends of the wedge, and may be no edges
    if (k > 0 && k < places.length - 1) {
      inner++
      if (there) seen++
    }
  }
  return inner === 0 ? 0 : (met / total) * (seen / inner)
}

/** The row that explains a profile's edges best, through the edges themselves. */
function bestRow(edges: readonly Edge[], length: number): Row | undefined {
  const total = edges.reduce((sum, { clear }) => sum + clear, 0)
  let best: { readonly row: Row; readonly score: number } | undefined
  // two edges that follow each other are a step apart: every row is tried that one pair gives
  for (let i = 0; i + 1 < edges.length; i++) {
    for (let j = i + 1; j < Math.min(edges.length, i + 4); j++) {
      const gap = edges[j]!.at - edges[i]!.at
      if (gap < narrowest || gap > length / (fewestSteps - 1.5)) continue
      for (const keystone of keystones) {
        const count = length / gap
        // the step between the two is `gap` wide, and widths grow evenly along the line
        const grow = (gap * (keystone - 1)) / count / 2
        const slope = (at: number): number => gap + (2 * grow * (at - edges[i]!.at)) / gap
        let start = edges[i]!.at
        while (start - slope(start) > -0.2 * gap && slope(start) > narrowest / 2) start -= slope(start)
        const row = { start, first: slope(start) - grow, grow }
        const score = meets(edges, placesOf(row, length), total)
        if (score > (best?.score ?? 0) + 1e-9) best = { row, score }
      }
    }
  }
  return best && best.score > 0.3 ? drawnTo(edges, best.row, length) : undefined
}

/** The row moved to lie nearest to its edges, as a parabola by least squares. */
function drawnTo(edges: readonly Edge[], row: Row, length: number): Row {
  let now = row
  for (let round = 0; round < 4; round++) {
    const pairs: (readonly [k: number, edge: Edge])[] = []
    for (let k = 0; k <= mostSteps && placeIn(now, k) < length + now.first; k++) {
      const width = placeIn(now, k + 1) - placeIn(now, k)
      const edge = edges.find(({ at }) => Math.abs(at - placeIn(now, k)) < 2 * near * width)
      if (edge) pairs.push([k, edge])
    }
    if (pairs.length < 4) return now
    const [start, first, grow] = fit(pairs.map(([k]) => [1, k, k * k]), pairs.map(([, { at }]) => at), pairs.map(([, { clear }]) => 0.2 + clear))
    now = { start: start!, first: first!, grow: grow! }
  }
  return now
}

/**
 * Finds the steps of a photographed step wedge along a line. Where the film answers to exposure the edges between steps are
 * seen; a row of even widths (growing evenly, if the wedge was taken at an angle) is laid through them, and goes on to the
 * line's ends, so that the steps of the foot, whose densities hardly differ, are found as well.
 *
 * @param profile densities along the line, red, green and blue of each place; any zero, 3·n numbers
 * @returns steps in the line's order; empty where no row of at least `fewestSteps` is seen
 */
export function findSteps(profile: ArrayLike<number>): readonly StepPlace[] {
  const values = mean(profile)
  const length = values.length
  if (length < narrowest * fewestSteps) return []
  const rows = [3, Math.round(length / 120), Math.round(length / 60)].filter((reach, i, all) => reach >= 3 && all.indexOf(reach) === i).flatMap((reach) => {
    const edges = edgesOf(values, reach)
    const row = edges.length >= 3 ? bestRow(edges, length) : undefined
    return row ? [{ row, score: meets(edges, placesOf(row, length), edges.reduce((sum, { clear }) => sum + clear, 0)) }] : []
  })
  const best = rows.toSorted((a, b) => b.score - a.score)[0]
  if (!best) return []
  const places = placesOf(best.row, length).map((at) => Math.min(length, Math.max(0, at)))
  // what lies before the first edge and behind the last is a step where most of its width is on the line
  const first = placeIn(best.row, 1) - placeIn(best.row, 0)
  if (places.length > 0 && places[0]! > 0.6 * first) places.unshift(Math.max(0, places[0]! - first))
  const last = places.length > 1 ? places.at(-1)! - places.at(-2)! : first
  if (places.length > 0 && length - places.at(-1)! > 0.6 * last) places.push(Math.min(length, places.at(-1)! + last))
  const steps = places.slice(1).map((to, i) => ({ from: places[i]!, to }))
  const width = median(Float64Array.from(steps, ({ from, to }) => to - from))
  const whole = withoutSurround(values, steps.filter(({ from, to }) => to - from > 0.6 * width))
  return whole.length >= fewestSteps && whole.length <= mostSteps && isRow(values, whole) ? whole : []
}

/** From each step to the next: 1 or −1 where the level clearly rises or falls, 0 where noise would do as much. */
function turnsOf(values: Float64Array, steps: readonly StepPlace[]): readonly number[] {
  const levels = steps.map((step) => readStep(values, step))
  const least = Math.max(faintest, clearly * median(levels.map(({ deviation }) => deviation)) * 0.5)
  return levels.slice(1).map(({ value }, i) => (Math.abs(value - levels[i]!.value) > least ? Math.sign(value - levels[i]!.value) : 0))
}

/** Without what a row goes on into beside the wedge: one even tone, to which the level falls back from the wedge's end. */
function withoutSurround(values: Float64Array, steps: readonly StepPlace[]): readonly StepPlace[] {
  if (steps.length < fewestSteps) return steps
  const turns = turnsOf(values, steps)
  const way = Math.sign(turns.reduce((sum, turn) => sum + turn, 0))
  const first = turns.findIndex((turn) => turn !== 0)
  const last = turns.findLastIndex((turn) => turn !== 0)
  if (way === 0) return steps
  return steps.slice(turns[first] === -way ? first + 1 : 0, turns[last] === -way ? last + 1 : steps.length)
}

/** Of a wedge's steps so few may go back, for dust and scratches. */
const mostBack = 0.1

/** Whether the steps go one way, darker or lighter, as a wedge's do and no picture's. */
function isRow(values: Float64Array, steps: readonly StepPlace[]): boolean {
  const turns = turnsOf(values, steps)
  const count = (sign: number): number => turns.filter((turn) => turn === sign).length
  const [up, down] = [count(1), count(-1)]
  return Math.max(up, down) >= fewestSteps - 2 && Math.min(up, down) <= mostBack * turns.length
}

/** A line cut into so many steps of one width: where a person has counted them. */
export const evenSteps = (length: number, count: number): readonly StepPlace[] => Array.from({ length: count }, (_, i) => ({ from: (length * i) / count, to: (length * (i + 1)) / count }))

/** What a step reads in one channel: the middle of its inner three fifths, and how far its samples lie from it. */
export interface StepReading {
  readonly value: number
  readonly deviation: number
  /** By how much its two halves differ: an edge or a speck within it, not noise. */
  readonly drift: number
}

/** Of a step so much is read: away from the edges, which a lens and a scanner smear. */
const inner = 0.6

/** @param profile one channel along the line */
export function readStep(profile: Float64Array, { from, to }: StepPlace): StepReading {
  const margin = ((1 - inner) / 2) * (to - from)
  const start = Math.max(0, Math.round(from + margin))
  const part = profile.subarray(start, Math.max(start + 1, Math.round(to - margin)))
  const value = median(part)
  const half = Math.max(1, part.length >> 1)
  return { value, deviation: 1.4826 * median(part.map((one) => Math.abs(one - value))), drift: Math.abs(median(part.subarray(0, half)) - median(part.subarray(-half))) }
}
