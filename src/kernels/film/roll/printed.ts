import type { FilmAnalysis } from '../analyse.ts'
import type { FilmParams } from '../develop.ts'
import { castAgainst, filmOfMembers, isSilver, log, overBase, tells, tintsOf, withSharedFilm, type TellingFrame } from './shared-film.ts'

const unit = (x: number): number => Math.min(1, Math.max(0, x))

/** Below this share of a roll's frames a group is one of several films; from a tenth below all of them on it is the roll's. */
const several = 0.75
const oneFilm = 0.9
/** Two frames never tell that a roll is of one film; so many more do. */
const telling = 3

/** Casts, as log₁₀ of light, from which on a frame trusts itself more than the others: where films may be mixed, and where they are not. */
const mixedCast = 0.12
const sureCast = 0.25
/** Of the film's contrasts and colours so much is taken over where films may be mixed. */
const mixedFilm = 0.5

const between = <T extends readonly number[]>(a: T, b: T, share: number): T => a.map((value, i) => value + share * (b[i]! - value)) as unknown as T
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * How frames of one film print: each between its own estimate and the film of all, nearer to that the more frames say that the
 * roll is of one film, and nearer to its own the more the others' film would tint its greys: what sets it apart may be another
 * film or light. Most of what frames gain by one another is balance; the film's own numbers are followed with more reserve.
 *
 * @param members the frames of the film
 * @param of how many frames of their kind tell of a film in the whole roll
 */
export function printedBy(members: readonly FilmAnalysis[], of: number): (frame: TellingFrame) => FilmParams {
  const known = members.filter(tells)
  const film = filmOfMembers(known)
  if (!film) return ({ params }) => params
  const sure = unit((known.length / Math.max(1, of) - several) / (oneFilm - several)) * unit((known.length - 2) / telling)
  const bearable = mixedCast + sure * (sureCast - mixedCast)
  const reserve = mixedFilm + sure * (1 - mixedFilm)
  const against = castAgainst(known)
  return (frame) => {
    const own = frame.params
    const shared = withSharedFilm(film, own)
    if (isSilver(own.unmix) || isSilver(film.unmix)) return shared
    const share = 1 / (1 + (against(frame) / bearable) ** 2)
    const part = reserve * share
    const over = overBase(own, film.base)
    const toe = between(log(over.toe), log(shared.toe), part)
    const mixed: FilmParams = {
      base: film.base,
      unmix: between(over.unmix, shared.unmix, part),
      toe: [10 ** toe[0], 10 ** toe[1], 10 ** toe[2]],
      offset: between(over.offset, shared.offset, part),
      shoulder: over.shoulder + part * (shared.shoulder - over.shoulder),
      colour: between(over.colour, shared.colour, part),
      exposure: own.exposure,
    }
    // whatever is taken over of the film, its greys are balanced between what the frame says and what the others do
    const [wanted, now] = [tintsOf(shared, own), tintsOf(mixed, own)]
    const [red, blue] = ([0, 1] as const).map((c) => mean(wanted.map((tint, i) => share * tint[c] - now[i]![c])))
    return { ...mixed, offset: [mixed.offset[0] + red!, mixed.offset[1], mixed.offset[2] + blue!] }
  }
}
