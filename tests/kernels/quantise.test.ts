import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearestEven, quantise } from '../../src/kernels/quantise.ts'

const whites = fc.constantFrom(1, 199, 255, 1023, 4095, 65_535)
const anyNumber = fc.double({ noDefaultInfinity: false, noNaN: false })
const near = fc.double({ min: -70_000, max: 140_000, noNaN: true })

describe('nearestEven', () => {
  it('goes to the nearest integer, from a half to the even one', () => {
    fc.assert(
      fc.property(near, (x) => {
        const code = nearestEven(x)
        const distance = Math.abs(code - x)
        return Number.isInteger(code) && (distance < 0.5 || (distance === 0.5 && code % 2 === 0))
      }),
    )
  })

  it('meets every half as IEEE 754 does', () => {
    const halves = Array.from({ length: 9 }, (_, i) => i - 4.5)
    expect(halves.map((x) => nearestEven(x) + 0)).toEqual([-4, -4, -2, -2, 0, 0, 2, 2, 4])
    expect(nearestEven(0.49999999999999994)).toBe(0)
    expect(nearestEven(65_533.5)).toBe(65_534)
  })
})

describe('quantise', () => {
  it('always gives a code inside 0 … white', () => {
    fc.assert(
      fc.property(anyNumber, whites, fc.constantFrom('nearest-even', 'truncate'), (x, white, rounding) => {
        const code = quantise(x, white, rounding)
        return Number.isInteger(code) && code >= 0 && code <= white
      }),
    )
  })

  it('never orders two numbers the other way round', () => {
    fc.assert(
      fc.property(near, near, whites, fc.constantFrom('nearest-even', 'truncate'), (a, b, white, rounding) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        return quantise(low, white, rounding) <= quantise(high, white, rounding)
      }),
    )
  })

  it('cuts the fraction off where the rule is truncate', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 255, noNaN: true }), (x) => quantise(x, 255, 'truncate') === Math.trunc(x)))
  })

  it('makes black of not-a-number, white of infinity', () => {
    expect(quantise(Number.NaN, 255, 'nearest-even')).toBe(0)
    expect(quantise(-Infinity, 255, 'truncate')).toBe(0)
    expect(quantise(Infinity, 1023, 'nearest-even')).toBe(1023)
  })

  it('does not fold over at the end of a container as a typed array would', () => {
    expect(quantise(256, 255, 'truncate')).toBe(255)
    expect(quantise(254.6, 255, 'nearest-even')).toBe(255)
    expect(quantise(-0.6, 255, 'nearest-even')).toBe(0)
  })
})
