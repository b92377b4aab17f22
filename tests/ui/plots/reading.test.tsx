import { describe, expect, it } from 'vitest'
import { codeAxis, valueAxis } from '../../../src/ui/plots/axis.ts'
import { codeReading, countIn, figuresOf, line, moved, rangeText, readingAt } from '../../../src/ui/plots/reading.ts'
import { ofCodes, ofFloats } from './histograms.ts'

const bytes = codeAxis(255)
const words = codeAxis(65_535)

describe('a reading', () => {
  it('is one code at 8 bits', () => {
    expect(readingAt(bytes, 37.5 / 256)).toEqual({ low: 37, high: 37 })
    expect(readingAt(bytes, 0)).toEqual({ low: 0, high: 0 })
    expect(readingAt(bytes, 1)).toEqual({ low: 255, high: 255 })
  })
  it('is the codes of a bar at 16 bits', () => {
    expect(readingAt(words, 37.5 / 256)).toEqual({ low: 37 * 256, high: 37 * 256 + 255 })
    expect(readingAt(words, 1)).toEqual({ low: 255 * 256, high: 65_535 })
  })
  it('is one code in the map, whatever the depth', () => {
    expect(codeReading(words, 0.5)).toEqual({ low: 32_768, high: 32_768 })
  })
  it('moves by a bar and stops at the ends', () => {
    expect(moved(bytes, { low: 37, high: 37 }, 1, false)).toEqual({ low: 38, high: 38 })
    expect(moved(bytes, { low: 250, high: 250 }, 10, false)).toEqual({ low: 255, high: 255 })
    expect(moved(bytes, { low: 250, high: 250 }, -Infinity, false)).toEqual({ low: 0, high: 0 })
    expect(moved(words, { low: 512, high: 767 }, -1, false)).toEqual({ low: 256, high: 511 })
  })
  it('moves by single codes when fine', () => {
    expect(moved(words, { low: 512, high: 767 }, 1, true)).toEqual({ low: 767, high: 767 })
    expect(moved(words, { low: 767, high: 767 }, 1, true)).toEqual({ low: 768, high: 768 })
    expect(moved(words, { low: 0, high: 0 }, -1, true)).toEqual({ low: 0, high: 0 })
  })
  it('moves over a float range', () => {
    const axis = valueAxis([0, 256])
    expect(moved(axis, readingAt(axis, 0.5), 1, false)).toEqual({ low: 129, high: 130 })
    expect(moved(axis, readingAt(axis, 1), 5, false)).toEqual({ low: 255, high: 256 })
  })
  it('counts the samples of its codes', () => {
    expect(countIn(ofCodes({ 36: 1, 37: 1204, 38: 9 }), { low: 37, high: 37 })).toBe(1204)
    expect(countIn(ofCodes({ 255: 1, 256: 2, 511: 4, 512: 8 }, { white: 65_535 }), { low: 256, high: 511 })).toBe(6)
  })
  it('counts the bins of a float bar, each once', () => {
    const histogram = ofFloats({ 15: 1, 16: 2, 31: 4, 32: 8 })
    expect(countIn(histogram, readingAt(valueAxis([0, 1]), 1.5 / 256))).toBe(6)
  })
  it('is told as in a legend', () => {
    const reading = { low: 37, high: 37 }
    const histograms = [ofCodes({ 37: 1204 }, { channel: 'r' }), ofCodes({ 37: 980 }, { channel: 'g' }), ofCodes({ 37: 411 }, { channel: 'b' })]
    expect(line(`r ${rangeText(bytes, reading)}`, figuresOf(histograms, reading))).toBe('r 37 · R 1\u202F204 · G 980 · B 411')
  })
  it('names the range of a bar', () => {
    expect(rangeText(words, { low: 9472, high: 9727 })).toBe('9472–9727')
    expect(rangeText(valueAxis([0, 1]), { low: 0.25, high: 0.25390625 })).toBe('0.2500–0.2539')
  })
})
