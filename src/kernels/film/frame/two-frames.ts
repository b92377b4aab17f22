import type { Triple } from '../develop.ts'
import type { FilmFrame } from './frame.ts'
import type { Area, Light } from '../light.ts'

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

/** Of a line every so many places are enough. */
const every = 4

/**
 * Of each line across a mask, a column or a row, the share of its places from `from` to `to` that are set. Lines lean: at a
 * place so far from their middle they are that many lines on, times `lean`.
 */
function shares(mask: Uint8Array, lines: number, step: number, stride: number, from: number, to: number, lean: number): Float64Array {
  const out = new Float64Array(lines)
  let places = 0
  for (let place = Math.round(from); place < to; place += every, places++) {
    const on = Math.round((place - (from + to) / 2) * lean)
    for (let line = 0; line < lines; line++) out[line]! += mask[Math.min(lines - 1, Math.max(0, line + on)) * step + place * stride]!
  }
  return out.map((sum) => sum / Math.max(1, places))
}

/** From edge to edge of a frame, but for its rounded corners, in pixels. */
const ends = (start: number, size: number, count: number): readonly [number, number] => [Math.max(0, (start + 0.02 * size) * count), Math.min(count, (start + 0.98 * size) * count)]

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
  const [top, bottom] = ends(area.y, area.height, height)
  const [left, right] = ends(area.x, area.width, width)
  const columns = shares(mask, width, 1, width, top, bottom, -lean)
  const rows = shares(mask, height, width, 1, left, right, lean)
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
