import { failure } from '../kernels/failure.ts'
import { browserPixels } from './browser-pixels.ts'
import { checkCancelled, type Codec, type DecodeContext, type Decoded } from './codec.ts'
import { encodeJpeg } from './jpeg-write.ts'
import { readJpegHeader } from './jpeg-markers.ts'
import { checkSize } from './limits.ts'
import { applyOrientation } from './orientation.ts'
import { rasterOf, type Rgba } from './rgba.ts'
import { trapped, wasmInstance } from './wasm.ts'

/**
 * libjpeg as WebAssembly, for any number of whole JPEGs: exact inverse transform, smooth chroma, the codes that other
 * programs show. The function it gives throws `corrupt-file`.
 */
export async function jpegDecoder(): Promise<(plain: Uint8Array<ArrayBuffer>) => Rgba> {
  const { default: factory } = await import('@jsquash/jpeg/codec/dec/mozjpeg_dec.js')
  const codec = await wasmInstance<{ decode(data: BufferSource, turn: boolean): ImageData | null }>(
    factory,
    '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  )
  const what = 'the picture data cannot be read'
  return (plain) => {
    const pixels = trapped(() => codec.decode(plain, false), 'JPEG', what, plain.length)
    if (!pixels) throw failure({ code: 'corrupt-file', format: 'JPEG', what })
    return pixels
  }
}

async function decode(bytes: Uint8Array, context: DecodeContext): Promise<Decoded> {
  const header = readJpegHeader(bytes)
  checkSize(header.width, header.height, 4, context.limits, bytes.length)
  const pixels =
    (await browserPixels(header.plain, 'image/jpeg', context)) ?? (await jpegDecoder())(header.plain)
  checkCancelled(context)
  if (pixels.width !== header.width || pixels.height !== header.height) {
    throw failure({ code: 'corrupt-file', format: 'JPEG', what: 'the decoded size is not the one that the header gives' })
  }
  const encoding = header.icc ? { icc: header.icc } : 'srgb'
  const raster = rasterOf(pixels, header.components === 1 ? 1 : 3, encoding)
  return { raster: applyOrientation(raster, header.orientation), format: 'JPEG', notes: [] }
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
