import { failure } from '../kernels/failure.ts'
import { checkCancelled, type EncodeContext, type Encoded, type EncodeOptions } from './codec.ts'
import { profileOf } from './icc.ts'
import { rgbaOf } from './rgba-write.ts'
import type { Rows } from './rows.ts'
import { withProfile } from './riff.ts'
import { wasmInstance } from './wasm.ts'

/** libwebp's WebPConfig, at its defaults (webp/encode.h) but for what a caller chooses. */
const defaults = {
  quality: 75,
  target_size: 0,
  target_PSNR: 0,
  method: 4,
  sns_strength: 50,
  filter_strength: 60,
  filter_sharpness: 0,
  filter_type: 1,
  partitions: 0,
  segments: 4,
  pass: 1,
  show_compressed: 0,
  preprocessing: 0,
  autofilter: 0,
  partition_limit: 0,
  alpha_compression: 1,
  alpha_filtering: 1,
  alpha_quality: 100,
  lossless: 0,
  exact: 0,
  image_hint: 0,
  emulate_jpeg_size: 0,
  thread_level: 0,
  low_memory: 0,
  near_lossless: 100,
  use_delta_palette: 0,
  use_sharp_yuv: 0,
}

interface WebpEncoder {
  encode(data: BufferSource, width: number, height: number, options: typeof defaults): Uint8Array | null
}

/** The encoder with SIMD where the engine compiles it, else the plain one. */
async function encoder(): Promise<WebpEncoder> {
  try {
    const { default: factory } = await import('@jsquash/webp/codec/enc/webp_enc_simd.js')
    return await wasmInstance<WebpEncoder>(factory, '@jsquash/webp/codec/enc/webp_enc_simd.wasm')
  } catch (caught) {
    if (!(caught instanceof WebAssembly.CompileError)) throw caught
    const { default: factory } = await import('@jsquash/webp/codec/enc/webp_enc.js')
    return wasmInstance<WebpEncoder>(factory, '@jsquash/webp/codec/enc/webp_enc.wasm')
  }
}

/** WebP's sides have 14 bits. */
const longestSide = 16383

/**
 * A WebP of 8 bits. Quality 100 is lossless, colours under full transparency included; below that it is lossy. Throws
 * `unsupported-format` for 16 bits and for sides over 16,383 pixels.
 */
export async function encodeWebp(picture: Rows, { quality }: EncodeOptions, context: EncodeContext): Promise<Encoded> {
  const { width, height } = picture
  if (Math.max(width, height) > longestSide) {
    throw failure({ code: 'unsupported-format', format: 'WebP', what: `a side of ${Math.max(width, height)} pixels is over its limit of ${longestSide}` })
  }
  const rgba = await rgbaOf(picture, 'WebP', context)
  const codec = await encoder()
  checkCancelled(context)
  const lossless = quality >= 100
  // For lossless files "quality" is effort: 75 with method 4 takes five times as long for the same size.
  const options = lossless ? { ...defaults, lossless: 1, exact: 1, quality: 25, method: 1 } : { ...defaults, quality }
  const bytes = encodeRgba(codec, rgba, picture, options)
  checkCancelled(context)
  const notes = picture.channels < 3 ? ['grey is written as RGB'] : []
  // three channels are written, whatever the picture has
  return { file: new Blob([withProfile(bytes, profileOf(picture.encoding, 3))], { type: 'image/webp' }), notes }
}

function encodeRgba(codec: WebpEncoder, rgba: Uint8ClampedArray<ArrayBuffer>, { width, height }: Rows, options: typeof defaults): Uint8Array {
  try {
    const bytes = codec.encode(rgba, width, height, options)
    if (bytes) return bytes
  } catch {
    // emscripten aborts with a bare error: the heap of 32-bit WebAssembly ends at 4 GB, or at 2 GB
  }
  throw failure({ code: 'out-of-memory', bytes: width * height * 4 })
}
