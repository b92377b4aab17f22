import { breather } from '../codecs/codec.ts'
import { buildTables, compile, type Pipeline } from '../kernels/compile.ts'
import { tabulate } from '../kernels/float-levels.ts'
import { binOf, channelNames, floatBins, luma, pushThrough, type ChannelName, type Histogram } from '../kernels/histogram.ts'
import type { AnyRaster, Raster } from '../kernels/raster.ts'
import type { Curve } from '../kernels/transform.ts'
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
  return raster.channels < 3 ? measureGrey(raster, pipeline, context) : measureColours(raster, pipeline, context)
}

/** What a result is counted as: its bin, or one of three places after the last. Float32, as the picture after the recipe is. */
const placeOf = (curve: Curve, white: number): ((sample: number) => number) => {
  const range = [0, white] as const
  return (sample) => {
    const value = Math.fround(curve(sample))
    if (value >= 0 && value <= white) return binOf(value, range, floatBins)
    return value < 0 ? floatBins : value > white ? floatBins + 1 : floatBins + 2
  }
}

const histogramOf = (channel: ChannelName, white: number, counts: Uint32Array): Histogram => ({
  channel,
  bins: counts.slice(0, floatBins),
  range: [0, white],
  outside: { below: counts[floatBins]!, above: counts[floatBins + 1]!, nan: counts[floatBins + 2]! },
})

const newCounts = (): Uint32Array => new Uint32Array(floatBins + 3)

/** One channel needs no values for luma, so most of its samples need no curve either. */
async function measureGrey(raster: Raster<'f32'>, pipeline: Pipeline, context: JobContext): Promise<Measured> {
  const { curve, white } = pipeline.channels[0]!
  const place = tabulate(placeOf(curve, white), pipeline.source.extents[0]?.[1] || pipeline.source.white)
  const counts = newCounts()
  const places = new Uint16Array(strip)
  await eachStrip(raster, context, (from, to) => {
    const some = places.subarray(0, to - from)
    place(raster.data.subarray(from * raster.channels, to * raster.channels), raster.channels, 0, some)
    for (let p = 0; p < some.length; p++) counts[some[p]!]!++
  })
  return { after: [histogramOf('grey', white, counts)], luma: undefined }
}

const same: Curve = (value) => value

async function measureColours({ data, channels, ...rest }: Raster<'f32'>, pipeline: Pipeline, context: JobContext): Promise<Measured> {
  const white = Math.max(...pipeline.channels.map((pipe) => pipe.white))
  const scales = pipeline.channels.map((pipe) => white / pipe.white)
  const curves = pipeline.channels.map((pipe) => pipe.curve)
  const places = pipeline.channels.map((pipe) => placeOf(same, pipe.white))
  const lumaPlace = placeOf(same, white)
  const counts = places.map(newCounts)
  const lumaCounts = newCounts()
  const values = new Float64Array(3)
  await eachStrip({ ...rest, data, channels }, context, (from, to) => {
    for (let i = from * channels; i < to * channels; i += channels) {
      for (let c = 0; c < 3; c++) {
        values[c] = Math.fround(curves[c]!(data[i + c]!))
        counts[c]![places[c]!(values[c]!)]!++
      }
      lumaCounts[lumaPlace(luma(values[0]! * scales[0]!, values[1]! * scales[1]!, values[2]! * scales[2]!))]!++
    }
  })
  return {
    after: channelNames(3).map((channel, c) => histogramOf(channel, pipeline.channels[c]!.white, counts[c]!)),
    luma: histogramOf('luma', white, lumaCounts),
  }
}
