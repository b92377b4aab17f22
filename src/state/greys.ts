import type { GreyBalance } from '../kernels/film/step/grey-balance.ts'
import type { NegativeNumber, NegativeParams } from '../kernels/film/step/negative-params.ts'
import { filmStepOf } from './film-note.ts'
import type { History } from './history.ts'

/** Something that a person said was grey. */
export interface PickedGrey {
  /** Where, as shares of the scan's width and height. */
  readonly x: number
  readonly y: number
  /** Its colour in the scan, as shares of white. */
  readonly pixel: readonly [number, number, number]
}

/** The greys that a film step is balanced by, and its numbers before there were any. */
export interface Greys {
  readonly before: GreyBalance
  readonly picked: readonly PickedGrey[]
}

export const mostGreys = 2

/** What a balance by greys may change. */
const names = ['cyan', 'yellow', 'kRR', 'kRG', 'kRB', 'kBR', 'kBG', 'kBB'] as const satisfies readonly NegativeNumber[]

const none: Greys = { before: {}, picked: [] }

/** The greys that hold where a history stands: the last ones that were written about its film step, unless it was estimated anew since. */
export function greysOf({ entries, at }: History): Greys {
  const key = filmStepOf(entries[at]!.recipe)?.key
  if (key === undefined) return none
  for (let i = at; i >= 0; i--) {
    const { recipe, film, greys } = entries[i]!
    if (filmStepOf(recipe)?.key !== key) return none
    if (greys) return greys
    if (film) return none
  }
  return none
}

const numbersOf = (params: NegativeParams): GreyBalance => Object.fromEntries(names.map((name) => [name, params[name]]))

/** The same greys over other numbers of the film. */
export const overNumbers = ({ picked }: Greys, params: NegativeParams): Greys => (picked.length === 0 ? none : { before: numbersOf(params), picked })

/** With one more; a third takes the place of the second. */
export const withGrey = ({ before, picked }: Greys, params: NegativeParams, grey: PickedGrey): Greys => ({
  before: picked.length === 0 ? numbersOf(params) : before,
  picked: [...picked.slice(0, mostGreys - 1), grey],
})

export const withoutGrey = ({ before, picked }: Greys, index: number): Greys => ({ before, picked: picked.toSpliced(index, 1) })

const isShare = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const isGrey = (grey: unknown): grey is PickedGrey => {
  const { x, y, pixel } = (grey ?? {}) as Partial<PickedGrey>
  return isShare(x) && isShare(y) && Array.isArray(pixel) && pixel.length === 3 && pixel.every(isShare)
}

/** Greys that were saved, or nothing where something else was written. */
export function soundGreys(saved: unknown): Greys | undefined {
  const { before, picked } = (saved ?? {}) as Partial<Greys>
  if (typeof before !== 'object' || !Array.isArray(picked) || picked.length > mostGreys || !picked.every(isGrey)) return undefined
  const numbers = names.flatMap((name) => (isShare(before[name]) ? [[name, before[name]] as const] : []))
  return { before: Object.fromEntries(numbers), picked: picked.map(({ x, y, pixel }) => ({ x, y, pixel })) }
}
