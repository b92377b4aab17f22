import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCodesCounter } from '../../../src/kernels/fast/counts.ts'
import type { Codes } from '../../../src/kernels/fast/lanes.ts'
import { colourChannels, type Channels } from '../../../src/kernels/raster.ts'

/** Enough pixels for the tables of pairs, and some that fill no word. */
const pixels = (1 << 18) + 5

/** Codes in runs, as in a sky, and scattered, as in grain. */
const picture = (depth: 'u8' | 'u16', channels: Channels, seed: number, offset = 0): Codes => {
  const size = depth === 'u8' ? 1 : 2
  const buffer = new ArrayBuffer(pixels * channels * size + offset)
  const data = depth === 'u8' ? new Uint8Array(buffer, offset) : new Uint16Array(buffer, offset)
  let state = seed
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    data[i] = (i >> 12) % 3 === 0 ? i >> 9 : state >>> (32 - 8 * size)
  }
  return data
}

/** Counting one by one, written apart. */
const oneByOne = (data: Codes, channels: number, channel: number, from: number, to: number): Map<number, number> => {
  const counts = new Map<number, number>()
  for (let p = from; p < to; p++) {
    const code = data[p * channels + channel]!
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return counts
}

const differs = (bins: Uint32Array, counts: ReadonlyMap<number, number>): number => bins.findIndex((count, code) => count !== (counts.get(code) ?? 0))

describe.each(['u8', 'u16'] as const)('counting %s', (depth) => {
  it.each([1, 2, 3, 4] as const)('in %i channels gives what counting one by one gives', (channels) => {
    const data = picture(depth, channels, 9)
    const counter = createCodesCounter(data, channels)
    counter.run(0, pixels)
    const bins = counter.bins()
    expect(bins.length).toBe(colourChannels(channels))
    bins.forEach((lot, c) => expect(differs(lot, oneByOne(data, channels, c, 0, pixels))).toBe(-1))
  })

  it('adds up tiles that begin anywhere, and can be read between them', () => {
    fc.assert(
      fc.property(fc.constantFrom<Channels>(1, 2, 3, 4), fc.nat(pixels), fc.nat(pixels), fc.constantFrom(0, 2), (channels, a, b, offset) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const data = picture(depth, channels, 11, offset)
        const counter = createCodesCounter(data, channels)
        counter.run(low, high)
        const part = counter.bins()
        part.forEach((lot, c) => expect(differs(lot, oneByOne(data, channels, c, low, high))).toBe(-1))
        counter.run(high, pixels)
        counter.run(0, low)
        counter.bins().forEach((lot, c) => expect(differs(lot, oneByOne(data, channels, c, 0, pixels))).toBe(-1))
        counter.clear()
        expect(counter.bins().every((lot) => lot.every((count) => count === 0))).toBe(true)
      }),
      { numRuns: 8 },
    )
  })
})
