import type { Source } from '../../src/kernels/compile.ts'
import { createFramer, framedSize } from '../../src/kernels/geometry.ts'
import { countHistograms } from '../../src/kernels/histogram.ts'
import { transforms } from '../../src/kernels/registry.ts'
import { createRaster, hasAlpha, type AnyRaster, type Channels, type Depth } from '../../src/kernels/raster.ts'
import { emptyLike } from '../../src/kernels/resample.ts'
import { spectrum } from '../../src/kernels/spectrum.ts'
import { recipeToCode } from '../../src/recipe/code.ts'
import { textToRecipe } from '../../src/recipe/link.ts'

export interface ProgramCase {
  readonly name: string
  readonly recipe: string
  readonly dialect: 'numpy' | 'opencv'
  readonly file: string
  /** What the program finds in the file. */
  readonly raster: AnyRaster
  /** What the recipe acts on: the same, or its spectrum. */
  readonly shown: AnyRaster
  readonly source: Source
  readonly program: string
  /** Two libraries' Fourier transforms, or powers of whole arrays, differ in the last bits, so that a code may be one off. */
  readonly exact: boolean
}

/** A picture of noise with every channel on a stretch of its own; alpha runs over all its values. */
function paint(depth: Depth, channels: Channels, white: number, top = white): AnyRaster {
  let seed = 12_345
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  const full = depth === 'u8' ? 255 : depth === 'u16' ? 65_535 : 1
  const value = (channel: number): number => {
    if (hasAlpha(channels) && channel === channels - 1) return random() * full
    return random() ** 2 * top * (1 - channel / 5) + (top === white ? 0 : 1)
  }
  const width = 24
  const height = 18
  const samples = Array.from({ length: width * height * channels }, (_, i) => value(i % channels))
  const shape = { width, height, channels, range: [0, white] as const }
  if (depth === 'f32') return createRaster({ ...shape, depth, data: Float32Array.from(samples) })
  const bits = Math.log2(white + 1)
  if (depth === 'u8') return createRaster({ ...shape, depth, bits, data: Uint8Array.from(samples) })
  return createRaster({ ...shape, depth, bits, data: Uint16Array.from(samples) })
}

/** What the engine tells of a picture: the extremes of every colour channel. */
function sourceOf(raster: AnyRaster): Source {
  const { depth, channels, bits, data, range } = raster
  const extents = countHistograms(raster).map((_, c) => {
    const values = Array.from(data as ArrayLike<number>).filter((__, i) => i % channels === c)
    return [Math.min(...values), Math.max(...values)] as const
  })
  return { depth, channels, bits, white: range[1], extents }
}

const thorough = [
  '',
  'negative',
  'log',
  'gamma(gamma=0.8)',
  'bitwise-not',
  'bitwise-not(width=significant)',
  'log;gamma(gamma=0.8)',
  'rounding=truncate;log',
  'rounding=truncate;gamma(gamma=2.2)',
  'log(scale=fixed);-negative',
  'log(scale=number,c=20.5)',
  'gamma(gamma=2,c=1.7);log',
  'gamma.r(gamma=0.5);log;negative.b',
  'rounding=truncate;negative.g;log.b;gamma.r(gamma=1.5)',
  'gamma(gamma=0.45);negative;log',
  'bitwise-not.g(width=significant);log;log',
]

/** What the list leaves out: a new transform's programs are run as well, without an edit here. */
const others = transforms.filter(({ id }) => !thorough.some((recipe) => recipe.includes(id))).flatMap(({ id }) => [id, `rounding=truncate;${id}`, `negative;${id};log`])
const short = ['log;gamma(gamma=0.8)', 'rounding=truncate;negative;log', 'gamma.b(gamma=2);bitwise-not;log']

interface Kind {
  readonly name: string
  readonly raster: AnyRaster
  readonly file: string
  readonly recipes: readonly string[]
}

