import { layerLight, type FilmParams, type Matrix3, type Triple } from '../develop.ts'
import { filmParamsOf, type NegativeParams } from '../step/negative-params.ts'
import { isSameBase } from './roll.ts'
import { undone, withSharedFilm, type SharedFilm } from './shared-film.ts'

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

/** Bases of one film under a lamp that was set otherwise lie nearer in each channel, in density, once what all have in common is taken off. */
const sameColour = 0.05

const apart = (a: Triple, b: Triple): readonly number[] => a.map((light, c) => Math.log10(light / b[c]!))

export type BaseMatch = 'same' | 'lamp' | 'other'

/** Whether a base that was seen is the profile's, the profile's in a brighter or darker lamp, or another film's or scanner's. */
export function matchBase(profile: FilmProfile, seen: Triple): BaseMatch {
  if (isSameBase(seen, profile.film.base)) return 'same'
  const off = apart(seen, profile.film.base)
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

/** Log₁₀ light of the greys that a balance is taken from: from a shadow to a light grey, as the frame's own estimate prints them. */
const greys = [-1.3, -1, -0.75, -0.5, -0.25]

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

/** log₁₀ of what a film prints for scanned densities, before exposure; colours it cannot print are left at a thousandth. */
function printOf(film: FilmParams, d: Triple): readonly number[] {
  const { unmix: k, colour: m } = film
  const lights = ([0, 1, 2] as const).map((c) => 10 ** layerLight(film, c, k[3 * c]! * d[0] + k[3 * c + 1]! * d[1] + k[3 * c + 2]! * d[2]))
  return [0, 3, 6].map((row) => Math.log10(Math.max(1e-3, m[row]! * lights[0]! + m[row + 1]! * lights[1]! + m[row + 2]! * lights[2]!)))
}

/**
 * The film in the light that a frame was taken in: what the frame's own estimate prints as greys, from shadow to light, comes
 * out grey on average. Another light is another gain of each colour in front of the film, so it stands behind M; rows of M sum
 * to 1, so M and the offsets take it between them: diag(w)·M·diag(g) = M′·diag(g′) with M′ = diag(w)·M·diag(x), x = M⁻¹·(1/w).
 */
function inOwnBalance(film: FilmParams, own: FilmParams): FilmParams {
  const off = greys.flatMap((grey) => {
    const light = grey - stop * own.exposure
    const densities = undone(own.unmix, [densityFor(own, 0, light), densityFor(own, 1, light), densityFor(own, 2, light)])
    const d = densities.map((one, c) => one + Math.log10(film.base[c]! / own.base[c]!)) as unknown as Triple
    if (!d.every(Number.isFinite)) return []
    const [r, g, b] = printOf(film, d)
    return [[g! - r!, g! - b!] as const]
  })
  if (off.length === 0) return film
  const gain = (at: 0 | 1): number => 10 ** (off.reduce((sum, one) => sum + one[at], 0) / off.length)
  const w: Triple = [gain(0), 1, gain(1)]
  const x = undone(film.colour, [1 / w[0], 1, 1 / w[2]])
  // a light that no film was made for
  if (!x.every((one) => one > 0.02 && one < 50)) return film
  const { colour: m, offset } = film
  return {
    ...film,
    colour: m.map((value, i) => value * w[Math.floor(i / 3)]! * x[i % 3]!) as unknown as Matrix3,
    offset: offset.map((value, c) => value - Math.log10(x[c]!)) as unknown as Triple,
  }
}
