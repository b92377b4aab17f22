import type { Source } from '../kernels/compile.ts'
import type { Geometry } from '../kernels/geometry.ts'
import { frameLines } from './code-frame.ts'
import { hasAlpha } from '../kernels/raster.ts'

export type Dialect = 'numpy' | 'opencv'

/** How an exported program holds the picture between reading and writing. */
export interface PictureCode {
  readonly imports: readonly string[]
  readonly packages: readonly string[]
  readonly read: readonly string[]
  /** Where red, green and blue stand in `img`; one index for grey. */
  readonly order: readonly number[]
  /** `img` has alpha as its last channel. */
  readonly alpha: boolean
  /** Axes of `img`: grey without alpha has two. */
  readonly axes: 2 | 3
  readonly write: readonly string[]
}

const isTiff = (file: string): boolean => /\.tiff?$/i.test(file)

/** A Python string literal of any file name: JSON's escapes are Python's. */
const literal = (text: string): string => JSON.stringify(text)

const pillowModes = { 1: 'L', 2: 'LA', 3: 'RGB', 4: 'RGBA' } as const

/** Pillow keeps 8-bit pictures of every kind as they are, and turns photographs the right way up. */
const withPillow = ({ channels }: Source, file: string, result: string): PictureCode => ({
  imports: ['import numpy as np', 'from PIL import Image, ImageOps'],
  packages: ['pillow'],
  read: [`picture = ImageOps.exif_transpose(Image.open(${literal(file)}))`, `img = np.asarray(picture.convert(${literal(pillowModes[channels])}))`],
  order: channels < 3 ? [0] : [0, 1, 2],
  alpha: hasAlpha(channels),
  axes: channels === 1 ? 2 : 3,
  write: [`Image.fromarray(out).save(${literal(result)})`],
})

/** TIFF files whose alpha OpenCV drops (grey) or multiplies into the colours (8 bits). */
const losesAlpha = ({ channels, depth }: Source, file: string): boolean =>
  isTiff(file) && (channels === 2 || (channels === 4 && depth === 'u8'))

const openTiff = ({ channels }: Source, file: string): readonly string[] =>
  channels === 2
    ? ['# OpenCV would drop the alpha of a grey TIFF', `grey, alpha = np.moveaxis(tifffile.imread(${literal(file)}, key=0), -1, 0)`, 'img = np.dstack([grey, grey, grey, alpha])']
    : ['# OpenCV would multiply the alpha of an 8-bit TIFF into its colours', `img = cv2.cvtColor(tifffile.imread(${literal(file)}, key=0), cv2.COLOR_RGBA2BGRA)`]

const openWithCv = ({ channels }: Source, file: string): readonly string[] => {
  // IMREAD_UNCHANGED keeps depth and alpha but leaves a photograph lying on its side; JPEG has neither
  const flag = /\.jpe?g$/i.test(file) ? 'cv2.IMREAD_ANYCOLOR' : 'cv2.IMREAD_UNCHANGED'
  return [
    ...(channels === 2 ? ['# OpenCV holds grey with alpha as blue, green, red, alpha'] : []),
    `img = cv2.imread(${literal(file)}, ${flag})`,
    'if img is None:',
    `    raise SystemExit(${literal(`cannot read ${file}`)})`,
  ]
}

/** OpenCV reads and writes 16 bits and float, and keeps colours in the order blue, green, red. */
const withOpenCv = (source: Source, file: string, result: string): PictureCode => {
  const tiff = losesAlpha(source, file)
  return {
    imports: ['import cv2', 'import numpy as np', ...(tiff ? ['import tifffile'] : [])],
    packages: ['opencv-python', ...(tiff ? ['tifffile'] : [])],
    read: tiff ? openTiff(source, file) : openWithCv(source, file),
    order: source.channels < 3 ? [0] : [2, 1, 0],
    alpha: hasAlpha(source.channels),
    axes: source.channels === 1 ? 2 : 3,
    write: [`cv2.imwrite(${literal(result)}, out)`],
  }
}

/** How a program for NumPy handles what Pillow would cut to 8 bits: OpenCV reads it, NumPy has it as red, green, blue. */
const withOpenCvTurned = (source: Source, file: string, result: string): PictureCode => {
  const plain = withOpenCv(source, file, result)
  if (source.channels < 3) return plain
  const turn = source.channels === 4 ? 'BGRA2RGBA' : 'BGR2RGB'
  return {
    ...plain,
    read: ['# Pillow would cut colours to 8 bits, so OpenCV reads; it has blue first', ...plain.read, `img = cv2.cvtColor(img, cv2.COLOR_${turn})`],
    order: [0, 1, 2],
    write: [`cv2.imwrite(${literal(result)}, cv2.cvtColor(out, cv2.COLOR_${turn.replace(/(\w+)2(\w+)/, '$22$1')}))`],
  }
}

/**
 * The lines that read and write a picture of this kind losslessly. Which package can is a matter of depth, alpha and
 * file format; the goldens run every combination.
 */
export function pictureCode(source: Source, dialect: Dialect, file: string, result: string): PictureCode {
  if (dialect === 'opencv') return withOpenCv(source, file, result)
  return source.depth === 'u8' ? withPillow(source, file, result) : withOpenCvTurned(source, file, result)
}

/** A spectrum that the program takes of the picture `of`, which is in the file. */
export interface SpectrumCode {
  readonly of: Source
  readonly keepDc: boolean
  readonly centred: boolean
  /** The part of the picture that the spectrum is of. */
  readonly geometry?: Geometry
}

/** The lines that read a picture and make `img` the magnitudes of its Fourier transform, as the lab's spectrum has them. */
export function spectrumCode({ of, keepDc, centred, geometry }: SpectrumCode, dialect: Dialect, file: string, result: string): PictureCode {
  const plain = pictureCode(of, dialect, file, result)
  const [red, green, blue] = plain.order
  const light =
    of.channels < 3
      ? [`light = ${plain.axes === 2 ? 'img' : 'img[..., 0]'}.astype(np.float64)`]
      : ['img = img.astype(np.float64)', `light = 0.2126 * img[..., ${red}] + 0.7152 * img[..., ${green}] + 0.0722 * img[..., ${blue}]`]
  return {
    ...plain,
    read: [
      ...plain.read,
      ...frameLines(geometry),
      '',
      `# The picture is its own spectrum from here on: |F|, zero frequency ${centred ? 'in the middle' : 'in the corner'}`,
      ...light,
      'spectrum = np.fft.fft2(light)',
      ...(keepDc ? [] : ['spectrum[0, 0] = 0  # the sum of the picture would outshine the rest']),
      `img = np.abs(${centred ? 'np.fft.fftshift(spectrum)' : 'spectrum'}).astype(np.float32)`,
    ],
    order: [0],
    alpha: false,
    axes: 2,
    write: plain.imports.some((line) => line.includes('PIL')) ? plain.write : [`cv2.imwrite(${literal(result)}, out)`],
  }
}
