import { describe, expect, it } from 'vitest'
import type { JobContext } from '../../src/engine/handlers.ts'
import { describePicture } from '../../src/engine/describing.ts'
import { computeCodes, makingOf } from '../../src/engine/exporting.ts'
import type { Picture } from '../../src/engine/pictures.ts'
import type { Recipelike } from '../../src/engine/protocol.ts'
import { windowed } from '../../src/engine/windows.ts'
import { countHistograms } from '../../src/kernels/histogram.ts'
import { createRaster, type AnyRaster, type Channels } from '../../src/kernels/raster.ts'
import type { Step } from '../../src/kernels/compile.ts'
import { makeStep } from '../../src/recipe/recipe.ts'

const context: JobContext = { signal: new AbortController().signal, onProgress: () => undefined }

const pictureOf = (raster: AnyRaster): Picture => ({
  raster,
  info: describePicture(1, raster, { name: 'painted', format: 'sample', notes: [], extents: undefined }, countHistograms(raster)),
})

/** Every code of a depth somewhere, none like its neighbours'. */
const scattered = (i: number, white: number): number => (i * 40_503 + (i >> 7)) % (white + 1)

interface Shape {
  readonly width: number
  readonly height: number
  readonly channels: Channels
  readonly bits?: number
}

const u8 = (shape: Shape): AnyRaster =>
  createRaster({ ...shape, depth: 'u8', data: Uint8Array.from({ length: shape.width * shape.height * shape.channels }, (_, i) => scattered(i, 255)) })

const u16 = (shape: Shape): AnyRaster =>
  createRaster({ ...shape, depth: 'u16', data: Uint16Array.from({ length: shape.width * shape.height * shape.channels }, (_, i) => scattered(i, 2 ** (shape.bits ?? 16) - 1)) })

/** Light from below black to above white, and what is not a number. */
const f32 = ({ width, height, channels }: Shape): AnyRaster =>
  createRaster({ width, height, channels, depth: 'f32', data: Float32Array.from({ length: width * height * channels }, (_, i) => (i % 9973 === 0 ? NaN : scattered(i, 65_535) / 40_000 - 0.2)) })

const recipeOf = (...steps: readonly Step[]): Recipelike => ({ rounding: 'nearest-even', steps })

const negative = recipeOf(makeStep('negative'), makeStep('gamma', { gamma: 0.45 }))
const bitwise = recipeOf(makeStep('bitwise-not'))
const film = recipeOf(makeStep('film-negative', { exposure: 0.4 }), makeStep('gamma', { gamma: 0.9 }))

interface Case {
  readonly of: string
  readonly raster: AnyRaster
  readonly recipe: Recipelike
  readonly bits: 8 | 16
}

const rgb = { width: 61, height: 47, channels: 3 } as const
/** So large that floats go through tables, though no window of it is. */
const largeRgb = { width: 640, height: 560, channels: 3 } as const

const cases: readonly Case[] = [
  { of: '8 bits in 8', raster: u8(rgb), recipe: negative, bits: 8 },
  { of: '8 bits in 16', raster: u8(rgb), recipe: negative, bits: 16 },
  { of: '16 bits in 16', raster: u16(rgb), recipe: negative, bits: 16 },
  { of: '16 bits in 8', raster: u16(rgb), recipe: negative, bits: 8 },
  { of: 'grey and alpha', raster: u8({ ...rgb, channels: 2 }), recipe: negative, bits: 16 },
  { of: 'alpha under a widened white', raster: u16({ ...rgb, channels: 4, bits: 12 }), recipe: bitwise, bits: 16 },
  { of: 'floats', raster: f32(rgb), recipe: negative, bits: 16 },
  { of: 'floats in 8', raster: f32({ ...rgb, channels: 4 }), recipe: negative, bits: 8 },
  { of: 'many floats', raster: f32(largeRgb), recipe: negative, bits: 16 },
  { of: 'a film in 16', raster: u16(rgb), recipe: film, bits: 16 },
  { of: 'a film in 8', raster: u16(rgb), recipe: film, bits: 8 },
  { of: 'a film of 8 bits with alpha', raster: u8({ ...rgb, channels: 4 }), recipe: film, bits: 16 },
  { of: 'a film of floats', raster: f32(rgb), recipe: film, bits: 16 },
]

describe('rows that are computed when they are asked for', () => {
  it.each(cases)('are those of the picture computed whole: $of', async ({ raster, recipe, bits }) => {
    const picture = pictureOf(raster)
    const whole = await computeCodes(picture, recipe, bits, context)
    const rows = windowed(makingOf(picture, recipe, bits))
    expect([rows.width, rows.height, rows.channels, rows.depth, rows.range, rows.encoding]).toEqual([whole.width, whole.height, whole.channels, whole.depth, whole.range, whole.encoding])

    const line = raster.width * raster.channels
    // hands take strips in any order, and the last is shorter than the others
    const tops = Array.from({ length: Math.ceil(raster.height / 9) }, (_, k) => 9 * k).toSorted((a, b) => (a % 7) - (b % 7))
    for (const top of tops) {
      const count = Math.min(9, raster.height - top)
      const { height, data } = rows.rows(top, count)
      expect(height).toBe(count)
      const there = whole.data.subarray(top * line, (top + count) * line)
      expect(Buffer.compare(Buffer.from(data.slice().buffer), Buffer.from(there.slice().buffer)), `rows ${top} to ${top + count}`).toBe(0)
    }
  })

  it('keep full coverage full where a step widens white', () => {
    const [width, height] = [4096, 1]
    const data = Uint16Array.from({ length: width * 4 }, (_, i) => (i % 4 === 3 ? i >> 2 : 4095 - (i >> 2)))
    const picture = pictureOf(createRaster({ width, height, channels: 4, depth: 'u16', bits: 12, data }))
    const codes = windowed(makingOf(picture, bitwise, 16)).rows(0, 1)
    expect(codes.range).toEqual([0, 65_535])
    for (let code = 0; code < width; code++) {
      // ~r over 16 bits, and coverage of the same share of the new white
      expect(codes.data[4 * code]).toBe(65_535 - (4095 - code))
      expect(Math.abs(codes.data[4 * code + 3]! / 65_535 - code / 4095)).toBeLessThanOrEqual(0.5 / 65_535)
    }
  })

  it('are there for a taller window after a shorter one', async () => {
    const picture = pictureOf(u8(rgb))
    const whole = await computeCodes(picture, negative, 8, context)
    const rows = windowed(makingOf(picture, negative, 8))
    rows.rows(3, 2)
    const line = rgb.width * rgb.channels
    expect(Buffer.compare(rows.rows(0, 47).data as Uint8Array, whole.data.subarray(0, 47 * line) as Uint8Array)).toBe(0)
    expect(Buffer.compare(rows.rows(46, 1).data as Uint8Array, whole.data.subarray(46 * line) as Uint8Array)).toBe(0)
  })
})
