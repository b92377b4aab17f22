import type { Triple } from './develop.ts'
import type { FilmFrame } from './frame.ts'
import type { Area, Light } from './light.ts'

/** The two pictures of a scan that shows two: half-frames, or neighbours on a strip. */
export interface Pair {
  /** The left or upper one. */
  readonly first: Area
  readonly second: Area
  /** Unexposed film between them. */
  readonly gap: Area
}

/** This little above the base, in every channel, is unexposed. */
const clear = 0.1
/** Of the line between two frames so much is unexposed; the rest is dust, halation and a leaning edge. */
const leastClear = 0.93
/** A frame's least share of the scan's long way, and the widest and narrowest gap. */
const leastFrame = 0.15
const widest = 0.14
const narrowest = 0.004
/** Frames of one camera are of one size, this nearly. */
const alike = 0.06

interface Run {
  readonly from: number
  readonly to: number
}

/** The runs of lines that are not clear, without thin ones: dust, scratches and edge print. */
function runsOf(share: Float64Array, least: number): readonly Run[] {
  const runs: Run[] = []
  let from = -1
  for (let at = 0; at <= share.length; at++) {
    const on = at < share.length && share[at]! < leastClear
    if (on && from < 0) from = at
    if (!on && from >= 0) {
      if (at - from > least) runs.push({ from, to: at })
      from = -1
    }
  }
  return runs
}

/** Of a line so few places are enough. */
const every = 4

/** Of each line the share of places, from `from` to `to` along it, for which a test holds. */
const across = (count: number, from: number, to: number, test: (line: number, along: number) => boolean): Float64Array => {
  const steps = Math.max(1, Math.round(to - from))
  return Float64Array.from({ length: count }, (_, line) => {
    let sum = 0
    for (let i = 0; i < steps; i += every) if (test(line, from + i)) sum++
    return sum / Math.ceil(steps / every)
  })
}

/**
 * Two pictures with unexposed film between them, side by side or one above the other: half-frames on one scan. `base` is the
 * light through clear film. Undefined where there is one picture, or three, or two of different sizes, since a black pillar
 * in the middle of a scene is unexposed film as well.
 */
export function findPair({ width, height, data }: Light, { area, angle }: Pick<FilmFrame, 'area' | 'angle'>, base: Triple): Pair | undefined {
  const lean = Math.tan((angle * Math.PI) / 180)
  // by light and not by its logarithm: a scan has half a million pixels
  const [low, high] = [base.map((value) => value * 10 ** -clear), base.map((value) => value * 10 ** clear)]
  const mask = new Uint8Array(width * height)
  for (let i = 0, at = 0; i < mask.length; i++, at += 3) {
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!]
    if (r > low[0]! && r < high[0]! && g > low[1]! && g < high[1]! && b > low[2]! && b < high[2]!) mask[i] = 1
  }
  const isClear = (x: number, y: number): boolean => mask[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))] === 1
  // lines are looked at from edge to edge of the frame, but for its rounded corners
  const [top, bottom] = [(area.y + 0.02 * area.height) * height, (area.y + 0.98 * area.height) * height]
  const [left, right] = [(area.x + 0.02 * area.width) * width, (area.x + 0.98 * area.width) * width]
  const columns = across(width, top, bottom, (line, y) => isClear(Math.round(line - (y - (top + bottom) / 2) * lean), Math.round(y)))
  const rows = across(height, left, right, (line, x) => isClear(Math.round(x), Math.round(line + (x - (left + right) / 2) * lean)))
  const beside = pairOf(runsOf(columns, 0.02 * width), width)
  if (beside) return pairIn(beside, (from, to) => ({ x: from / width, y: area.y, width: (to - from) / width, height: area.height }))
  const above = pairOf(runsOf(rows, 0.02 * height), height)
  return above && pairIn(above, (from, to) => ({ x: area.x, y: from / height, width: area.width, height: (to - from) / height }))
}

const pairIn = ([one, other]: readonly [Run, Run], area: (from: number, to: number) => Area): Pair => ({
  first: area(one.from, one.to),
  second: area(other.from, other.to),
  gap: area(one.to, other.from),
})

function pairOf(runs: readonly Run[], length: number): readonly [Run, Run] | undefined {
  const [one, other, ...more] = runs
  if (!one || !other || more.length > 0) return undefined
  const [first, second] = [one.to - one.from, other.to - other.from]
  const gap = other.from - one.to
  const same = Math.abs(first - second) < alike * Math.max(first, second)
  return same && Math.min(first, second) > leastFrame * length && gap > narrowest * length && gap < widest * length ? [one, other] : undefined
}
