import { binValue, countHistograms, countLuma, type Histogram } from '../kernels/histogram.ts'
import type { AnyRaster } from '../kernels/raster.ts'

/** The histograms of a picture as it was opened: one a colour channel, and luma of a colour picture. */
export interface Counts {
  readonly before: readonly Histogram[]
  readonly luma: Histogram | undefined
}

/** Counts the rows `from` … `to` (exclusive). */
export function countRows(raster: AnyRaster, from: number, to: number): Counts {
  const line = raster.width * raster.channels
  const rows = { ...raster, height: to - from, data: raster.data.subarray(from * line, to * line) } as AnyRaster
  return { before: countHistograms(rows), luma: countLuma(rows) }
}

const add = (a: Histogram, b: Histogram): Histogram => ({
  ...a,
  bins: a.bins.map((count, bin) => count + b.bins[bin]!),
  outside: {
    below: a.outside.below + b.outside.below,
    above: a.outside.above + b.outside.above,
    nan: a.outside.nan + b.outside.nan,
  },
})

/** The counts of two parts of a picture as the counts of both. */
export const addCounts = (a: Counts, b: Counts): Counts => ({
  before: a.before.map((histogram, c) => add(histogram, b.before[c]!)),
  luma: a.luma && b.luma && add(a.luma, b.luma),
})

/** Smallest and largest value that a histogram holds: exact for integers, where a bin is a code. */
export const extentOf = (histogram: Histogram): readonly [min: number, max: number] => {
  const { bins } = histogram
  const first = bins.findIndex((count) => count > 0)
  return first < 0 ? [0, 0] : [binValue(histogram, first), binValue(histogram, bins.findLastIndex((count) => count > 0))]
}
