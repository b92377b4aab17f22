import type { ChannelPipeline, Mixing, Pipeline } from '../compile.ts'
import type { Matrix, Three } from '../mixing.ts'
import type { Curve } from '../transform.ts'

/** Steps of the middle curves a unit (a decade of density): what is written, and what is only looked at. */
export type Fineness = 4096 | 512

/** Steps of the last curve, over the square root of light: even steps there are nearly even steps of the code. */
export const lightSteps = 4096

/** An interval whose middle is further off than so many codes is worked out one by one. */
const tooFar = 0.25

export interface MixTables {
  /** t of every code, a channel each. */
  readonly input: Three<Float32Array>
  /** The first matrix with the tables' scale in it: t to places in the middle tables. */
  readonly first: Matrix
  readonly shift: Three<number>
  /** Value and slope by turns. */
  readonly inner: Three<Float32Array>
  readonly second: Matrix
  /** Output codes, value and slope by turns; not a number where the curve bends too much for a line. */
  readonly output: Three<Float32Array>
}

let lastInput: { readonly key: string; readonly encoding: unknown; readonly tables: Three<Float32Array> } | undefined

const sameSteps = (a: ChannelPipeline, b: ChannelPipeline): boolean => a.links.length === b.links.length && a.links.every((link, i) => link.step === b.links[i].step)

const stepsOf = (pipes: readonly ChannelPipeline[]): unknown => pipes.map(({ links, white }) => [white, links.map(({ step, domain }) => [step.id, step.params, domain.white, domain.max()])])

/** The tables of the codes; they stay the same while only the print is changed, as through most drags. */
function inputTables({ before, map, domain }: Mixing, codes: number): Three<Float32Array> {
  const key = JSON.stringify([codes, map.inputKey, stepsOf(before)])
  if (lastInput?.key === key && lastInput.encoding === domain.encoding) return lastInput.tables
  const tables = before.map(({ curve, white }, c) => Float32Array.from({ length: codes }, (_, code) => map.input[c](curve(code) / white))) as unknown as Three<Float32Array>
  lastInput = { key, encoding: domain.encoding, tables }
  return tables
}

/** Smallest and largest t among the codes that a channel has. */
function reach(table: Float32Array, [low, high]: readonly [number, number]): readonly [number, number] {
  let least = Infinity
  let most = -Infinity
  for (let code = Math.max(0, Math.floor(low)); code <= Math.min(table.length - 1, Math.ceil(high)); code++) {
    least = Math.min(least, table[code])
    most = Math.max(most, table[code])
  }
  return [least, most]
}

function middleTable(curve: Curve, from: number, to: number, steps: number): Float32Array {
  const count = Math.ceil((to - from) * steps) + 3
  const table = new Float32Array(2 * count)
  let value = curve(from)
  for (let i = 0; i < count; i++) {
    const next = curve(from + (i + 1) / steps)
    table[2 * i] = value
    table[2 * i + 1] = next - value
    value = next
  }
  return table
}

function lightTable(curve: Curve): Float32Array {
  const table = new Float32Array(2 * (lightSteps + 2))
  const at = (place: number): number => curve(Math.min(1, (place / lightSteps) ** 2))
  let value = at(0)
  for (let i = 0; i <= lightSteps; i++) {
    const next = at(i + 1)
    const straight = Math.abs(at(i + 0.5) - (value + next) / 2) <= tooFar
    table[2 * i] = straight ? value : NaN
    table[2 * i + 1] = next - value
    value = next
  }
  return table
}

/** Tables of a recipe in which channels meet, for codes of a container; `scale` takes each channel's result to output codes. */
export function mixTables({ mixing, channels, source }: Pipeline, codes: number, scale: (white: number) => number, steps: Fineness): MixTables {
  if (!mixing) throw new RangeError('the channels of this recipe do not meet')
  const { map, white } = mixing
  const input = inputTables(mixing, codes)
  const reaches = input.map((table, c) => reach(table, source.extents[c] ?? [0, source.white]))
  const first: number[] = []
  const shift: number[] = []
  const inner = [0, 1, 2].map((row) => {
    const ends = [0, 1].map((end) => reaches.reduce((sum, [least, most], c) => {
      const k = map.first[3 * row + c]
      return sum + k * ((k < 0) === (end === 0) ? most : least)
    }, 0))
    // a code outside the picture's extremes may come from a proxy's rounding
    const from = ends[0] - 0.02
    for (let c = 0; c < 3; c++) first.push(map.first[3 * row + c] * steps)
    shift.push(-from * steps)
    return middleTable(map.inner[row], from, ends[1] + 0.02, steps)
  })
  const exact = channels.map((pipe): Curve => {
    const factor = scale(pipe.white)
    return (light) => factor * pipe.curve(white * map.output(light))
  })
  const output: Float32Array[] = []
  channels.forEach((pipe, c) => {
    const twin = channels.findIndex((other) => sameSteps(other, pipe) && other.white === pipe.white)
    output.push(twin < c ? output[twin] : lightTable(exact[c]))
  })
  return { input, first: first as unknown as Matrix, shift: shift as unknown as Three<number>, inner: inner as unknown as Three<Float32Array>, second: map.second, output: output as unknown as Three<Float32Array> }
}
