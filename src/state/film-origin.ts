import * as v from 'valibot'
import { chartEditions, patches, type ChartEdition } from '../kernels/film/chart/chart.ts'
import type { ChartFit } from '../kernels/film/chart/fit.ts'
import type { PatchFlaw, PatchReading } from '../kernels/film/chart/grid.ts'
import type { BaseMatch } from '../kernels/film/roll/film-profile.ts'
import { filmNoteOf, type FilmFound } from './film-note.ts'
import type { History } from './history.ts'

/** What took the place of the estimate's film: a profile, or the fit to a chart that is in the picture. */
export type FilmOrigin =
  | { readonly kind: 'profile'; readonly name: string; readonly base: BaseMatch }
  | {
      readonly kind: 'chart'
      readonly edition: ChartEdition
      /** ΔE00 patch by patch; null for one that was left out. */
      readonly before: readonly (number | null)[]
      readonly after: readonly (number | null)[]
      readonly flaws: readonly (PatchFlaw | null)[]
    }

/** What was found in a scan, and where its film comes from instead. */
export interface FilmFoundFrom extends FilmFound {
  readonly from: FilmOrigin
}

export const originOfFit = ({ edition, before, after }: ChartFit, readings: readonly PatchReading[]): FilmOrigin => ({
  kind: 'chart',
  edition,
  before: before.map((value) => value ?? null),
  after: after.map((value) => value ?? null),
  flaws: readings.map(({ flaw }) => flaw ?? null),
})

const each = <const S extends v.GenericSchema>(item: S) => v.pipe(v.array(v.nullable(item)), v.length(patches.length))
const difference = v.pipe(v.number(), v.finite(), v.minValue(0))

const schema = v.variant('kind', [
  v.object({ kind: v.literal('profile'), name: v.pipe(v.string(), v.maxLength(400)), base: v.picklist(['same', 'lamp', 'other']) }),
  v.object({ kind: v.literal('chart'), edition: v.picklist(chartEditions), before: each(difference), after: each(difference), flaws: each(v.picklist(['outside', 'blown', 'blocked', 'uneven'])) }),
])

/** Where the film comes from at the place where a history stands; nothing where it is the scan's own estimate. The same object as long as that is the same. */
export function originOf(history: History): FilmOrigin | undefined {
  const note = filmNoteOf(history)
  return typeof note === 'object' && 'from' in note ? soundOrigin(note) : undefined
}

const known = new WeakMap<object, FilmOrigin | undefined>()

/** A session may have kept what another build wrote. */
function soundOrigin(note: FilmFound & { readonly from?: unknown }): FilmOrigin | undefined {
  if (!known.has(note)) {
    const read = v.safeParse(schema, note.from)
    known.set(note, read.success ? read.output : undefined)
  }
  return known.get(note)
}
