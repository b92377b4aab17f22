import * as fc from 'fast-check'
import { decode as readWithFastPng } from 'fast-png'
import { fromArrayBuffer } from 'geotiff'
import { describe, expect, it } from 'vitest'
import type { IntegerRaster } from '../../src/codecs/rows.ts'
import { encodePicture } from '../../src/codecs/save.ts'
import { createRaster, type Encoding, hasAlpha, type Raster } from '../../src/kernels/raster.ts'
import { bytesOfFile, encodeBytes } from './encode.ts'
import { bytesOf, noise, open, ramp, rasters, shapeOf } from './kit.ts'

const save = async (raster: IntegerRaster, format: string, quality = 90) => {
  const encoded = await encodePicture(raster, format, { quality })
  return { notes: encoded.notes, bytes: await bytesOfFile(encoded) }
}

const isBytes = (raster: IntegerRaster): raster is Raster<'u8'> => raster.depth === 'u8'

/** Grey as RGB, the way the formats without grey hold it. */
function asRgb(raster: Raster<'u8'>): Raster<'u8'> {
  if (raster.channels > 2) return raster
  const alpha = hasAlpha(raster.channels)
  const pixels = raster.width * raster.height
  const data = new Uint8Array(pixels * (alpha ? 4 : 3))
  const step = alpha ? 4 : 3
  for (let i = 0; i < pixels; i++) {
    const grey = raster.data[i * raster.channels]
    data.set(alpha ? [grey, grey, grey, raster.data[2 * i + 1]] : [grey, grey, grey], i * step)
  }
  return createRaster({ ...raster, channels: alpha ? 4 : 3, data })
}

describe.each(['png', 'tiff'])('%s', (format) => {
  it('brings every sample back, at 8 and 16 bits, with 1 to 4 channels', async () => {
    await fc.assert(
      fc.asyncProperty(rasters(), async (raster) => {
        const { bytes } = await save(raster, format)
        const { raster: back } = await open(bytes)
        expect(shapeOf(back)).toEqual(shapeOf(raster))
        expect(back.data).toEqual(raster.data)
      }),
      { seed: 3, numRuns: 100 },
    )
  })

  it('brings every pair of value and alpha back', async () => {
    const data = new Uint8Array(256 * 256 * 2)
    for (let i = 0; i < 65536; i++) data.set([i & 255, i >> 8], 2 * i)
    const raster = createRaster({ width: 256, height: 256, channels: 2, depth: 'u8', data })
    const { raster: back } = await open((await save(raster, format)).bytes)
    expect(Buffer.compare(bytesOf(back), data)).toBe(0)
  })

  it.each([1, 2, 3, 4] as const)('brings 12 bits of 16 back as 12 bits, %i channels', async (channels) => {
    const data = Uint16Array.from({ length: 64 * 64 * channels }, (_, i) => i % 4096)
    const raster = createRaster({ width: 64, height: 64, channels, depth: 'u16', bits: 12, data })
    const { raster: back } = await open((await save(raster, format)).bytes)
    expect(shapeOf(back)).toEqual(shapeOf(raster))
    expect(back.data).toEqual(data)
  })

  it('brings all 65,536 codes back', async () => {
    const raster = createRaster({ width: 256, height: 256, channels: 1, depth: 'u16', data: Uint16Array.from({ length: 65536 }, (_, i) => i) })
    const { raster: back } = await open((await save(raster, format)).bytes)
    expect(back.data).toEqual(raster.data)
  })

  it('keeps the profile as it came', async () => {
    const icc = noise(200, 5, 1).data as Uint8Array
    const { bytes } = await save(createRaster({ ...ramp(5, 4, 3), depth: 'u8', encoding: { icc } } as Raster<'u8'>), format)
    const { raster } = await open(bytes)
    expect(raster.encoding).toEqual({ icc })
  })

  it('is decoded straight into the memory that the caller gives', async () => {
    for (const depth of ['u8', 'u16'] as const) {
      const raster = noise(31, 17, 3, depth)
      const { bytes } = await save(raster, format)
      const { raster: back } = await open(bytes, { memory: (length) => new SharedArrayBuffer(length) })
      expect(back.data.buffer).toBeInstanceOf(SharedArrayBuffer)
      expect([...back.data]).toEqual([...raster.data])
    }
  })

  it('tells progress that never falls', async () => {
    const told: number[] = []
    const bytes = await encodeBytes(noise(700, 500, 4, 'u16'), format, { quality: 90 }, { onProgress: (done) => told.push(done) })
    await open(bytes, { onProgress: (done) => told.push(1 + done) })
    expect(told.length).toBeGreaterThan(4)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
  })

  it('stops at once when it is cancelled', async () => {
    const stop = new AbortController()
    const saving = encodePicture(noise(900, 900, 4, 'u16'), format, { quality: 90 }, { signal: stop.signal, onProgress: () => stop.abort() })
    await expect(saving).rejects.toMatchObject({ failure: { code: 'cancelled' } })
    const { bytes } = await save(noise(900, 900, 4, 'u16'), format)
    const stopOpening = new AbortController()
    const opening = open(bytes, { signal: stopOpening.signal, onProgress: () => stopOpening.abort() })
    await expect(opening).rejects.toMatchObject({ failure: { code: 'cancelled' } })
  })
})

