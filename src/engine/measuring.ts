import { buildTables, compile, type Pipeline } from '../kernels/compile.ts'
import { tabulate } from '../kernels/float-levels.ts'
import { binOf, channelNames, floatBins, luma, pushThrough, type Histogram } from '../kernels/histogram.ts'
import type { AnyRaster, Raster } from '../kernels/raster.ts'
import type { Curve } from '../kernels/transform.ts'
import { createCache } from './cache.ts'
import { histogramAt, lumaFrom, roomFor } from './counting.ts'
import type { Crew } from './crew.ts'
import { createMixedCounter } from './mixed-counter.ts'
import type { JobContext } from './handlers.ts'
import type { Picture } from './pictures.ts'
import type { Jobs, Recipelike } from './protocol.ts'
import type { TileKernel } from './tiles.ts'

type Measured = Jobs['measure']['output']

/** Channels may end at different whites; luma is told on the scale of the largest. */
const largestWhite = ({ channels }: Pipeline): number => Math.max(...channels.map((pipe) => pipe.white))

export interface Measurer {
  /** The histograms after a recipe: pushed through the tables where that is exact, counted from the pixels elsewhere. */
  measure(picture: Picture, recipe: Recipelike, context: JobContext): Promise<Measured>
  /** Lets go of what was counted of a picture. */
  forget(picture: number): void
}

/** Measures pictures; luma as they came is counted once. */
export function createMeasurer(crew: Crew): Measurer {
  const lumas = createCache<Promise<Histogram>>(4)

  /** It outlives the job that asked first, so no signal stops it. */
  const lumaOf = ({ raster, info }: Picture): Promise<Histogram> =>
    lumas.get(info.id, 'luma', async () => lumaFrom(raster, await crew.run({ kind: 'luma', raster })))

  const lumaPair = async (picture: Picture, after: Histogram): Promise<Measured['luma']> => ({ before: await lumaOf(picture), after })

  return {
    async measure(picture, recipe, { signal }) {
      const { raster, info } = picture
      const { source } = info
      const pipeline = compile(recipe.steps, recipe.rounding, source)
      const white = largestWhite(pipeline)
      const count = (): Promise<Uint32Array> => crew.run({ kind: 'after', raster, source, recipe }, { signal })
      if (raster.depth === 'f32') {
        const sums = await count()
        const after = channelNames(pipeline.channels.length === 1 ? 1 : 3).map((channel, c) => histogramAt(sums, c, floatBins, channel, [0, pipeline.channels[c]!.white]))
        return { after, luma: raster.channels < 3 ? undefined : await lumaPair(picture, histogramAt(sums, 3, floatBins, 'luma', [0, white])) }
      }
      const bins = raster.depth === 'u8' ? 256 : 65_536
      if (pipeline.mixing) {
        const sums = await count()
        const after = channelNames(3).map((channel, c) => histogramAt(sums, c, bins, channel, [0, pipeline.channels[c]!.white]))
        return { after, luma: await lumaPair(picture, histogramAt(sums, 3, bins, 'luma', [0, white])) }
      }
      const tables = buildTables(pipeline, raster.depth)
      const after = info.before.map((before, c) => pushThrough(before, tables[c]!, pipeline.channels[c]!.white))
      if (raster.channels < 3) return { after, luma: undefined }
      return { after, luma: await lumaPair(picture, histogramAt(await count(), 0, bins, 'luma', [0, white])) }
    },
    forget: lumas.forget,
  }
}

/** Counts what of a recipe's result cannot be pushed through: luma of integers, everything of floats and of what is mixed. */
export function createAfterCounter(raster: AnyRaster, pipeline: Pipeline): TileKernel {
  if (pipeline.mixing) return createMixedCounter(raster, pipeline)
  if (raster.depth !== 'f32') return lumaCounter(raster, pipeline)
  return raster.channels < 3 ? greyCounter(raster, pipeline) : colourCounter(raster, pipeline)
}

function lumaCounter({ data, channels, depth }: Raster<'u8' | 'u16'>, pipeline: Pipeline): TileKernel {
  const white = largestWhite(pipeline)
  const tables = buildTables(pipeline, depth)
  const parts = tables.map((table, c) => Float64Array.from(table, (code) => (code * white) / pipeline.channels[c]!.white))
  const [red, green, blue] = parts as [Float64Array, Float64Array, Float64Array]
  const sums = new Uint32Array(roomFor(depth === 'u8' ? 256 : 65_536))
  return {
    run(from, to) {
      for (let i = from * channels; i < to * channels; i += channels) {
        sums[(luma(red[data[i]!]!, green[data[i + 1]!]!, blue[data[i + 2]!]!) + 0.5) | 0]!++
      }
    },
    sums: () => sums,
  }
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

/** One channel needs no values for luma, so most of its samples need no curve either. */
function greyCounter({ data, channels }: Raster<'f32'>, { channels: pipes, source }: Pipeline): TileKernel {
  const { curve, white } = pipes[0]!
  const place = tabulate(placeOf(curve, white), source.extents[0]?.[1] || source.white)
  const sums = new Uint32Array(roomFor(floatBins))
  return {
    run(from, to) {
      const places = new Uint16Array(to - from)
      place(data.subarray(from * channels, to * channels), channels, 0, places)
      for (let p = 0; p < places.length; p++) sums[places[p]!]!++
    },
    sums: () => sums,
  }
}

const same: Curve = (value) => value

function colourCounter({ data, channels }: Raster<'f32'>, pipeline: Pipeline): TileKernel {
  const white = largestWhite(pipeline)
  const scales = pipeline.channels.map((pipe) => white / pipe.white)
  const curves = pipeline.channels.map((pipe) => pipe.curve)
  const places = pipeline.channels.map((pipe) => placeOf(same, pipe.white))
  const lumaPlace = placeOf(same, white)
  const room = roomFor(floatBins)
  const sums = new Uint32Array(4 * room)
  const values = new Float64Array(3)
  return {
    run(from, to) {
      for (let i = from * channels; i < to * channels; i += channels) {
        for (let c = 0; c < 3; c++) {
          values[c] = Math.fround(curves[c]!(data[i + c]!))
          sums[c * room + places[c]!(values[c]!)]!++
        }
        sums[3 * room + lumaPlace(luma(values[0]! * scales[0]!, values[1]! * scales[1]!, values[2]! * scales[2]!))]!++
      }
    },
    sums: () => sums,
  }
}
