import { breather } from '../codecs/codec.ts'
import { encodePicture } from '../codecs/save.ts'
import { applyTables, quantiseCurves } from '../kernels/apply.ts'
import { buildTables, compile, type Pipeline } from '../kernels/compile.ts'
import { failure } from '../kernels/failure.ts'
import { bytesPerSample, createRaster, type AnyRaster, type Raster } from '../kernels/raster.ts'
import type { JobContext } from './handlers.ts'
import type { Picture } from './pictures.ts'
import type { ExportInput, Jobs, Recipelike } from './protocol.ts'

const strip = 1 << 17

/** Computing is this share of an export's progress; the rest is writing the file. */
const computing = 0.4

type Codes = Raster<'u8'> | Raster<'u16'>

/**
 * The whole picture under a recipe as codes of an 8- or 16-bit container. The picture's own container keeps its codes, so
 * that a 12-bit scan stays a 12-bit scan; another one scales white to its own white.
 */
export async function computeCodes({ raster, info }: Picture, recipe: Recipelike, bits: 8 | 16, context: JobContext): Promise<Codes> {
  const pipeline = compile(recipe.steps, recipe.rounding, info.source)
  const depth = bits === 8 ? 'u8' : 'u16'
  const out = emptyFor(raster, pipeline, depth)
  const run = runner(raster, pipeline, out)
  const pixels = raster.width * raster.height
  const breathe = breather(context)
  for (let from = 0; from < pixels; from += strip) {
    const to = Math.min(pixels, from + strip)
    run(from, to)
    context.onProgress({ done: (to / pixels) * computing, stage: 'computing' })
    await breathe()
  }
  return out
}

function emptyFor(raster: AnyRaster, pipeline: Pipeline, depth: 'u8' | 'u16'): Codes {
  const { width, height, channels, encoding } = raster
  const full = depth === 'u8' ? 255 : 65_535
  const white = depth === raster.depth ? Math.max(...pipeline.channels.map((pipe) => pipe.white)) : full
  const spec = { width, height, channels, encoding, bits: Math.ceil(Math.log2(white + 1)), range: [0, white] as const }
  try {
    return depth === 'u8' ? createRaster({ ...spec, depth }) : createRaster({ ...spec, depth })
  } catch (caught) {
    throw caught instanceof RangeError ? failure({ code: 'out-of-memory', bytes: width * height * channels * bytesPerSample[depth] }) : caught
  }
}

function runner(raster: AnyRaster, pipeline: Pipeline, out: Codes): (from: number, to: number) => void {
  const { channels } = raster
  if (raster.depth === 'f32') return (from, to) => quantiseCurves(raster.data, channels, pipeline, out.data, from, to)
  const tables = buildTables(pipeline, out.depth)
  return (from, to) => applyTables(raster.data, channels, tables, out.data, from, to, raster.range[1])
}

/** The file of a picture under a recipe. */
export async function exportPicture(picture: Picture, input: ExportInput, context: JobContext): Promise<Jobs['export']['output']> {
  const codes = await computeCodes(picture, input.recipe, input.bits, context)
  const { bytes, type } = await encodePicture(codes, input.format, { quality: input.quality }, {
    signal: context.signal,
    onProgress: (done) => context.onProgress({ done: computing + done * (1 - computing), stage: 'writing' }),
  })
  return { bytes, type }
}
