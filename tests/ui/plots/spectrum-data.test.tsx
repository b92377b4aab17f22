import { describe, expect, it } from 'vitest'
import { displayDecades, displayedCodes, firstCode, frequencyAt } from '../../../src/ui/plots/spectrum-data.ts'
import { ofFloats } from './histograms.ts'

describe('the frequency at a pixel of a spectrum', () => {
  // np.fft.fftfreq(n) * n and its fftshift, NumPy 1.24
  const eight = { corner: [0, 1, 2, 3, -4, -3, -2, -1], centred: [-4, -3, -2, -1, 0, 1, 2, 3] }
  const seven = { corner: [0, 1, 2, 3, -3, -2, -1], centred: [-3, -2, -1, 0, 1, 2, 3] }

  it('has the numbers of NumPy', () => {
    for (const { corner, centred } of [eight, seven]) {
      const size = corner.length
      expect(corner.map((_, x) => frequencyAt(x, 0, size, 5, false).u)).toEqual(corner)
      expect(centred.map((_, x) => frequencyAt(x, 2, size, 5, true).u)).toEqual(centred)
      expect(corner.map((_, y) => frequencyAt(0, y, 5, size, false).v)).toEqual(corner)
    }
  })
  it('gives the length of the wave in pixels', () => {
    expect(frequencyAt(256 + 32, 256, 512, 512, true).wavelength).toBe(16)
    expect(frequencyAt(256 + 3, 256 - 4, 512, 512, true).wavelength).toBeCloseTo(512 / 5, 9)
    // cycles a pixel, not indices: half of the height is as fast as half of the width
    expect(frequencyAt(0, 50, 400, 100, false).wavelength).toBe(2)
  })
  it('gives the angle upwards, and the same for a wave and its opposite', () => {
    expect(frequencyAt(266, 246, 512, 512, true).angle).toBeCloseTo(45, 9)
    expect(frequencyAt(246, 266, 512, 512, true).angle).toBeCloseTo(45, 9)
    expect(frequencyAt(266, 266, 512, 512, true).angle).toBeCloseTo(-45, 9)
    expect(frequencyAt(256, 200, 512, 512, true).angle).toBeCloseTo(90, 9)
    expect(frequencyAt(256, 300, 512, 512, true).angle).toBeCloseTo(90, 9)
    expect(frequencyAt(200, 256, 512, 512, true).angle).toBeCloseTo(0, 9)
  })
  it('has no wave at the sum of the picture', () => {
    expect(frequencyAt(256, 256, 512, 512, true).wavelength).toBe(Infinity)
  })
})

describe('what an 8-bit display makes of a spectrum', () => {
  it('is 2.4 decades at most', () => {
    expect(displayDecades).toBeCloseTo(2.40654, 5)
  })
  it('is black below half a code', () => {
    expect(Math.round((firstCode({ max: 5100 }) * 255) / 5100 + 1e-9)).toBe(1)
    expect(Math.round((firstCode({ max: 5100 }) * 255) / 5100 - 1e-9)).toBe(0)
  })
  it('is told by share of black, levels, median and entropy', () => {
    // bins of 0 … 1: bin 0 is code 0, bin 4095 is code 255, bin 2048 begins at 0.5, code 128 (127.5 rounds up)
    const codes = displayedCodes(ofFloats({ 0: 2, 2048: 1, 4095: 1 }))
    expect(codes).toEqual({ black: 0.5, levels: 3, median: 0, entropy: 1.5 })
    expect(displayedCodes(ofFloats({ 0: 1, 2048: 2, 4095: 1 })).median).toBe(128)
  })
  it('is nothing for a histogram of nothing', () => {
    expect(displayedCodes(ofFloats({}))).toEqual({ black: 0, levels: 0, median: 0, entropy: 0 })
  })
})
