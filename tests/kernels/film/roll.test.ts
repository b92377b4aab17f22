import { describe, expect, it } from 'vitest'
import type { FilmAnalysis } from '../../../src/kernels/film/analyse.ts'
import { develop, paramsFromZ, zLength, type FilmParams, type Triple } from '../../../src/kernels/film/develop.ts'
import { wholeArea } from '../../../src/kernels/film/light.ts'
import { silverParams } from '../../../src/kernels/film/balance.ts'
import { exposuresOfRoll, filmOfMembers, filmsOfRoll, framesOfFilm, isOfFilm, kindOfRoll, sharedFilm, withSharedFilm } from '../../../src/kernels/film/roll.ts'
import { seeded } from '../negative-recipe.ts'

const base: Triple = [0.7, 0.3, 0.14]
const analysis = (params: FilmParams | undefined, change: Partial<FilmAnalysis> = {}): FilmAnalysis => ({
  kind: 'colour-negative', area: wholeArea, angle: 0, fallOff: { corner: 0 }, base, baseSeen: base, confidence: 1, doubts: [], rebate: [], params, ...change,
})
const film = (random: () => number, spread: number, at: Triple = base): FilmParams => paramsFromZ(Float64Array.from({ length: zLength }, () => spread * (2 * random() - 1)), at)

/** Another film over the same base: its red layer is the more contrasty. */
const warm = (params: FilmParams): FilmParams => ({ ...params, unmix: params.unmix.map((k, i) => (i < 3 ? 1.6 * k : k)) as unknown as FilmParams['unmix'] })

/** The scan of something that a film's parameters call a grey of light `y`. */
const scanOf = (params: FilmParams, y: number): Triple => {
  // by bisection along each layer's own curve, then the densities by Newton's steps on develop itself
  let t: [number, number, number] = [0.2, 0.1, 0.05]
  for (let round = 0; round < 400; round++) {
    const out = develop(params, ...t)
    t = t.map((light, c) => light * (out[c]! / y) ** 0.15) as [number, number, number]
  }
  return t
}

describe('the film that a roll shares', () => {
  it('is the film of its frames where they agree, and each prints as it did', () => {
    const one = film(seeded(1), 0.4)
    const frames = [0, 0.2, -0.3].map((speed) => analysis({ ...one, offset: [one.offset[0] + speed, one.offset[1] + speed, one.offset[2] + speed] }))
    const shared = sharedFilm(frames)!
    for (const { params } of frames) {
      const made = withSharedFilm(shared, params!)
      for (const part of ['unmix', 'toe', 'colour', 'offset'] as const) made[part].forEach((value, i) => expect(value).toBeCloseTo(params![part][i]!, 9))
    }
    exposuresOfRoll(frames, shared).forEach((stops, i) => expect(stops).toBeCloseTo(-[0, 0.2, -0.3][i]! / Math.log10(2), 6))
  })

  it('is not moved by one odd frame', () => {
    const random = seeded(2)
    const usual = Array.from({ length: 9 }, () => analysis(film(random, 0.05)))
    const odd = analysis(film(random, 3, [0.1, 0.1, 0.1]))
    const [without, among] = [sharedFilm(usual)!, sharedFilm([...usual, odd])!]
    among.unmix.forEach((value, i) => expect(Math.abs(value - without.unmix[i]!)).toBeLessThan(0.03))
    among.base.forEach((value, i) => expect(value).toBeCloseTo(without.base[i]!, 6))
    // its base is another film's: it is no frame of this roll
    expect(framesOfFilm([...usual, odd])).toEqual(usual)
    expect(exposuresOfRoll([...usual, odd], among).at(-1)).toBeUndefined()
  })

  it('gives a frame without rebate the base of the others, and keeps its mid-grey as bright', () => {
    const random = seeded(3)
    const sure = Array.from({ length: 5 }, () => analysis(film(random, 0.1)))
    const guessed = film(random, 0.1, [0.4, 0.16, 0.08])
    const lone = analysis(guessed, { confidence: 0.3, doubts: ['no-rebate'], base: guessed.base })
    const shared = sharedFilm([...sure, lone])!
    shared.base.forEach((value, i) => expect(value).toBeCloseTo(base[i]!, 9))
    const scan = scanOf(guessed, 0.18)
    const [, green] = develop(withSharedFilm(shared, guessed), ...scan)
    expect(Math.abs(Math.log2(green! / 0.18))).toBeLessThan(0.5)
  })

  it('leaves out what tells nothing, and is none where nothing tells', () => {
    const one = film(seeded(4), 0.3)
    const blank = analysis(film(seeded(5), 3), { doubts: ['blank'] })
    expect(sharedFilm([analysis(one), blank])!.unmix).toEqual(one.unmix)
    expect(sharedFilm([blank, analysis(undefined, { kind: 'positive', doubts: ['positive'] })])).toBeUndefined()
    expect(exposuresOfRoll([analysis(one), blank], sharedFilm([analysis(one), blank])!)).toEqual([expect.closeTo(0, 9), undefined])
  })

  it('is silver on a black-and-white roll', () => {
    const frames = [0.1, 0.5, 0.3].map((level) => {
      const params = silverParams([0.6, 0.6, 0.6])
      return analysis({ ...params, offset: [level - 1, level - 1, level - 1] }, { kind: 'bw-negative' })
    })
    expect(kindOfRoll(frames)).toBe('bw-negative')
    const shared = sharedFilm(frames)!
    frames.forEach(({ params }) => withSharedFilm(shared, params!).offset.forEach((value, i) => expect(value).toBeCloseTo(params!.offset[i]!, 9)))
  })
})

