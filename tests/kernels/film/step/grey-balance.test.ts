import { describe, expect, it } from 'vitest'
import { transmissionFloor } from '../../../../src/kernels/film/develop.ts'
import { negativeMap } from '../../../../src/kernels/film/step/negative-map.ts'
import type { NegativeParams } from '../../../../src/kernels/film/step/negative-params.ts'
import { greyBalance } from '../../../../src/kernels/film/step/grey-balance.ts'
import { mixPixel } from '../../../../src/kernels/mixing.ts'
import type { Domain } from '../../../../src/kernels/transform.ts'
import { invert3 } from '../../../film/stocks.ts'
import { anyFilm, negativeStep, seeded } from '../../negative-recipe.ts'

const domain: Domain = { depth: 'f32', bits: 32, container: 32, white: 1, max: () => 1, encoding: 'linear' }
type Pixel = readonly [number, number, number]

const paramsOf = (params: Readonly<Record<string, number | string | boolean>>): NegativeParams => negativeStep(params).params as unknown as NegativeParams
/** A film without a bend and a print that leaves linear light alone; the rest is any. */
const film = (seed: number): NegativeParams => paramsOf({ ...anyFilm(seeded(seed)), kind: 'colour', codes: 'linear', cyan: 0, magenta: 0, yellow: 0, exposure: 0, grade: 1, black: 0, white: 1, toe: 0, shoulder: 0, saturation: 1, bend: 0 })

/** What a scanner sees where the film's three layers have this log₁₀ exposure over their foot: the law of develop.ts backwards. */
function scanned(params: NegativeParams, log: number): Pixel {
  const unmix = [params.kRR, params.kRG, params.kRB, params.kGR, params.kGG, params.kGB, params.kBR, params.kBG, params.kBB]
  const foot = [params.footR, params.footG, params.footB]
  const offset = [params.offsetR, params.offsetG, params.offsetB]
  const u = foot.map((w, c) => 0.012 + Math.log(Math.expm1(60 * (w * Math.log1p(Math.exp((log - offset[c]!) / w)) - 0.003))) / 60)
  const back = invert3(unmix)
  return [params.baseR, params.baseG, params.baseB].map((base, row) => {
    const d = back[3 * row]! * u[0]! + back[3 * row + 1]! * u[1]! + back[3 * row + 2]! * u[2]!
    return Math.max(transmissionFloor, base * 10 ** -d)
  }) as unknown as Pixel
}

/** Linear light of a print. */
const printed = (params: NegativeParams, pixel: Pixel): ArrayLike<number> => mixPixel(negativeMap(params, domain), [...pixel]).w
/** How far apart the three are, as a share of the brightest. */
const cast = (params: NegativeParams, pixel: Pixel): number => {
  const light = Array.from(printed(params, pixel))
  return (Math.max(...light) - Math.min(...light)) / Math.max(...light)
}

const seeds = [1, 2, 3, 4, 5, 6]
const [shadow, middle, high] = [-1.1, -0.75, -0.3]

/** The same film, its red and blue layers read with the wrong contrast and the wrong light. */
const misread = (params: NegativeParams, red: number, blue: number): NegativeParams => ({
  ...params,
  kRR: params.kRR * red, kRG: params.kRG * red, kRB: params.kRB * red, offsetR: params.offsetR + 0.2,
  kBR: params.kBR * blue, kBG: params.kBG * blue, kBB: params.kBB * blue, offsetB: params.offsetB - 0.15,
})

describe('greyBalance', () => {
  it.each(seeds)('of one grey prints it grey by the printer lights alone, film %i', (seed) => {
    const wrong = misread(film(seed), 1.06, 0.93)
    const pixel = scanned(film(seed), middle)
    const balance = greyBalance(wrong, domain, [pixel])
    expect(Object.keys(balance)).toEqual(['cyan', 'yellow'])
    expect(cast(wrong, pixel)).toBeGreaterThan(0.05)
    expect(cast({ ...wrong, ...balance }, pixel)).toBeLessThan(1e-3)
  })

  it.each(seeds)('of two finds wrong contrasts and lights, so that all greys print grey, film %i', (seed) => {
    const wrong = misread(film(seed), 1.15, 0.85)
    const [low, mid, top] = [shadow, middle, high].map((log) => scanned(film(seed), log))
    const balanced = { ...wrong, ...greyBalance(wrong, domain, [top!, low!]) }
    for (const pixel of [low!, mid!, top!]) {
      expect(cast(wrong, pixel)).toBeGreaterThan(0.05)
      expect(cast(balanced, pixel)).toBeLessThan(2e-3)
    }
    for (const [name, times] of [['kRR', 1 / 1.15], ['kBB', 1 / 0.85]] as const) expect(balanced[name] / wrong[name]).toBeCloseTo(times, 2)
    expect(printed(balanced, mid!)[1]).toBeCloseTo(printed(film(seed), mid!)[1]!, 3)
  })

  it.each(seeds)('does not mind which of the two was picked first, film %i', (seed) => {
    const wrong = misread(film(seed), 1.1, 0.95)
    const pair = [scanned(film(seed), shadow), scanned(film(seed), high)] as const
    expect(greyBalance(wrong, domain, pair)).toEqual(greyBalance(wrong, domain, pair.toReversed()))
  })

  it('believes little of the contrast between two greys of nearly one brightness, and shares the rest between them', () => {
    const wrong = misread(film(1), 1.15, 0.85)
    const pair = [scanned(film(1), middle), scanned(film(1), middle + 0.05)] as const
    const balance = greyBalance(wrong, domain, pair)
    expect(Math.abs(balance.kRR! / wrong.kRR - 1)).toBeLessThan(0.01)
    for (const pixel of pair) expect(cast({ ...wrong, ...balance }, pixel)).toBeLessThan(0.03)
  })

  it('changes a contrast by a third at most', () => {
    const wrong = film(2)
    const { kRR, kBB } = greyBalance(wrong, domain, [[0.3, 0.02, 0.1], [0.31, 0.2, 0.001]])
    for (const ratio of [kRR! / wrong.kRR, kBB! / wrong.kBB]) {
      expect(ratio).toBeGreaterThan(0.749)
      expect(ratio).toBeLessThan(1.334)
    }
  })

  it('leaves a slide its contrast, and silver and no pick everything', () => {
    const pair = [[0.3, 0.25, 0.2], [0.05, 0.04, 0.03]] as const
    expect(Object.keys(greyBalance({ ...film(3), kind: 'slide' }, domain, pair))).toEqual(['cyan', 'yellow'])
    expect(greyBalance({ ...film(3), kind: 'silver' }, domain, pair)).toEqual({})
    expect(greyBalance(film(3), domain, [])).toEqual({})
  })
})
