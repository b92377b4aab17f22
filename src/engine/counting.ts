import { createCodesCounter } from '../kernels/fast/counts.ts'
import { binValue, channelNames, countHistograms, countLuma, floatBins, luma, type ChannelName, type Histogram } from '../kernels/histogram.ts'
import { colourChannels, type AnyRaster, type Raster } from '../kernels/raster.ts'
import type { TileKernel } from './tiles.ts'

/** The histograms of a picture as it was opened: one a colour channel, and luma of a colour picture. */
export interface Counts {
  readonly before: readonly Histogram[]
  readonly luma: Histogram | undefined
}

/** Behind its bins every histogram of the sums has what lies below, above, and is no number. */
const outsides = 3

/** Adds a histogram's counts to the sums from `at` on. */
export function addHistogram(sums: Uint32Array, at: number, { bins, outside }: Histogram): void {
  for (let i = 0; i < bins.length; i++) sums[at + i]! += bins[i]!
  const end = at + bins.length
  sums[end]! += outside.below
  sums[end + 1]! += outside.above
  sums[end + 2]! += outside.nan
}

/** How many numbers one histogram of so many bins takes in the sums. */
export const roomFor = (bins: number): number => bins + outsides

/** Reads the histogram of `bins` bins at a place of the sums. */
export function histogramAt(sums: Uint32Array, place: number, bins: number, channel: ChannelName, range: Histogram['range']): Histogram {
  const at = place * roomFor(bins)
  const end = at + bins
  return { channel, bins: sums.slice(at, end), range, outside: { below: sums[end]!, above: sums[end + 1]!, nan: sums[end + 2]! } }
}

const binsOf = ({ depth }: AnyRaster): number => (depth === 'f32' ? floatBins : depth === 'u8' ? 256 : 65_536)

export const createCounter = (raster: AnyRaster): TileKernel => (raster.depth === 'f32' ? floatCounter(raster) : codesCounter(raster))

function codesCounter({ data, channels, depth }: Raster<'u8' | 'u16'>): TileKernel {
  const bins = depth === 'u8' ? 256 : 65_536
  const colours = colourChannels(channels)
  const counter = createCodesCounter(data, channels)
  const [lumaBins, others] = [new Uint32Array(colours === 3 ? bins : 0), new Uint32Array(colours === 3 ? bins : 0)]
  return {
    run(from, to) {
      counter.run(from, to)
      if (colours === 1) return
      // the tile is still in the cache; neighbours, which are alike, are counted apart, so that one need not wait for the other
      const end = to * channels
      let i = from * channels
      for (const last = end - channels; i < last; i += 2 * channels) {
        const j = i + channels
        lumaBins[(luma(data[i]!, data[i + 1]!, data[i + 2]!) + 0.5) | 0]!++
        others[(luma(data[j]!, data[j + 1]!, data[j + 2]!) + 0.5) | 0]!++
      }
      if (i < end) lumaBins[(luma(data[i]!, data[i + 1]!, data[i + 2]!) + 0.5) | 0]!++
    },
    sums() {
      const sums = new Uint32Array(roomFor(bins) * (colours === 3 ? 4 : 1))
      counter.bins().forEach((counts, c) => sums.set(counts, c * roomFor(bins)))
      for (let r = 0, at = colours * roomFor(bins); r < lumaBins.length; r++) sums[at + r] = lumaBins[r]! + others[r]!
      return sums
    },
  }
}

function floatCounter(raster: Raster<'f32'>): TileKernel {
  const { channels, data } = raster
  const colours = colourChannels(channels)
  const sums = new Uint32Array(roomFor(floatBins) * (colours === 3 ? 4 : 1))
  return {
    run(from, to) {
      const tile: Raster<'f32'> = { ...raster, width: to - from, height: 1, data: data.subarray(from * channels, to * channels) }
      countHistograms(tile as AnyRaster).forEach((histogram, c) => addHistogram(sums, c * roomFor(floatBins), histogram))
      const lumas = countLuma(tile as AnyRaster)
      if (lumas) addHistogram(sums, colours * roomFor(floatBins), lumas)
    },
    sums: () => sums,
  }
}

/** The sums of all counters of a raster as its histograms. */
export function countsFrom(raster: AnyRaster, sums: Uint32Array): Counts {
  const colours = colourChannels(raster.channels)
  const bins = binsOf(raster)
  return {
    before: channelNames(colours).map((channel, c) => histogramAt(sums, c, bins, channel, raster.range)),
    luma: colours === 3 ? histogramAt(sums, colours, bins, 'luma', raster.range) : undefined,
  }
}

/** Smallest and largest value that a histogram holds: exact for integers, where a bin is a code. */
export const extentOf = (histogram: Histogram): readonly [min: number, max: number] => {
  const { bins } = histogram
  const first = bins.findIndex((count) => count > 0)
  return first < 0 ? [0, 0] : [binValue(histogram, first), binValue(histogram, bins.findLastIndex((count) => count > 0))]
}
