import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chartColours, patches } from '../../../../src/kernels/film/chart/chart.ts'
import { fewestPatches, fitChart, meanOf, uprightChart } from '../../../../src/kernels/film/chart/fit.ts'
import { isConvex, patchBlocks, patchQuad, placeOn, readPatch, turnsOf, type PatchReading, type Quad } from '../../../../src/kernels/film/chart/grid.ts'
import { develop, layerLight, paramsFromZ, zLength, type FilmParams, type Triple } from '../../../../src/kernels/film/develop.ts'
import { readWeights } from '../../../../src/kernels/film/estimator/estimate.ts'
import { leastSquares } from '../../../../src/kernels/film/chart/least-squares.ts'
import { chartQuad, readCells, scoreRoll } from '../../../film/chart-roll.ts'
import { invert3 } from '../../../film/stocks.ts'
import { seeded } from '../../negative-recipe.ts'

const base: Triple = [0.7, 0.3, 0.15]
const usual = paramsFromZ(new Float64Array(zLength), base)

const times = (m: ArrayLike<number>, v: ArrayLike<number>): readonly number[] => [0, 3, 6].map((row) => m[row]! * v[0]! + m[row + 1]! * v[1]! + m[row + 2]! * v[2]!)

/** The scan of a colour on a film: what the film develops, undone part by part. */
function scanOf(film: FilmParams, colour: readonly number[]): Triple {
  const layers = times(invert3(film.colour), colour).map((light) => Math.log10(Math.max(1e-3, light)))
  const unmixed = layers.map((light, c) => {
    let [low, high] = [0, 4]
    for (let round = 0; round < 50; round++) {
      const middle = (low + high) / 2
      if (layerLight(film, c as 0 | 1 | 2, middle) < light) low = middle
      else high = middle
    }
    return low
  })
  return times(invert3(film.unmix), unmixed).map((density, c) => film.base[c]! * 10 ** -density) as unknown as Triple
}

const readingsOf = (film: FilmParams, edition: 'from-2014-11' | 'before-2014-11' = 'from-2014-11'): readonly PatchReading[] =>
  chartColours(edition).map((colour) => ({ light: scanOf(film, colour), flaw: undefined }))

const anyFilm = (seed: number): FilmParams => {
  const random = seeded(seed)
  return paramsFromZ(Float64Array.from({ length: zLength }, (_, i) => (i < 9 ? 0.3 : 0.5) * (2 * random() - 1)), base)
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

const cost = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0)

describe('least squares', () => {
  it('finds the bottom of a bent valley (Rosenbrock’s)', () => {
    const found = leastSquares(([x, y]) => Float64Array.of(10 * (y! - x! * x!), 1 - x!), [-1.2, 1], 200)
    expect(found[0]).toBeCloseTo(1, 4)
    expect(found[1]).toBeCloseTo(1, 4)
  })

  it('never ends worse than it began, whatever it is given', () => {
    for (let seed = 1; seed < 20; seed++) {
      const random = seeded(seed)
      const [a, b] = [random() * 10, random() * 10]
      const residuals = ([x, y]: Float64Array): Float64Array => Float64Array.of(Math.sin(a * x!) + y!, Math.cos(b * y!) * x!, 0.1 * x!)
      const start = Float64Array.of(random() * 4 - 2, random() * 4 - 2)
      expect(cost(residuals(leastSquares(residuals, start)))).toBeLessThanOrEqual(cost(residuals(start)))
    }
  })
})

