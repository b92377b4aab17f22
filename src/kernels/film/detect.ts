import { density, type Triple } from './develop.ts'
import { fit, percentile } from './order.ts'

/** What a scan holds. A slide and any other picture that is already right are both positives. */
export type FilmKind = 'colour-negative' | 'bw-negative' | 'positive'

/** What the densities of a picture area say, three channels against each other. */
export interface DensityFacts {
  /** The larger deviation of red and blue densities from a straight line over green: 0 for silver, large for dyes. */
  readonly residual: number
  /** Slopes of red and of blue over green. */
  readonly slopes: readonly [number, number]
  readonly deviation: number
  /** From the 1st to the 99th percentile of green. */
  readonly range: number
  /** Third standardised moment of green: positive when most of the picture is thin. */
  readonly skew: number
}

/** @param proxy linear RGB, interleaved. @param base light through clear film, or the thinnest part. */
export function densityFacts(proxy: ArrayLike<number>, base: Triple): DensityFacts {
  const count = proxy.length / 3
  const channel = (c: number): Float64Array => Float64Array.from({ length: count }, (_, i) => density(Math.max(1e-3, base[c]), proxy[3 * i + c]))
  const [red, green, blue] = [channel(0), channel(1), channel(2)]
  const mean = green.reduce((sum, d) => sum + d, 0) / count
  const moment = (power: number): number => green.reduce((sum, d) => sum + (d - mean) ** power, 0) / count
  const deviation = Math.sqrt(moment(2))
  const one = new Float64Array(count).fill(1)
  const terms = Array.from(green, (d) => [1, d])
  const line = (values: Float64Array): { slope: number; residual: number } => {
    const q = fit(terms, values, one)
    const left = values.reduce((sum, value, i) => sum + (value - q[0] - q[1] * green[i]) ** 2, 0)
    return { slope: q[1], residual: Math.sqrt(left / count) }
  }
  const [r, b] = [line(red), line(blue)]
  return {
    residual: Math.max(r.residual, b.residual),
    slopes: [r.slope, b.slope],
    deviation,
    range: percentile(green, 0.99) - percentile(green, 0.01),
    skew: moment(3) / (deviation ** 3 + 1e-6),
  }
}

/**
 * A negative's densities are fewer than a positive's, and lie towards its dense end. Of 300 simulated negatives without a
 * mask and without a rebate three are longer than this, of 300 painted positives two thirds.
 */
const longest = 1.3
const lean = 0.18

/**
 * Tells colour negative, B&W negative and positive apart. Silver dims all three channels alike, so its densities lie on a
 * line of slope 1; colour negatives scatter off it and wear an orange mask. A positive has a brightest part that is
 * not orange, a longer range than a negative is made for, and no bright rebate.
 */
export function detectKind({ residual, slopes, deviation, range, skew }: DensityFacts, base: Triple, rebateSeen: boolean): FilmKind {
  const mask = Math.log10(Math.max(1e-3, base[0])) - Math.log10(Math.max(1e-3, base[2]))
  const silver = residual < 0.012 + 0.04 * deviation && Math.abs(mask) < 0.15 && Math.abs(slopes[0] - 1) < 0.12 && Math.abs(slopes[1] - 1) < 0.14
  const long = range + lean * skew > longest
  if (!rebateSeen && mask < 0.2 && long && (!silver || range > 2)) return 'positive'
  return silver ? 'bw-negative' : 'colour-negative'
}
