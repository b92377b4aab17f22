import { solve } from '../order.ts'

/** What a difference of one parameter is made with to see its slope. */
const nudge = 1e-4

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, k) => sum + value * b[k]!, 0)
const squares = (values: Float64Array): number => dot(values, values)

/**
 * The parameters that make the sum of squared residuals least, by Levenberg's and Marquardt's damped Gauss–Newton steps from
 * `start` (Marquardt, 1963). Slopes are central differences: parameters should be of the order of 1. Never gives back
 * anything worse than the start.
 */
export function leastSquares(residuals: (x: Float64Array) => Float64Array, start: ArrayLike<number>, rounds = 40): Float64Array {
  let x = Float64Array.from(start)
  const n = x.length
  let here = residuals(x)
  let cost = squares(here)
  let damping = 1e-2
  for (let round = 0; round < rounds && damping < 1e8; round++) {
    const slopes = Array.from({ length: n }, (_, i) => {
      const [up, down] = [residuals(x.with(i, x[i]! + nudge)), residuals(x.with(i, x[i]! - nudge))]
      return up.map((value, k) => (value - down[k]!) / (2 * nudge))
    })
    const normal = slopes.flatMap((a) => slopes.map((b) => dot(a, b)))
    const gradient = slopes.map((slope) => -dot(slope, here))
    let better = false
    for (let attempt = 0; attempt < 8 && !better; attempt++) {
      const damped = normal.map((value, at) => (at % (n + 1) === 0 ? value * (1 + damping) + 1e-9 : value))
      const step = solve(damped, gradient)
      const next = x.map((value, i) => value + step[i]!)
      const there = residuals(next)
      const trial = squares(there)
      if (trial < cost) {
        better = true
        const gained = cost - trial
        x = next
        here = there
        cost = trial
        damping = Math.max(1e-9, damping / 10)
        if (gained < 1e-9 * (1 + cost)) return x
      } else damping *= 4
    }
    if (!better) return x
  }
  return x
}
