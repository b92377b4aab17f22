import { levelCrossing, type Characteristic } from '../../kernels/film/step/characteristic.ts'
import { baseDensity, densest } from '../../kernels/film/step/density-scale.ts'
import type { FilmStage } from '../../kernels/film/step/film-stage.ts'
import { negativeParams, paramsOfBase, type NegativeParams } from '../../kernels/film/step/negative-params.ts'
import type { Params } from '../../kernels/params.ts'
import { figure, precise } from '../format.ts'
import type { Axis } from '../plots/axis.ts'
import { clamp, settleDigits, type Range } from '../kit/scale.ts'
import { referenceOf } from './density-data.ts'

export type MarkId = 'base' | 'black' | 'white'

/** A place on the density axis that sets a parameter of the step. */
export interface Mark {
  readonly id: MarkId
  readonly name: string
  /** For screen readers. */
  readonly label: string
  /** Density above the base at which it stands, in the green channel. */
  readonly at: number
  /** The number that it sets, and what it may be. */
  readonly value: number
  readonly range: Range
  readonly words: string
  /** The parameters that bring the mark to a density, or the number to a value. */
  readonly toDensity: (density: number) => Params
  readonly toValue: (value: number) => Params
  /** The parameters it began with, where there are such. */
  readonly home: Params | undefined
}

const letters = ['R', 'G', 'B'] as const

/** All three channels by one factor: the base's colour stays as it was found. */
function baseTo({ params }: FilmStage, change: number): Params {
  const base = [params.baseR, params.baseG, params.baseB] as const
  const { min, max } = negativeParams.baseR
  const factor = Math.min(Math.max(10 ** -change, min / Math.min(...base)), max / Math.max(...base))
  return paramsOfBase([base[0] * factor, base[1] * factor, base[2] * factor])
}

function baseMark(stage: FilmStage): Mark {
  const own = baseDensity(stage)
  const now = own[referenceOf(stage)]!
  return {
    id: 'base',
    name: 'Base',
    label: 'Film base',
    at: 0,
    value: now,
    range: { min: 0, max: densest, scale: 'linear', digits: 3 },
    words: `Film base at density ${own.map((density, c) => (own.length === 1 ? '' : `${letters[c]!} `) + figure(density, 2)).join(', ')}`,
    toDensity: (density) => baseTo(stage, density),
    toValue: (value) => baseTo(stage, value - now),
    home: undefined,
  }
}

/** The end of the plot that prints dark. */
const darkEnd = ({ params }: FilmStage, axis: Axis): number => (params.kind === 'slide' ? axis.to : axis.from)
const lightEnd = ({ params }: FilmStage, axis: Axis): number => (params.kind === 'slide' ? axis.from : axis.to)

function printMark(id: 'black' | 'white', stage: FilmStage, { density, light }: Characteristic, axis: Axis): Mark {
  const spec = negativeParams[id]
  const value = stage.params[id]
  const own = density[referenceOf(stage)]!
  const [thin, least, most] = [own[0]!, light[0]!, light.at(-1)!]
  const end = darkEnd(stage, axis)
  // less light than the film's foot gives has no density: it stands between the plot's dark end and the foot, in proportion
  const room = Math.sign(thin - end) === Math.sign(own.at(-1)! - thin) ? thin - end : 0
  const lightAt = (d: number): number => {
    const under = room !== 0 && (d - end) / room < 1
    return under ? least * Math.max(0, (d - end) / room) : levelCrossing(own, d, light)
  }
  const at = value < least ? (room === 0 ? thin : end + room * (value / least)) : value > most ? lightEnd(stage, axis) : levelCrossing(light, value, own)
  const where = value < least ? 'less than the film base prints' : value > most ? 'more than the film prints' : `density ${figure(at, 2)}`
  const set = (next: number): Params => ({ [id]: clamp(settleDigits(next, spec.digits), spec) }) satisfies Partial<NegativeParams>
  return {
    id,
    name: id === 'black' ? 'Black' : 'White',
    label: id === 'black' ? 'Black point' : 'White point',
    at,
    value,
    range: spec,
    words: `${id === 'black' ? 'Black' : 'White'} ${precise(value, spec.digits)} of linear light, ${where}`,
    toDensity: (d) => set(lightAt(d)),
    toValue: set,
    home: { [id]: spec.initial },
  }
}

/** Base, black and white of the step, from the thin end of the film to the dense one. A slide has no base to take off. */
export const marksOf = (stage: FilmStage, characteristic: Characteristic, axis: Axis): readonly Mark[] => [
  ...(stage.params.kind === 'slide' ? [] : [baseMark(stage)]),
  printMark('black', stage, characteristic, axis),
  printMark('white', stage, characteristic, axis),
]
