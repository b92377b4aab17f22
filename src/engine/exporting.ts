import { encodePicture } from '../codecs/save.ts'
import type { StripWork } from '../codecs/strips.ts'
import { compile, type Pipeline } from '../kernels/compile.ts'
import { failure } from '../kernels/failure.ts'
import { quantise } from '../kernels/quantise.ts'
import { bytesPerSample, createRaster, hasAlpha, type AnyRaster } from '../kernels/raster.ts'
import { createCrew, type Crew, type CrewOptions } from './crew.ts'
import type { JobContext } from './handlers.ts'
import type { Picture } from './pictures.ts'
import type { ExportInput, Jobs, Recipelike } from './protocol.ts'
import { isShared, sharedMemory, sharedSamples } from './shared.ts'
import type { Codes } from './tiles.ts'

/** Computing is this share of an export's progress; the rest is writing the file. */
const computing = 0.4

/**
 * The whole picture under a recipe as codes of an 8- or 16-bit container. The picture's own container keeps its codes, so
 * that a 12-bit scan stays a 12-bit scan; another one scales white to its own white.
 */
export async function computeCodes({ raster, info }: Picture, recipe: Recipelike, bits: 8 | 16, context: JobContext, crew = createCrew()): Promise<Codes> {
  const { source } = info
  const out = emptyFor(raster, compile(recipe.steps, recipe.rounding, source), bits === 8 ? 'u8' : 'u16')
  await crew.run(
    { kind: 'codes', raster, source, recipe, out },
    { signal: context.signal, onProgress: (done) => context.onProgress({ done: done * computing, stage: 'computing' }) },
  )
  if (hasAlpha(raster.channels) && raster.depth === out.depth && out.range[1] !== raster.range[1]) widenAlpha(out, raster.range[1])
  return out
}

/** A step that widens white (bitwise NOT over the container of a 12-bit picture) leaves coverage alone; in the file full coverage is the new white. */
function widenAlpha({ data, channels, range: [, white] }: Codes, opaque: number): void {
  for (let i = channels - 1; i < data.length; i += channels) data[i] = quantise((data[i]! * white) / opaque, white, 'nearest-even')
}

/** Where the codes go: on shared memory where the picture is, so that all hands can write them. */
function emptyFor(raster: AnyRaster, pipeline: Pipeline, depth: 'u8' | 'u16'): Codes {
  const { width, height, channels } = raster
  // a print has sRGB codes, whatever the scan's were
  const encoding = pipeline.mixing ? 'srgb' : raster.encoding
  const full = depth === 'u8' ? 255 : 65_535
  const white = depth === raster.depth ? Math.max(...pipeline.channels.map((pipe) => pipe.white)) : full
  const spec = { width, height, channels, encoding, bits: Math.ceil(Math.log2(white + 1)), range: [0, white] as const }
  const data = isShared(raster) ? sharedSamples(depth, raster.data.length) : undefined
  try {
    return depth === 'u8' ? createRaster({ ...spec, depth, data: data as Uint8Array }) : createRaster({ ...spec, depth, data: data as Uint16Array })
  } catch (caught) {
    throw caught instanceof RangeError ? failure({ code: 'out-of-memory', bytes: width * height * channels * bytesPerSample[depth] }) : caught
  }
}

async function packTogether(crew: Crew, work: StripWork, options: CrewOptions): Promise<boolean> {
  let quiet = true
  await crew.run({ kind: 'pack', ...work }, { ...options, onLost: () => (quiet = false) })
  return quiet
}

/** The file of a picture under a recipe. */
export async function exportPicture(picture: Picture, input: ExportInput, context: JobContext, crew: Crew): Promise<Jobs['export']['output']> {
  const codes = await computeCodes(picture, input.recipe, input.bits, context, crew)
  const { bytes, type } = await encodePicture(codes, input.format, { quality: input.quality }, {
    signal: context.signal,
    onProgress: (done) => context.onProgress({ done: computing + done * (1 - computing), stage: 'writing' }),
    memory: isShared(codes) ? sharedMemory : undefined,
    packStrips: (work, onProgress) => packTogether(crew, work, { signal: context.signal, onProgress }),
  })
  return { bytes, type }
}
