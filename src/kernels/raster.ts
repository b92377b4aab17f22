import { failure } from './failure.ts'

export type Depth = 'u8' | 'u16' | 'f32'

export interface DataOf {
  u8: Uint8Array
  u16: Uint16Array
  f32: Float32Array
}

/** What the numbers mean. An ICC profile is carried through unread, so that an export keeps the colours it came with. */
export type Encoding = 'srgb' | 'linear' | { gamma: number } | { icc: Uint8Array }

export type Channels = 1 | 2 | 3 | 4

/**
 * An immutable image: rows top to bottom, samples interleaved. Channels are grey, grey + alpha, RGB or RGBA; alpha is
 * straight (not premultiplied) and last. `bits` are the significant bits: a 12-bit scan is u16 with bits 12.
 * `range` gives the code of black and the code of white (L − 1 for integers).
 */
export interface Raster<D extends Depth = Depth> {
  readonly width: number
  readonly height: number
  readonly channels: Channels
  readonly depth: D
  readonly bits: number
  readonly range: readonly [black: number, white: number]
  readonly encoding: Encoding
  readonly data: DataOf[D]
}

/** A raster whose depth is known by looking: `if (raster.depth === 'u8') raster.data` is a Uint8Array. */
export type AnyRaster = { [D in Depth]: Raster<D> }[Depth]

export const bytesPerSample: Record<Depth, number> = { u8: 1, u16: 2, f32: 4 }

/** Whether the last channel is coverage. */
export const hasAlpha = (channels: Channels): boolean => channels === 2 || channels === 4

/** Channels that carry light: 1 or 3. Alpha is coverage and is never transformed. */
export const colourChannels = (channels: Channels): 1 | 3 => (channels < 3 ? 1 : 3)

interface RasterSpec<D extends Depth> {
  width: number
  height: number
  channels: Channels
  depth: D
  bits?: number
  range?: readonly [number, number]
  encoding?: Encoding
  data?: DataOf[D]
}

const allocate = (depth: Depth, length: number): DataOf[Depth] => {
  if (depth === 'u8') return new Uint8Array(length)
  return depth === 'u16' ? new Uint16Array(length) : new Float32Array(length)
}

/**
 * A raster with the usual defaults: full bits of the container, black 0, white 2^bits − 1 (1 for float), sRGB, zeros.
 * Throws `corrupt-file` when the data's length does not fit the shape.
 */
export function createRaster<D extends Depth>(spec: RasterSpec<D>): Raster<D> {
  const { width, height, channels, depth } = spec
  const bits = spec.bits ?? 8 * bytesPerSample[depth]
  const range = spec.range ?? [0, depth === 'f32' ? 1 : 2 ** bits - 1]
  const length = width * height * channels
  const data = spec.data ?? (allocate(depth, length) as DataOf[D])
  if (data.length !== length) {
    throw failure({ code: 'corrupt-file', format: 'raster', what: `${data.length} samples for ${width} × ${height} × ${channels}` })
  }
  return { width, height, channels, depth, bits, range, encoding: spec.encoding ?? 'srgb', data }
}
