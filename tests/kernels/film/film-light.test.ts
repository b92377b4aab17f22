import { describe, expect, it } from 'vitest'
import { develop } from '../../../src/kernels/film/develop.ts'
import { filmLightOf, withFilmLight } from '../../../src/kernels/film/film-light.ts'
import { filmParamsOf, negativeParams, paramsOfFilm, type NegativeParams } from '../../../src/kernels/film/step/negative-params.ts'
import { silverParams } from '../../../src/kernels/film/estimator/balance.ts'
import { initialParams } from '../../../src/kernels/params.ts'

const initial = initialParams(negativeParams) as unknown as NegativeParams
/** K of a film under a camera's broad bands. */
const broad: NegativeParams = { ...initial, kRR: 2.81, kRG: -0.4, kRB: 0.09, kGR: -0.2, kGG: 2.25, kGB: 0.02, kBR: 0.41, kBG: 0.14, kBB: 1.3 }
const plain: NegativeParams = { ...broad, mRG: 0, mRB: 0, mGR: 0, mGB: 0, mBR: 0, mBG: 0 }

/** The transmission that a film of these numbers prints as a grey: found by halving each channel in turn. */
function transmissionOf(params: NegativeParams, grey: number): readonly [number, number, number] {
  const film = filmParamsOf(params)
  const t: [number, number, number] = [0.1, 0.1, 0.1]
  for (let round = 0; round < 60; round++) {
    for (const c of [0, 1, 2] as const) {
      let [low, high] = [1e-3, film.base[c]]
      for (let i = 0; i < 40; i++) {
        t[c] = (low + high) / 2
        // more light through the film is a darker print
        if (develop(film, ...t)[c]! > grey) low = t[c]
        else high = t[c]
      }
    }
  }
  return t
}

const print = (params: NegativeParams, t: readonly [number, number, number]): readonly number[] => [...develop(filmParamsOf(params), ...t)]
const spread = (rgb: readonly number[]): number => Math.max(...rgb) / Math.min(...rgb)

describe('the light that a film was scanned by', () => {
  it('is told from how much red and green are unmixed', () => {
    expect(filmLightOf(broad)).toBe('broad')
    expect(filmLightOf({ ...broad, kRG: 0, kRB: 0, kGR: 0, kGB: 0, kBR: 0, kBG: 0 })).toBe('narrow')
    for (const light of ['broad', 'narrow'] as const) expect(filmLightOf({ ...broad, ...withFilmLight(broad, light) })).toBe(light)
  })

  it.each(['broad', 'narrow'] as const)('leaves greys grey and as bright as they were when it is said to be %s', (light) => {
    const said = { ...plain, ...withFilmLight(plain, light) }
    for (const grey of [0.05, 0.18, 0.5]) {
      const t = transmissionOf(plain, grey)
      expect(spread(print(plain, t))).toBeLessThan(1.001)
      for (const value of print(said, t)) expect(Math.abs(Math.log2(value / grey))).toBeLessThan(0.05)
    }
  })

  it('unmixes colours more where it is broad', () => {
    const [r, g, b] = transmissionOf(plain, 0.18)
    const colour = [r * 0.8, g, b] as const
    const [wide, narrow] = (['broad', 'narrow'] as const).map((light) => spread(print({ ...plain, ...withFilmLight(plain, light) }, colour)))
    expect(wide!).toBeGreaterThan(narrow! * 1.1)
  })

  it('says nothing twice: the same light again changes no number by more than its last digit', () => {
    for (const light of ['broad', 'narrow'] as const) {
      const once = { ...broad, ...withFilmLight(broad, light) }
      for (const [name, value] of Object.entries(withFilmLight(once, light))) expect(Math.abs(value - Number(once[name as keyof NegativeParams]))).toBeLessThan(2e-3)
    }
  })

  it('is nothing to silver, whose channels are one', () => {
    expect(withFilmLight({ ...initial, ...paramsOfFilm(silverParams([0.7, 0.7, 0.7])) }, 'broad')).toEqual({})
  })
})
