import { layerLight, type FilmParams, type Matrix3, type Triple } from './develop.ts'
import { filmParamsOf, type NegativeParams } from './negative-params.ts'
import { withSharedFilm, type SharedFilm } from './roll.ts'

/**
 * What was learnt of one film in one scanner: its base, dyes, contrasts, feet, colours, the balance of the light, and how the
 * scanner codes its samples. How much light a frame got is the frame's own and not in it.
 */
export interface FilmProfile {
  readonly kind: 'colour' | 'silver'
  readonly codes: NegativeParams['codes']
  readonly film: SharedFilm
}

const stop = Math.log10(2)

/** The profile that a step's numbers are; printer lights go into its balance. Undefined for a slide, of which nothing is learnt. */
export function profileOf(params: NegativeParams): FilmProfile | undefined {
  const { kind, codes, cyan, magenta, yellow } = params
  if (kind === 'slide') return undefined
  const { base, unmix, toe, colour, shoulder, offset } = filmParamsOf(params)
  const [r, g, b] = [offset[0] - stop * cyan, offset[1] - stop * magenta, offset[2] - stop * yellow]
  return { kind, codes, film: { base, unmix, toe, colour, shoulder, balance: [r - g, b - g] } }
}

/** Two bases of one film in one scanner lie nearer in each channel, in density. */
const sameBase = 0.04
/** And of one film under a lamp that was set otherwise, once what all channels have in common is taken off. */
const sameColour = 0.05

const apart = (a: Triple, b: Triple): readonly number[] => a.map((light, c) => Math.log10(light / b[c]!))

export type BaseMatch = 'same' | 'lamp' | 'other'

/** Whether a base that was seen is the profile's, the profile's in a brighter or darker lamp, or another film's or scanner's. */
export function matchBase(profile: FilmProfile, seen: Triple): BaseMatch {
  const off = apart(seen, profile.film.base)
  if (off.every((one) => Math.abs(one) < sameBase)) return 'same'
  const common = (off[0]! + off[1]! + off[2]!) / 3
  return off.every((one) => Math.abs(one - common) < sameColour) ? 'lamp' : 'other'
}

export interface ProfileUse {
  /** The frame's base where it was really seen: densities are read over it where it is not the profile's. */
  readonly seen?: Triple | undefined
  /** Whose balance of the light: a frame taken in another light than the profile's keeps its own. */
  readonly balance?: 'profile' | 'frame'
}

/**
 * A frame printed with a profile: everything is the profile's but the light that the frame got, for which its own estimate's
 * mid-grey stays as bright.
 */
export function withProfile(profile: FilmProfile, own: FilmParams, { seen, balance = 'profile' }: ProfileUse = {}): FilmParams {
  const base = seen && matchBase(profile, seen) !== 'same' ? seen : profile.film.base
  const film = withSharedFilm({ ...profile.film, base }, own)
  return balance === 'profile' || profile.kind === 'silver' ? film : inOwnBalance(film, own)
}

const exposureOfMiddle = 0.8

/** The unmixed density of a layer that prints as so much light, by halving. */
function densityFor(film: FilmParams, channel: 0 | 1 | 2, light: number): number {
  let [low, high] = [-1, 6]
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2
    if (layerLight(film, channel, middle) < light) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** x with m · x = v, by Cramer's rule. */
function undone([a, b, c, d, e, f, g, h, i]: Matrix3, [x, y, z]: Triple): Triple {
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  return [
    (x * (e * i - f * h) - b * (y * i - f * z) + c * (y * h - e * z)) / det,
    (a * (y * i - f * z) - x * (d * i - f * g) + c * (d * z - y * g)) / det,
    (a * (e * z - y * h) - b * (d * z - y * g) + x * (d * h - e * g)) / det,
  ]
}

/** The film with the densities that `own` prints as a mid-grey printed grey, as light as it has it. */
function inOwnBalance(film: FilmParams, own: FilmParams): FilmParams {
  const light = layerLight(own, 1, exposureOfMiddle)
  const densities = undone(own.unmix, [densityFor(own, 0, light), exposureOfMiddle, densityFor(own, 2, light)])
  const d = densities.map((one, c) => one + Math.log10(film.base[c]! / own.base[c]!))
  if (!d.every(Number.isFinite)) return film
  const layers = ([0, 1, 2] as const).map((c) => layerLight(film, c, film.unmix[3 * c]! * d[0]! + film.unmix[3 * c + 1]! * d[1]! + film.unmix[3 * c + 2]! * d[2]!))
  const [r, g, b] = film.offset
  return { ...film, offset: [r + layers[1]! - layers[0]!, g, b + layers[1]! - layers[2]!] }
}
