import { density, type Triple } from '../develop.ts'
import { fit, percentile } from '../order.ts'

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
}

/** @param proxy linear RGB, interleaved. @param base light through clear film, or the thinnest part. */
export function densityFacts(proxy: ArrayLike<number>, base: Triple): DensityFacts {
  const count = proxy.length / 3
  const channel = (c: number): Float64Array => Float64Array.from({ length: count }, (_, i) => density(Math.max(1e-3, base[c]), proxy[3 * i + c]))
  const [red, green, blue] = [channel(0), channel(1), channel(2)]
  const mean = green.reduce((sum, d) => sum + d, 0) / count
  const deviation = Math.sqrt(green.reduce((sum, d) => sum + (d - mean) ** 2, 0) / count)
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
  }
}

/** How much denser a base is to blue than to red: its orange. */
const maskOf = (base: Triple): number => Math.log10(Math.max(1e-3, base[0])) - Math.log10(Math.max(1e-3, base[2]))

/** A base that lets red pass by more than this over blue, in density, wears a mask: whatever lies on it is a negative. */
const masked = 0.3
/**
 * Odds (as a logarithm) above which a picture is taken for a positive. A negative that is left as it is costs more than a
 * positive that is asked about, so that more positives are missed than negatives are taken for one. What looks like a rebate may
 * be the paper round a print, but more often it is a rebate.
 */
const likely = { whole: 2, bordered: 3.5 }
const possible = { whole: 0, bordered: 1.5 }

/** How odds of a positive read: it is one, it may be one, or it is a negative. */
export function judgePositive(odds: number, base: Triple, rebateSeen: boolean): 'is' | 'may be' | 'is not' {
  if (maskOf(base) > masked) return 'is not'
  const how = rebateSeen ? 'bordered' : 'whole'
  if (odds > likely[how]) return 'is'
  return odds > possible[how] ? 'may be' : 'is not'
}

/**
 * Tells the two kinds of negative apart. Silver dims all three channels alike, so its densities lie on a line of slope 1;
 * colour negatives scatter off it and wear an orange mask.
 */
export function detectNegative({ residual, slopes, deviation }: DensityFacts, base: Triple): Exclude<FilmKind, 'positive'> {
  return residual < 0.012 + 0.04 * deviation && Math.abs(maskOf(base)) < 0.15 && Math.abs(slopes[0] - 1) < 0.12 && Math.abs(slopes[1] - 1) < 0.14 ? 'bw-negative' : 'colour-negative'
}
