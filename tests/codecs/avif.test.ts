import { describe, expect, it } from 'vitest'
import { paintAvif, type Painted } from './avif-painter.ts'
import { failureOf, mulberry, open } from './kit.ts'

const noiseRgba = (width: number, height: number, depth: 8 | 10 | 12, alpha: boolean): Painted => {
  const random = mulberry(depth)
  const most = 2 ** depth
  const data = depth === 8 ? new Uint8ClampedArray(width * height * 4) : new Uint16Array(width * height * 4)
  for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 && !alpha ? most - 1 : Math.floor(random() * most)
  return { width, height, data, depth, lossless: true }
}

const coloursOf = ({ data }: Painted): number[] => [...data].filter((_, i) => i % 4 < 3)

describe('AVIF', () => {
  it('that is lossless gives every code back, without alpha and with it', async () => {
    const opaque = noiseRgba(37, 21, 8, false)
    const { raster, format } = await open(await paintAvif(opaque))
    expect(format).toBe('AVIF')
    expect(raster).toMatchObject({ width: 37, height: 21, channels: 3, depth: 'u8', bits: 8 })
    expect([...raster.data]).toEqual(coloursOf(opaque))

    const seeThrough = noiseRgba(20, 31, 8, true)
    const { raster: second } = await open(await paintAvif(seeThrough))
    expect(second.channels).toBe(4)
    expect([...second.data]).toEqual([...seeThrough.data])
  })

  it.each([10, 12] as const)('keeps %i bits', async (depth) => {
    const painted = noiseRgba(19, 23, depth, false)
    const { raster } = await open(await paintAvif(painted))
    expect(raster).toMatchObject({ channels: 3, depth: 'u16', bits: depth, range: [0, 2 ** depth - 1] })
    expect([...raster.data]).toEqual(coloursOf(painted))
  })

  it('that breaks off is called truncated', async () => {
    const bytes = await paintAvif(noiseRgba(37, 21, 8, false))
    for (const share of [0.5, 0.8, 0.99]) {
      expect(await failureOf(bytes.subarray(0, Math.floor(bytes.length * share)))).toMatchObject({ code: 'truncated-file', format: 'AVIF' })
    }
  })

  it('that is over the limits is refused by its header', async () => {
    const bytes = await paintAvif(noiseRgba(40, 40, 8, false))
    expect(await failureOf(bytes, { limits: { bytes: 1e9, pixels: 1000 } })).toMatchObject({ code: 'too-large', width: 40, height: 40 })
  })
})
