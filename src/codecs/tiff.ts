import { createRaster, hasAlpha, type AnyRaster, type Raster } from '../kernels/raster.ts'
import { stateNeed } from './budget.ts'
import { checkCancelled, type Codec, type DecodeContext, type Decoded } from './codec.ts'
import { encodingOf } from './icc.ts'
import { checkSize } from './limits.ts'
import { emptyRaster } from './memory.ts'
import { applyOrientation, storedContext } from './orientation.ts'
import { readTiffPage, type TiffPage } from './tiff-page.ts'
import { readTiffPixels } from './tiff-read.ts'
import { inShortStrips } from './tiff-strips.ts'
import { readTiffFile } from './tiff-tags.ts'
import { encodeTiff } from './tiff-write.ts'

const bytesOf = { u8: 1, u16: 2, f32: 4 } as const

/** Whole numbers of 32 bits or with signs become floats, whose alpha is 0 … 1. */
function scaleAlpha({ channels, data }: AnyRaster, { format, bits }: TiffPage): void {
  const opaque = 2 ** (format === 'signed' ? bits - 1 : bits) - 1
  for (let i = channels - 1; i < data.length; i += channels) data[i] = Math.min(1, Math.max(0, data[i] / opaque))
}

/** Divides colours by alpha: the raster's alpha is straight. Where alpha is 0 nothing is known, and nothing is changed. */
function divideByAlpha({ channels, data, depth, range }: AnyRaster): void {
  const opaque = depth === 'f32' ? 1 : range[1]
  const isFloat = data instanceof Float32Array
  for (let i = 0; i < data.length; i += channels) {
    const alpha = data[i + channels - 1]
    if (alpha === 0 || alpha === opaque) continue
    for (let c = 0; c < channels - 1; c++) {
      const value = (data[i + c] * opaque) / alpha
      data[i + c] = isFloat ? value : Math.min(opaque, Math.round(value))
    }
  }
}

/** The smallest and largest finite sample. Alpha, where there is one, is left out. */
function extent({ data, channels }: Raster<'f32'>): [least: number, most: number] {
  let least = Infinity
  let most = -Infinity
  const alpha = hasAlpha(channels) ? channels - 1 : -1
  for (let i = 0; i < data.length; i++) {
    const value = data[i]
    if (!Number.isFinite(value) || i % channels === alpha) continue
    if (value < least) least = value
    if (value > most) most = value
  }
  return [least, most]
}

/** Black is 0; white is 1, or the largest number where that is more, for the file gives no scale. */
function floatRange(raster: Raster<'f32'>, page: TiffPage): { range: readonly [number, number]; note: string | undefined } {
  const [least, most] = extent(raster)
  if (least >= 0 && most <= 1 && page.format === 'float') return { range: [0, 1], note: undefined }
  const kind = page.format === 'float' ? 'floating-point' : `${page.bits}-bit`
  const white = Math.max(1, most)
  return { range: [0, white], note: `its ${kind} numbers reach from ${shown(least)} to ${shown(most)}: 0 is taken as black, ${shown(white)} as white` }
}

const shown = (value: number): string => String(Number(value.toPrecision(6))).replace('-', '−')

function finished(raster: AnyRaster, page: TiffPage, notes: string[]): AnyRaster {
  if (raster.depth === 'f32') {
    const { range, note } = floatRange(raster, page)
    if (note) notes.push(note)
    const invert = page.colour === 'white-is-zero'
    if (invert) notes.push('white is its smallest number; the numbers are kept as they are')
    return createRaster({ ...raster, range })
  }
  if (raster.depth !== 'u16' || page.statedBits === undefined) return raster
  const most = 2 ** page.statedBits - 1
  const data = raster.data
  for (let i = 0; i < data.length; i++) if (data[i] > most) return raster
  return createRaster({ ...raster, bits: page.statedBits, range: [0, most] })
}

async function decode(bytes: Uint8Array, context: DecodeContext): Promise<Decoded> {
  const { little, first, pages } = readTiffFile(bytes)
  const page = inShortStrips(readTiffPage(first), bytes.length)
  checkSize(page.width, page.height, page.channels * bytesOf[page.depth], context.limits, bytes.length)
  // a tile may be larger than the picture, and has to be held whole
  const bytesOfPixel = Math.ceil(((page.planar ? 1 : page.samples) * page.bits) / 8)
  checkSize(page.blockWidth, page.blockHeight, bytesOfPixel, context.limits, bytes.length)
  stateNeed({ ...page, stored: bytes.length, working: page.blockWidth * page.blockHeight * bytesOfPixel }, context)
  const { width, height, channels, depth, bits, icc } = page
  const shape = { width, height, channels, bits: depth === 'u16' ? bits : undefined, encoding: encodingOf(icc) }
  const empty = emptyRaster(shape, depth, storedContext(context, page.orientation)) as AnyRaster
  await readTiffPixels(bytes, little, page, empty.data, context)
  checkCancelled(context)
  const notes = [...page.notes]
  if (pages > 1) notes.unshift(`page 1 of ${pages} is shown`)
  const float = depth === 'f32'
  if (float && page.format !== 'float' && page.alpha !== 'none') scaleAlpha(empty, page)
  // dividing makes colours larger, so the range of a float picture is looked for behind it; codes have to know theirs before
  if (float && page.alpha === 'multiplied') divideByAlpha(empty)
  const raster = finished(empty, page, notes)
  if (!float && page.alpha === 'multiplied') divideByAlpha(raster)
  return { raster: applyOrientation(raster, page.orientation, context), format: 'TIFF', notes }
}

export const tiff: Codec = {
  id: 'tiff',
  label: 'TIFF',
  extensions: ['tif', 'tiff'],
  types: ['image/tiff'],
  sniff: (head) => {
    const [a, b, c, d] = head
    const raw = head[8] === 0x43 && head[9] === 0x52
    if (raw) return false
    if (a === 0x49 && b === 0x49) return (c === 42 || c === 43) && d === 0
    return a === 0x4d && b === 0x4d && c === 0 && (d === 42 || d === 43)
  },
  decode,
  encode: encodeTiff,
}
