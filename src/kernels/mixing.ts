import type { Curve } from './transform.ts'

/** Row by row: m[3·row + column]. */
export type Matrix = readonly [number, number, number, number, number, number, number, number, number]
export type Three<T> = readonly [T, T, T]

/**
 * Three channels into three, where a curve a channel will not do:
 *
 *   t = input(r) → u = first · t → v = inner(u) → w = second · v → drawn into 0 … 1 → output(w)
 *
 * r is a share of white (0 … 1) and so is the result; w is linear light. Each part is plain numbers, so that a table can be
 * made of it and the whole stays log table → 3×3 → output table → 3×3.
 */
export interface PixelMap {
  /** Maps of one picture that share it have the same input curves. */
  readonly inputKey: string
  readonly input: Three<Curve>
  readonly first: Matrix
  readonly inner: Three<Curve>
  readonly second: Matrix
  /** Linear light 0 … 1 to a share of white. */
  readonly output: Curve
}

/** Rec. 709 luminance of linear light. */
const luminanceOf = (r: number, g: number, b: number): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

/**
 * How much of a colour's distance from its own grey is kept so that it fits into 0 … 1: clipping then changes its strength
 * and not its hue. The grey itself is held to 0 … 1.
 */
export function drawIn(pixel: Float64Array): void {
  const r = pixel[0]!
  const g = pixel[1]!
  const b = pixel[2]!
  const high = Math.max(r, g, b)
  const low = Math.min(r, g, b)
  if (high <= 1 && low >= 0) return
  const grey = Math.min(1, Math.max(0, luminanceOf(r, g, b)))
  let keep = 1
  if (high > 1) keep = Math.min(keep, (1 - grey) / (high - grey))
  if (low < 0) keep = Math.min(keep, grey / (grey - low))
  for (let c = 0; c < 3; c++) pixel[c] = Math.min(1, Math.max(0, grey + keep * (pixel[c]! - grey)))
}

/** What each part of a map makes of one pixel. */
export interface Mixed {
  readonly t: Three<number>
  readonly u: Three<number>
  readonly v: Three<number>
  /** Linear light as the second matrix gives it, and as it fits. */
  readonly w: Three<number>
  readonly held: Three<number>
  readonly s: Three<number>
}

const times = (m: Matrix, [x, y, z]: Three<number>): Three<number> => [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z]

const through = ([a, b, c]: Three<Curve>, [x, y, z]: Three<number>): Three<number> => [a(x), b(y), c(z)]

/** The map of one pixel in double precision, part by part: the reference that every faster way is tested against. */
export function mixPixel(map: PixelMap, pixel: Three<number>): Mixed {
  const t = through(map.input, pixel)
  const u = times(map.first, t)
  const v = through(map.inner, u)
  const w = times(map.second, v)
  const fits = Float64Array.from(w)
  drawIn(fits)
  const held: Three<number> = [fits[0]!, fits[1]!, fits[2]!]
  return { t, u, v, w, held, s: through([map.output, map.output, map.output], held) }
}