describe('what we write, other programs read', () => {
  it('PNG, by fast-png', async () => {
    await fc.assert(
      fc.asyncProperty(rasters(), async (raster) => {
        const { bytes } = await save(raster, 'png')
        const read = readWithFastPng(bytes, { checkCrc: true })
        expect([read.width, read.height, read.channels, read.depth]).toEqual([raster.width, raster.height, raster.channels, raster.bits])
        expect([...read.data]).toEqual([...raster.data])
      }),
      { seed: 4, numRuns: 40 },
    )
  })

  it('TIFF, by geotiff', async () => {
    await fc.assert(
      fc.asyncProperty(rasters(), async (raster) => {
        const { bytes } = await save(raster, 'tiff')
        const image = await (await fromArrayBuffer(bytes.buffer)).getImage()
        const read = await image.readRasters({ interleave: true })
        expect([read.width, read.height, image.getSamplesPerPixel()]).toEqual([raster.width, raster.height, raster.channels])
        expect([...(read as unknown as Uint16Array)]).toEqual([...raster.data])
      }),
      { seed: 5, numRuns: 40 },
    )
  })
})

describe('a 12-bit picture', () => {
  it('is still one after a TIFF', async () => {
    const data = Uint16Array.from({ length: 4096 }, (_, i) => i)
    const raster = createRaster({ width: 64, height: 64, channels: 1, depth: 'u16', bits: 12, data })
    const { raster: back } = await open((await save(raster, 'tiff')).bytes)
    expect(shapeOf(back)).toEqual(shapeOf(raster))
    expect(back.data).toEqual(data)
  })
})

describe('WebP', () => {
  it('at quality 100 brings every sample back, invisible ones too', async () => {
    await fc.assert(
      fc.asyncProperty(rasters({ depths: ['u8'] }), async (raster) => {
        if (!isBytes(raster)) throw new Error('8 bits were asked for')
        const { bytes } = await save(raster, 'webp', 100)
        const { raster: back } = await open(bytes)
        const rgb = asRgb(raster)
        // libwebp drops an alpha channel that is opaque everywhere
        const opaque = hasAlpha(rgb.channels) && back.channels === 3
        const expected = opaque ? rgb.data.filter((_, i) => i % 4 < 3) : rgb.data
        if (opaque) expect(rgb.data.every((value, i) => i % 4 < 3 || value === 255)).toBe(true)
        expect(back.data).toEqual(expected)
      }),
      { seed: 6, numRuns: 40 },
    )
  })

  it('below that is close', async () => {
    const raster = ramp(64, 48, 3)
    const { raster: back } = await open((await save(raster, 'webp', 90)).bytes)
    expect(meanDifference(raster.data, back.data)).toBeLessThan(3)
  })

  it('keeps the profile', async () => {
    const encoding: Encoding = { icc: noise(50, 10, 1).data as Uint8Array }
    for (const channels of [3, 4] as const) {
      for (const quality of [80, 100]) {
        const source = noise(20, 11, channels)
        if (!isBytes(source)) throw new Error('8 bits were asked for')
        const { raster } = await open((await save(createRaster({ ...source, encoding }), 'webp', quality)).bytes)
        expect(raster.encoding).toEqual(encoding)
        expect(raster.channels).toBe(channels)
      }
    }
  })
})

const meanDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i])
  return sum / a.length
}

describe('JPEG', () => {
  it('is close to what went in, grey as grey', async () => {
    for (const channels of [1, 3] as const) {
      const raster = ramp(64, 48, channels)
      const { raster: back } = await open((await save(raster, 'jpeg', 95)).bytes)
      expect(shapeOf(back)).toEqual(shapeOf(raster))
      expect(meanDifference(raster.data, back.data)).toBeLessThan(1.5)
    }
  })

  it('is smaller at a lower quality and nearer at a higher one', async () => {
    const raster = noise(64, 64, 3)
    const [low, high] = [await save(raster, 'jpeg', 40), await save(raster, 'jpeg', 98)]
    expect(low.bytes.length).toBeLessThan(high.bytes.length)
    const [a, b] = [await open(low.bytes), await open(high.bytes)]
    expect(meanDifference(raster.data, b.raster.data)).toBeLessThan(meanDifference(raster.data, a.raster.data))
  })

  it('leaves alpha out and says so', async () => {
    const { bytes, notes } = await save(ramp(16, 16, 4), 'jpeg')
    expect(notes).toHaveLength(1)
    expect((await open(bytes)).raster.channels).toBe(3)
  })

  it('keeps a profile of many segments', async () => {
    const encoding: Encoding = { icc: noise(500, 300, 1).data as Uint8Array }
    const { bytes } = await save(createRaster({ ...ramp(8, 8, 3), depth: 'u8', encoding } as Raster<'u8'>), 'jpeg')
    expect((await open(bytes)).raster.encoding).toEqual(encoding)
  })
})

describe('formats of 8 bits', () => {
  it('refuse 16', async () => {
    for (const format of ['jpeg', 'webp']) {
      await expect(save(ramp(4, 4, 3, 'u16'), format)).rejects.toMatchObject({ failure: { code: 'unsupported-format' } })
    }
  })

  it('refuse sides that they cannot hold', async () => {
    const long = createRaster({ width: 70_000, height: 1, channels: 1, depth: 'u8' })
    for (const format of ['jpeg', 'webp']) await expect(save(long, format)).rejects.toMatchObject({ failure: { code: 'unsupported-format' } })
  })
})
