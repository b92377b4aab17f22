import type { NegativeParams, NegativeNumber } from '../kernels/film/step/negative-params.ts'
import { wholeGeometry } from '../kernels/geometry.ts'
import type { Params } from '../kernels/params.ts'
import { addStep, makeStep, setParams, withGeometry, type Recipe } from '../recipe/recipe.ts'
import { filmStepOf } from './film-note.ts'

/** What can be copied from one frame to others, each by itself. */
export const copyParts = ['base', 'unmixing', 'balance', 'exposure', 'grade', 'black-white', 'toe-shoulder', 'saturation', 'frame', 'turn', 'steps'] as const
export type CopyPart = (typeof copyParts)[number]

/** The parts that are numbers of the film step. */
const filmParts: ReadonlySet<CopyPart> = new Set(['base', 'unmixing', 'balance', 'exposure', 'grade', 'black-white', 'toe-shoulder', 'saturation'])

const plain: Partial<Record<CopyPart, readonly (keyof NegativeParams)[]>> = {
  base: ['baseR', 'baseG', 'baseB', 'kind', 'codes'],
  unmixing: ['kRR', 'kRG', 'kRB', 'kGR', 'kGG', 'kGB', 'kBR', 'kBG', 'kBB', 'footR', 'footG', 'footB', 'bend', 'mRG', 'mRB', 'mGR', 'mGB', 'mBR', 'mBG'],
  balance: ['cyan', 'magenta', 'yellow'],
  exposure: ['exposure'],
  grade: ['grade'],
  'black-white': ['black', 'white'],
  'toe-shoulder': ['toe', 'shoulder'],
  saturation: ['saturation'],
}

/** The parts that a recipe has to give. */
export const partsOf = (recipe: Recipe): readonly CopyPart[] =>
  copyParts.filter((part) => (filmParts.has(part) ? filmStepOf(recipe) !== undefined : part !== 'steps' || recipe.steps.some((step) => step !== filmStepOf(recipe))))

const held = (value: number): number => Math.round(Math.min(4, Math.max(-8, value)) * 1e5) / 1e5

/**
 * Offsets carry two things: green's how much light the print gets, the distances of red and blue from it the balance. Either can
 * be taken from another film and the other left.
 */
function offsets(from: NegativeParams, to: NegativeParams, parts: ReadonlySet<CopyPart>): Partial<Record<NegativeNumber, number>> {
  if (!parts.has('balance') && !parts.has('exposure')) return {}
  const green = (parts.has('exposure') ? from : to).offsetG
  const balance = parts.has('balance') ? from : to
  return { offsetR: held(green + balance.offsetR - balance.offsetG), offsetG: green, offsetB: held(green + balance.offsetB - balance.offsetG) }
}

/** A recipe with some parts of another one's; the same object where nothing changes. */
export function withParts(from: Recipe, to: Recipe, wanted: readonly CopyPart[]): Recipe {
  const there = new Set(partsOf(from))
  const parts = new Set(wanted.filter((part) => there.has(part)))
  let made = to
  const source = filmStepOf(from)
  if (source && [...parts].some((part) => filmParts.has(part))) {
    const given = source.params as unknown as NegativeParams
    if (!filmStepOf(made)) made = addStep(made, makeStep('film-negative', { kind: given.kind, codes: given.codes }), 0)
    const target = filmStepOf(made)!
    const now = target.params as unknown as NegativeParams
    const names = [...parts].flatMap((part) => plain[part] ?? [])
    const params: Params = { ...Object.fromEntries(names.map((name) => [name, given[name]])), ...offsets(given, now, parts) }
    if (Object.entries(params).some(([name, value]) => target.params[name] !== value)) made = setParams(made, target.key, params)
  }
  if (parts.has('steps')) {
    const film = filmStepOf(made)
    const others = from.steps.filter((step) => step !== source).map(({ id, params, target, enabled }) => makeStep(id, params, target, enabled))
    made = { ...made, steps: [...(film ? [film] : []), ...others] }
  }
  if (parts.has('frame') || parts.has('turn')) {
    const [given, own] = [from.geometry ?? wholeGeometry, made.geometry ?? wholeGeometry]
    const { area, angle, fallOff } = parts.has('frame') ? given : own
    const { turns, mirror } = parts.has('turn') ? given : own
    const next = withGeometry(made, { area, angle, fallOff, turns, mirror })
    if (JSON.stringify(next.geometry) !== JSON.stringify(made.geometry)) made = next
  }
  return made
}
