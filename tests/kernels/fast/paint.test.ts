import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paintLevels } from '../../../src/kernels/fast/paint.ts'
import { hasAlpha, type Channels } from '../../../src/kernels/raster.ts'

const levelsOf = (codes: number, colours: number, seed: number): Uint8Array[] =>
  Array.from({ length: colours }, (_, c) => Uint8Array.from({ length: codes }, (_, r) => (r * (2 * c + seed) + (r >> 8)) & 255))

describe.each(['u8', 'u16'] as const)('painting %s', (depth) => {
  it('puts each channel’s level in its byte and coverage in the last, for any number of pixels, wherever the samples begin', () => {
    const codes = depth === 'u8' ? 256 : 65_536
    fc.assert(
      fc.property(fc.constantFrom<Channels>(1, 2, 3, 4), fc.nat(40), fc.nat(50), fc.constantFrom(0, 2, 4), (channels, pixels, seed, offset) => {
        const buffer = new ArrayBuffer(pixels * channels * (depth === 'u8' ? 1 : 2) + offset)
        const data = depth === 'u8' ? new Uint8Array(buffer, offset) : new Uint16Array(buffer, offset)
        for (let i = 0; i < data.length; i++) data[i] = Math.imul(i + seed, 40_503) >>> 3
        const levels = levelsOf(codes, channels < 3 ? 1 : 3, seed)
        const frame = new Uint8ClampedArray(4 * pixels)
        // another full code for every picture, so that no coverage is left from the one before
        paintLevels(data, channels, levels, seed, (code) => (code + seed) & 255, frame)
        const want = Array.from({ length: pixels }, (_, p) => {
          const at = (c: number): number => data[p * channels + c]!
          const colours = channels < 3 ? [0, 0, 0].map(() => levels[0]![at(0)]!) : [0, 1, 2].map((c) => levels[c]![at(c)]!)
          return [...colours, hasAlpha(channels) ? (at(channels - 1) + seed) & 255 : 255]
        })
        expect([...frame]).toEqual(want.flat())
      }),
      { numRuns: depth === 'u8' ? 200 : 40 },
    )
  })
})

const same = (code: number): number => code

it('shows the second of two pictures by its own levels', () => {
  const frame = new Uint8ClampedArray(8)
  paintLevels(Uint8Array.of(1, 2, 3, 4, 5, 6), 3, levelsOf(256, 3, 1), 255, same, frame)
  const other = levelsOf(256, 1, 3)
  paintLevels(Uint8Array.of(10, 200), 1, other, 255, same, frame)
  expect([...frame]).toEqual([10, 200].flatMap((r) => [other[0]![r]!, other[0]![r]!, other[0]![r]!, 255]))
})
