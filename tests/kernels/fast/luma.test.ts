import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createLumaCounter } from '../../../src/kernels/fast/luma.ts'
import { luma } from '../../../src/kernels/histogram.ts'

it.each(['u8', 'u16'] as const)('counts the rounded luma of every pixel of %s, wherever tiles begin and samples lie', (depth) => {
  fc.assert(
    fc.property(fc.constantFrom(3 as const, 4 as const), fc.integer({ min: 1, max: 200 }), fc.nat(1000), fc.constantFrom(0, 2, 4), fc.nat(200), (channels, pixels, seed, offset, cut) => {
      const buffer = new ArrayBuffer(pixels * channels * (depth === 'u8' ? 1 : 2) + offset)
      const data = depth === 'u8' ? new Uint8Array(buffer, offset) : new Uint16Array(buffer, offset)
      for (let i = 0; i < data.length; i++) data[i] = Math.imul(i + seed, 2_654_435_761) >>> 7
      const counter = createLumaCounter(data, channels)
      const middle = Math.min(cut, pixels)
      counter.run(middle, pixels)
      counter.run(0, middle)
      const want = new Map<number, number>()
      for (let i = 0; i < data.length; i += channels) {
        const code = Math.floor(luma(data[i]!, data[i + 1]!, data[i + 2]!) + 0.5)
        want.set(code, (want.get(code) ?? 0) + 1)
      }
      expect(counter.bins().findIndex((count, code) => count !== (want.get(code) ?? 0))).toBe(-1)
    }),
    { numRuns: 100 },
  )
}, 30_000)

it('rounds every triple of bytes as luma itself is rounded', () => {
  const data = new Uint8Array(256 * 256 * 3)
  for (let red = 0; red < 256; red += 15) {
    const want = new Uint32Array(256)
    for (let green = 0, i = 0; green < 256; green++) {
      for (let blue = 0; blue < 256; blue++, i += 3) {
        data.set([red, green, blue], i)
        want[Math.floor(luma(red, green, blue) + 0.5)]!++
      }
    }
    const counter = createLumaCounter(data, 3)
    counter.run(0, 65_536)
    expect(counter.bins()).toEqual(want)
  }
})
