import type { FilmAnalysis } from '../engine/protocol.ts'
import { paramsOfFilm } from '../kernels/film/step/negative-params.ts'
import { basesApart, exposuresOf, filmsOfRoll, isOfFilm, isSameBase, kindOfRoll } from '../kernels/film/roll/roll.ts'
import { printedBy } from '../kernels/film/roll/printed.ts'
import { filmOfMembers, sees, tells, withSharedFilm, type SharedFilm, type TellingFrame } from '../kernels/film/roll/shared-film.ts'
import { setParams, type Recipe } from '../recipe/recipe.ts'
import { filmStepOf } from './film-note.ts'
import { withFilm } from './film.ts'
import { current, record, settle } from './history.ts'
import { stateOf, type FrameState, type RollFlag, type RollFrame } from './roll-frame.ts'

/** From so many stops beside the roll's middle on, a frame is marked. */
const farOff = 2

const kindNames = { 'colour-negative': 'colour negative', 'bw-negative': 'black-and-white negative', positive: 'positive' } as const
const shortKinds = { 'colour-negative': 'colour', 'bw-negative': 'B&W', positive: 'positive' } as const

/** "A", "B": what a roll's films are called. */
export const filmLetter = (film: number): string => String.fromCharCode(65 + (film % 26))

interface Film {
  readonly members: readonly FilmAnalysis[]
  readonly shared: SharedFilm
  /** A frame of the film as it is printed among the others. */
  readonly print: (frame: TellingFrame) => TellingFrame['params']
}

/** What was found about a frame among the others. */
interface Place {
  readonly film: number | undefined
  readonly stops: number | undefined
}

/** What sets a film of several frames, or of one over another base, apart from most frames. */
function otherFilm({ members, shared: { base } }: Film, most: SharedFilm['base']): string {
  if (!members.some(sees)) return 'No clear film was seen beside it, and its colours are more than half a stop from those of most frames: another film, light or setting of the scanner.'
  return isSameBase(base, most)
    ? 'Its colours are more than half a stop from those of most frames, though its film base is theirs: another film, light or setting of the scanner.'
    : `Its film base is ${basesApart(base, most).toFixed(2)}\u202fD from that of most frames: another film, or another setting of the scanner.`
}

/** A frame that is of no film of the roll. */
function aloneFlag(found: FilmAnalysis): RollFlag {
  if (!tells(found)) return { short: 'odd colours', why: 'Its colours are too odd to tell its film by. It is printed by its own estimate; a click on a grey helps most.' }
  if (!sees(found)) return { short: 'no base', why: 'No clear film was seen beside it, and the film of the other frames would tint its greys by more than half a stop. It is printed by its own estimate; picking its base, or a click on a grey, helps most.' }
  return { short: 'own colours', why: 'The film of most frames would tint its greys by more than half a stop, though its film base is theirs: another light, film or setting of the scanner. It is printed by its own estimate.' }
}

/** @param mostFrames the kind that most frames are: where that is positives, the main film is not most of the roll */
function flagOf(found: FilmAnalysis, { film, stops }: Place, films: readonly Film[], mostFrames: FilmAnalysis['kind']): RollFlag | undefined {
  const first = films[0]
  if (found.doubts.includes('blank')) return { short: 'blank', why: 'There is hardly any picture on it: blank film, or a leader that saw daylight. It is left out of the shared estimate.' }
  const most = first?.members[0]?.kind
  const positives = mostFrames === 'positive'
  if (positives && found.kind === 'positive') return { short: shortKinds.positive, why: 'It looks like a positive, as most frames of the roll do. It is not inverted.' }
  if (most !== undefined && (positives || found.kind !== most)) {
    const alone = film === undefined || films[film]!.members.length < 2
    const printed = found.kind === 'positive' ? 'It is not inverted.' : alone ? 'It is printed by its own estimate.' : `Film ${filmLetter(film)} has ${films[film]!.members.length} frames and an estimate of its own.`
    return { short: shortKinds[found.kind], why: `It looks like a ${kindNames[found.kind]}, while ${positives ? 'most frames of the roll are positives' : `the roll’s main film is a ${kindNames[most]}`}. ${printed}` }
  }
  if (film === undefined) return aloneFlag(found)
  if (film > 0) {
    const { length } = films[film]!.members
    const rest = length < 2 ? 'It is printed by its own estimate.' : `Film ${filmLetter(film)} has ${length} frames and an estimate of its own.`
    return { short: `film ${filmLetter(film)}`, why: `${otherFilm(films[film]!, first!.shared.base)} ${rest}` }
  }
  if (stops === undefined || Math.abs(stops) < farOff) return undefined
  const amount = `${Math.abs(stops).toFixed(1)} stops`
  return stops < 0
    ? { short: `−${amount}`, why: `It got ${amount} less light than the middle of the roll: its shadows may be thin and grainy.` }
    : { short: `+${amount}`, why: `It got ${amount} more light than the middle of the roll: its highlights may be dense.` }
}

/** How much more light it got than the middle of its film. */
function stopsOf(found: FilmAnalysis, { members, shared }: Film): number | undefined {
  const all = members.includes(found) ? members : [...members, found]
  return exposuresOf(all, shared, all)[all.indexOf(found)]
}

