import { checkCancelled, type DecodeContext } from './codec.ts'
import type { Rgba } from './rgba.ts'

/**
 * The pixels by the browser's own decoder, or nothing where that does not work: no VideoFrame (Node, older browsers), a
 * side over its limits, or bytes that it refuses. Then the WebAssembly decoder has the last word.
 *
 * The way is ImageBitmap → VideoFrame → copyTo: no canvas is read back, so no browser adds noise to it. ImageDecoder looks
 * shorter, but gives the frames of JPEG and WebP as YUV, and copyTo then repeats each chroma sample over two pixels: up
 * to 87 codes away from what libjpeg, and every other program, shows. An ImageBitmap holds libjpeg's very codes.
 * The bytes must carry no profile and no EXIF, else the browser converts and turns.
 */
export async function browserPixels(plain: Uint8Array<ArrayBuffer>, type: string, context: DecodeContext): Promise<Rgba | undefined> {
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
    const data = new Uint8Array(width * height * 4)
    await frame.copyTo(data, { format: 'RGBA', layout: [{ offset: 0, stride: width * 4 }] })
    return { width, height, data }
  } catch {
    checkCancelled(context)
    return undefined
  } finally {
    frame?.close()
    bitmap?.close()
  }
}