const kinds: readonly Kind[] = [
  { name: '8-bit colour', raster: paint('u8', 3, 255), file: 'picture.png', recipes: [...thorough, ...others] },
  { name: '16-bit colour', raster: paint('u16', 3, 65_535), file: 'picture.png', recipes: [...thorough, ...others] },
  { name: 'dark 8-bit grey', raster: paint('u8', 1, 255, 61), file: 'a dark "night".png', recipes: short },
  { name: '8-bit grey with alpha', raster: paint('u8', 2, 255), file: 'picture.png', recipes: short },
  { name: '8-bit colour with alpha', raster: paint('u8', 4, 255), file: 'picture.png', recipes: short },
  { name: '8-bit grey TIFF', raster: paint('u8', 1, 255), file: 'picture.tif', recipes: short },
  { name: '8-bit grey TIFF with alpha', raster: paint('u8', 2, 255), file: 'picture.tif', recipes: short },
  { name: '8-bit TIFF', raster: paint('u8', 3, 255), file: 'picture.tiff', recipes: short },
  { name: '8-bit TIFF with alpha', raster: paint('u8', 4, 255), file: 'picture.tif', recipes: short },
  { name: '16-bit grey', raster: paint('u16', 1, 65_535), file: 'picture.png', recipes: short },
  { name: '16-bit grey with alpha', raster: paint('u16', 2, 65_535), file: 'picture.png', recipes: short },
  { name: '16-bit colour with alpha', raster: paint('u16', 4, 65_535), file: 'picture.png', recipes: short },
  { name: '16-bit grey TIFF with alpha', raster: paint('u16', 2, 65_535), file: 'picture.tif', recipes: short },
  { name: '16-bit TIFF', raster: paint('u16', 3, 65_535, 40_000), file: 'picture.tif', recipes: short },
  { name: '16-bit TIFF with alpha', raster: paint('u16', 4, 65_535), file: 'picture.tif', recipes: short },
  { name: '12 bits in a 16-bit TIFF', raster: paint('u16', 3, 4095), file: 'picture.tif', recipes: thorough.slice(0, 8) },
  { name: '10 bits in a 16-bit grey PNG', raster: paint('u16', 1, 1023), file: 'picture.png', recipes: short },
  { name: 'float grey TIFF', raster: paint('f32', 1, 1), file: 'picture.tif', recipes: [...short, ...others] },
  { name: 'float colour TIFF', raster: paint('f32', 3, 1, 7.5), file: 'picture.tif', recipes: short },
]

/** Where channels meet the program works with whole arrays, whose powers may differ in their last bits. */
const mixes = (recipe: string): boolean => transforms.some(({ id, mix }) => mix && recipe.includes(id))

const dialects = ['numpy', 'opencv'] as const

const plainCases: readonly ProgramCase[] = kinds.flatMap(({ name, raster, file, recipes }) =>
  recipes.flatMap((recipe) =>
    dialects.map((dialect) => {
      const source = sourceOf(raster)
      const program = recipeToCode(textToRecipe(recipe), source, dialect, file)
      return { name: `${name}, ${dialect}: ${recipe || 'no step'}`, recipe, dialect, file, raster, shown: raster, source, program, exact: !mixes(recipe) }
    }),
  ),
)

const pace = { breathe: () => Promise.resolve(), onProgress: () => undefined }

async function spectrumCase(name: string, raster: AnyRaster, options: { keepDc: boolean; centred: boolean }, recipe: string, dialect: 'numpy' | 'opencv'): Promise<ProgramCase> {
  const { raster: shown } = await spectrum(raster, options, pace)
  const source = sourceOf(shown)
  const file = 'picture.png'
  const program = recipeToCode(textToRecipe(recipe), source, dialect, file, { of: sourceOf(raster), ...options })
  return { name: `spectrum of ${name}, ${dialect}: ${recipe}`, recipe, dialect, file, raster, shown, source, program, exact: false }
}

const spectrumCases = dialects.flatMap((dialect) => [
  spectrumCase('8-bit grey', paint('u8', 1, 255), { keepDc: true, centred: true }, 'log', dialect),
  spectrumCase('8-bit colour with alpha', paint('u8', 4, 255), { keepDc: false, centred: true }, 'log;gamma(gamma=0.8)', dialect),
  spectrumCase('16-bit colour', paint('u16', 3, 65_535), { keepDc: false, centred: false }, 'rounding=truncate;log;negative', dialect),
])

/** A part of a picture, turned and mirrored: what the program cuts out is what the engine shows. */
function frameCase(name: string, raster: AnyRaster, frame: string, recipe: string, dialect: 'numpy' | 'opencv'): ProgramCase {
  const text = `${frame};${recipe}`
  const read = textToRecipe(text)
  const size = framedSize(read.geometry!, raster.width, raster.height)
  const data = emptyLike(raster.depth, size.width * size.height * raster.channels)
  createFramer(raster, read.geometry!, data)(0, size.height)
  const shown = { ...raster, ...size, data } as AnyRaster
  const source = sourceOf(shown)
  const program = recipeToCode(read, source, dialect, 'picture.png')
  return { name: `part of ${name}, ${dialect}: ${text}`, recipe, dialect, file: 'picture.png', raster, shown, source, program, exact: true }
}

const frameCases = dialects.flatMap((dialect) => [
  frameCase('8-bit colour', paint('u8', 3, 255), 'frame(x=0.1,y=0.2,w=0.6,h=0.7,turn=1)', 'log', dialect),
  frameCase('16-bit grey', paint('u16', 1, 65_535), 'frame(x=0.25,w=0.5,turn=3,mirror=true)', 'negative', dialect),
  frameCase('8-bit colour with alpha', paint('u8', 4, 255), 'frame(y=0.33333,h=0.5,mirror=true)', 'gamma(gamma=0.8)', dialect),
])

/** Every program that the goldens run. */
export const programCases: readonly ProgramCase[] = [...plainCases, ...frameCases, ...(await Promise.all(spectrumCases))]
