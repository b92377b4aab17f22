import { failure } from '../kernels/failure.ts'
import type { DecodeContext } from './codec.ts'
import { checkCancelled } from './codec.ts'
import type { Rgba } from './rgba.ts'

interface ImageDecoderLike {
  decode(options: { frameIndex: number; completeFramesOnly: boolean }): Promise<{ image: VideoFrame; complete: boolean }>
  close(): void
}

type ImageDecoderConstructor = new (options: {
  data: Uint8Array
  type: string
  colorSpaceConversion: 'none'
  preferAnimation: boolean
}) => ImageDecoderLike

const browser = globalThis as { ImageDecoder?: ImageDecoderConstructor }

async function framePixels(frame: VideoFrame): Promise<Rgba> {
  const width = frame.visibleRect?.width ?? frame.codedWidth
  const height = frame.visibleRect?.height ?? frame.codedHeight
  const data = new Uint8Array(width * height * 4)
  await frame.copyTo(data, { format: 'RGBA', layout: [{ offset: 0, stride: width * 4 }] })
  return { width, height, data }
}

/**
 * The pixels of the first frame by the browser's own decoder, never by way of a canvas; nothing where the browser has no
 * ImageDecoder.
 */
export async function browserPixels(bytes: Uint8Array, type: string, context: DecodeContext): Promise<Rgba | undefined> {
  if (!browser.ImageDecoder) return undefined
  const decoder = new browser.ImageDecoder({ data: bytes, type, colorSpaceConversion: 'none', preferAnimation: false })
  try {
    const { image } = await decoder.decode({ frameIndex: 0, completeFramesOnly: true })
    checkCancelled(context)
    try {
      return await framePixels(image)
    } finally {
      image.close()
    }
  } catch (caught) {
    if (caught instanceof RangeError) throw failure({ code: 'out-of-memory', bytes: bytes.length })
    throw caught
  } finally {
    decoder.close()
  }
}