describe('the grid over a chart', () => {
  it('has its corners where they were put, and its lines straight', () => {
    const places = [placeOn(chartQuad, 0, 0), placeOn(chartQuad, 1, 0), placeOn(chartQuad, 1, 1), placeOn(chartQuad, 0, 1)]
    places.forEach(({ x, y }, i) => {
      expect(x).toBeCloseTo(chartQuad[i]!.x, 12)
      expect(y).toBeCloseTo(chartQuad[i]!.y, 12)
    })
    // a projective map keeps three points of a line on a line
    const [a, b, c] = [placeOn(chartQuad, 0.1, 0.2), placeOn(chartQuad, 0.4, 0.5), placeOn(chartQuad, 0.7, 0.8)]
    expect((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).toBeCloseTo(0, 12)
    // and the diagonals' crossing is the chart's middle
    const middle = placeOn(chartQuad, 0.5, 0.5)
    const [p, q, r, s] = chartQuad
    expect((r.x - p.x) * (middle.y - p.y) - (r.y - p.y) * (middle.x - p.x)).toBeCloseTo(0, 12)
    expect((s.x - q.x) * (middle.y - q.y) - (s.y - q.y) * (middle.x - q.x)).toBeCloseTo(0, 12)
  })

  it('may be seen from one side, but not be folded', () => {
    expect(turnsOf(chartQuad).every(isConvex)).toBe(true)
    const [a, b, c, d] = chartQuad
    expect(isConvex([a, c, b, d])).toBe(false)
    expect(isConvex([a, b, { x: 0.2, y: 0.2 }, d])).toBe(false)
  })

  it.each([[400, 300], [6000, 4000], [90, 60]])('reads inside the patches of a picture of %i × %i', (width, height) => {
    for (const patch of patches) {
      const blocks = patchBlocks(chartQuad, patch, { width, height })
      expect(blocks.length).toBeGreaterThan(0)
      const [a, b, c, d] = patchQuad(chartQuad, patch, 0.02, 0.98)
      for (const block of blocks) {
        for (const [x, y] of [[block.x, block.y], [block.x + block.width, block.y], [block.x, block.y + block.height], [block.x + block.width, block.y + block.height]] as const) {
          const inside = [[a, b], [b, c], [c, d], [d, a]].every(([from, to]) => (to!.x - from!.x) * (y / height - from!.y) - (to!.y - from!.y) * (x / width - from!.x) > 0)
          expect(inside).toBe(true)
        }
      }
    }
  })

  it('reads nothing where a patch lies outside the picture', () => {
    const beside: Quad = [{ x: 0.5, y: 0.5 }, { x: 1.5, y: 0.5 }, { x: 1.5, y: 1.2 }, { x: 0.5, y: 1.2 }]
    expect(patchBlocks(beside, 5, { width: 600, height: 400 })).toEqual([])
    expect(readPatch(new Float64Array()).flaw).toBe('outside')
  })
})

const even = (...rgb: readonly number[]): Float64Array => Float64Array.from({ length: 300 }, (_, i) => rgb[i % 3]!)

describe('a patch', () => {
  it('is the median of its pixels: dust moves nothing', () => {
    const light = even(0.4, 0.2, 0.1)
    light.fill(0.9, 0, 90)
    expect(readPatch(light)).toEqual({ light: [0.4, 0.2, 0.1], flaw: undefined })
  })

  it('is left out where the scan is blown, blocked or uneven', () => {
    expect(readPatch(even(1, 0.5, 0.2)).flaw).toBe('blown')
    expect(readPatch(even(0.4, 0.2, 0.0001)).flaw).toBe('blocked')
    const edge = even(0.4, 0.2, 0.1)
    edge.set(even(0.1, 0.1, 0.1).subarray(0, 150))
    expect(readPatch(edge).flaw).toBe('uneven')
  })
})

describe('a chart fit', () => {
  it.each([1, 2, 3, 4, 5, 6])('finds a film that prints its own chart as published, film %i', (seed) => {
    const film = anyFilm(seed)
    const readings = readingsOf(film)
    const fit = fitChart(usual, readings)!
    expect(fit.edition).toBe('from-2014-11')
    expect(meanOf(fit.after)).toBeLessThan(0.7)
    expect(meanOf(fit.after)).toBeLessThan(meanOf(fit.before) / 3)
    // exposure is the chart's: its greys print as light as they are
    const light = develop(fit.film, ...readings[21]!.light)
    expect(Math.abs(Math.log2(light[1]! / chartColours('from-2014-11')[21]![1]))).toBeLessThan(0.05)
  })

  it('takes no notice of patches with a flaw, nor much of one that lies', () => {
    const film = anyFilm(7)
    const readings = readingsOf(film)
    const flawed = readings.map((reading, i): PatchReading => (i === 4 || i === 18 ? { light: [0.9, 0.9, 0.9], flaw: 'blown' } : reading))
    const fit = fitChart(usual, flawed)!
    expect([fit.after[4], fit.after[18]]).toEqual([undefined, undefined])
    expect(meanOf(fit.after)).toBeLessThan(0.7)
    const lied = readings.map((reading, i): PatchReading => (i === 9 ? { light: [0.5, 0.1, 0.1], flaw: undefined } : reading))
    const robust = fitChart(usual, lied)!
    expect(meanOf(robust.after.filter((_, i) => i !== 9))).toBeLessThan(1.2)
    expect(robust.after[9]).toBeGreaterThan(10)
  })

  it('is held to the estimate: noise in the patches does not blow its numbers up', () => {
    const film = anyFilm(8)
    const random = seeded(9)
    const noisy = readingsOf(film).map(({ light }): PatchReading => ({ light: light.map((value) => value * 10 ** (0.02 * (random() - 0.5))) as unknown as Triple, flaw: undefined }))
    const fit = fitChart(usual, noisy)!
    fit.film.unmix.forEach((value, i) => expect(Math.abs(value - film.unmix[i]!)).toBeLessThan(0.6))
    fit.film.colour.forEach((value, i) => expect(Math.abs(value - film.colour[i]!)).toBeLessThan(0.35))
  })

  it('is refused where too few patches can be read', () => {
    const readings = readingsOf(usual).map((reading, i): PatchReading => (i < 24 - fewestPatches + 1 ? { ...reading, flaw: 'outside' } : reading))
    expect(fitChart(usual, readings)).toBeUndefined()
  })

  it('knows a chart that is upside down or seen through the back of the film', () => {
    const readings = readingsOf(anyFilm(3))
    const quad: Quad = [{ x: 0.1, y: 0.2 }, { x: 0.9, y: 0.2 }, { x: 0.9, y: 0.8 }, { x: 0.1, y: 0.8 }]
    expect(uprightChart(quad, usual, readings).quad).toEqual(quad)
    const turned = uprightChart(quad, usual, readings.toReversed())
    expect(turned.quad[0]).toEqual(quad[2])
    expect(turned.readings).toEqual(readings)
    const mirrored = readings.map((_, i) => readings[6 * Math.floor(i / 6) + 5 - (i % 6)]!)
    expect(uprightChart(quad, usual, mirrored).quad).toEqual([quad[1], quad[0], quad[3], quad[2]])
  })
})

describe('a profile from a chart', () => {
  it('prints the other frames of its roll within 1.5 dE_b on average where it fits its chart, far nearer than their own estimates', () => {
    const weights = readWeights(readFileSync(new URL('../../../../src/kernels/film/estimator/estimator.bin', import.meta.url)))
    const rolls = Array.from({ length: 30 }, (_, i) => scoreRoll(weights, 600_000, i, 3)).filter((score) => score !== undefined)
    // the fit says how near it came: where a scanner's matrix drives patches below black, not near enough
    const fitted = rolls.filter(({ chart }) => chart.after < 2)
    expect(fitted.length).toBeGreaterThan(24)
    expect(mean(fitted.flatMap(({ profile }) => profile))).toBeLessThan(1.5)
    expect(mean(fitted.flatMap(({ profile }) => profile))).toBeLessThan(0.4 * mean(fitted.flatMap(({ oneClick }) => oneClick)))
    expect(mean(fitted.map(({ chart }) => chart.after))).toBeLessThan(1)
  }, 60_000)

  it('reads the patches of a scan where they are', () => {
    const cells = new Float64Array(3 * 96 * 64).fill(0.3)
    expect(readCells(cells).every(({ light, flaw }) => !flaw && light.every((value) => value === 0.3))).toBe(true)
  })
})
