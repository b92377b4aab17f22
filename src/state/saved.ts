import type { PictureSource, SpectrumOptions } from '../engine/protocol.ts'
import { failure } from '../kernels/failure.ts'
import { isTransform } from '../kernels/registry.ts'
import { sampleIds, type SampleId } from '../kernels/samples/ids.ts'
import { geometryToText, textToGeometry } from '../recipe/geometry.ts'
import { activeIds, makeStep, withGeometry, type Recipe } from '../recipe/recipe.ts'
import { soundNote } from './film-note.ts'
import { soundHome } from './frame-actions.ts'
import { soundGreys } from './greys.ts'
import { current, type Entry, type History } from './history.ts'
import type { LabState, Snapshot, Work } from './lab-state.ts'
import type { ViewState } from './view.ts'

/** How a saved session names its picture: a file's content is kept apart, under `key`. */
export type SavedPicture =
  | { readonly kind: 'sample'; readonly id: SampleId }
  | { readonly kind: 'file'; readonly name: string; readonly key: string }
  /** There was no room for its content. */
  | { readonly kind: 'lost'; readonly name: string }

export interface SavedThumbnail {
  readonly width: number
  readonly height: number
  /** RGBA, 8 bits. */
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

/** What of the view belongs to a session: how the picture was looked at, not what was open over it. */
const viewKeys = ['compare', 'compareByHand', 'split', 'gain', 'clipping', 'camera', 'probing', 'plot', 'density', 'counts', 'channels', 'tab', 'reference'] as const
export type SavedView = Pick<ViewState, (typeof viewKeys)[number]>

/** One session as it lies in the database. Plain data; recipes that several entries share are shared there too. */
export interface SavedSession {
  readonly version: 1
  readonly id: string
  readonly name: string
  readonly savedAt: number
  readonly picture: SavedPicture
  readonly history: History
  readonly selected: string | undefined
  readonly snapshots: readonly Snapshot[]
  readonly spectrum: Work['spectrum']
  readonly view: SavedView
  readonly thumbnail: SavedThumbnail | undefined
  /** Which frame of a roll it is; the roll is kept beside it, under the session's id. */
  readonly roll?: { readonly at: number }
}

/** What the list of recent sessions shows. */
export interface SessionCard {
  readonly id: string
  readonly name: string
  readonly steps: readonly string[]
  readonly spectrum: boolean
  readonly savedAt: number
  readonly thumbnail: SavedThumbnail | undefined
}

export const viewOf = (view: ViewState): SavedView => Object.fromEntries(viewKeys.map((key) => [key, view[key]])) as unknown as SavedView

export const sameView = (a: ViewState, b: ViewState): boolean => viewKeys.every((key) => a[key] === b[key])

/** The work in a lab, with the spectrum told apart from the picture that it is of. */
export function workOf({ aside, source, history, selected, snapshots }: LabState): Work {
  if (!aside || source?.kind !== 'spectrum') return { source, history, selected, snapshots, spectrum: undefined }
  return { source: aside.source, history: aside.history, selected: aside.selected, snapshots, spectrum: { options: source.options, history, selected } }
}

export const cardOf = ({ id, name, history, spectrum, savedAt, thumbnail }: SavedSession): SessionCard => ({
  id,
  name,
  steps: activeIds(current(history)),
  spectrum: spectrum !== undefined,
  savedAt,
  thumbnail,
})

const damaged = (what: string): never => {
  throw failure({ code: 'bad-recipe', what })
}

/** The notes of an entry about its film and its frame, if they are such. */
const noted = (film: unknown, greys: unknown, home: unknown): Pick<Entry, 'film' | 'greys' | 'home'> => {
  const [note, picked, area] = [soundNote(film), soundGreys(greys), soundHome(home)]
  return { ...(note && { film: note }), ...(picked && { greys: picked }), ...(area && { home: area }) }
}

/**
 * Gives saved recipes back their checked parameters and step keys that no step of this page has. One recipe stays one
 * object and one step keeps one key, wherever they occur, for the history and the snapshots compare them.
 */
function createReviver() {
  const recipes = new Map<Recipe, Recipe>()
  const keys = new Map<string, string>()
  const recipe = (saved: Recipe): Recipe => {
    const known = recipes.get(saved)
    if (known) return known
    const steps = saved.steps.map(({ key, id, params, target, enabled }) => {
      if (!isTransform(id)) damaged(`there is no transform "${id}"`)
      const made = makeStep(id, params, target, enabled)
      if (!keys.has(key)) keys.set(key, made.key)
      return { ...made, key: keys.get(key)! }
    })
    const plain: Recipe = { version: 1, rounding: saved.rounding === 'truncate' ? 'truncate' : 'nearest-even', steps }
    const revived = withGeometry(plain, saved.geometry && textToGeometry(geometryToText(saved.geometry)))
    recipes.set(saved, revived)
    return revived
  }
  const history = ({ entries, at }: History): History => {
    if (entries.length === 0 || !(at >= 0 && at < entries.length)) damaged('its history has no current entry')
    return { entries: entries.map(({ film, greys, home, ...plain }): Entry => ({ ...plain, recipe: recipe(plain.recipe), ...noted(film, greys, home) })), at }
  }
  const selected = (key: string | undefined): string | undefined => (key === undefined ? undefined : keys.get(key))
  return { recipe, history, selected }
}

/** The same for one frame of a roll. */
export function reviveFrame(saved: Pick<SavedSession, 'history' | 'snapshots' | 'selected'>): Pick<SavedSession, 'history' | 'snapshots' | 'selected'> {
  const reviver = createReviver()
  const history = reviver.history(saved.history)
  return { history, snapshots: saved.snapshots.map((snapshot) => ({ ...snapshot, recipe: reviver.recipe(snapshot.recipe) })), selected: reviver.selected(saved.selected) }
}

export interface Revived {
  readonly work: Work
  readonly view: SavedView
}

/**
 * The work of a saved session, checked as anything that comes from outside: an older build may have written it.
 * `blob` is the picture's content, where it is a file's. Throws `bad-recipe` or `bad-parameter`.
 */
export function revive(saved: SavedSession, blob: Blob | undefined): Revived {
  if (saved.version !== 1) damaged(`it is of version ${String(saved.version)}; this lab reads version 1`)
  const reviver = createReviver()
  const history = reviver.history(saved.history)
  const snapshots = saved.snapshots.map((snapshot) => ({ ...snapshot, recipe: reviver.recipe(snapshot.recipe) }))
  const spectrum = saved.spectrum && {
    options: saved.spectrum.options satisfies SpectrumOptions,
    history: reviver.history(saved.spectrum.history),
    selected: reviver.selected(saved.spectrum.selected),
  }
  return {
    work: { source: sourceOf(saved.picture, blob), history, selected: reviver.selected(saved.selected), snapshots, spectrum },
    view: saved.view,
  }
}

const sourceOf = (picture: SavedPicture, blob: Blob | undefined): PictureSource | undefined => {
  if (picture.kind === 'sample') return sampleIds.includes(picture.id) ? { kind: 'sample', id: picture.id } : undefined
  return picture.kind === 'file' && blob ? { kind: 'file', name: picture.name, blob } : undefined
}
