import { rowsOf } from '../codecs/rows.ts'
import { encodePicture } from '../codecs/save.ts'
import type { StripWork } from '../codecs/strips.ts'
import { compile } from '../kernels/compile.ts'
import { failure } from '../kernels/failure.ts'
import { bytesPerSample } from '../kernels/raster.ts'
import type { Codes } from './codes.ts'
import { createCrew, type Crew, type CrewOptions } from './crew.ts'
import type { JobContext } from './handlers.ts'
import type { Picture } from './pictures.ts'
import type { ExportInput, Jobs, Recipelike } from './protocol.ts'
import { isShared, sharedMemory, sharedSamples } from './shared.ts'
import { emptyCodes, widenAlpha, windowed, type CodesForm, type Making } from './windows.ts'

/** Where the whole picture is computed first, that is this share of the progress; the rest is writing the file. */
const computing = 0.4

/**
 * A picture under a recipe as codes of an 8- or 16-bit container. The picture's own container keeps its codes, so that a
 * 12-bit scan stays a 12-bit scan; another one scales white to its own white.
 */
export function makingOf({ raster, info: { source } }: Picture, recipe: Recipelike, bits: 8 | 16): Making {
  const { width, height, channels } = raster
  const depth = bits === 8 ? 'u8' : 'u16'
  const pipeline = compile(recipe.steps, recipe.rounding, source)
  // a print has sRGB codes, whatever the scan's were
  const encoding = pipeline.mixing ? 'srgb' : raster.encoding
  const white = depth === raster.depth ? Math.max(...pipeline.channels.map((pipe) => pipe.white)) : 2 ** bits - 1
  const form: CodesForm = { width, height, channels, depth, encoding, bits: Math.ceil(Math.log2(white + 1)), range: [0, white] }
  return { raster, source, recipe, form }
}

/** Where all codes go: on shared memory where the picture is, so that all hands can write them. */
function emptyFor({ raster, form }: Making): Codes {
  try {
    return emptyCodes(form, isShared(raster) ? sharedSamples(form.depth, raster.data.length) : undefined)
  } catch (caught) {
    throw caught instanceof RangeError ? failure({ code: 'out-of-memory', bytes: raster.data.length * bytesPerSample[form.depth] }) : caught
  }
}

/** The codes of the whole picture. */
async function computeAll(making: Making, { signal, onProgress }: JobContext, crew: Crew): Promise<Codes> {
  const out = emptyFor(making)
  await crew.run({ kind: 'codes', ...making, out }, { signal, onProgress: (done) => onProgress({ done: done * computing, stage: 'computing' }) })
  widenAlpha(out, making.raster)
  return out
}

/** The whole picture under a recipe as codes of an 8- or 16-bit container. */
export const computeCodes = (picture: Picture, recipe: Recipelike, bits: 8 | 16, context: JobContext, crew = createCrew()): Promise<Codes> =>
  computeAll(makingOf(picture, recipe, bits), context, crew)

async function packTogether(crew: Crew, making: Making, strips: StripWork, options: CrewOptions): Promise<boolean> {
  let quiet = true
  await crew.run({ kind: 'pack', ...making, strips }, { ...options, onLost: () => (quiet = false) })
  return quiet
}

/** The file of a picture under a recipe. */
export async function exportPicture(picture: Picture, input: ExportInput, context: JobContext, crew: Crew): Promise<Jobs['export']['output']> {
  const making = makingOf(picture, input.recipe, input.bits)
  const { signal } = context
  const together = isShared(making.raster)
  // who packs alone has the codes computed by all hands first
  const rows = together ? windowed(making) : rowsOf(await computeAll(making, context, crew))
  const begun = together ? 0 : computing
  const { file } = await encodePicture(rows, input.format, { quality: input.quality }, {
    signal,
    onProgress: (done) => context.onProgress({ done: begun + done * (1 - begun), stage: 'writing' }),
    memory: together ? sharedMemory : undefined,
    packStrips: together ? (strips, onProgress) => packTogether(crew, making, strips, { signal, onProgress }) : undefined,
  })
  return { file }
}
