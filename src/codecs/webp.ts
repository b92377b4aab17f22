import { failure } from '../kernels/failure.ts'
import { browserPixels } from './browser-pixels.ts'
import { stateNeed, twiceRgba } from './budget.ts'
import { startsWith } from './bytes.ts'
import { checkCancelled, type Codec, type DecodeContext, type Decoded } from './codec.ts'
import { exifOrientation } from './exif.ts'
import { encodingOf } from './icc.ts'
import { checkSize } from './limits.ts'
import { applyOrientation, turnedSize } from './orientation.ts'
import { rasterOf, type Rgba } from './rgba.ts'
import { readWebp } from './riff.ts'
import { trapped, wasmInstance } from './wasm.ts'
import { encodeWebp } from './webp-write.ts'

async function wasmPixels(plain: Uint8Array<ArrayBuffer>, bytes: number): Promise<Rgba> {
  const { default: factory } = await import('@jsquash/webp/codec/dec/webp_dec.js')
  const codec = await wasmInstance<{ decode(data: BufferSource): ImageData | null }>(factory, '@jsquash/webp/codec/dec/webp_dec.wasm')
  const pixels = trapped(() => codec.decode(plain), 'WebP', 'the picture data cannot be read', bytes)
  if (!pixels) throw failure({ code: 'corrupt-file', format: 'WebP', what: 'the picture data cannot be read' })
  return pixels
}

async function decode(bytes: Uint8Array, context: DecodeContext): Promise<Decoded> {
  const header = readWebp(bytes)
  checkSize(header.width, header.height, 4, context.limits, bytes.length)
  const { width, height, alpha } = header
  stateNeed({ width, height, channels: alpha ? 4 : 3, depth: 'u8', orientation: 1, stored: bytes.length, working: twiceRgba(header) }, context)
  // A browser's bitmap holds colours multiplied by alpha, which cannot be undone: transparent pictures go to libwebp.
  const orientation = header.exif ? exifOrientation(header.exif) : 1
  const byBrowser = header.alpha ? undefined : await browserPixels(header.plain, 'image/webp', 3, context, orientation)
  const pixels = byBrowser ?? (await wasmPixels(header.plain, header.width * header.height * 4))
  checkCancelled(context)
  const decoded = byBrowser ? turnedSize(byBrowser, orientation) : pixels
  if (decoded.width !== width || decoded.height !== height) {
    throw failure({ code: 'corrupt-file', format: 'WebP', what: 'the decoded size is not the one that the header gives' })
  }
  const encoding = encodingOf(header.icc)
  const raster = byBrowser ? { ...byBrowser, encoding } : applyOrientation(rasterOf(pixels, header.alpha ? 4 : 3, encoding), orientation, context)
  const notes = header.animated ? ['the first picture of an animation is shown'] : []
  return { raster, format: 'WebP', notes }
}

export const webp: Codec = {
  id: 'webp',
  label: 'WebP',
  extensions: ['webp'],
  types: ['image/webp'],
  sniff: (head) => startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8),
  decode,
  encode: encodeWebp,
}
