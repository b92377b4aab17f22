import { describe, expect, it } from 'vitest'
import type { Triple } from '../../../src/kernels/film/develop.ts'
import { invert } from '../../../src/kernels/film/invert.ts'
import { linearToSrgb } from '../../../src/kernels/film/linearise.ts'
import { createRaster, type AnyRaster } from '../../../src/kernels/raster.ts'
import { seeded } from './frame/borders.ts'

const [width, height] = [480, 320]
type Light = (u: number, v: number) => readonly number[]

const scan = (light: Light, depth: 'u8' | 'u16' = 'u16'): AnyRaster => {
  const random = seeded(5)
  const data = depth === 'u8' ? new Uint8Array(3 * width * height) : new Uint16Array(3 * width * height)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const seen = light((x + 0.5) / width, (y + 0.5) / height)
      for (let c = 0; c < 3; c++, i++) {
        const value = Math.min(1, Math.max(0, seen[c]! * (1 + 0.01 * (random() - 0.5)) + 0.0005))
        data[i] = depth === 'u8' ? Math.round(255 * linearToSrgb(value)) : Math.round(65535 * value)
      }
    }
  }
  return createRaster({ width, height, channels: 3, depth, encoding: depth === 'u8' ? 'srgb' : 'linear', data } as Parameters<typeof createRaster>[0]) as AnyRaster
}

const within = (u: number, v: number, edge: number): boolean => u > edge && u < 1 - edge && v > edge && v < 1 - edge
const base: Triple = [0.8, 0.35, 0.2]
const holder = [0.0015, 0.0015, 0.0015]

/** Brightness of the print's middle, 0 … 1, and how coloured it is: the largest difference of its channels. */
const middleOf = ({ width: w, height: h, data }: { width: number; height: number; data: ArrayLike<number> }): { mean: number; colour: number } => {
  const sums = [0, 0, 0]
  let count = 0
  for (let y = Math.round(0.3 * h); y < 0.7 * h; y++) for (let x = Math.round(0.3 * w); x < 0.7 * w; x++, count++) for (let c = 0; c < 3; c++) sums[c]! += data[3 * (y * w + x) + c]! / 65535
  const means = sums.map((sum) => sum / count)
  return { mean: means.reduce((a, b) => a + b) / 3, colour: Math.max(...means) - Math.min(...means) }
}

/** A white and a black ball on a grey floor before a lighter wall. */
const wall = (u: number, v: number): number => (Math.hypot(u - 0.3, v - 0.5) < 0.12 ? 0.85 : Math.hypot(u - 0.7, v - 0.5) < 0.12 ? 0.002 : v > 0.65 ? 0.08 + 0.05 * u : 0.12 + 0.2 * u + 0.06 * v)

describe('what is no usual negative', () => {
  it.each([
    ['a blank frame in a holder', base],
    ['a leader that saw daylight, in a holder', [0.012, 0.002, 0.0008]],
    ['a leader so dense that little is left of it', [0.0025, 0.0018, 0.0017]],
  ] as const)('prints %s as an even grey, with little confidence', (_, light) => {
    const { picture, doubts, confidence } = invert(scan((u, v) => (within(u, v, 0.05) ? light : holder)))
    expect(doubts).toContain('blank')
    expect(confidence).toBeLessThan(0.3)
    const { mean, colour } = middleOf(picture)
    expect(mean).toBeGreaterThan(0.3)
    expect(mean).toBeLessThan(0.7)
    expect(colour).toBeLessThan(0.1)
  })

  it.each([
    ['dense', [0.003, 0.0012, 0.0009]],
    ['denser than eight bits can tell', [0.0002, 0.0001, 0.0001]],
  ] as const)('calls a leader blank that is %s beside clear film, and prints it neither black nor coloured', (_, light) => {
    const { picture, doubts } = invert(scan((u, v) => (within(u, v, 0.06) ? light : base), 'u8'))
    expect(doubts).toContain('blank')
    const { mean, colour } = middleOf(picture)
    expect(mean).toBeGreaterThan(0.3)
    expect(colour).toBeLessThan(0.1)
  })

  it('calls film blank where the light stopped within the leader', () => {
    expect(invert(scan((u, v) => (u > 0.4 + 0.02 * Math.sin(9 * v) ? [0.0028, 0.0011, 0.0008] : base))).doubts).toContain('blank')
  })

  it.each([
    ['lifted by the gain of one channel', [0.004, 0.006, 0.012]],
    ['of a grey that shines back', [0.02, 0.02, 0.02]],
  ] as const)('leaves a holder out of the frame that is %s', (_, light) => {
    const random = seeded(7)
    const patches = Array.from({ length: 100 }, () => 0.2 + 0.8 * random())
    const { area, kind } = invert(scan((u, v) => (within(u, v, 0.07) ? base.map((b) => (b / 0.8) * 10 ** -patches[Math.floor(u * 10) * 10 + Math.floor(v * 10)]!) : light)))
    expect(kind).toBe('colour-negative')
    for (const side of [area.x, area.y, 1 - area.x - area.width, 1 - area.y - area.height]) expect(Math.abs(side - 0.07)).toBeLessThan(0.01)
  })

  it('keeps the holder out where the picture in it is nearly even', () => {
    const { area } = invert(scan((u, v) => (within(u, v, 0.07) ? base.map((b) => 0.3 * b * 10 ** (0.12 * Math.sin(7 * u) * Math.sin(5 * v))) : holder)))
    for (const side of [area.x, area.y, 1 - area.x - area.width, 1 - area.y - area.height]) expect(side).toBeGreaterThan(0.065)
  })

  it.each([0.05, 0.1, 0.15, 0.2])('prints no picture black whose even sky could be a rebate (%f denser below it)', (denser) => {
    const random = seeded(21)
    const patches = Array.from({ length: 100 }, () => random())
    const d = (u: number, v: number): number => (v < 0.45 ? 0.6 : 0.6 + denser + 0.12 * patches[Math.floor(u * 10) * 10 + Math.floor(v * 10)]!)
    const { picture } = invert(scan((u, v) => (within(u, v, 0.06) ? base.map((b) => b * 10 ** -d(u, v)) : holder)))
    expect(middleOf(picture).mean).toBeGreaterThan(0.12)
  })

  it('leaves a black-and-white slide in a mount as it is', () => {
    const { kind, picture } = invert(scan((u, v) => (within(u, v, 0.06) ? Array.from({ length: 3 }, () => wall(u, v)) : holder), 'u8'))
    expect(kind).toBe('positive')
    expect(middleOf(picture).mean).toBeGreaterThan(0.3)
  })

  it('says that a grey base over an orange picture may be the lamp', () => {
    const random = seeded(3)
    const patches = Array.from({ length: 100 }, () => 0.15 + 0.7 * random())
    const lamp = [0.6, 0.6, 0.6]
    const picture: Light = (u, v) => {
      const d = patches[Math.floor(u * 10) * 10 + Math.floor(v * 10)]!
      return [0, 1, 2].map((c) => 0.75 * base[c]! * 10 ** -(d * (0.8 + 0.1 * c)))
    }
    const { doubts, confidence } = invert(scan((u, v) => (within(u, v, 0.12) ? picture(u, v) : lamp), 'u8'))
    expect(doubts.some((doubt) => doubt === 'bare-light' || doubt === 'no-rebate')).toBe(true)
    expect(confidence).toBeLessThan(0.5)
  })
})
