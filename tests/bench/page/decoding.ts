/**
 * `bitmap` is createImageBitmap, VideoFrame and copyTo: the exact way that the lab takes. `imageDecoder` is quicker, but
 * its colours are not those of other programs.
 */
export type DecodeWay = 'bitmap' | 'imageDecoder'

/** The browser's decoders alone, from the file's bytes to samples in memory: the time of each of so many, the first on this page among them. */
export async function decodeTimes(url: string, way: DecodeWay, count: number): Promise<readonly number[]> {
  const bytes = await (await fetch(url)).arrayBuffer()
  const decode = { bitmap: byBitmap, imageDecoder: byImageDecoder }[way]
  const times: number[] = []
  for (let k = 0; k < count; k++) {
    const start = performance.now()
    await decode(bytes)
    times.push(performance.now() - start)
  }
  return times
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
  const bitmap = await createImageBitmap(new Blob([data], { type: 'image/jpeg' }))
  await copyOut(new VideoFrame(bitmap, { timestamp: 0 }))
  bitmap.close()
}
