import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barsOf, countBetween, toBars } from '../../../src/ui/plots/bars.ts'
import { ofCodes, ofFloats } from './histograms.ts'

const sum = (counts: ArrayLike<number>): number => Array.from(counts).reduce((a, b) => a + b, 0)

describe('bars of a histogram', () => {
  it('are the codes themselves at 8 bits', () => {
    const bars = toBars(ofCodes({ 0: 3, 7: 1, 255: 2 }))
    expect([bars.counts.length, bars.width, bars.counts[0], bars.counts[7], bars.counts[255]]).toEqual([256, 1, 3, 1, 2])
  })
  it('lose no sample at any depth', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.integer({ min: 0, max: 65_535 }).map(String), fc.nat(1000)), fc.constantFrom(255, 1023, 4095, 65_535, 999), (counts, white) => {
        const inside = Object.fromEntries(Object.entries(counts).filter(([code]) => Number(code) <= white))
        expect(sum(toBars(ofCodes(inside, { white, codes: 65_536 })).counts)).toBe(sum(Object.values(inside)))
      }),
    )
  })
  it('put an 8-bit picture in 16 bits at one code a bar, without a beat', () => {
    const counts = Object.fromEntries(Array.from({ length: 256 }, (_, code) => [code * 257, 5]))
    expect(new Set(toBars(ofCodes(counts, { white: 65_535 })).counts)).toEqual(new Set([5]))
  })
  it('hold the same number of codes each', () => {
    expect(toBars(ofCodes({}, { white: 4095 })).width).toBe(16)
    expect(toBars(ofCodes({}, { white: 65_535 })).width).toBe(256)
    expect(toBars(ofFloats({})).width).toBe(16)
  })
  it('count what lies over white as clipped, and give it no bar', () => {
    const bars = toBars(ofCodes({ 10: 4, 4095: 2, 5000: 3 }, { white: 4095 }))
    expect([bars.counts.length, sum(bars.counts), bars.high, bars.total]).toEqual([256, 6, 5, 9])
  })
  it('count a float picture as clipped only beyond its range', () => {
    const histogram = { ...ofFloats({ 0: 7, 4095: 7 }), outside: { below: 2, above: 3, nan: 1 } }
    const { low, high, total } = toBars(histogram)
    expect([low, high, total]).toEqual([2, 3, 20])
  })
  it('are made once for a histogram', () => {
    const histogram = ofCodes({ 1: 1 })
    expect(barsOf(histogram)).toBe(barsOf(histogram))
  })
  it('are summed between two bins, both counted', () => {
    expect(countBetween(ofCodes({ 3: 1, 4: 2, 5: 4, 6: 8 }), 4, 6)).toBe(14)
    expect(countBetween(ofCodes({ 255: 9 }), 200, 400)).toBe(9)
  })
})
