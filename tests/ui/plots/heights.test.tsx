import { describe, expect, it } from 'vitest'
import { toBars } from '../../../src/ui/plots/bars.ts'
import { decadeMarks, fullCount, heightOf } from '../../../src/ui/plots/heights.ts'
import { ofCodes } from './histograms.ts'

const level = (from: number, to: number, count: number): Record<number, number> =>
  Object.fromEntries(Array.from({ length: to - from + 1 }, (_, i) => [from + i, count]))

describe('the height of a bar', () => {
  it('is full at the 99.6th percentile, so that one peak does not flatten the rest', () => {
    const bars = toBars(ofCodes({ ...level(1, 254, 100), 40: 90_000 }))
    expect(fullCount([bars], 'linear')).toBe(100)
    expect(heightOf(90_000, 100, 'linear')).toBe(1)
    expect(heightOf(50, 100, 'linear')).toBe(0.5)
  })
  it('leaves one peak out of a narrow histogram too', () => {
    const narrow = toBars(ofCodes({ ...level(2, 60, 100), 4: 90_000 }))
    expect(fullCount([narrow, toBars(ofCodes(level(1, 254, 100)))], 'linear')).toBe(100)
  })
  it('takes the highest of a few tones, none of which is a peak', () => {
    expect(fullCount([toBars(ofCodes({ 20: 10, 80: 40, 160: 900, 220: 30 }))], 'linear')).toBe(900)
  })
  it('does not follow the two ends, where clipped pixels pile up', () => {
    const bars = toBars(ofCodes({ ...level(1, 254, 100), 0: 1e6, 255: 1e6 }))
    expect(fullCount([bars], 'linear')).toBe(100)
  })
  it('takes the ends where there is nothing else', () => {
    expect(fullCount([toBars(ofCodes({ 0: 8, 255: 20 }))], 'linear')).toBe(20)
  })
  it('is one scale for all channels: the highest of theirs', () => {
    const [low, high] = [toBars(ofCodes(level(10, 200, 5))), toBars(ofCodes(level(10, 200, 50)))]
    expect(fullCount([low, high], 'linear')).toBe(50)
  })
  it('reaches the largest bar when counts are logarithmic', () => {
    const bars = toBars(ofCodes({ ...level(1, 254, 100), 40: 90_000 }))
    expect(fullCount([bars], 'log')).toBe(90_000)
    expect(heightOf(90_000, 90_000, 'log')).toBe(1)
    expect(heightOf(9, 99, 'log')).toBeCloseTo(0.5, 12)
    expect(heightOf(0, 99, 'log')).toBe(0)
  })
  it('is a number for a histogram of nothing', () => {
    expect(fullCount([toBars(ofCodes({}))], 'linear')).toBe(1)
    expect(fullCount([], 'log')).toBe(1)
  })
  it('has powers of ten for marks, every second one', () => {
    expect(decadeMarks(20_000).map(({ exponent }) => exponent)).toEqual([1, 3])
    expect(decadeMarks(100_000).map(({ exponent }) => exponent)).toEqual([1, 3, 5])
    expect(decadeMarks(9)).toEqual([])
  })
})
