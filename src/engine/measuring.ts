import { breather } from '../codecs/codec.ts'
import { buildTables, compile, type Pipeline } from '../kernels/compile.ts'
import { binOf, channelNames, floatBins, luma, pushThrough, type Histogram } from '../kernels/histogram.ts'
import { colourChannels, type AnyRaster, type Raster } from '../kernels/raster.ts'
import type { JobContext } from './handlers.ts'
import type { Picture } from './pictures.ts'
import type { Jobs, Recipelike } from './protocol.ts'

/** Pixels between two looks at the clock: a few milliseconds of work. */
const strip = 1 << 17

type Measured = Jobs['measure']['output']

/** The histograms after a recipe: pushed through the tables where that is exact, counted from the pixels elsewhere. */
export async function measurePicture({ raster, info }: Picture, recipe: Recipelike, context: JobContext): Promise<Measured> {
  const pipeline = compile(recipe.steps, recipe.rounding, info.source)
  if (raster.depth === 'f32') return measureFloats(raster, pipeline, context)
  const tables = buildTables(pipeline, raster.depth)
  const after = info.before.map((before, c) => pushThrough(before, tables[c]!, pipeline.channels[c]!.white))
  if (raster.channels < 3) return { after, luma: undefined }
  // channels may end at different whites; luma is told on the scale of the largest
  const white = Math.max(...pipeline.channels.map((pipe) => pipe.white))
  const parts = tables.map((table, c) => Float64Array.from(table, (code) => (code * white) / pipeline.channels[c]!.white))
  const bins = new Uint32Array(tables[0]!.BYTES_PER_ELEMENT === 1 ? 256 : 65_536)
  await eachStrip(raster, context, (from, to) => countLumaOf(raster as Raster<'u8' | 'u16'>, parts, bins, from, to))
  return { after, luma: { channel: 'luma', bins, range: [0, white], outside: { below: 0, above: 0, nan: 0 } } }
}

async function eachStrip({ width, height }: AnyRaster, context: JobContext, count: (from: number, to: number) => void): Promise<void> {
  const breathe = breather(context)
  for (let from = 0; from < width * height; from += strip) {
    count(from, Math.min(width * height, from + strip))
    await breathe()
  }
}

function countLumaOf({ data, channels }: Raster<'u8' | 'u16'>, parts: readonly Float64Array[], bins: Uint32Array, from: number, to: number): void {
  const [red, green, blue] = parts as [Float64Array, Float64Array, Float64Array]
  for (let i = from * channels; i < to * channels; i += channels) {
    bins[(luma(red[data[i]!]!, green[data[i + 1]!]!, blue[data[i + 2]!]!) + 0.5) | 0]!++
  }
}

async function measureFloats(raster: Raster<'f32'>, pipeline: Pipeline, context: JobContext): Promise<Measured> {
  const { data, channels } = raster
  const after = channelNames(colourChannels(channels)).map((channel, c) => counter(channel, pipeline.channels[c]!.white))
  const white = Math.max(...pipeline.channels.map((pipe) => pipe.white))
  const lumaAfter = channels < 3 ? undefined : counter('luma', white)
  const curves = pipeline.channels.map((pipe) => pipe.curve)
  const scales = pipeline.channels.map((pipe) => white / pipe.white)
  const values = new Float64Array(curves.length)
  await eachStrip(raster, context, (from, to) => {
    for (let i = from * channels; i < to * channels; i += channels) {
      for (let c = 0; c < curves.length; c++) {
        // the picture after the recipe is float32 as well, and counted as such
        values[c] = Math.fround(curves[c]!(data[i + c]!))
        after[c]!.count(values[c]!)
      }
      lumaAfter?.count(luma(values[0]! * scales[0]!, values[1]! * scales[1]!, values[2]! * scales[2]!))
    }
  })
  return { after: after.map((each) => each.histogram()), luma: lumaAfter?.histogram() }
}

function counter(channel: Histogram['channel'], white: number): { count(value: number): void; histogram(): Histogram } {
  const bins = new Uint32Array(floatBins)
  const range = [0, white] as const
  const outside = { below: 0, above: 0, nan: 0 }
  return {
    count(value) {
      if (value >= 0 && value <= white) bins[binOf(value, range, floatBins)]!++
      else if (value < 0) outside.below++
      else if (value > white) outside.above++
      else outside.nan++
    },
    histogram: () => ({ channel, bins, range, outside }),
  }
}
