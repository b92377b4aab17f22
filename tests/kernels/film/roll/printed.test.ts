import { describe, expect, it } from 'vitest'
import type { FilmAnalysis } from '../../../../src/kernels/film/analyse.ts'
import { paramsFromZ, zLength, type FilmParams, type Triple } from '../../../../src/kernels/film/develop.ts'
import { silverParams } from '../../../../src/kernels/film/estimator/balance.ts'
import { wholeArea } from '../../../../src/kernels/film/light.ts'
import { printedBy } from '../../../../src/kernels/film/roll/printed.ts'
import { tintsOf, withSharedFilm, filmOfMembers, type TellingFrame } from '../../../../src/kernels/film/roll/shared-film.ts'
import { seeded } from '../../negative-recipe.ts'

const base: Triple = [0.7, 0.3, 0.14]
const film = (seed: number, spread: number): FilmParams => {
  const random = seeded(seed)
  return paramsFromZ(Float64Array.from({ length: zLength }, () => spread * (2 * random() - 1)), base)
}
const frame = (params: FilmParams, change: Partial<FilmAnalysis> = {}): TellingFrame => ({
  kind: 'colour-negative', area: wholeArea, angle: 0, fallOff: { corner: 0 }, base, baseSeen: base, confidence: 1, doubts: [], rebate: [], ...change, params,
})
/** The same film in a light so much warmer: red's offset moved by so much log₁₀ light. */
const warmer = (params: FilmParams, by: number): FilmParams => ({ ...params, offset: [params.offset[0] + by, params.offset[1], params.offset[2]] })
/** How much redder a print makes a frame's own mid-grey. */
const redder = (print: FilmParams, own: FilmParams): number => tintsOf(print, own)[1]![0]

describe('a frame printed among the others of its film', () => {
  it('prints as it did where all agree', () => {
    const one = film(1, 0.4)
    const frames = [0, 1, 2, 3].map(() => frame({ ...one }))
    for (const part of ['unmix', 'toe', 'colour', 'offset'] as const) printedBy(frames, 4)(frames[0]!)[part].forEach((value, i) => expect(value).toBeCloseTo(one[part][i]!, 9))
  })

  it('meets the other one halfway where there are two that differ little', () => {
    const one = film(2, 0.4)
    const pair = [frame(one), frame(warmer(one, 0.02))]
    const print = printedBy(pair, 2)
    // what both make of the first frame's grey, whichever of them it is asked of
    const [a, b] = pair.map((own) => redder(print(own), one))
    expect(a).toBeGreaterThan(0.008)
    expect(b).toBeLessThan(0.012)
  })

  it('keeps the more to its own estimate the further the others are from it', () => {
    const one = film(3, 0.4)
    const kept = [0.02, 0.08, 0.16, 0.32].map((by) => {
      const odd = frame(warmer(one, by))
      // of by, what the print of the odd frame takes away from its own
      return -redder(printedBy([odd, frame(one), frame(film(3, 0.4)), frame({ ...one })], 8)(odd), odd.params) / by
    })
    kept.slice(1).forEach((share, i) => expect(share).toBeLessThan(kept[i]!))
    expect(kept[0]).toBeGreaterThan(0.6)
    expect(kept.at(-1)).toBeLessThan(0.2)
  })

  it('follows the film more where nearly all frames of the roll are of it', () => {
    const one = film(4, 0.4)
    const frames = [frame(warmer(one, 0.12)), ...Array.from({ length: 7 }, () => frame({ ...one }))]
    const [alone, among] = [8, 16].map((of) => Math.abs(redder(printedBy(frames, of)(frames[0]!), frames[0]!.params)))
    expect(alone).toBeGreaterThan(1.3 * among!)
  })

  it('is the roll’s where the film is silver, which has no balance', () => {
    const frames = [0.1, 0.5, 0.3].map((level) => frame({ ...silverParams([0.6, 0.6, 0.6]), offset: [level - 1, level - 1, level - 1] }, { kind: 'bw-negative' }))
    expect(printedBy(frames, 3)(frames[1]!)).toEqual(withSharedFilm(filmOfMembers(frames)!, frames[1]!.params))
  })
})
