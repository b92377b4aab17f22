import { failure } from '../kernels/failure.ts'
import { hasAlpha } from '../kernels/raster.ts'
import { ascii, joined, u16be } from './bytes.ts'
import { checkCancelled, type EncodeContext, type Encoded, type EncodeOptions } from './codec.ts'
import { profileOf } from './icc.ts'
import { rgbaOf } from './rgba-write.ts'
import type { Rows } from './rows.ts'
import { wasmInstance } from './wasm.ts'

interface JpegOptions {
  quality: number
  baseline: boolean
  arithmetic: boolean
  progressive: boolean
  optimize_coding: boolean
  smoothing: number
  color_space: number
  quant_table: number
  trellis_multipass: boolean
  trellis_opt_zero: boolean
  trellis_opt_table: boolean
  trellis_loops: number
  auto_subsample: boolean
  chroma_subsample: number
  separate_chroma_quality: boolean
  chroma_quality: number
}

interface JpegEncoder {
  encode(data: BufferSource, width: number, height: number, options: JpegOptions): Uint8Array
}

const grey = 1
const yCbCr = 3

/** Chroma is kept at full resolution from quality 90 on: who asks for that much wants sharp colours. */
const optionsFor = (quality: number, isGrey: boolean): JpegOptions => ({
  quality,
  baseline: false,
  arithmetic: false,
  // Progressive files are 4 % smaller and take 2.5 times as long.
  progressive: false,
  optimize_coding: true,
  smoothing: 0,
  color_space: isGrey ? grey : yCbCr,
  // The tables of annex K, which other programs use as well: "quality 90" means the same there.
  quant_table: 0,
  trellis_multipass: false,
  trellis_opt_zero: false,
  trellis_opt_table: false,
  trellis_loops: 1,
  auto_subsample: false,
  chroma_subsample: quality >= 90 ? 1 : 2,
  separate_chroma_quality: false,
  chroma_quality: quality,
})

const longestSide = 65535

/** The bytes of a profile that one APP2 segment holds (ICC.1, annex B.4): 65,533 less the name and two counters. */
const pieceLength = 65519

function profileSegments(icc: Uint8Array): Uint8Array[] {
  const count = Math.ceil(icc.length / pieceLength)
  if (count > 255) return []
  return Array.from({ length: count }, (_, i) => {
    const piece = icc.subarray(i * pieceLength, (i + 1) * pieceLength)
    const length = piece.length + 16
    const head = Uint8Array.from(`\xff\xe2${String.fromCharCode(length >> 8, length & 255)}ICC_PROFILE\0`, (letter) => letter.charCodeAt(0))
    return joined([head, Uint8Array.of(i + 1, count), piece])
  })
}

/** The profile goes behind SOI and the JFIF segment, which must stay first. */
function spliced(jpeg: Uint8Array, icc: Uint8Array): Uint8Array<ArrayBuffer> {
  const at = ascii(jpeg, 6, 4) === 'JFIF' ? 4 + u16be(jpeg, 4) : 2
  return joined([jpeg.subarray(0, at), ...profileSegments(icc), jpeg.subarray(at)])
}

/**
 * A JPEG of 8 bits, grey or RGB, with the picture's ICC profile. Alpha is left out, and a note says so. Throws
 * `unsupported-format` for 16 bits and for sides over 65,535 pixels.
 */
export async function encodeJpeg(picture: Rows, { quality }: EncodeOptions, context: EncodeContext): Promise<Encoded> {
  const { width, height, channels } = picture
  if (Math.max(width, height) > longestSide) {
    throw failure({ code: 'unsupported-format', format: 'JPEG', what: `a side of ${Math.max(width, height)} pixels is over its limit of ${longestSide}` })
  }
  const rgba = await rgbaOf(picture, 'JPEG', context)
  const { default: factory } = await import('@jsquash/jpeg/codec/enc/mozjpeg_enc.js')
  const codec = await wasmInstance<JpegEncoder>(factory, '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm')
  checkCancelled(context)
  let bytes: Uint8Array
  try {
    bytes = codec.encode(rgba, width, height, optionsFor(quality, channels < 3))
  } catch {
    // emscripten aborts with a bare error: the heap of 32-bit WebAssembly is full
    throw failure({ code: 'out-of-memory', bytes: width * height * 4 })
  }
  checkCancelled(context)
  const notes = hasAlpha(channels) ? ['JPEG holds no transparency: the alpha channel is left out'] : []
  return { file: new Blob([spliced(bytes, profileOf(picture.encoding, channels))], { type: 'image/jpeg' }), notes }
}
