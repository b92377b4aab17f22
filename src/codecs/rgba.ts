import type { Channels, Encoding, Raster } from '../kernels/raster.ts'
import { createRaster } from '../kernels/raster.ts'

/** Pixels as decoders give them: RGBA, 8 bits, straight alpha. */
export interface Rgba {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array | Uint8ClampedArray
}

/**
 * Packs RGBA into 1, 2, 3 or 4 channels from `out[at]` on: 1 and 2 keep red (a decoder repeats grey in all three), 3
 * drops alpha. Both lie at whole words for the fast way, which moves four pixels as three words.
 */
export function packPixels(rgba: Uint8Array, channels: Channels, out: Uint8Array, at: number): void {
  const pixels = rgba.length / 4
  if (channels === 4) out.set(rgba, at)
  else if (channels === 3) {
    const whole = (rgba.byteOffset + out.byteOffset + at) % 4 === 0 && rgba.byteOffset % 4 === 0 ? pixels - (pixels % 4) : 0
    packWords(rgba, out, at, whole)
    for (let i = whole, to = at + 3 * whole, from = 4 * whole; i < pixels; i++, to += 3, from += 4) {
      out[to] = rgba[from]
      out[to + 1] = rgba[from + 1]
      out[to + 2] = rgba[from + 2]
    }
  } else {
    for (let i = 0, to = at; i < pixels; i++, to += channels) {
      out[to] = rgba[4 * i]
      if (channels === 2) out[to + 1] = rgba[4 * i + 3]
    }
  }
}

function packWords(rgba: Uint8Array, out: Uint8Array, at: number, pixels: number): void {
  if (pixels === 0) return
  const source = new Uint32Array(rgba.buffer, rgba.byteOffset, pixels)
  const words = new Uint32Array(out.buffer, out.byteOffset + at, (pixels * 3) / 4)
  for (let from = 0, to = 0; from < pixels; from += 4, to += 3) {
    const second = source[from + 1]
    const third = source[from + 2]
    words[to] = (source[from] & 0xff_ffff) | (second << 24)
    words[to + 1] = ((second >>> 8) & 0xffff) | (third << 16)
    words[to + 2] = ((third >>> 16) & 0xff) | (source[from + 3] << 8)
  }
}

/** The raster with only the channels that the file has. */
export function rasterOf(rgba: Rgba, channels: Channels, encoding: Encoding): Raster<'u8'> {
  const { width, height } = rgba
  const source = new Uint8Array(rgba.data.buffer, rgba.data.byteOffset, rgba.data.byteLength)
  if (channels === 4) return createRaster({ width, height, channels, depth: 'u8', encoding, data: source })
  const out = createRaster({ width, height, channels, depth: 'u8', encoding })
  packPixels(source, channels, out.data, 0)
  return out
}
