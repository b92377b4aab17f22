import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readWeights } from '../../../src/kernels/film/estimator/estimate.ts'
import { invert } from '../../../src/kernels/film/invert.ts'
import { linearToSrgb } from '../../../src/kernels/film/linearise.ts'
import { createRaster, type AnyRaster } from '../../../src/kernels/raster.ts'
import { scanNegative } from '../../film/negative.ts'
import { createRandom } from '../../film/random.ts'
import { randomScanner } from '../../film/scanners.ts'
import { randomStock } from '../../film/stocks.ts'
import { makeScan, seeded } from './frame/borders.ts'

const weights = readWeights(readFileSync(new URL('../../../src/kernels/film/estimator/estimator.bin', import.meta.url)))

/** An 8-bit picture of codes with a little noise. */
function paint(colour: (u: number, v: number) => readonly number[], width = 360, height = 240): AnyRaster {
  const random = seeded(11)
  const data = new Uint8Array(3 * width * height)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) for (const value of colour(x / width, y / height)) data[at++] = Math.max(0, Math.min(255, Math.round(value + 3 * (random() - 0.5))))
  }
  return createRaster({ width, height, channels: 3, depth: 'u8', data })
}

const rim = (u: number, v: number): boolean => u < 0.06 || u > 0.94 || v < 0.08 || v > 0.92

/** Mean code (0 … 1) and mean saturation of a print. */
function look({ data }: { data: Uint16Array }): { mean: number; saturation: number } {
  let sum = 0
  let saturation = 0
  for (let at = 0; at < data.length; at += 3) {
    const top = Math.max(data[at], data[at + 1], data[at + 2])
    sum += (data[at] + data[at + 1] + data[at + 2]) / 3
    saturation += top > 0 ? (top - Math.min(data[at], data[at + 1], data[at + 2])) / top : 0
  }
  const count = data.length / 3
  return { mean: sum / count / 65535, saturation: saturation / count }
}

describe('wrong input', () => {
  const cases: readonly (readonly [string, AnyRaster])[] = [
    ['a blank frame', paint(() => [235, 170, 125])],
    ['a blank frame in a holder', paint((u, v) => (rim(u, v) ? [1, 1, 1] : [235, 170, 125]))],
    ['a leader that saw daylight', paint(() => [60, 25, 14])],
    ['a leader beside its rebate', paint((u, v) => (rim(u, v) ? [235, 170, 125] : [60, 25, 14]))],
    ['an overexposed scan', paint(() => [255, 255, 255])],
    ['a scan of the closed lid', paint(() => [0, 0, 0])],
  ]

  it.each(cases)('%s prints neither black nor neon, and low confidence says so', (_, raster) => {
    for (const options of [{}, { weights }]) {
      const found = invert(raster, options)
      const { mean, saturation } = look(found.picture)
      expect(mean).toBeGreaterThan(0.2)
      expect(mean).toBeLessThan(0.8)
      expect(saturation).toBeLessThan(0.3)
      expect(found.doubts).toContain('blank')
      expect(found.confidence).toBeLessThan(0.3)
    }
  })

  it('a positive by mistake stays as it is', () => {
    const raster = paint((u, v) => (v < 0.4 ? [120 + 60 * v, 170, 230] : Math.sin(9 * u) * Math.sin(7 * v) > 0 ? [30 + 200 * u, 60 + 90 * u, 20] : [8, 8, 6 + 200 * u]))
    const { kind, picture, params } = invert(raster, { weights, crop: false })
    expect(kind).toBe('positive')
    expect(params).toBeUndefined()
    for (let at = 0; at < raster.data.length; at += 997) expect(Math.abs(picture.data[at] / 257 - raster.data[at])).toBeLessThan(0.51)
  })
})

/** Light through a wavy grey of up to 0.9 D. */
const grey = (u: number, v: number): number => 0.9 * 10 ** -(0.9 * (0.5 + 0.5 * Math.sin(11 * u) * Math.cos(9 * v)))

