import { createCodesCounter } from '../kernels/fast/counts.ts'
import { createLumaCounter } from '../kernels/fast/luma.ts'
import { channelNames, countHistograms, countLuma, floatBins, type ChannelName, type Histogram } from '../kernels/histogram.ts'
import { colourChannels, type AnyRaster, type Raster } from '../kernels/raster.ts'
import type { Shelf } from './shelf.ts'
import type { TileKernel } from './tiles.ts'

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

/** How many numbers one histogram of a picture takes in the sums. */
export const roomOf = (raster: AnyRaster): number => roomFor(binsOf(raster))

export const createCounter = (raster: AnyRaster, shelf: Shelf): TileKernel => (raster.depth === 'f32' ? floatCounter(raster) : codesCounter(raster, shelf))

function codesCounter({ data, channels, depth }: Raster<'u8' | 'u16'>, shelf: Shelf): TileKernel {
  const room = roomFor(depth === 'u8' ? 256 : 65_536)
  const counter = shelf.take('counts', [data], () => createCodesCounter(data, channels))
  counter.clear()
  return {
    run: counter.run,
    sums() {
      const sums = new Uint32Array(room * colourChannels(channels))
      counter.bins().forEach((counts, c) => sums.set(counts, c * room))
      return sums
    },
    release: () => shelf.put('counts', [data], counter),
  }
}

/** One tile of a float picture as a picture of its own. */
const tileOf = (raster: Raster<'f32'>, from: number, to: number): AnyRaster => ({
  ...raster,
  width: to - from,
  height: 1,
  data: raster.data.subarray(from * raster.channels, to * raster.channels),
})

function floatCounter(raster: Raster<'f32'>): TileKernel {
  const sums = new Uint32Array(roomFor(floatBins) * colourChannels(raster.channels))
  return {
    run: (from, to) => countHistograms(tileOf(raster, from, to)).forEach((histogram, c) => addHistogram(sums, c * roomFor(floatBins), histogram)),
    sums: () => sums,
  }
}

/** Counts luma of a colour picture as it is. */
export function createLumaTiles(raster: AnyRaster): TileKernel {
  if (raster.depth === 'f32') {
    const sums = new Uint32Array(roomFor(floatBins))
    return { run: (from, to) => addHistogram(sums, 0, countLuma(tileOf(raster, from, to))!), sums: () => sums }
  }
  const counter = createLumaCounter(raster.data, raster.channels as 3 | 4)
  return {
    run: counter.run,
    sums() {
      const sums = new Uint32Array(roomFor(binsOf(raster)))
      sums.set(counter.bins())
      return sums
    },
  }
}

/** The sums of all counters of a raster as its histograms, one a colour channel. */
export const countsFrom = (raster: AnyRaster, sums: Uint32Array): readonly Histogram[] =>
  channelNames(colourChannels(raster.channels)).map((channel, c) => histogramAt(sums, c, binsOf(raster), channel, raster.range))

/** The sums of all luma counters of a raster as its histogram. */
export const lumaFrom = (raster: AnyRaster, sums: Uint32Array): Histogram => histogramAt(sums, 0, binsOf(raster), 'luma', raster.range)
