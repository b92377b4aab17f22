import { withProfile } from '../kernels/film/roll/film-profile.ts'
import type { FilmParams, Triple } from '../kernels/film/develop.ts'
import { matchBase, profileOf, type FilmProfile } from '../kernels/film/roll/film-profile.ts'
import { filmParamsOf, paramsOfFilm, type NegativeParams } from '../kernels/film/step/negative-params.ts'
import type { FilmAnalysis } from '../engine/protocol.ts'
import type { Params } from '../kernels/params.ts'
import type { NamedProfile } from '../recipe/film-profile.ts'
import { setParams, type Recipe } from '../recipe/recipe.ts'
import { filmNoteOf, filmStepOf, type FilmFound } from './film-note.ts'
import type { FilmFoundFrom, FilmOrigin } from './film-origin.ts'
import { current, record, settle, type History } from './history.ts'
import type { Lab } from './lab-state.ts'

const stop = Math.log10(2)

/** A step's film with its printer lights in its offsets. */
export function filmInForce(params: NegativeParams): FilmParams {
  const film = filmParamsOf(params)
  const [r, g, b] = film.offset
  return { ...film, offset: [r - stop * params.cyan, g - stop * params.magenta, b - stop * params.yellow] }
}

const noLights: Params = { cyan: 0, magenta: 0, yellow: 0 }

/** The recipe with other numbers of its film, printer lights included; what was set for the print stays. */
export function withFilmOf(recipe: Recipe, film: FilmParams, more: Params = {}): Recipe {
  const step = filmStepOf(recipe)
  return step ? setParams(recipe, step.key, { ...paramsOfFilm(film), ...noLights, ...more }) : recipe
}

/** Under this a base is a guess. */
const sure = 0.5

/** The film base of a scan where it was really seen. */
export const seenBase = ({ base, confidence, doubts }: FilmAnalysis): Triple | undefined => (confidence >= sure && !doubts.includes('no-rebate') ? base : undefined)

export interface Use {
  /** A frame in another light than the profile's keeps its own balance. */
  readonly balance?: 'profile' | 'frame'
}

/** A recipe and what was found in its scan, under a profile: its own exposure, everything else the profile's. */
export function underProfile(recipe: Recipe, found: FilmFound, { name, profile }: NamedProfile, { balance = 'profile' }: Use): { readonly recipe: Recipe; readonly note: FilmFoundFrom } {
  const { kind, codes } = profile
  const seen = seenBase(found.analysis)
  const step = filmStepOf(recipe)!
  const film = withProfile(profile, filmInForce(step.params as unknown as NegativeParams), { seen, balance })
  const from: FilmOrigin = { kind: 'profile', name, base: seen ? matchBase(profile, seen) : 'same' }
  return { recipe: withFilmOf(recipe, film, { kind, codes }), note: { ...found, analysis: { ...found.analysis, params: film }, from } }
}

/** What the automatic found in the scan that is open; nothing where the film step is another's. */
export const foundIn = (history: History): FilmFound | undefined => {
  const note = filmNoteOf(history)
  return typeof note === 'object' ? note : undefined
}

/** Looks at the scan where nobody has yet, or not with these codes. Resolves to whether something is known of it. */
export async function estimateFirst(lab: Lab, codes: NegativeParams['codes'] | undefined): Promise<boolean> {
  const step = filmStepOf(current(lab.getState().history))
  const other = codes !== undefined && (step?.params['codes'] ?? 'tagged') !== codes
  if (foundIn(lab.getState().history) && !other) return true
  if (other && step) lab.getState().setParams(step.key, { codes })
  else if (other) lab.getState().add('film-negative', { codes })
  await lab.getState().invert()
  return foundIn(lab.getState().history) !== undefined
}

/** Prints the open scan by a profile, as one edit. Resolves to whether it was done. */
export async function applyProfile(lab: Lab, named: NamedProfile, use: Use = {}): Promise<boolean> {
  const { history: before, scan } = lab.getState()
  if (!scan || lab.getState().aside || !(await estimateFirst(lab, named.profile.codes)) || lab.getState().scan !== scan) return false
  const { history, takeHistory } = lab.getState()
  const made = underProfile(current(history), foundIn(history)!, named, use)
  takeHistory(record(settle(before), { label: 'Use film profile', detail: named.name, recipe: made.recipe, film: made.note }), filmStepOf(made.recipe)?.key)
  return true
}

/** The profile of the film that is in force; nothing where there is none, or a slide. */
export function profileInForce(recipe: Recipe): FilmProfile | undefined {
  const step = filmStepOf(recipe)
  return step && profileOf(step.params as unknown as NegativeParams)
}
