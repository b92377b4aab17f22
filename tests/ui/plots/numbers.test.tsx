import { describe, expect, it } from 'vitest'
import { codeAxis, valueAxis } from '../../../src/ui/plots/axis.ts'
import { chosen, combine } from '../../../src/ui/plots/combine.ts'
import { middleSpread, summary } from '../../../src/ui/plots/summary.ts'
import { sharesOf, sixteenths } from '../../../src/ui/plots/table-data.ts'
import { ofCodes, ofFloats } from './histograms.ts'

describe('all colour samples together', () => {
  it('are the sums of the channels', () => {
    const all = combine([ofCodes({ 3: 1, 9: 2 }, { channel: 'r' }), ofCodes({ 9: 5 }, { channel: 'g' }), ofCodes({ 200: 7 }, { channel: 'b' })])!
    expect([all.bins[3], all.bins[9], all.bins[200]]).toEqual([1, 7, 7])
  })
  it('leave the channels as they are', () => {
    const red = ofCodes({ 9: 2 }, { channel: 'r' })
    combine([red, ofCodes({ 9: 5 }, { channel: 'g' })])
    expect(red.bins[9]).toBe(2)
  })
  it('share the widest white where bitwise NOT took one channel to its container', () => {
    expect(combine([ofCodes({}, { white: 4095 }), ofCodes({}, { white: 65_535 }), ofCodes({}, { white: 4095 })])?.range).toEqual([0, 65_535])
  })
  it('cannot be told of float channels of different ranges', () => {
    expect(combine([ofFloats({}, 1, 'r'), ofFloats({}, 255, 'g')])).toBeUndefined()
  })
  it('leave luma out, which can be chosen by itself', () => {
    const histograms = [ofCodes({ 1: 1 }, { channel: 'r' }), ofCodes({ 1: 1 }, { channel: 'g' }), ofCodes({ 1: 1 }, { channel: 'b' }), ofCodes({ 1: 50 }, { channel: 'luma' })]
    expect(chosen(histograms, 'all')?.bins[1]).toBe(3)
    expect(chosen(histograms, 'luma')?.bins[1]).toBe(50)
  })
})

describe('the sentence', () => {
  it('gives mean, spread and clipping of both sides', () => {
    const before = ofCodes({ 0: 10, 10: 80, 20: 10 })
    const after = ofCodes({ 100: 50, 255: 50 })
    expect(summary([before], [after])).toBe(
      'Before: mean 10.0, most values at 10, 10.00\u202F% at 0. After: mean 177.5, most values between 100 and 255, 50.00\u202F% at 255.',
    )
  })
  it('says when nothing is clipped', () => {
    expect(summary([ofCodes({ 5: 1 })], [ofCodes({ 5: 1 })])).toBe('Before: mean 5.0, most values at 5, nothing clipped. After: mean 5.0, most values at 5, nothing clipped.')
  })
  it('says that the result is being counted', () => {
    expect(summary([ofCodes({ 5: 1 })], undefined)).toContain('After: being counted.')
  })
  it('finds the four fifths in the middle', () => {
    const uniform = ofCodes(Object.fromEntries(Array.from({ length: 100 }, (_, code) => [code, 1])))
    expect(middleSpread(uniform)).toEqual([10, 89])
  })
})

describe('the table', () => {
  it('has sixteen equal ranges that leave no code out', () => {
    for (const white of [255, 4095, 65_535, 199]) {
      const rows = sixteenths(codeAxis(white))
      expect(rows.length).toBe(16)
      expect(rows[0]!.low).toBe(0)
      expect(rows.at(-1)!.high).toBe(white)
      rows.slice(1).forEach((row, i) => expect(row.low).toBe(rows[i]!.high + 1))
    }
    expect(sixteenths(codeAxis(255))[1]).toEqual({ low: 16, high: 31 })
  })
  it('has a row a code where there are fewer than sixteen', () => {
    expect(sixteenths(codeAxis(1))).toEqual([{ low: 0, high: 0 }, { low: 1, high: 1 }])
  })
  it('gives shares that add up to all samples', () => {
    const shares = sharesOf(ofCodes({ 0: 1, 16: 1, 31: 1, 255: 1 }), codeAxis(255))
    expect([shares[0], shares[1], shares[15]]).toEqual([0.25, 0.5, 0.25])
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  })
  it('does the same for a float range', () => {
    expect(sharesOf(ofFloats({ 0: 1, 255: 1, 256: 2 }), valueAxis([0, 1])).slice(0, 2)).toEqual([0.5, 0.5])
  })
})
