import { binValue, isFloatHistogram, type Histogram } from './histogram.ts'

export interface Statistics {
  /** Samples counted, without not-a-number. */
  readonly count: number
  readonly mean: number
  /** Standard deviation of the whole population, as np.std gives it. */
  readonly deviation: number
  /** Shannon's entropy of the bins, in bits a sample: −Σ p · log2 p. */
  readonly entropy: number
  /** Codes (bins for float) that occur at all. */
  readonly levels: number
  /** Share of the samples at code 0; below black for float. */
  readonly clippedLow: number
  /** Share of the samples at white and beyond; above white for float. */
  readonly clippedHigh: number
  /** The smallest value that at least 1 % of the samples do not exceed. */
  readonly low: number
  /** The smallest value that at least 99.9 % of the samples do not exceed. */
  readonly high: number
  /**
   * Dynamic range: log2(high / low), each taken as code 1 at the least (one bin for float), so that a picture with black
   * in it has a number too.
   */
  readonly stops: number
}

const lowPoint = 0.01
const highPoint = 0.999

const shannon = (bins: Uint32Array, count: number): number => {
  let sum = 0
  for (const n of bins) if (n > 0) sum -= (n / count) * Math.log2(n / count)
  return sum
}

/**
 * What a histogram says of its picture, in the picture's own code values. Integer histograms give exact numbers. Float
 * ones know a value to half a bin; mean, deviation, entropy, low and high are then those of the samples inside the range.
 * A histogram of nothing gives zeros.
 */
export function statistics(histogram: Histogram): Statistics {
  const { bins, range, outside } = histogram
  const [black, white] = range
  const value = (bin: number): number => binValue(histogram, bin)
  const float = isFloatHistogram(histogram)
  const unit = float ? (white - black) / bins.length : 1

  let inside = 0
  let levels = 0
  let sum = 0
  let atWhite = 0
  for (let bin = 0; bin < bins.length; bin++) {
    const n = bins[bin]!
    if (n === 0) continue
    inside += n
    levels++
    sum += n * value(bin)
    if (!float && bin >= white) atWhite += n
  }
  const count = inside + outside.below + outside.above
  const mean = inside > 0 ? sum / inside : 0

  let squares = 0
  let seen = 0
  let low: number | undefined
  let high: number | undefined
  for (let bin = 0; bin < bins.length; bin++) {
    const n = bins[bin]!
    if (n === 0) continue
    squares += n * (value(bin) - mean) ** 2
    seen += n
    if (low === undefined && seen >= lowPoint * inside) low = value(bin)
    if (high === undefined && seen >= highPoint * inside) high = value(bin)
  }
  low ??= 0
  high ??= 0
  const share = (n: number): number => (count > 0 ? n / count : 0)

  return {
    count,
    mean,
    deviation: inside > 0 ? Math.sqrt(squares / inside) : 0,
    entropy: shannon(bins, inside),
    levels,
    clippedLow: share(float ? outside.below : bins[0]!),
    clippedHigh: share(float ? outside.above : atWhite),
    low,
    high,
    stops: Math.log2(Math.max(high, unit) / Math.max(low, unit)),
  }
}