/** Frames of one film: their bases wander by a hundredth of density. */
const framesAt = (around: Triple, n: number, change: Partial<FilmAnalysis> = {}): FilmAnalysis[] =>
  Array.from({ length: n }, (_, i) => {
      const seen = around.map((light, c) => light * 10 ** (0.005 * Math.sin(7 * i + c))) as unknown as Triple
    return analysis({ ...film(seeded(20 + i), 0.1), base: seen }, { base: seen, ...change })
  })

describe('the films of one roll', () => {
  const orange = framesAt(base, 6)
  const pale = framesAt([0.8, 0.5, 0.4], 3)
  const silver = framesAt([0.6, 0.6, 0.6], 2, { kind: 'bw-negative' })

  it('are told apart by kind and base, the most frequent first', () => {
    const mixed = [orange[0]!, ...pale, ...orange.slice(1), ...silver]
    expect(filmsOfRoll(mixed)).toEqual([orange, pale, silver])
  })

  it('have each a base of their own, and one where they are called one', () => {
    const mixed = [...orange, ...pale]
    filmsOfRoll(mixed).forEach((members, i) => {
      const shared = filmOfMembers(members)!
      expect(shared.base[2]).toBeCloseTo([base, [0.8, 0.5, 0.4] as Triple][i]![2], 2)
    })
    expect(filmsOfRoll(mixed, true)).toEqual([mixed])
    expect(filmsOfRoll([...mixed, ...silver], true)).toEqual([mixed, silver])
  })

  it('take a frame whose base was not seen for one of the most frequent, and leave out what tells nothing', () => {
    const guessed = analysis(film(seeded(9), 0.1, [0.3, 0.2, 0.1]), { confidence: 0.3, doubts: ['no-rebate'] })
    const blank = analysis(film(seeded(10), 0.1), { doubts: ['blank'] })
    expect(filmsOfRoll([...pale, guessed, blank, ...orange])).toEqual([[guessed, ...orange], pale])
    expect(filmsOfRoll([blank])).toEqual([])
  })

  it('tells films of one base apart by their colours, and leaves a frame of another film its own', () => {
    const random = seeded(11)
    const one = Array.from({ length: 4 }, () => analysis(film(random, 0.05)))
    const other = Array.from({ length: 2 }, () => analysis(warm(film(random, 0.05))))
    expect(filmsOfRoll([other[0]!, ...one, other[1]!])).toEqual([one, other])
    expect(isOfFilm(other[0]!, one, filmOfMembers(one)!)).toBe(false)
    expect(isOfFilm(one[0]!, one.slice(1), filmOfMembers(one.slice(1))!)).toBe(true)
    expect(isOfFilm(other[0]!, one, filmOfMembers(one)!, true)).toBe(true)
  })
})
