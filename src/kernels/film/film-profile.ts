import type { FilmParams, Triple } from './develop.ts'
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
const sameColour = 0.08

const log = (light: number): number => Math.log10(light)
const apart = (a: Triple, b: Triple): readonly number[] => a.map((light, c) => log(light) - log(b[c]!))

export type BaseMatch = 'same' | 'lamp' | 'other'

/** Whether a base that was seen is the profile's, the profile's in a brighter or darker lamp, or another film's or scanner's. */
export function matchBase(profile: FilmProfile, seen: Triple): BaseMatch {
  const off = apart(seen, profile.film.base)
  if (off.every((one) => Math.abs(one) < sameBase)) return 'same'
  const common = (off[0]! + off[1]! + off[2]!) / 3
  return off.every((one) => Math.abs(one - common) < sameColour) ? 'lamp' : 'other'
}

/** The profile's base where that is the frame's too; in a lamp that was set otherwise, its colour as bright as the frame's. */
function baseFor(profile: FilmProfile, seen: Triple | undefined): Triple {
  const { base } = profile.film
  if (!seen || matchBase(profile, seen) !== 'lamp') return base
  const off = apart(seen, base)
  const gain = 10 ** ((off[0]! + off[1]! + off[2]!) / 3)
  return [Math.min(1.5, base[0] * gain), Math.min(1.5, base[1] * gain), Math.min(1.5, base[2] * gain)]
}

/**
 * A frame printed with a profile: everything is the profile's but the light that the frame got, for which its own estimate's
 * mid-grey stays as bright. `seen` is the frame's base where it was really seen.
 */
export const withProfile = (profile: FilmProfile, own: FilmParams, seen?: Triple): FilmParams => withSharedFilm({ ...profile.film, base: baseFor(profile, seen) }, own)
