import { median } from './race.ts'

export interface DecodeTimes {
  /** ImageDecoder and copyTo: quick, but its colours are not those of other programs. */
  readonly imageDecoder: number
  /** createImageBitmap, VideoFrame and copyTo: the exact way that the lab takes. */
  readonly bitmap: number
}

/** The browser's decoders alone, from the file's bytes to samples in memory. */
export async function decodeTimes(url: string, rounds: number): Promise<DecodeTimes> {
  const bytes = await (await fetch(url)).arrayBuffer()
  const ways = { imageDecoder: byImageDecoder, bitmap: byBitmap }
  const times = { imageDecoder: [] as number[], bitmap: [] as number[] }
  for (let round = -1; round < rounds; round++) {
    for (const way of ['imageDecoder', 'bitmap'] as const) {
      const start = performance.now()
      await ways[way](bytes)
      if (round >= 0) times[way].push(performance.now() - start)
    }
  }
  return { imageDecoder: median(times.imageDecoder), bitmap: median(times.bitmap) }
}

const copyOut = async (frame: VideoFrame): Promise<void> => {
  await frame.copyTo(new Uint8Array(frame.allocationSize({ format: 'RGBA' })), { format: 'RGBA' })
  frame.close()
}

async function byImageDecoder(data: ArrayBuffer): Promise<void> {
  const decoder = new ImageDecoder({ data, type: 'image/jpeg' })
  await copyOut((await decoder.decode()).image)
  decoder.close()
}

async function byBitmap(data: ArrayBuffer): Promise<void> {
  const bitmap = await createImageBitmap(new Blob([data], { type: 'image/jpeg' }), { colorSpaceConversion: 'none', premultiplyAlpha: 'none' })
  await copyOut(new VideoFrame(bitmap, { timestamp: 0 }))
  bitmap.close()
}
