import type { Recipe } from '../recipe/recipe.ts'
import type { Area } from '../kernels/film/light.ts'
import type { FilmNote } from './film-note.ts'
import type { Greys } from './greys.ts'

export interface Entry {
  readonly label: string
  /** What changed, in numbers: "1.00 → 1.70". */
  readonly detail?: string
  readonly recipe: Recipe
  /** Edits that share this key run together into one entry until `settle`. */
  readonly merge?: string
  /** Where the numbers of the film step come from; holds for the entries behind too, until another says otherwise. */
  readonly film?: FilmNote
  /** What was said to be grey; holds like `film`. */
  readonly greys?: Greys
  /** What the frame was before an angle or a ratio made it smaller; holds for as long as the frame stands so. */
  readonly home?: Area
}

/** Every recipe there was, oldest first, and where we stand. There is no limit: a recipe is a few hundred bytes. */
export interface History {
  readonly entries: readonly Entry[]
  readonly at: number
}

export const startHistory = (recipe: Recipe, label = 'Start'): History => ({ entries: [{ label, recipe }], at: 0 })

export const current = (history: History): Recipe => history.entries[history.at]!.recipe

/** Records an edit; what had been undone is dropped. A drag, which merges, stays one entry that keeps its first detail's start. */
export const record = (history: History, entry: Entry): History => {
  const kept = history.entries.slice(0, history.at + 1)
  const last = kept.at(-1)!
  const entries = entry.merge !== undefined && last.merge === entry.merge ? [...kept.slice(0, -1), entry] : [...kept, entry]
  return { entries, at: entries.length - 1 }
}

/** Ends a run of merging edits, so that the next one is an entry of its own. */
export const settle = (history: History): History => {
  const last = history.entries[history.at]!
  if (last.merge === undefined) return history
  const { merge: _, ...plain } = last
  return { ...history, entries: history.entries.with(history.at, plain) }
}

const step = (history: History, direction: 1 | -1): number | undefined => {
  for (let at = history.at + direction; at >= 0 && at < history.entries.length; at += direction) {
    if (history.entries[at]!.recipe !== current(history)) return at
  }
  return undefined
}

export const canUndo = (history: History): boolean => step(history, -1) !== undefined
export const canRedo = (history: History): boolean => step(history, 1) !== undefined

/** Back to the recipe before; entries that changed none (opening a picture) are passed over. */
export const undo = (history: History): History => jump(settle(history), step(history, -1) ?? history.at)
export const redo = (history: History): History => jump(settle(history), step(history, 1) ?? history.at)
export const jump = (history: History, at: number): History => ({ ...history, at })
