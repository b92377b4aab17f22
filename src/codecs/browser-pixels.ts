import { createRaster, type Raster } from '../kernels/raster.ts'
import { breather, checkCancelled, type DecodeContext } from './codec.ts'
import { packPixels } from './rgba.ts'

/** Bytes of RGBA that are fetched at a time: they stay in the cache until they are packed, and no 96 MB are touched for 24 MP. */
const bandBytes = 4 << 20

/**
 * The pixels by the browser's own decoder, or nothing where that does not work: no VideoFrame (Node, older browsers), a
 * side over its limits, or bytes that it refuses. Then the WebAssembly decoder has the last word.
 *
 * The way is ImageBitmap → VideoFrame → copyTo: no canvas is read back, so no browser adds noise to it. ImageDecoder looks
 * shorter, but gives the frames of JPEG and WebP as YUV, and copyTo then repeats each chroma sample over two pixels: up
 * to 87 codes away from what libjpeg, and every other program, shows. An ImageBitmap holds libjpeg's very codes.
 * The bytes must carry no profile and no EXIF, else the browser converts and turns. One channel keeps red (a decoder
 * repeats grey in all three), three drop alpha.
 */
export async function browserPixels(
  plain: Uint8Array<ArrayBuffer>,
  type: string,
  channels: 1 | 3,
  context: DecodeContext,
): Promise<Raster<'u8'> | undefined> {
  if (typeof VideoFrame === 'undefined' || typeof createImageBitmap === 'undefined') return undefined
  let bitmap: ImageBitmap | undefined
  let frame: VideoFrame | undefined
  try {
    bitmap = await createImageBitmap(new Blob([plain], { type }), { colorSpaceConversion: 'none', premultiplyAlpha: 'none' })
    checkCancelled(context)
    const { width, height } = bitmap
    frame = new VideoFrame(bitmap, { timestamp: 0 })
    // Only frames of RGB are copied without arithmetic.
    if (!/^(RGB|BGR)[AX]$/.test(frame.format ?? '')) return undefined
    const size = width * height * channels
    const out = createRaster({ width, height, channels, depth: 'u8', data: context.memory && new Uint8Array(context.memory(size)) })
    // a multiple of four rows, so that every band starts at a whole word of three-byte pixels
    const rows = 4 * Math.max(1, Math.floor(bandBytes / (16 * width)))
    const band = new Uint8Array(Math.min(rows, height) * width * 4)
    const breathe = breather(context)
    for (let y = 0; y < height; y += rows) {
      await breathe()
      const here = Math.min(rows, height - y)
      await frame.copyTo(band, { format: 'RGBA', rect: { x: 0, y, width, height: here }, layout: [{ offset: 0, stride: width * 4 }] })
      packPixels(band.subarray(0, here * width * 4), channels, out.data, y * width * channels)
    }
    return out
  } catch {
    checkCancelled(context)
    return undefined
  } finally {
    frame?.close()
    bitmap?.close()
  }
}
