import type { Pipeline } from '../kernels/compile.ts'
import { applyCurves } from '../kernels/apply.ts'
import { createCodesCounter } from '../kernels/fast/counts.ts'
import { createMixKernel } from '../kernels/fast/mix.ts'
import { createLumaCounter } from '../kernels/fast/luma.ts'
import { countHistograms, countLuma, floatBins } from '../kernels/histogram.ts'
import type { AnyRaster, Raster } from '../kernels/raster.ts'
import { addHistogram, roomFor } from './counting.ts'
import type { TileKernel } from './tiles.ts'

/**
 * Counts the result of a recipe in which channels meet: red, green, blue and luma, which no histogram before it tells. Each
 * tile is computed and counted while it is in the cache.
 */
export const createMixedCounter = (raster: AnyRaster, pipeline: Pipeline): TileKernel => (raster.depth === 'f32' ? floats(raster, pipeline) : codes(raster, pipeline))

/** Pixels that are computed before they are counted. */
const batch = 1 << 14

function codes({ data, channels, depth }: Raster<'u8' | 'u16'>, pipeline: Pipeline): TileKernel {
  const bins = depth === 'u8' ? 256 : 65_536
  const tile = depth === 'u8' ? new Uint8Array(batch * channels) : new Uint16Array(batch * channels)
  const mix = createMixKernel(data, channels, tile, pipeline)
  const counter = createCodesCounter(tile, channels)
  const luma = createLumaCounter(tile, channels as 3 | 4)
  return {
    run(from, to) {
      for (let start = from; start < to; start += batch) {
        const end = Math.min(to, start + batch)
        mix(start, end, 0)
        counter.run(0, end - start)
        luma.run(0, end - start)
      }
    },
    sums() {
      const sums = new Uint32Array(4 * roomFor(bins))
      counter.bins().forEach((counts, c) => sums.set(counts, c * roomFor(bins)))
      sums.set(luma.bins(), 3 * roomFor(bins))
      return sums
    },
  }
}

function floats({ data, channels }: Raster<'f32'>, pipeline: Pipeline): TileKernel {
  const sums = new Uint32Array(4 * roomFor(floatBins))
  const white = Math.max(...pipeline.channels.map((pipe) => pipe.white))
  return {
    run(from, to) {
      const source = data.subarray(from * channels, to * channels)
      const out = new Float32Array(source.length)
      applyCurves(source, channels, pipeline, out, 0, to - from)
      const tile: Raster<'f32'> = { width: to - from, height: 1, channels, depth: 'f32', bits: 32, range: [0, white], encoding: 'srgb', data: out }
      countHistograms(tile as AnyRaster).forEach((histogram, c) => addHistogram(sums, c * roomFor(floatBins), histogram))
      const luma = countLuma(tile as AnyRaster)
      if (luma) addHistogram(sums, 3 * roomFor(floatBins), luma)
    },
    sums: () => sums,
  }
}