/** The numbers of the film alone: what a person set for the print stays, and so does the frame. */
function withFilmNumbers(recipe: Recipe, { params }: FilmAnalysis): Recipe {
  const step = filmStepOf(recipe)
  if (!step || !params) return recipe
  const { exposure: _, ...numbers } = paramsOfFilm(params)
  return Object.entries(numbers).some(([name, value]) => step.params[name] !== value) ? setParams(recipe, step.key, numbers) : recipe
}

/** Whether a group of frames is called a film: a single frame is where its kind or its base is no other's, not where its colours alone are off. */
const isFilm = ({ members: [first, ...rest], shared: { base } }: Film, others: readonly Film[]): boolean =>
  rest.length > 0 || !others.some(({ members, shared }) => members[0]!.kind === first!.kind && (!sees(first!) || isSameBase(base, shared.base)))

/**
 * The films of a roll, estimated from all frames that count, and what becomes of each frame by them. `fresh` writes the whole estimate,
 * frame and print included; else only the film's numbers change. Locked frames count and keep their settings.
 */
export function estimateRoll(frames: readonly RollFrame[], { together, fresh, label }: { readonly together: boolean; readonly fresh: boolean; readonly label: string }): ReadonlyMap<number, FrameState> {
  const looked = frames.filter((frame): frame is RollFrame & { readonly found: FilmAnalysis } => frame.found !== undefined)
  const counted = looked.filter(({ excluded }) => !excluded).map(({ found }) => found)
  const most = kindOfRoll(counted)
  const films = filmsOfRoll(counted, together)
    .flatMap((members): Film[] => {
      const shared = filmOfMembers(members)
      if (!shared) return []
      // who says that all are of one film means it
      const print = together ? ({ params }: TellingFrame) => withSharedFilm(shared, params) : printedBy(members, counted.filter((one) => tells(one) && one.kind === members[0]!.kind).length)
      return [{ members, shared, print }]
    })
    // two frames of another kind may be the largest film where every other frame is of a film of its own
    .toSorted((a, b) => Number(b.members[0]!.kind === most) - Number(a.members[0]!.kind === most))
    .reduce<readonly Film[]>((films, film) => (isFilm(film, films) ? [...films, film] : films), [])
  const filmOf = (found: FilmAnalysis): number | undefined => {
    const own = films.findIndex(({ members }) => members.includes(found))
    const at = own >= 0 ? own : films.findIndex(({ members, shared }) => isOfFilm(found, members, shared, together))
    return at < 0 ? undefined : at
  }
  return new Map(
    looked.map((frame) => {
      const { found, history } = frame
      const film = filmOf(found)
      const of = film === undefined ? undefined : films[film]
      const stops = of && stopsOf(found, of)
      const flag = flagOf(found, { film, stops }, films, most)
      const told: FrameState = { ...stateOf(frame), film, flag, counted: !frame.excluded }
      if (frame.locked) return [frame.id, told]
      const shares = of !== undefined && tells(found) && (of.members.length > 1 || !of.members.includes(found))
      const used: FilmAnalysis = shares ? { ...found, params: of.print(found) } : found
      const before = current(history)
      const made = fresh ? withFilm(before, used) : { recipe: withFilmNumbers(before, used), key: frame.selected }
      if (made.recipe === before) return [frame.id, told]
      return [frame.id, { ...told, selected: made.key, history: record(settle(history), { label, recipe: made.recipe, film: { analysis: used, seconds: undefined, ...(shares && { shared: true }) } }) }]
    }),
  )
}

/** A film of a roll: its frames as a person counts them, and what was found of one whose base was seen, if any was. */
export interface FilmOfRoll {
  readonly film: number
  readonly kind: FilmAnalysis['kind']
  readonly numbers: readonly number[]
  readonly found: FilmAnalysis
}

export function filmsAmong(frames: readonly RollFrame[]): readonly FilmOfRoll[] {
  const films = [...new Set(frames.flatMap(({ film }) => (film === undefined ? [] : [film])))].toSorted((a, b) => a - b)
  return films.map((film) => {
    const numbers = frames.flatMap((frame, at) => (frame.film === film ? [at + 1] : []))
    const all = frames.flatMap(({ film: of, found }) => (of === film && found ? [found] : []))
    const found = all.find(sees) ?? all[0]!
    return { film, kind: found.kind, numbers, found }
  })
}

/** The frames, as a person counts them, that tell of a film which none of the roll's is. */
export const alonesAmong = (frames: readonly RollFrame[]): readonly number[] => frames.flatMap(({ film, found }, at) => (film === undefined && found && tells(found) ? [at + 1] : []))

/** By what films are told apart, as far as it sets some of them apart. */
export type ApartBy = 'kind' | 'base' | 'colours'

const apartBy = (a: FilmOfRoll, b: FilmOfRoll): ApartBy => (a.kind !== b.kind ? 'kind' : sees(a.found) && sees(b.found) && !isSameBase(a.found.base, b.found.base) ? 'base' : 'colours')

export function filmsApartBy(films: readonly FilmOfRoll[]): readonly ApartBy[] {
  const ways = new Set(films.flatMap((a, at) => films.slice(at + 1).map((b) => apartBy(a, b))))
  return (['kind', 'base', 'colours'] as const).filter((way) => ways.has(way))
}
