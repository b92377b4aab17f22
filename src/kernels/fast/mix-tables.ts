import type { ChannelPipeline, Mixing, Pipeline } from '../compile.ts'
import type { Matrix, Three } from '../mixing.ts'
import type { Curve } from '../transform.ts'

/** Steps of the middle curves a unit (a decade of density): what is written, and what is only looked at. */
export type Fineness = 4096 | 512

/** How finely light is cut: each power of two from 2⁻⁴⁰ up into so many equal parts, as a float's own bits do. */
export interface LightCut {
  /** Bits of a float that lie below a part's. */
  readonly below: number
  /** The parts' number of the least light that is told from none. */
  readonly first: number
  readonly parts: number
}

/** Less light than this is none. */
export const leastLight = 2 ** -40
const octaves = 40

const cutOf = (bits: number): LightCut => ({ below: 23 - bits, first: (127 - octaves) << bits, parts: (octaves << bits) + 1 })

/** An interval whose middle is further off than so many codes is worked out one by one. */
const tooFar = 0.25

/** How exactly 32-bit floats know light of up to 1; where a curve makes more than `tooFar` of that, it takes better ones. */
const grain = 2 ** -23

/**
 * Tables of lines: a place's part of a curve is value + slope · x for the x itself, not for its distance from anything, so
 * that a look-up costs a product and a sum. Lines halve the error of a chord: too high in the middle as they are too low at
 * the ends. Each table holds value and slope by turns.
 */
export interface MixTables {
  /** t of every code, a channel each. */
  readonly input: Three<Float32Array>
  /** The first matrix with the steps' scale in it, and what is added, so that a white print lies about 0. */
  readonly first: Matrix
  readonly shift: Three<number>
  /** Lines of the middle curves; the one about x is number round(x) + origin. */
  readonly inner: Three<Float32Array>
  readonly origin: Three<number>
  readonly second: Matrix
  /** Lines of the output codes over light; not a number where the curve bends too much for a line. */
  readonly output: Three<Float32Array>
  readonly cut: LightCut
}

let lastInput: { readonly key: string; readonly encoding: unknown; readonly tables: Three<Float32Array> } | undefined
let lastOutput: { readonly key: string; readonly curve: Curve; readonly tables: readonly Float32Array[] } | undefined

const stepsOf = (pipes: readonly ChannelPipeline[]): unknown => pipes.map(({ links, white }) => [white, links.map(({ step, domain }) => [step.id, step.params, domain.white, domain.max()])])

/**
 * The tables of the codes, held to what a channel's codes reach; they stay the same while only the print is changed, as
 * through most drags.
 */
function inputTables({ before, map, domain }: Mixing, codes: number, extents: Pipeline['source']['extents']): Three<Float32Array> {
  const key = JSON.stringify([codes, map.inputKey, stepsOf(before), extents])
  if (lastInput?.key === key && lastInput.encoding === domain.encoding) return lastInput.tables
  const tables = before.map(({ curve, white }, c) => {
    const [low, high] = extents[c] ?? [0, codes - 1]
    const first = Math.max(0, Math.floor(low))
    const last = Math.min(codes - 1, Math.ceil(high))
    const table = new Float32Array(codes)
    for (let code = first; code <= last; code++) table[code] = map.input[c](curve(code) / white)
    return table.fill(table[first], 0, first).fill(table[last], last + 1)
  }) as unknown as Three<Float32Array>
  lastInput = { key, encoding: domain.encoding, tables }
  return tables
}

/** Smallest and largest t. */
function reach(table: Float32Array): readonly [number, number] {
  let least = Infinity
  let most = -Infinity
  for (let code = 0; code < table.length; code++) {
    const t = table[code]
    if (t < least) least = t
    if (t > most) most = t
  }
  return [least, most]
}

/** A cubic between nodes so many values apart stands for the values, where the nodes' fourth difference is no larger than this. */
const apart = 4
const straight = 2 ** -26

/** The values of a curve at 0, 1, …: most of them by a cubic through the four nearest nodes, off by 3 ⁄ 128 of the fourth difference. */
function sampled(curve: Curve, length: number): Float64Array {
  const values = new Float64Array(length)
  const last = Math.floor((length - 1) / apart)
  for (let k = 0; k <= last; k++) values[k * apart] = curve(k * apart)
  for (let k = 0, at = 0; at < length; k++, at += apart) {
    const end = Math.min(length, at + apart)
    const [a, b, c, d] = [values[at - apart], values[at], values[at + apart], values[at + 2 * apart]]
    const inside = k >= 2 && k + 3 <= last
    const bend = inside ? Math.max(Math.abs(values[at - 2 * apart] - 4 * a + 6 * b - 4 * c + d), Math.abs(a - 4 * b + 6 * c - 4 * d + values[at + 3 * apart])) : Infinity
    // also where the difference is no number
    const smooth = bend <= straight
    for (let i = at + 1; i < end; i++) {
      const t = (i - at) / apart
      values[i] = smooth ? b + t * (c - a / 3 - b / 2 - d / 6 + t * (a / 2 - b + c / 2 + t * ((d - a) / 6 + (b - c) / 2))) : curve(i)
    }
  }
  return values
}

