import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FailureError } from '../../src/kernels/failure.ts'
import { develop, paramsFromZ, zLength, type FilmParams } from '../../src/kernels/film/develop.ts'
import { matchBase, profileOf, withProfile } from '../../src/kernels/film/roll/film-profile.ts'
import { filmParamsOf, negativeParams, paramsOfFilm, type NegativeParams } from '../../src/kernels/film/step/negative-params.ts'
import { initialParams } from '../../src/kernels/params.ts'
import { cleanProfileName, linkToProfile, maxProfileName, maxProfileText, profileToLink, profileToText, textToProfile, type NamedProfile } from '../../src/recipe/film-profile.ts'
import { linkToState } from '../../src/recipe/link.ts'
import { invert3 } from '../film/stocks.ts'
import { failureOf } from './failure-of.ts'

const initial = initialParams(negativeParams) as unknown as NegativeParams

/** The params of a step with a film anywhere near what films are. */
const anyParams: fc.Arbitrary<NegativeParams> = fc
  .tuple(fc.array(fc.double({ min: -0.6, max: 0.6, noNaN: true }), { minLength: zLength, maxLength: zLength }), fc.tuple(...[0, 1, 2].map(() => fc.double({ min: 0.05, max: 1, noNaN: true }))), fc.constantFrom(...negativeParams.codes.options))
  .map(([z, base, { value }]) => ({ ...initial, codes: value, ...paramsOfFilm(paramsFromZ(z, base as unknown as [number, number, number])) }))

const named = (params: NegativeParams, name = 'Gold 200'): NamedProfile => ({ name, profile: profileOf(params)! })

/** All values of nested data, in the order of their names. */
const flat = (value: unknown): readonly unknown[] => (typeof value === 'object' && value !== null ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, one]) => flat(one)) : [value])

const near = (a: unknown, b: unknown): void => {
  const [x, y] = [flat(a), flat(b)]
  expect(x.length).toBe(y.length)
  x.forEach((value, i) => (typeof value === 'number' ? expect(Math.abs(value - (y[i] as number))).toBeLessThan(3e-5) : expect(value).toBe(y[i])))
}

