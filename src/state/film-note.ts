import type { FilmAnalysis } from '../engine/protocol.ts'
import type { Step } from '../kernels/compile.ts'
import type { Params } from '../kernels/params.ts'
import { withGeometry, type Recipe } from '../recipe/recipe.ts'
import { current, type Entry, type History } from './history.ts'

/** What an estimate found. */
export interface FilmFound {
  readonly analysis: FilmAnalysis
  /** How long it took; undefined where the film was found with a whole roll. */
  readonly seconds: number | undefined
  /** Whether the film is that of a whole roll. */
  readonly shared?: boolean
}

/** The same of the scan that is open. */
export interface FilmReport extends FilmFound {
  readonly scan: number
}

/** Where the numbers of a film step come from: an estimate of this scan, another scan, or another scan and kept all the same. */
export type FilmNote = FilmFound | 'of another scan' | 'kept'

export const filmStepOf = (recipe: Recipe): Step | undefined => recipe.steps.find(({ id }) => id === 'film-negative')

/** The note that holds for the recipe where a history stands: the last one that was written about its film step. */
export function filmNoteOf({ entries, at }: History): FilmNote | undefined {
  const key = filmStepOf(entries[at]!.recipe)?.key
  if (key === undefined) return undefined
  for (let i = at; i >= 0; i--) {
    const { recipe, film } = entries[i]!
    if (filmStepOf(recipe)?.key !== key) return undefined
    if (film) return film
  }
  return undefined
}

/** How the scan's codes were read when the film step was last estimated; undefined where it was not. */
export function codesOfEstimate({ entries, at }: History): Params[string] | undefined {
  const key = filmStepOf(entries[at]!.recipe)?.key
  for (let i = at; i >= 0; i--) {
    const step = filmStepOf(entries[i]!.recipe)
    if (step?.key !== key) return undefined
    if (typeof entries[i]!.film === 'object') return step?.params['codes']
  }
  return undefined
}

/** What was found in the open scan, as the recipe where the history stands goes back to it. The same object as long as that is the same. */
export function reportOf(history: History, scan: number | undefined, before: FilmReport | undefined): FilmReport | undefined {
  const note = filmNoteOf(history)
  if (scan === undefined || typeof note !== 'object') return undefined
  return before?.scan === scan && before.analysis === note.analysis ? before : { ...note, scan }
}

/** The same history with another note where it stands. */
export const withFilmNote = (history: History, film: FilmNote): History => ({ ...history, entries: history.entries.with(history.at, { ...history.entries[history.at]!, film }) })

/** Entries without their frames, and without what was picked in that scan. What then are the same steps is the same recipe, so that no undo leads nowhere. */
function unframed(entries: readonly Entry[]): readonly Entry[] {
  let last: Recipe | undefined
  return entries.map(({ film, recipe, label, detail }) => {
    const { steps, rounding } = recipe
    const bare = recipe.geometry ? withGeometry(recipe, undefined) : recipe
    last = last && last.steps === steps && last.rounding === rounding ? last : bare
    return { label, ...(detail !== undefined && { detail }), recipe: last, ...(film && { film: 'of another scan' as const }) }
  })
}

/**
 * A history that goes on over another scan: the steps stay, the frames of the scan before are left out everywhere, for no
 * undo may cut this one with them, and what was found in that scan is no longer said of this one.
 */
export function overAnotherScan(past: History, label: string): History {
  const entries = unframed(past.entries.slice(0, past.at + 1))
  const recipe = current({ entries, at: past.at })
  const entry: Entry = { label, recipe, ...(filmStepOf(recipe) && { film: 'of another scan' }) }
  return entries.length === 1 ? { entries: [entry], at: 0 } : { entries: [...entries, entry], at: entries.length }
}

const isFound = (note: object): note is FilmFound => {
  const { analysis, seconds } = note as Partial<FilmFound>
  if (typeof analysis !== 'object' || (seconds !== undefined && typeof seconds !== 'number')) return false
  const { kind, confidence, doubts, rebate, params } = analysis
  const known = kind === 'colour-negative' || kind === 'bw-negative' || kind === 'positive'
  return known && typeof confidence === 'number' && Array.isArray(doubts) && Array.isArray(rebate) && (params === undefined || Array.isArray(params.base))
}

/** A note that was saved, or nothing where an older build wrote something else. */
export const soundNote = (note: unknown): FilmNote | undefined => {
  if (note === 'of another scan' || note === 'kept') return note
  return typeof note === 'object' && note !== null && isFound(note) ? note : undefined
}
