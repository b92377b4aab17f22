import { describe, expect, it } from 'vitest'
import type { FilmAnalysis } from '../../../../src/kernels/film/analyse.ts'
import { develop, paramsFromZ, zLength, type FilmParams, type Triple } from '../../../../src/kernels/film/develop.ts'
import { wholeArea } from '../../../../src/kernels/film/light.ts'
import { silverParams } from '../../../../src/kernels/film/estimator/balance.ts'
import { exposuresOf, filmsOfRoll, framesOfFilm, isOfFilm, kindOfRoll, sharedFilm } from '../../../../src/kernels/film/roll/roll.ts'
import { castAgainst, castBetween, castOf, filmOfMembers, withSharedFilm } from '../../../../src/kernels/film/roll/shared-film.ts'
import { seeded } from '../../negative-recipe.ts'

const base: Triple = [0.7, 0.3, 0.14]
const analysis = (params: FilmParams | undefined, change: Partial<FilmAnalysis> = {}): FilmAnalysis => ({
  kind: 'colour-negative', area: wholeArea, angle: 0, fallOff: { corner: 0 }, base, baseSeen: base, confidence: 1, doubts: [], rebate: [], params, ...change,
})
const film = (random: () => number, spread: number, at: Triple = base): FilmParams => paramsFromZ(Float64Array.from({ length: zLength }, () => spread * (2 * random() - 1)), at)

/** Another film over the same base: its red layer is the more contrasty. */
const warm = (params: FilmParams): FilmParams => ({ ...params, unmix: params.unmix.map((k, i) => (i < 3 ? 1.6 * k : k)) as unknown as FilmParams['unmix'] })

/**
 * The same film read over a base that is guessed too dark by so much density: u falls by K·d, and where the foot is far below, the offset makes up for it.
 */
const readOver = (params: FilmParams, d: number): FilmParams => {
  const { unmix: k, offset } = params
  const by = (c: number): number => d * (k[3 * c]! + k[3 * c + 1]! + k[3 * c + 2]!)
  return { ...params, base: params.base.map((light) => light * 10 ** -d) as unknown as Triple, offset: [offset[0] + by(0), offset[1] + by(1), offset[2] + by(2)] }
}

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
    exposuresOf(frames, shared, framesOfFilm(frames)).forEach((stops, i) => expect(stops).toBeCloseTo(-[0, 0.2, -0.3][i]! / Math.log10(2), 6))
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
    expect(exposuresOf([...usual, odd], among, framesOfFilm([...usual, odd])).at(-1)).toBeUndefined()
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

  it('prints a roll without any rebate as each frame of it prints, however far apart the guesses of its base lie', () => {
    // so narrow a foot that curves are straight lines: then the same film over another base is known exactly
    const one = { ...film(seeded(13), 0.2), toe: [0.01, 0.01, 0.01] as const, shoulder: 0 }
    const frames = [0.02, 0.1, 0.3].map((d) => analysis(readOver(one, d), { confidence: 0.3, doubts: ['no-rebate'] }))
    expect(filmsOfRoll(frames)).toEqual([frames])
    const shared = filmOfMembers(frames)!
    for (const { params } of frames) {
      const used = withSharedFilm(shared, params!)
      for (const [r, g, b] of [[0.1, 0.03, 0.015], [0.05, 0.02, 0.01], [0.08, 0.015, 0.012]] as const) {
        const [made, own] = [develop(used, r, g, b), develop(params!, r, g, b)]
        made.forEach((light, c) => expect(Math.log10(light / own[c]!)).toBeCloseTo(0, 6))
      }
    }
  })

  it('holds each frame to the film of the others, not to one that it is part of', () => {
    const [a, b] = [film(seeded(14), 0.1), warm(film(seeded(14), 0.1))].map((params) => ({ ...analysis(params), params }))
    const against = castAgainst([a!, b!])
    expect(against(a!)).toBeCloseTo(castBetween(b!.params, a!.params), 12)
    expect(against(b!)).toBeCloseTo(castBetween(a!.params, b!.params), 12)
    expect(castAgainst([a!])(a!)).toBe(0)
    // of three, the two others' film, somewhere between theirs
    const c = { ...analysis(film(seeded(15), 0.1)), params: film(seeded(15), 0.1) }
    const othersFilm = filmOfMembers([a!, c])!
    expect(castAgainst([a!, b!, c])(b!)).toBeCloseTo(castOf(othersFilm, b!.params), 12)
    othersFilm.unmix.forEach((value, i) => {
      const [low, high] = [a!.params.unmix[i]!, c.params.unmix[i]!].toSorted((x, y) => x - y)
      expect(value).toBeGreaterThan(low!)
      expect(value).toBeLessThan(high!)
    })
  })

  it('leaves out what tells nothing, and is none where nothing tells', () => {
    const one = film(seeded(4), 0.3)
    const blank = analysis(film(seeded(5), 3), { doubts: ['blank'] })
    const known = [analysis(one), blank]
    sharedFilm(known)!.unmix.forEach((value, i) => expect(value).toBeCloseTo(one.unmix[i]!, 12))
    expect(sharedFilm([blank, analysis(undefined, { kind: 'positive', doubts: ['positive'] })])).toBeUndefined()
    expect(exposuresOf(known, sharedFilm(known)!, framesOfFilm(known))).toEqual([expect.closeTo(0, 9), undefined])
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

  it('take a frame whose base was not seen for one of the film by which it prints best, and leave out what tells nothing', () => {
    const guess = { confidence: 0.3, doubts: ['no-rebate'] } as const
    const guessed = analysis(readOver(film(seeded(9), 0.1), 0.12), guess)
    const other = analysis(readOver(warm(film(seeded(12), 0.1, [0.8, 0.5, 0.4])), 0.12), guess)
    const warmPale = pale.map((frame) => ({ ...frame, params: warm(frame.params!) }))
    const blank = analysis(film(seeded(10), 0.1), { doubts: ['blank'] })
    expect(filmsOfRoll([...warmPale, guessed, blank, other, ...orange])).toEqual([[guessed, ...orange], [...warmPale, other]])
    expect(filmsOfRoll([blank])).toEqual([])
  })

  it('leave a frame whose base was not seen its own estimate where every film of the roll would tint it', () => {
    const odd = analysis(readOver(warm(film(seeded(9), 0.1)), 0.2), { confidence: 0.3, doubts: ['no-rebate'] })
    expect(filmsOfRoll([...orange, odd])).toEqual([orange, [odd]])
    expect(isOfFilm(odd, orange, filmOfMembers(orange)!)).toBe(false)
    // where it is the only one of whose film something is known, nothing holds it to another
    expect(filmsOfRoll([orange[0]!, odd])).toEqual([[orange[0]], [odd]])
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