describe('a film profile', () => {
  it('comes back from its file and from its link', () => {
    fc.assert(
      fc.property(anyParams, fc.string({ minLength: 1, maxLength: 60 }).filter((name) => cleanProfileName(name) !== ''), (params, name) => {
        const profile = named(params, name)
        const cleaned = { ...profile, name: cleanProfileName(name) }
        near(textToProfile(profileToText(profile)), cleaned)
        near(linkToProfile(profileToLink(profile)), cleaned)
      }),
      { numRuns: 300 },
    )
  })

  it('is a small file that a person can read, and a short link that no recipe’s is', () => {
    const text = profileToText(named(initial, 'Gold 200, drum'))
    expect(text.length).toBeLessThan(800)
    expect(JSON.parse(text)).toMatchObject({ format: 'film-profile', version: 1, name: 'Gold 200, drum', kind: 'colour', base: [0.7, 0.3, 0.15], bend: 0 })
    const link = profileToLink(named(initial))
    expect(link.length).toBeLessThan(600)
    expect(linkToState(link)).toBeUndefined()
    expect(linkToProfile('#v=1&recipe=log')).toBeUndefined()
    expect(linkToProfile('')).toBeUndefined()
  })

  it('holds the film, and neither exposure nor grade', () => {
    fc.assert(
      fc.property(anyParams, fc.double({ min: -3, max: 3, noNaN: true }), (params, stops) => {
        near(profileOf({ ...params, exposure: stops, grade: 1.4, black: 0.01 }), profileOf(params))
      }),
    )
  })

  it('takes printer lights into its balance', () => {
    const profile = profileOf({ ...initial, cyan: 0.5, magenta: 0.25, yellow: -1 })!
    const stop = Math.log10(2)
    expect(profile.film.balance[0]).toBeCloseTo(stop * (0.25 - 0.5), 12)
    expect(profile.film.balance[1]).toBeCloseTo(stop * (0.25 + 1), 12)
    expect(profileOf({ ...initial, kind: 'slide' })).toBeUndefined()
  })

  it('put on the frame that it is from prints it as it was', () => {
    fc.assert(
      fc.property(anyParams, (params) => {
        const own = filmParamsOf(params)
        near(withProfile(profileOf(params)!, own, { seen: own.base }), own)
        near(withProfile(profileOf(params)!, own, { balance: 'frame' }), own)
      }),
    )
  })

  it('may keep the balance of a frame that was taken in another light', () => {
    const film = filmParamsOf(initial)
    const m = film.colour
    // lamplight: every colour in front of the film is multiplied, diag(w)·M·10^o = M′·10^o′ with rows of M′ that sum to 1
    const w = [0.7, 1, 1.6]
    const inverse = invert3(m)
    const x = [0, 1, 2].map((row) => w.reduce((sum, gain, c) => sum + inverse[3 * row + c]! / gain, 0))
    const own: FilmParams = {
      ...film,
      colour: m.map((value, at) => value * w[Math.floor(at / 3)]! * x[at % 3]!) as unknown as FilmParams['colour'],
      offset: film.offset.map((value, c) => value - Math.log10(x[c]!)) as unknown as FilmParams['offset'],
    }
    for (const row of [0, 3, 6]) expect(own.colour[row]! + own.colour[row + 1]! + own.colour[row + 2]!).toBeCloseTo(1, 9)
    const [theirs, kept] = [withProfile(profileOf(initial)!, own), withProfile(profileOf(initial)!, own, { balance: 'frame' })]
    for (const [r, g, b] of [[0.4, 0.15, 0.08], [0.3, 0.08, 0.03], [0.2, 0.1, 0.02]] as const) {
      const [mine, right] = [develop(kept, r, g, b), develop(own, r, g, b)]
      // but for the exposure, which is matched in green alone
      const gain = mine[1]! / right[1]!
      mine.forEach((value, c) => expect(value / gain).toBeCloseTo(right[c]!, 3))
    }
    const [red, green] = develop(theirs, 0.4, 0.15, 0.08)
    const [trueRed, trueGreen] = develop(own, 0.4, 0.15, 0.08)
    expect(Math.abs(red! / green! / (trueRed! / trueGreen!) - 1)).toBeGreaterThan(0.15)
  })

  it('follows a brighter lamp, and knows another film', () => {
    const profile = profileOf(initial)!
    const seen = (gains: readonly number[]) => profile.film.base.map((light, c) => light * gains[c]!) as unknown as [number, number, number]
    expect(matchBase(profile, seen([1.02, 1, 0.99]))).toBe('same')
    expect(matchBase(profile, seen([1.4, 1.4, 1.4]))).toBe('lamp')
    expect(matchBase(profile, seen([1, 1, 2]))).toBe('other')
    const own = filmParamsOf(initial)
    withProfile(profile, own, { seen: seen([1.4, 1.4, 1.4]) }).base.forEach((light, c) => expect(light).toBeCloseTo(1.4 * own.base[c]!, 9))
    expect(withProfile(profile, own, { seen: seen([1.02, 1, 0.99]) }).base).toEqual(profile.film.base)
    expect(withProfile(profile, own).base).toEqual(profile.film.base)
  })

  it('has a name that shows as it is: no controls, no turned text, not too long', () => {
    expect(cleanProfileName('  Portra\u202E 400\n\u0000drum  ')).toBe('Portra 400 drum')
    expect([...cleanProfileName('😀'.repeat(200))].length).toBe(maxProfileName)
    expect(failureOf(() => profileToText(named(initial, ' \u200B ')))).toMatchObject({ code: 'bad-recipe', what: expect.stringContaining('name') })
  })
})

const throwsOnlyFailures = (run: () => unknown): boolean => {
  try {
    run()
    return true
  } catch (caught) {
    return caught instanceof FailureError && caught.failure.code === 'bad-recipe'
  }
}

const sound = JSON.parse(profileToText(named(initial))) as Readonly<Record<string, unknown>>
const changed = (change: Readonly<Record<string, unknown>>): string => JSON.stringify({ ...sound, ...change })

