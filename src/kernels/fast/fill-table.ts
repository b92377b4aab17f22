import { quantise, type Rounding } from '../quantise.ts'
import type { Curve } from '../transform.ts'

/** Codes between two nodes. */
const step = 32

/** An interpolation that is off by more than so many codes is not worth looking at. */
const tooFar = 1 / 64

/**
 * How many times the error that is seen a segment's other values may be off. Between two nodes a smooth curve's error is
 * largest in the middle; a kink's is seen at one of the three places at least.
 */
const caution = 4

/** The value at `t` (0 … 1 between b and c) of the cubic through four nodes, by the coefficients of its powers. */
const coefficients = (a: number, b: number, c: number, d: number): readonly [number, number, number, number] => [
  b,
  c - a / 3 - b / 2 - d / 6,
  a / 2 - b + c / 2,
  (d - a) / 6 + (b - c) / 2,
]

/**
 * Fills a table with the curve, scaled and rounded: bit for bit what asking the curve at every code gives, at a fraction
 * of the calls. Values between nodes come from a cubic; its error is measured in each segment, and wherever a value lies
 * so near to a step of the rounding that the error could matter, the curve itself is asked.
 */
export function fillTable(table: Uint8Array | Uint16Array, curve: Curve, scale: number, white: number, rounding: Rounding): void {
  const exact = (r: number): number => (scale === 1 ? curve(r) : curve(r) * scale)
  const plainly = (from: number, to: number): void => {
    for (let r = from; r < to; r++) table[r] = quantise(exact(r), white, rounding)
  }
  const half = rounding === 'truncate' ? 0 : 0.5
  // the cubic's own arithmetic is off by some last bits of numbers as large as white
  const noise = white * 2 ** -40
  const nodes = new Float64Array(Math.floor(table.length / step))
  for (let k = 0; k < nodes.length; k++) nodes[k] = exact(k * step)
  const last = nodes.length - 2
  plainly(0, Math.min(step, table.length))
  for (let k = 1; k < last; k++) {
    const from = k * step
    const [p, q, u, v] = coefficients(nodes[k - 1]!, nodes[k]!, nodes[k + 1]!, nodes[k + 2]!)
    const off = (share: number): number => Math.abs(((v * share + u) * share + q) * share + p - exact(from + share * step))
    const error = Math.max(off(0.25), off(0.5), off(0.75))
    // also where the error is no number
    if (!(error < tooFar)) {
      plainly(from, from + step)
      continue
    }
    const margin = caution * error + noise
    for (let i = 0; i < step; i++) {
      const t = i / step
      const s = ((v * t + u) * t + q) * t + p + half
      const code = Math.floor(s)
      const over = s - code
      if (over > margin && over < 1 - margin) table[from + i] = Math.min(Math.max(code, 0), white)
      else table[from + i] = quantise(exact(from + i), white, rounding)
    }
  }
  plainly(Math.max(step, last * step), table.length)
}
