import { failure } from '../kernels/failure.ts'
import type { AnyRaster, Raster } from '../kernels/raster.ts'
import { browserPixels } from './browser-pixels.ts'
import { stateNeed, twiceRgba } from './budget.ts'
import { checkCancelled, type Codec, type DecodeContext, type Decoded } from './codec.ts'
import { encodeJpeg } from './jpeg-write.ts'
import { readJpegHeader, type JpegHeader } from './jpeg-markers.ts'
import { encodingOf } from './icc.ts'
import { checkSize } from './limits.ts'
import { applyOrientation, inverseOrientation, turnedSize, walk, type Orientation } from './orientation.ts'
import { rasterOf, type Rgba } from './rgba.ts'
import { trapped, wasmInstance } from './wasm.ts'

/** Rows at the bottom of the picture that are nothing but middle grey: what libjpeg paints where data are missing. */
function greyRows({ width, height, data }: Rgba): number {
  const samples = data.length / (width * height)
  let i = data.length - 1
  while (i >= 0 && (i % samples === 3 || data[i] === 128)) i--
  return height - 1 - Math.floor(i / (samples * width))
}

/** Whether the last row that is stored is nothing but middle grey, wherever the upright picture has it. */
function endsGrey(raster: Raster<'u8'>, orientation: Orientation): boolean {
  const { channels, data } = raster
  const { width, height } = turnedSize(raster, orientation)
  const [start, alongRow, alongColumn] = walk(inverseOrientation(orientation), raster.width, raster.height)
  for (let x = 0; x < width; x++) {
    const at = (start + (height - 1) * alongColumn + x * alongRow) * channels
    for (let c = 0; c < channels; c++) if (data[at + c] !== 128) return false
  }
  return true
}

/**
 * libjpeg as WebAssembly, for any number of whole JPEGs: exact inverse transform, smooth chroma, the codes that other
 * programs show. The function it gives throws `corrupt-file`, and `truncated-file` for data that end too early.
 */
export async function jpegDecoder(): Promise<(plain: Uint8Array<ArrayBuffer>) => Rgba> {
  const { default: factory } = await import('@jsquash/jpeg/codec/dec/mozjpeg_dec.js')
  let endsEarly = false
  const codec = await wasmInstance<{ decode(data: BufferSource, turn: boolean): ImageData | null }>(
    factory,
    '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
    (text) => {
      endsEarly ||= /premature end/i.test(text)
    },
  )
  const what = 'the picture data cannot be read'
  return (plain) => {
    const pixels = trapped(() => codec.decode(plain, false), 'JPEG', what, plain.length)
    if (!pixels) throw failure({ code: 'corrupt-file', format: 'JPEG', what })
    if (!endsEarly) return pixels
    const share = Math.floor(100 * (1 - greyRows(pixels) / pixels.height))
    throw failure({ code: 'truncated-file', format: 'JPEG', what: `the picture data end after ${share} % of the rows` })
  }
}

/**
 * The upright pixels by the browser, else by libjpeg. A browser says nothing of data that end before their end marker; it leaves
 * the rest grey. So a picture with a grey last row is looked at by libjpeg as well, which does say so.
 */
async function pixelsOf({ plain, components, orientation }: JpegHeader, context: DecodeContext): Promise<AnyRaster> {
  const channels = components === 1 ? 1 : 3
  const byBrowser = await browserPixels(plain, 'image/jpeg', channels, context, orientation)
  if (byBrowser && !endsGrey(byBrowser, orientation)) return byBrowser
  const byLibjpeg = (await jpegDecoder())(plain)
  return byBrowser ?? applyOrientation(rasterOf(byLibjpeg, channels, 'srgb'), orientation, context)
}

async function decode(bytes: Uint8Array, context: DecodeContext): Promise<Decoded> {
  const header = readJpegHeader(bytes)
  checkSize(header.width, header.height, 4, context.limits, bytes.length)
  const channels = header.components === 1 ? 1 : 3
  // it is turned on its way
  stateNeed({ ...header, channels, depth: 'u8', orientation: 1, stored: bytes.length, working: twiceRgba(header) }, context)
  const pixels = await pixelsOf(header, context)
  checkCancelled(context)
  const { width, height } = turnedSize(header, header.orientation)
  if (pixels.width !== width || pixels.height !== height) {
    throw failure({ code: 'corrupt-file', format: 'JPEG', what: 'the decoded size is not the one that the header gives' })
  }
  const encoding = encodingOf(header.icc)
  return { raster: { ...pixels, encoding }, format: 'JPEG', notes: [] }
}

export const jpeg: Codec = {
  id: 'jpeg',
  label: 'JPEG',
  extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
  types: ['image/jpeg'],
  sniff: (head) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff,
  decode,
  encode: encodeJpeg,
}
