import type { ChannelName, Histogram } from '../../kernels/histogram.ts'
import { isInteger } from './axis.ts'

/** A histogram as it is drawn: at most 256 bars, each the sum of as many neighbouring bins. */
export interface Bars {
  readonly channel: ChannelName
  readonly counts: Uint32Array
  /** Bins in one bar: 1 for 256 codes, 256 for 65,536, 16 for the 4,096 of float. */
  readonly width: number
  /** Values where the first bar begins and the last one ends, on the histogram's axis. */
  readonly from: number
  readonly to: number
  /** All samples, those outside the range among them. */
  readonly total: number
  /** Samples at black or below, at white or above; beyond the range for float, whose ends are values like any other. */
  readonly low: number
  readonly high: number
}

const mostBars = 256

/**
 * Sums bins into bars; no bin is skipped. The number of bins in a bar is the same for every bar and a power of two where
 * the codes are, so neighbouring bars can be compared: a bar a screen pixel would mix 297 with 298 bins and beat.
 * An integer histogram's bins over white count as clipped high, but have no bar.
 */
export function toBars(histogram: Histogram): Bars {
  const { bins, range, channel, outside } = histogram
  const integer = isInteger(histogram)
  const used = integer ? Math.min(bins.length, range[1] + 1) : bins.length
  const width = Math.ceil(used / mostBars)
  const counts = new Uint32Array(Math.ceil(used / width))
  let inside = 0
  for (let bar = 0, bin = 0; bar < counts.length; bar++) {
    let sum = 0
    for (const end = Math.min(bin + width, used); bin < end; bin++) sum += bins[bin]!
    counts[bar] = sum
    inside += sum
  }
  let over = 0
  for (let bin = used; bin < bins.length; bin++) over += bins[bin]!
  return {
    channel,
    counts,
    width,
    from: integer ? -0.5 : range[0],
    to: integer ? counts.length * width - 0.5 : range[1],
    total: inside + over + outside.below + outside.above + outside.nan,
    low: outside.below + (integer ? bins[0]! : 0),
    high: outside.above + (integer ? bins[used - 1]! + over : 0),
  }
}

const made = new WeakMap<Histogram, Bars>()

/** `toBars`, once a histogram: histograms are never edited. */
export const barsOf = (histogram: Histogram): Bars => {
  const known = made.get(histogram)
  if (known) return known
  const bars = toBars(histogram)
  made.set(histogram, bars)
  return bars
}

/** Samples in the bins `first` … `last`, both counted. */
export const countBetween = ({ bins }: Histogram, first: number, last: number): number => {
  let sum = 0
  for (let bin = Math.max(first, 0); bin <= last && bin < bins.length; bin++) sum += bins[bin]!
  return sum
}
