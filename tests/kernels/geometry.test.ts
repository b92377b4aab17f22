import { describe, expect, it } from 'vitest'
import { createFramer, framedSize, shownPixel, sourcePixel, wholeGeometry, type Geometry } from '../../src/kernels/geometry.ts'
import { fallOffAt } from '../../src/kernels/film/frame/fall-off.ts'
import { createRaster, type AnyRaster, type Channels } from '../../src/kernels/raster.ts'
import { emptyLike } from '../../src/kernels/resample.ts'

/** A picture whose every sample tells where it stands. */
const picture = (width: number, height: number, channels: Channels = 3): AnyRaster =>
  createRaster({ width, height, channels, depth: 'u16', encoding: 'linear', data: Uint16Array.from({ length: width * height * channels }, (_, i) => 7 * i + 1) }) as AnyRaster

const framed = (raster: AnyRaster, change: Partial<Geometry>): AnyRaster => {
  const geometry = { ...wholeGeometry, ...change }
  const size = framedSize(geometry, raster.width, raster.height)
  const data = emptyLike(raster.depth, size.width * size.height * raster.channels)
  const run = createFramer(raster, geometry, data)
  run(0, 1)
  run(1, size.height)
  return { ...raster, ...size, data } as AnyRaster
}

const at = ({ data, width, channels }: AnyRaster, x: number, y: number): readonly number[] => Array.from(data.subarray((y * width + x) * channels, (y * width + x + 1) * channels))

describe('a framed picture', () => {
  it.each([1, 2, 3, 4] as const)('is the cut where nothing turns, with %i channels', (channels) => {
    const raster = picture(10, 8, channels)
    const cut = framed(raster, { area: { x: 0.2, y: 0.25, width: 0.5, height: 0.5 } })
    expect([cut.width, cut.height]).toEqual([5, 4])
    for (let y = 0; y < 4; y++) for (let x = 0; x < 5; x++) expect(at(cut, x, y)).toEqual(at(raster, x + 2, y + 2))
  })

  it('turns clockwise by quarters, and four of them are none', () => {
    const raster = picture(4, 3)
    const once = framed(raster, { turns: 1 })
    expect([once.width, once.height]).toEqual([3, 4])
    // what was the lower left corner is now the upper left one
    expect(at(once, 0, 0)).toEqual(at(raster, 0, 2))
    expect(at(once, 2, 0)).toEqual(at(raster, 0, 0))
    let turned = raster
    for (let i = 0; i < 4; i++) turned = framed(turned, { turns: 1 })
    expect(turned.data).toEqual(raster.data)
    expect(framed(framed(raster, { turns: 1 }), { turns: 1 }).data).toEqual(framed(raster, { turns: 2 }).data)
    expect(framed(framed(raster, { turns: 2 }), { turns: 1 }).data).toEqual(framed(raster, { turns: 3 }).data)
  })

  it('is mirrored after it was turned', () => {
    const raster = picture(4, 3)
    expect(framed(framed(raster, { turns: 1 }), { mirror: true }).data).toEqual(framed(raster, { turns: 1, mirror: true }).data)
    expect(framed(framed(raster, { mirror: true }), { mirror: true }).data).toEqual(raster.data)
    expect(at(framed(raster, { mirror: true }), 0, 0)).toEqual(at(raster, 3, 0))
  })

  it('stands upright when it leaned: a slanted line becomes a level one', () => {
    const [width, height, angle] = [200, 120, 4]
    const slope = Math.tan((angle * Math.PI) / 180)
    const data = Uint16Array.from({ length: width * height }, (_, i) => Math.round(20_000 + 4_000 * (Math.floor(i / width) - height / 2 - slope * ((i % width) - width / 2))).valueOf())
    const raster = createRaster({ width, height, channels: 1, depth: 'u16', encoding: 'linear', data: data.map((value) => Math.min(60_000, value)) }) as AnyRaster
    const level = framed(raster, { area: { x: 0.3, y: 0.48, width: 0.4, height: 0.05 }, angle })
    for (let y = 0; y < level.height; y++) {
      const row = [...level.data.subarray(y * level.width, (y + 1) * level.width)]
      expect(Math.max(...row) - Math.min(...row)).toBeLessThan(60)
    }
  })

  it('knows which pixel of the scan it shows', () => {
    const raster = picture(40, 30, 1)
    const geometry: Geometry = { ...wholeGeometry, area: { x: 0.25, y: 0.2, width: 0.5, height: 0.6 }, turns: 3, mirror: true }
    const part = framed(raster, geometry)
    for (const [x, y] of [[0, 0], [3, 7], [part.width - 1, part.height - 1]] as const) {
      const from = sourcePixel(geometry, 40, 30, x, y)
      expect(at(part, x, y)).toEqual(at(raster, Math.round(from.x), Math.round(from.y)))
    }
  })

  it.each(['linear', 'srgb', { gamma: 2.2 }] as const)('is lit evenly where the lamp was not, %s codes', (encoding) => {
    const [width, height] = [900, 40]
    const fallOff = { corner: 0.3, surface: [0, 0.1, -0.05, 0, 0, 0] }
    const coded = (light: number): number => (encoding === 'linear' ? light : encoding === 'srgb' ? 1.055 * light ** (1 / 2.4) - 0.055 : light ** (1 / 2.2))
    const depth = encoding === 'srgb' ? 'u8' : 'u16'
    const white = encoding === 'srgb' ? 255 : 65_535
    const samples = Array.from({ length: width * height }, (_, i) => white * coded(0.4 * 10 ** fallOffAt(fallOff, ((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height, width / height)))
    const data = depth === 'u8' ? Uint8Array.from(samples, Math.round) : Uint16Array.from(samples, Math.round)
    const raster = createRaster({ width, height, channels: 1, depth, encoding, data: data as Uint16Array<ArrayBuffer> }) as AnyRaster
    const even = framed(raster, { fallOff })
    const off = [...even.data].map((code) => Math.abs(code - white * coded(0.4)))
    // the gain is drawn straight over 32 pixels; one code of 8 bits
    expect(Math.max(...off) / white).toBeLessThan(depth === 'u8' ? 0.004 : 0.001)
  })
})

describe('a place in the picture', () => {
  it('is found again in what any geometry leaves of it', () => {
    for (const turns of [0, 1, 2, 3] as const) {
      for (const mirror of [false, true]) {
        const geometry: Geometry = { ...wholeGeometry, area: { x: 0.1, y: 0.2, width: 0.5, height: 0.6 }, angle: 7, turns, mirror }
        for (const [x, y] of [[0, 0], [13, 4], [40, 31]] as const) {
          const there = sourcePixel(geometry, 100, 80, x, y)
          const back = shownPixel(geometry, 100, 80, there.x, there.y)
          expect(back.x).toBeCloseTo(x, 9)
          expect(back.y).toBeCloseTo(y, 9)
        }
      }
    }
  })
})
