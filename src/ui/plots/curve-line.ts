import type { Curve } from '../../kernels/transform.ts'
import { black, shareOf, white, type Axis } from './axis.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** Longest step of a drawn curve, in pixels, before it is divided again; the log of 16 bits rises half the plot within one pixel. */
const longest = 2
const deepest = 12

/**
 * The unrounded curve as points in a square of `side` pixels, y downwards. Starts from one point a pixel and divides
 * until neighbours are close. Values beyond the axis are kept; the plot clips them.
 */
export function curvePoints(curve: Curve, before: Axis, after: Axis, side: number): readonly Point[] {
  const from = black(before)
  const to = white(before)
  const pointAt = (r: number): Point => ({ x: shareOf(before, r) * side, y: (1 - shareOf(after, curve(r))) * side })
  const inside = ({ y }: Point): boolean => y > -side && y < 2 * side
  const points: Point[] = []
  const divide = (r0: number, p0: Point, r1: number, p1: Point, depth: number): void => {
    if (depth < deepest && Math.abs(p1.y - p0.y) > longest && (inside(p0) || inside(p1))) {
      const middle = (r0 + r1) / 2
      const p = pointAt(middle)
      divide(r0, p0, middle, p, depth + 1)
      divide(middle, p, r1, p1, depth + 1)
    } else if (Number.isFinite(p1.y)) points.push(p1)
  }
  const steps = Math.max(Math.ceil(side), 2)
  let r0 = from
  let p0 = pointAt(from)
  if (Number.isFinite(p0.y)) points.push(p0)
  for (let i = 1; i <= steps; i++) {
    const r1 = from + ((to - from) * i) / steps
    const p1 = pointAt(r1)
    divide(r0, p0, r1, p1, 0)
    r0 = r1
    p0 = p1
  }
  return points
}

/** Two decimals are a fiftieth of a device pixel: more only lengthens the text. */
export const pathOf = (points: readonly Point[]): string =>
  points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('')

/** Whether curves agree everywhere on an axis as far as an eye can tell: within a tenth of a code at 65 places and at the ends. */
export function curvesAgree(curves: readonly Curve[], axis: Axis): boolean {
  const [first, ...others] = curves
  if (!first) return true
  const span = white(axis) - black(axis)
  const tolerance = axis.integer ? 0.1 : span * 1e-6
  for (let i = 0; i <= 64; i++) {
    const r = black(axis) + (span * i) / 64
    const s = first(r)
    if (others.some((other) => !(Math.abs(other(r) - s) <= tolerance) && !Object.is(other(r), s))) return false
  }
  return true
}
