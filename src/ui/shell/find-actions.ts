import type { Action, ActionGroup } from './actions.ts'

/** Where the query's words stand in a label: [from, to) pairs, in order, without overlap. */
export type Marks = readonly (readonly [from: number, to: number])[]

export interface Found {
  readonly action: Action
  readonly marks: Marks
}

export interface FoundGroup {
  readonly name: ActionGroup
  readonly found: readonly Found[]
}

const fold = (text: string): string => text.toLowerCase()

const wordStart = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)

const placesOf = (word: string, text: string): readonly number[] => {
  const places: number[] = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) places.push(at)
  return places
}

const merge = (marks: readonly (readonly [number, number])[]): Marks =>
  marks
    .toSorted((a, b) => a[0] - b[0])
    .reduce<(readonly [number, number])[]>((kept, mark) => {
      const last = kept.at(-1)
      return last && mark[0] <= last[1] ? [...kept.slice(0, -1), [last[0], Math.max(last[1], mark[1])]] : [...kept, mark]
    }, [])

interface Scored extends Found {
  /** Lower is nearer: 0 the label begins with the query, 1 one of its words does, 2 inside a word, 3 only beside the label. */
  readonly score: number
}

const score = (action: Action, words: readonly string[]): Scored | undefined => {
  const label = fold(action.label)
  const beside = fold([action.detail, action.formula, action.group, action.words].filter(Boolean).join(' '))
  const marks: (readonly [number, number])[] = []
  let worst = 0
  for (const word of words) {
    const starts = placesOf(word, label)
    const at = starts.find((start) => wordStart(label, start)) ?? starts[0]
    if (at === undefined && !beside.includes(word)) return undefined
    if (at !== undefined) marks.push([at, at + word.length])
    worst = Math.max(worst, at === undefined ? 3 : at === 0 ? 0 : wordStart(label, at) ? 1 : 2)
  }
  return { action, marks: merge(marks), score: worst }
}

/** "gam" shall find "Add gamma" before the presets whose names begin with it: both are words that begin so. */
const nearest = ({ found }: { readonly found: readonly Scored[] }): number => Math.max(found[0]!.score, 1)

/**
 * The actions whose label, detail, group or other words hold every word of the query, nearest first within their group. Groups where
 * a word begins with the query stand before the others, else in their own order. All actions for an empty query.
 */
export function findActions(actions: readonly Action[], query: string): readonly FoundGroup[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const scored = actions.flatMap((action) => score(action, words) ?? [])
  const names = [...new Set(scored.map(({ action }) => action.group))]
  const groups = names.map((name) => ({ name, found: scored.filter(({ action }) => action.group === name).toSorted((a, b) => a.score - b.score) }))
  return groups.toSorted((a, b) => nearest(a) - nearest(b))
}