describe('invert', () => {
  it('knows silver from dyes', () => {
    const silver = paint((u, v) => (rim(u, v) ? [243, 243, 243] : Array.from({ length: 3 }, () => 255 * linearToSrgb(grey(u, v)))))
    expect(invert(silver, { weights }).kind).toBe('bw-negative')
    const dyes = paint((u, v) => (rim(u, v) ? [235, 170, 125] : [235 * grey(u, v), 170 * grey(v, u), 125 * grey(u + 0.3, v)]))
    expect(invert(dyes, { weights }).kind).toBe('colour-negative')
  })

  it('prints silver without any colour', () => {
    const { picture } = invert(paint((u, v) => (rim(u, v) ? [243, 243, 243] : [180 - 120 * u * v, 180 - 120 * u * v, 180 - 120 * u * v])))
    expect(look(picture).saturation).toBeLessThan(0.02)
  })

  it('crops to the frame, or keeps the size of the scan', () => {
    const { raster, area } = makeScan(1, 400)
    const cropped = invert(raster).picture
    expect(cropped.width / raster.width).toBeCloseTo(area.width, 1)
    expect(cropped.height / raster.height).toBeCloseTo(area.height, 1)
    const { width, height, depth } = invert(raster, { crop: false }).picture
    expect([width, height, depth]).toEqual([raster.width, raster.height, 'u16'])
  })

  it('turns a leaning frame upright: a line that leans with it ends level', () => {
    const [sin, cos] = [Math.sin(Math.PI / 180), Math.cos(Math.PI / 180)]
    const leaning = paint((u, v) => {
      const [x, y] = [(u - 0.5) * 540, (v - 0.5) * 360]
      const [a, b] = [x * cos + y * sin, -x * sin + y * cos]
      if (Math.abs(a) > 220 || Math.abs(b) > 150) return [235, 170, 125]
      return b < 0 ? [200, 120, 70] : [120, 60, 30]
    }, 540, 360)
    const { angle, picture } = invert(leaning)
    expect(Math.abs(angle - 1)).toBeLessThan(0.2)
    // The row on which each column goes from dark to light, away from the ends.
    const step = (x: number): number => {
      const level = (y: number): number => picture.data[3 * (y * picture.width + x) + 1]
      const middle = (level(20) + level(picture.height - 20)) / 2
      for (let y = 20; y < picture.height - 20; y++) if (level(y) < middle !== level(y + 1) < middle) return y
      return -1
    }
    expect(Math.abs(step(30) - step(picture.width - 30))).toBeLessThanOrEqual(2)
  })

  it.each([1, 2, 3])('leaves a red-brown table red-brown beside its white cup (film %i)', (seed) => {
    const [width, height] = [180, 120]
    const random = createRandom(seed)
    const scene = Array.from({ length: width * height }, (_, i) => {
      const [u, v] = [(i % width) / width, Math.floor(i / width) / height]
      if (rim(u, v)) return [0, 0, 0]
      const k = 0.6 + 0.4 * Math.sin(60 * v + 5 * u)
      return Math.hypot(u - 0.5, v - 0.5) < 0.12 ? [0.8, 0.78, 0.75] : [0.42 * k, 0.11 * k, 0.03 * k]
    }).flat()
    const { cells } = scanNegative(scene, width, height, randomStock(random), randomScanner(random), { illuminant: [1, 1, 1], exposure: 0 })
    const top = Math.max(...cells)
    const raster = createRaster({ width, height, channels: 3, depth: 'u16', encoding: 'linear', data: Uint16Array.from(cells, (light) => (0.9 * 65535 * light) / top) })
    const { data } = invert(raster, { weights }).picture
    const sums = [0, 0, 0]
    for (let at = 0; at < data.length; at++) sums[at % 3] += data[at]
    expect(sums[0]).toBeGreaterThan(1.4 * sums[2])
  })

  it.each([Number.NaN, 40])('balances by neutrals where the estimator answers %d', (answer) => {
    const { raster } = makeScan(9, 300)
    expect(invert(raster, { weights: weights.map(() => answer) }).params).toEqual(invert(raster).params)
  })

  it('gives the same numbers for the same scan', () => {
    const { raster } = makeScan(9, 300)
    expect(invert(raster, { weights })).toEqual(invert(raster, { weights }))
  })
})
