import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** The little of jimp that is measured. */
interface Jimp {
  fromBitmap(bitmap: { data: Buffer; width: number; height: number }): { invert(): unknown; bitmap: { data: Buffer } }
}

/** jimp in Node, for which it is made: the median of inverting 24 MP in place, and whether the output is the negative. */
export async function jimpInvert(rounds: number): Promise<{ readonly ms: number; readonly output: string }> {
  const found = createRequire(import.meta.url).resolve('jimp')
  const module = (await import(pathToFileURL(found).href)) as { Jimp: Jimp }
  const [width, height] = [6000, 4000]
  const data = Buffer.alloc(width * height * 4)
  for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 ? 255 : (i * 40_503) >>> 8
  const before = Uint8Array.from(data)
  const image = module.Jimp.fromBitmap({ data, width, height })
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    image.invert()
    times.push(performance.now() - start)
    if (round > 0) continue
    const wrong = image.bitmap.data.findIndex((code, i) => code !== (i % 4 === 3 ? before[i] : 255 - before[i]!))
    if (wrong >= 0) return { ms: times[0]!, output: `other codes from ${wrong} on` }
  }
  return { ms: times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!, output: 'equal' }
}
