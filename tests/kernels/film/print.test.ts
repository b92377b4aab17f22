import { describe, expect, it } from 'vitest'
import { printExposure } from '../../../src/kernels/film/print.ts'

/** Luminances of a picture with shares of it at some levels. */
const picture = (...parts: readonly (readonly [share: number, level: number])[]): { light: Float64Array } => ({
  light: Float64Array.from(parts.flatMap(([share, level]) => Array.from({ length: Math.round(1000 * share) }, () => level))),
})

describe('printExposure', () => {
  it('leaves a usual print alone', () => expect(printExposure(picture([0.3, 0.05], [0.5, 0.18], [0.2, 0.8]))).toBe(0))

  it('lifts a backlit frame, a stop and a half at most', () => {
    const stops = printExposure(picture([0.7, 0.012], [0.3, 0.8]))
    expect(stops).toBeGreaterThan(1)
    expect(stops).toBeLessThanOrEqual(1.5)
  })

  it('brings dull whites up to 0.9 in a dark picture', () => expect(0.2 * 2 ** printExposure(picture([0.9, 0.05], [0.1, 0.2]))).toBeCloseTo(0.9, 6))

  it('leaves white paper white', () => expect(printExposure(picture([0.35, 0.1], [0.65, 0.69]))).toBe(0))

  it('prints a washed-out frame down to a middle of 0.7', () => {
    const stops = printExposure(picture([0.2, 0.6], [0.8, 1.6]))
    expect(1.6 * 2 ** stops).toBeCloseTo(0.7, 6)
  })

  it('is finite for black and for white', () => {
    expect(Number.isFinite(printExposure(picture([1, 1e-5])))).toBe(true)
    expect(Number.isFinite(printExposure(picture([1, 3])))).toBe(true)
  })
})
