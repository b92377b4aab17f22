import { describe, expect, it } from 'vitest'
import { compile, type Source } from '../../../../src/kernels/compile.ts'
import { baseDensity, countDensities, densest, densityAt, densityHistogram, opticalDensity } from '../../../../src/kernels/film/step/density-scale.ts'
import { filmStageOf } from '../../../../src/kernels/film/step/film-stage.ts'
import { floatBins, type Histogram } from '../../../../src/kernels/histogram.ts'
import { makeStep } from '../../../../src/recipe/recipe.ts'
import { negativeStep, ordinary, scanSource } from '../../negative-recipe.ts'

const none = { below: 0, above: 0, nan: 0 } as const

const stageOf = (source: Source, codes = 'tagged') => filmStageOf(compile([negativeStep({ ...ordinary, codes })], 'nearest-even', source))!
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0)
const flat = (codes: number, count = 7): Histogram => ({ channel: 'g', bins: new Uint32Array(codes).fill(count), range: [0, codes - 1], outside: none })

describe('the density of a code', () => {
  it.each([
    // −log₁₀ of the light: 128/255 by the sRGB law is 0.21586; of 65 535 in linear 16 bits a tenth is density 1
    ['u8', 'srgb', 'tagged', 128, 0.6658],
    ['u8', 'linear', 'tagged', 51, 0.69897],
    ['u16', 'linear', 'tagged', 6553.5, 1],
    ['u16', 'srgb', 'tagged', 65_535 / 10, 1],
    ['u16', 'linear', 'srgb', 0.5 * 65_535, 0.66951],
    ['u16', 'linear', 'gamma-2.2', 6553.5, 2.2],
    ['u8', 'linear', 'gamma-1.8', 25.5, 1.8],
  ] as const)('follows the scan: %s tagged %s, said to be %s', (depth, encoding, codes, code, density) => {
    expect(opticalDensity(stageOf({ ...scanSource(depth), encoding }, codes), 1)(code)).toBeCloseTo(density, 3)
  })

  it('is held where a scanner sees nothing but its own noise', () => {
    const densityOf = opticalDensity(stageOf({ ...scanSource('u16'), encoding: 'linear' }), 0)
    expect([densityOf(0), densityOf(65_535)]).toEqual([densest, -0])
    expect(densest).toBeCloseTo(3.69897, 5)
  })

  it('is that of what the steps before made of the code', () => {
    const source = { ...scanSource('u8'), encoding: 'linear' } as const
    const stage = filmStageOf(compile([makeStep('negative'), negativeStep({ ...ordinary, codes: 'linear' })], 'nearest-even', source))!
    expect(opticalDensity(stage, 2)(255 - 51)).toBeCloseTo(-Math.log10(0.2), 9)
  })

  it('counts from the base of its own channel, and of a slide from clear film', () => {
    expect(baseDensity(stageOf(scanSource('u8'))).map((density) => 10 ** -density)).toEqual([0.71, 0.29, 0.13].map((light) => expect.closeTo(light, 9)))
    expect(baseDensity(filmStageOf(compile([negativeStep({ kind: 'slide' })], 'nearest-even', scanSource('u8')))!)).toEqual([0, 0, 0])
    expect(filmStageOf(compile([makeStep('negative')], 'nearest-even', scanSource('u8')))).toBeUndefined()
  })
})

describe('the histogram of densities', () => {
  it.each([
    ['u8', 256, 'srgb'],
    ['u16', 65_536, 'linear'],
  ] as const)('loses no sample of %s', (depth, codes, encoding) => {
    const counts = countDensities(flat(codes), opticalDensity(stageOf({ ...scanSource(depth), encoding }), 1))
    expect(counts.total).toBeCloseTo(7 * codes, 3)
    const { bins, outside, range } = densityHistogram(counts, 'g', 0.5, [-0.1, 1.5])
    expect(bins.length).toBe(floatBins)
    expect(range).toEqual([-0.1, 1.5])
    expect(sum(bins) + outside.below + outside.above).toBe(7 * codes)
  })

  it('holds the codes of 16 bits whose density lies in a bin', () => {
    const histogram: Histogram = { channel: 'r', bins: new Uint32Array(65_536), range: [0, 65_535], outside: none }
    for (let code = 0; code < 65_536; code += 3) histogram.bins[code] = 1 + (code % 11)
    const stage = stageOf({ ...scanSource('u16'), encoding: 'linear' })
    const found = densityHistogram(countDensities(histogram, opticalDensity(stage, 0)), 'r', 0.2, [0, 1])
    // bins between the densities of two codes: all samples of the codes between
    const between = (from: number, to: number): number => sum(found.bins.subarray(Math.round(from * floatBins), Math.round(to * floatBins)))
    const expected = (from: number, to: number): number => {
      let count = 0
      histogram.bins.forEach((n, code) => {
        const density = -Math.log10(Math.max(code, 1e-9) / 65_535) - 0.2
        if (density >= from && density < to) count += n
      })
      return count
    }
    for (const [from, to] of [[0.25, 0.5], [0.5, 0.75], [0, 1]] as const) expect(Math.abs(between(from, to) / expected(from, to) - 1)).toBeLessThan(0.005)
  })

  it('spreads a code over the light that it holds, so that eight bits leave no holes', () => {
    const counts = countDensities(flat(256, 1000), opticalDensity(stageOf({ ...scanSource('u8'), encoding: 'linear' }), 1))
    const { bins } = densityHistogram(counts, 'g', 0, [0.5, 2])
    // of linear codes a density holds as many as there is light in it: each tenth of D a fifth less than the one before
    const tenths = Array.from({ length: 14 }, (_, i) => sum(bins.subarray(Math.round((i * floatBins) / 15), Math.round(((i + 1) * floatBins) / 15))))
    for (let i = 1; i < tenths.length; i++) expect(tenths[i]! / tenths[i - 1]!).toBeCloseTo(10 ** -0.1, 1)
    expect(bins.subarray(0, 3000).every((count) => count > 0)).toBe(true)
  })

  it('moves with the base and with nothing else', () => {
    const counts = countDensities(flat(65_536, 3), opticalDensity(stageOf({ ...scanSource('u16'), encoding: 'linear' }), 1))
    const still = densityHistogram(counts, 'g', 0.5, [0, 1])
    const moved = densityHistogram(counts, 'g', 0.7, [-0.2, 0.8])
    expect(moved.bins).toEqual(still.bins)
  })

  it('counts floats by their range, those outside it at its ends', () => {
    const bins = new Uint32Array(floatBins)
    bins[2048] = 5
    const histogram: Histogram = { channel: 'g', bins, range: [0, 1], outside: { below: 2, above: 3, nan: 1 } }
    const counts = countDensities(histogram, opticalDensity(stageOf({ ...scanSource('f32'), encoding: 'linear' }), 1))
    expect(counts.total).toBe(10)
    expect(densityAt(counts, 0.5)).toBeCloseTo(-Math.log10(0.5), 3)
    expect(densityAt(counts, 0.99)).toBeCloseTo(densest, 3)
  })
})
