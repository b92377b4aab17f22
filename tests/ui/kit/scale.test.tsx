import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumber } from '../../../src/ui/kit/read-number.ts'
import { fromShare, nudge, toShare, type Range } from '../../../src/ui/kit/scale.ts'

const gamma: Range = { min: 0.05, max: 10, scale: 'log', digits: 2 }
const plain = { shiftKey: false, altKey: false }

describe('a slider’s scale', () => {
  it('puts one at the middle between a tenth and ten on a log scale', () => {
    expect(toShare(1, { min: 0.1, max: 10, scale: 'log', digits: 2 })).toBeCloseTo(0.5, 12)
    expect(fromShare(0.5, { min: 0.1, max: 10, scale: 'log', digits: 2 })).toBe(1)
  })
  it('never leaves its range, whatever the share', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 4, noNaN: true }), (share) => {
        const value = fromShare(share, gamma)
        expect(value).toBeGreaterThanOrEqual(gamma.min)
        expect(value).toBeLessThanOrEqual(gamma.max)
      }),
    )
  })
  it('comes back to the same place within its last digit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const value = fromShare(share, gamma)
        expect(fromShare(toShare(value, gamma), gamma)).toBeCloseTo(value, 9)
      }),
    )
  })
  it('moves a key press by the last digit, ten with Shift, a tenth with Alt', () => {
    expect(nudge(1.7, 1, gamma, plain)).toBe(1.71)
    expect(nudge(1.7, 1, gamma, { shiftKey: true, altKey: false })).toBe(1.8)
    expect(nudge(1.7, -1, gamma, { shiftKey: false, altKey: true })).toBe(1.699)
  })
  it('stops at both ends', () => {
    expect(nudge(9.99, 100, gamma, plain)).toBe(10)
    expect(nudge(0.06, -100, gamma, plain)).toBe(0.05)
  })
  it('goes through a range that spans twelve decades', () => {
    const k: Range = { min: 1e-6, max: 1e6, scale: 'log', digits: 3 }
    expect(fromShare(0, k)).toBe(1e-6)
    expect(fromShare(0.5, k)).toBe(1)
    expect(nudge(1e-6, 1, k, plain)).toBeGreaterThan(1e-6)
  })
})

describe('a typed number', () => {
  it.each([
    ['1.7', 1.7],
    ['1,7', 1.7],
    [' 1.7 ', 1.7],
    ['−3', -3],
    ['γ = 1.7', 1.7],
    ['170 %', 1.7],
    ['1/4', 0.25],
    ['2e1', 20],
    ['.5', 0.5],
    ['1.7×', 1.7],
  ])('reads %s', (text, value) => expect(readNumber(text, 'γ')).toBeCloseTo(value, 12))
  it.each(['', 'abc', '1.2.3', '--1', '1/', 'Infinity', 'NaN', '0x10', '1 2 3 four'])('refuses %j', (text) => expect(readNumber(text, 'γ')).toBeUndefined())
  it('reads a number beyond all numbers as infinite, so that its range refuses it', () => expect(readNumber('1e999', 'γ')).toBe(Number.POSITIVE_INFINITY))
  it('has no value for nothing over nothing', () => expect(readNumber('0/0', 'γ')).toBeUndefined())
})
