import type { Channels, Encoding, Raster } from '../kernels/raster.ts'
import { createRaster } from '../kernels/raster.ts'

/** Pixels as decoders give them: RGBA, 8 bits, straight alpha. */
export interface Rgba {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array | Uint8ClampedArray
}

/**
 * The raster with only the channels that the file has: 1 keeps red (a decoder repeats grey in all three), 3 drops
 * alpha, 4 keeps all.
 */
export function rasterOf(rgba: Rgba, channels: Channels, encoding: Encoding): Raster<'u8'> {
  const { width, height } = rgba
  const source = new Uint8Array(rgba.data.buffer, rgba.data.byteOffset, rgba.data.byteLength)
  if (channels === 4) return createRaster({ width, height, channels, depth: 'u8', encoding, data: source })
  const out = createRaster({ width, height, channels, depth: 'u8', encoding })
  const data = out.data
  const pixels = width * height
  if (channels === 1) for (let i = 0; i < pixels; i++) data[i] = source[4 * i]
  else if (channels === 2) {
    for (let i = 0; i < pixels; i++) {
      data[2 * i] = source[4 * i]
      data[2 * i + 1] = source[4 * i + 3]
    }
  } else {
    for (let i = 0, to = 0, from = 0; i < pixels; i++, to += 3, from += 4) {
      data[to] = source[from]
      data[to + 1] = source[from + 1]
      data[to + 2] = source[from + 2]
    }
  }
  return out
}

/** The other way: 8-bit samples of 1 … 4 channels as RGBA, opaque where there is no alpha. */
export function rgbaOf(raster: Raster<'u8'>): Uint8ClampedArray<ArrayBuffer> {
  const { channels, data } = raster
  const pixels = raster.width * raster.height
  const out = new Uint8ClampedArray(pixels * 4)
  const green = channels < 3 ? 0 : 1
  const blue = channels < 3 ? 0 : 2
  const alpha = channels === 2 ? 1 : 3
  const opaque = channels === 1 || channels === 3
  for (let i = 0, from = 0, to = 0; i < pixels; i++, from += channels, to += 4) {
    out[to] = data[from]
    out[to + 1] = data[from + green]
    out[to + 2] = data[from + blue]
    out[to + 3] = opaque ? 255 : data[from + alpha]
  }
  return out
}
