import { quantiseCurves } from '../kernels/apply.ts'
import { buildTables, compile, type Pipeline, type Source } from '../kernels/compile.ts'
import { createCodesKernel } from '../kernels/fast/codes.ts'
import { createFloatCodesKernel } from '../kernels/fast/floats.ts'
import type { Run } from '../kernels/fast/lanes.ts'
import { createMixKernel } from '../kernels/fast/mix.ts'
import type { AnyRaster, Raster } from '../kernels/raster.ts'
import type { Recipelike } from './protocol.ts'
import type { Shelf } from './shelf.ts'
import type { TileKernel } from './tiles.ts'

export type Codes = Raster<'u8'> | Raster<'u16'>

/** A picture, what is done to it, and where the codes go. */
export interface CodesWork {
  readonly raster: AnyRaster
  readonly source: Source
  readonly recipe: Recipelike
  readonly out: Codes
}

const nothing = new Uint32Array(0)

/** From so many samples on the tables of the float kernel pay. */
const worthFloatTables = 1 << 20

/** Makes the codes; `samples` is how many there will be, where that is more than the raster has at a time. */
export function codesKernel(work: CodesWork, shelf: Shelf, samples = work.raster.data.length): TileKernel {
  const { raster, source, recipe, out } = work
  const pipeline = compile(recipe.steps, recipe.rounding, source)
  if (raster.depth === 'f32' || pipeline.mixing) return { run: valuesRun(work, pipeline, samples), sums: () => nothing }
  const arrays = [raster.data, out.data]
  const kernel = shelf.take('codes', arrays, () => createCodesKernel(raster.data, raster.channels, out.data))
  const largest = Math.max(...source.extents.map(([, max]) => max))
  return {
    run: kernel.load(buildTables(pipeline, out.depth), raster.range[1], largest),
    sums: () => nothing,
    release: () => shelf.put('codes', arrays, kernel),
  }
}

/** Codes of what has no tables: floats, and colours that are mixed. */
function valuesRun({ raster, out }: CodesWork, pipeline: Pipeline, samples: number): Run {
  const { channels } = raster
  if (raster.depth === 'f32') {
    if (samples >= worthFloatTables && !pipeline.mixing) return createFloatCodesKernel(raster.data, channels, out.data).load(pipeline)
    return (from, to) => quantiseCurves(raster.data, channels, pipeline, out.data, from, to)
  }
  const white = out.depth === raster.depth ? undefined : out.range[1]
  const opaque = raster.range[1]
  if (out.channels !== channels) return createMixKernel(raster.data, channels, out.data, pipeline, { white: 255, opaque, steps: 512, outChannels: 4 })
  return createMixKernel(raster.data, channels, out.data, pipeline, { white, opaque })
}
