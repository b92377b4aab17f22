import { createRaster, type Raster } from '../kernels/raster.ts'
import { breather, checkCancelled, type DecodeContext } from './codec.ts'
import { placeTurned, turnedSize, type Orientation } from './orientation.ts'
import { packPixels } from './rgba.ts'

/** Bytes of RGBA that are fetched at a time: they stay in the cache until they are packed, and no 96 MB are touched for 24 MP. */
const bandBytes = 2 << 20

/** Rows that are fetched at a time: a multiple of four, so that every band starts at a whole word of three-byte pixels. */
export const rowsOfBand = (width: number): number => 4 * Math.max(1, Math.floor(bandBytes / (16 * width)))

export interface BandFetcher {
  /** The rows that were fetched last, as RGBA. */
  readonly band: Raster<'u8'>
  /** Fetches the frame's rows `from` … `to` (exclusive), no more than a band. */
  fetch(from: number, to: number): Promise<void>
}

/** Fetches rows of a frame of RGB into the raster of the upright picture. */
export function bandFetcher(frame: VideoFrame, out: Raster<'u8'>, orientation: Orientation): BandFetcher {
  const { width, height } = turnedSize(out, orientation)
  const band = createRaster({ width, height: Math.min(rowsOfBand(width), height), channels: 4, depth: 'u8' })
  return {
    band,
    async fetch(from, to) {
      await frame.copyTo(band.data, { format: 'RGBA', rect: { x: 0, y: from, width, height: to - from }, layout: [{ offset: 0, stride: width * 4 }] })
      const pixels = (to - from) * width
      if (orientation === 1) packPixels(band.data.subarray(0, pixels * 4), out.channels, out.data, from * width * out.channels)
      else placeTurned(new Uint32Array(band.data.buffer, 0, pixels), from, out, orientation)
    },
  }
}

async function fetchAlone(frame: VideoFrame, out: Raster<'u8'>, orientation: Orientation, context: DecodeContext): Promise<void> {
  const { width, height } = turnedSize(out, orientation)
  const rows = rowsOfBand(width)
  const { fetch } = bandFetcher(frame, out, orientation)
  const breathe = breather(context)
  for (let y = 0; y < height; y += rows) {
    await breathe()
    await fetch(y, Math.min(height, y + rows))
  }
}

/**
 * The pixels by the browser's own decoder, or nothing where that does not work: no VideoFrame (Node, older browsers), a
 * side over its limits, or bytes that it refuses. Then the WebAssembly decoder has the last word.
 *
 * The way is ImageBitmap → VideoFrame → copyTo: no canvas is read back, so no browser adds noise to it. ImageDecoder looks
 * shorter, but gives the frames of JPEG and WebP as YUV, and copyTo then repeats each chroma sample over two pixels: up
 * to 87 codes away from what libjpeg, and every other program, shows. An ImageBitmap holds libjpeg's very codes.
 * The bytes must carry no profile and no EXIF, else the browser converts and turns. They must be opaque as well: then all
 * options that forbid arithmetic change no code, but in Chromium cost another walk over the pixels (235 ms instead of 150
 * for 24 MP), so none is given. One channel keeps red (a decoder repeats grey in all three), three drop alpha. The picture is turned upright on its way.
 */
export async function browserPixels(
  plain: Uint8Array<ArrayBuffer>,
  type: string,
  channels: 1 | 3,
  context: DecodeContext,
  orientation: Orientation = 1,
): Promise<Raster<'u8'> | undefined> {
  if (typeof VideoFrame === 'undefined' || typeof createImageBitmap === 'undefined') return undefined
  let bitmap: ImageBitmap | undefined
  let frame: VideoFrame | undefined
  try {
    bitmap = await createImageBitmap(new Blob([plain], { type }))
    checkCancelled(context)
    const { width, height } = turnedSize(bitmap, orientation)
    frame = new VideoFrame(bitmap, { timestamp: 0 })
    // Only frames of RGB are copied without arithmetic.
    if (!/^(RGB|BGR)[AX]$/.test(frame.format ?? '')) return undefined
    const size = width * height * channels
    const out = createRaster({ width, height, channels, depth: 'u8', data: context.memory && new Uint8Array(context.memory(size)) })
    await (context.fetchFrame?.(frame, out, orientation) ?? fetchAlone(frame, out, orientation, context))
    return out
  } catch {
    checkCancelled(context)
    return undefined
  } finally {
    // giving 100 MB back takes the system some milliseconds, which nobody need wait for
    setTimeout(() => {
      frame?.close()
      bitmap?.close()
    })
  }
}