describe('what is no film profile', () => {
  it.each([
    ['', /not a film profile/],
    ['null', /not a film profile/],
    ['[]', /not a film profile/],
    ['"film-profile"', /not a film profile/],
    ['{"format":"film-profile"', /not a film profile/],
    [changed({ format: 'recipe' }), /not a film profile/],
    [changed({ version: 2 }), /version 2.*reads version 1/],
    [changed({ version: '1' }), /version "1"/],
    [changed({ name: '' }), /its name/],
    [changed({ name: 7 }), /its name is 7/],
    [changed({ kind: 'slide' }), /its kind is "slide"/],
    [changed({ codes: 'adobe' }), /its codes/],
    [changed({ base: [0.7, 0.3] }), /its base/],
    [changed({ base: [0.7, 0.3, 0] }), /its base 2 is 0/],
    [changed({ base: [0.7, 0.3, 0.1, 0.1] }), /its base/],
    [changed({ base: { 0: 0.7, 1: 0.3, 2: 0.1 } }), /its base/],
    [changed({ unmix: [1, 0, 0, 0, 1, 0, 0, 0, 9] }), /its unmix 8 is 9/],
    [changed({ unmix: [1, 0, 0, 1, 0, 0, 1, 0, 0] }), /cannot be told apart/],
    [changed({ bend: 'much' }), /its bend is "much"/],
    [changed({ bend: null }), /its bend/],
    [changed({ balance: [4, 0] }), /its balance 0 is 4/],
    [changed({ exposure: 1 }), /its exposure/],
    [`${changed({}).slice(0, -1)},"__proto__":{"name":"x"}}`, /its __proto__/],
    [changed({ bend: undefined }), /its bend/],
    [changed({}).replace('"bend":0', '"bend":1e999'), /its bend is Infinity/],
  ])('gets a sentence: %s', (text, what) => {
    expect(failureOf(() => textToProfile(text))).toEqual({ code: 'bad-recipe', what: expect.stringMatching(what) })
  })

  it('gets a sentence where it is too long', () => {
    expect(failureOf(() => textToProfile(' '.repeat(maxProfileText + 1)))).toMatchObject({ what: expect.stringContaining('8193 characters') })
    expect(failureOf(() => linkToProfile(`#film-profile=1&name=${'x'.repeat(maxProfileText)}`))).toMatchObject({ what: expect.stringContaining('characters') })
  })

  const link = profileToLink(named(initial))
  it.each([
    [link.replace('film-profile=1', 'film-profile=2'), /version 2/],
    [`${link}&name=other`, /names name twice/],
    [link.replace('kind=colour', 'kind=__proto__'), /its kind/],
    [link.replace(/base=[^&]*/, 'base=0.7,0.3,Infinity'), /its base 2 is "Infinity"/],
    [link.replace(/base=[^&]*/, 'base=0x1,0.3,0.1'), /its base 0 is "0x1"/],
    [link.replace(/&bend=[^&]*/, ''), /its bend/],
  ])('gets a sentence as a link: %s', (hash, what) => {
    expect(failureOf(() => linkToProfile(hash))).toEqual({ code: 'bad-recipe', what: expect.stringMatching(what) })
  })

  it('throws nothing but a failure, whatever one of its fields is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(sound)), fc.jsonValue(), (field, value) => throwsOnlyFailures(() => textToProfile(changed({ [field]: value })))),
      { numRuns: 5000 },
    )
  })

  it('throws nothing but a failure for any text, and leaves the prototype of all objects alone', () => {
    const parts = fc.array(fc.oneof(fc.constantFrom('film-profile=1', '&', '=', '#', 'name=', 'base=', 'unmix=', 'kind=colour', '__proto__', '%00', '1,2,3', '\u202E', '<img src=x>'), fc.string({ maxLength: 6, unit: 'binary' })), { maxLength: 20 }).map((all) => all.join(''))
    fc.assert(
      fc.property(fc.oneof(parts, fc.json()), (text) => throwsOnlyFailures(() => textToProfile(text)) && throwsOnlyFailures(() => linkToProfile(`#film-profile=1&${text}`))),
      { numRuns: 5000 },
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})