/** Lines of a curve about from, from + 1 ⁄ steps, …; `white` is the number of the one that is nearest to 1. */
function middleTable(curve: Curve, from: number, to: number, steps: number): { readonly table: Float32Array; readonly white: number } {
  const count = Math.ceil((to - from) * steps) + 2
  // the curve half a step before each line's middle, and one more at either end
  const ends = sampled((i) => curve(from + (i - 1.5) / steps), count + 3)
  let white = 0
  for (let i = 1; i < count; i++) if (Math.abs(ends[i + 1] - 1) < Math.abs(ends[white + 1] - 1)) white = i
  const table = new Float32Array(2 * count)
  for (let i = 0; i < count; i++) {
    const slope = ends[i + 2] - ends[i + 1]
    const bow = (ends[i + 3] - ends[i + 2] - ends[i + 1] + ends[i]) / 32
    table[2 * i] = (ends[i + 1] + ends[i + 2]) / 2 - bow - slope * (i - white)
    table[2 * i + 1] = slope
  }
  return { table, white }
}

const floats = new Float32Array(1)
const bits = new Int32Array(floats.buffer)

/** Lines of a curve over light, part by part, held to 0 … top. */
function lightTable(curve: Curve, top: number, cut: LightCut): Float32Array {
  const lightAt = (part: number): number => {
    bits[0] = (cut.first + part) << cut.below
    return Math.min(1, floats[0])
  }
  const held = (light: number): number => Math.min(top, Math.max(0, curve(light)))
  const table = new Float32Array(2 * cut.parts)
  let light = lightAt(0)
  let value = held(light)
  for (let i = 0; i < cut.parts; i++) {
    const end = lightAt(i + 1)
    const next = held(end)
    const slope = end > light ? (next - value) / (end - light) : 0
    const bow = held((light + end) / 2) - (value + next) / 2
    table[2 * i] = Math.abs(bow) <= tooFar && Math.abs(slope) * grain <= tooFar ? value + bow / 2 - slope * light : NaN
    table[2 * i + 1] = slope
    light = end
    value = next
  }
  return table
}

/** One table for all channels that are alike; the same ones while only what stands before them is changed. */
function outputTables({ channels, mixing }: Pipeline, scale: (white: number) => number, cut: LightCut): Three<Float32Array> {
  const { map, white } = mixing!
  const keys = channels.map((pipe) => JSON.stringify([cut.below, white, scale(pipe.white), stepsOf([pipe])]))
  const key = keys.join()
  if (lastOutput?.key !== key || lastOutput.curve !== map.output) {
    const tables: Float32Array[] = []
    channels.forEach((pipe, c) => {
      const twin = keys.indexOf(keys[c])
      const factor = scale(pipe.white)
      tables.push(twin < c ? tables[twin] : lightTable((light) => factor * pipe.curve(white * map.output(light)), factor * pipe.white, cut))
    })
    lastOutput = { key, curve: map.output, tables }
  }
  return lastOutput.tables as unknown as Three<Float32Array>
}

/** Tables of a recipe in which channels meet, for codes of a container; `scale` takes each channel's result to output codes. */
export function mixTables(pipeline: Pipeline, codes: number, scale: (white: number) => number, steps: Fineness): MixTables {
  const { mixing, source, channels } = pipeline
  if (!mixing) throw new RangeError('the channels of this recipe do not meet')
  const { map } = mixing
  const input = inputTables(mixing, codes, source.extents)
  const reaches = input.map(reach)
  const first: number[] = []
  const shift: number[] = []
  const origin: number[] = []
  const inner = [0, 1, 2].map((row) => {
    const ends = [0, 1].map((end) => reaches.reduce((sum, [least, most], c) => {
      const k = map.first[3 * row + c]
      return sum + k * ((k < 0) === (end === 0) ? most : least)
    }, 0))
    // a step to spare for the rounding of sums
    const from = ends[0] - 1 / steps
    const { table, white } = middleTable(map.inner[row], from, ends[1] + 1 / steps, steps)
    for (let c = 0; c < 3; c++) first.push(map.first[3 * row + c] * steps)
    shift.push(-from * steps - white)
    origin.push(white)
    return table
  })
  const cut = cutOf(Math.max(...channels.map((pipe) => scale(pipe.white) * pipe.white)) > 255 ? 8 : 5)
  return {
    input,
    first: first as unknown as Matrix,
    shift: shift as unknown as Three<number>,
    inner: inner as unknown as Three<Float32Array>,
    origin: origin as unknown as Three<number>,
    second: map.second,
    output: outputTables(pipeline, scale, cut),
    cut,
  }
}
