import { describe, expect, it } from 'vitest'
import { axisOf, codeAxis, innerTicks, shareOf, ticksOf, valueAt, valueAxis } from '../../../src/ui/plots/axis.ts'
import { ofCodes, ofFloats } from './histograms.ts'

const labels = (white: number) => ticksOf(codeAxis(white)).map(({ label }) => label)

describe('the axis of a plot', () => {
  it('marks 8 bits at 0 64 128 192 255', () => {
    expect(labels(255)).toEqual(['0', '64', '128', '192', '255'])
  })
  it('marks 16 bits in units of 1,024 and the last code in full', () => {
    expect(labels(65_535)).toEqual(['0', '16k', '32k', '48k', '65535'])
  })
  it('marks the quarters and the white of any other number of codes', () => {
    expect(labels(4095)).toEqual(['0', '1024', '2048', '3072', '4095'])
    expect(labels(199)).toEqual(['0', '50', '100', '150', '199'])
    expect(labels(1)).toEqual(['0', '1'])
  })
  it('keeps the ends and the middle where there is little room', () => {
    expect(ticksOf(codeAxis(255), true).map(({ label }) => label)).toEqual(['0', '128', '255'])
  })
  it('counts a float axis in one unit', () => {
    expect(ticksOf(valueAxis([0, 17e6])).map(({ label }) => label)).toEqual(['0', '5M', '10M', '15M'])
    expect(ticksOf(valueAxis([0, 1])).map(({ label }) => label)).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1'])
  })
  it('marks a float result scaled to 255 like codes', () => {
    expect(ticksOf(valueAxis([0, 255])).map(({ label }) => label)).toEqual(['0', '64', '128', '192', '255'])
  })
  it('gives every code a cell of one width, the first and the last whole', () => {
    const axis = codeAxis(255)
    expect(shareOf(axis, 0)).toBeCloseTo(0.5 / 256, 12)
    expect(shareOf(axis, 255)).toBeCloseTo(255.5 / 256, 12)
    expect(shareOf(axis, 128) - shareOf(axis, 127)).toBeCloseTo(1 / 256, 12)
  })
  it('finds the code again from its place', () => {
    for (const white of [1, 199, 255, 4095, 65_535]) {
      const axis = codeAxis(white)
      for (const code of [0, 1, Math.floor(white / 3), white - 1, white]) expect(valueAt(axis, shareOf(axis, code))).toBe(code)
    }
  })
  it('holds a place outside to the ends', () => {
    expect(valueAt(codeAxis(255), -1)).toBe(0)
    expect(valueAt(codeAxis(255), 2)).toBe(255)
    expect(valueAt(valueAxis([0, 1]), 2)).toBe(1)
  })
  it('reaches as far as the widest histogram', () => {
    expect(axisOf([ofCodes({}, { white: 199 }), ofCodes({})])).toEqual(codeAxis(255))
    expect(axisOf([ofFloats({}, 3)])).toEqual(valueAxis([0, 3]))
  })
  it('draws no grid line on the frame', () => {
    expect(innerTicks(codeAxis(255)).map(({ value }) => value)).toEqual([64, 128, 192])
  })
})
