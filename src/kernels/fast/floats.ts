import type { ChannelPipeline, Pipeline } from '../compile.ts'
import { quantise, type Rounding } from '../quantise.ts'
import { hasAlpha, type Channels } from '../raster.ts'
import type { Curve } from '../transform.ts'
import { clearTable, errorAt, fillOctave, isFilled, placeOf, segmentBits, tableLength } from './float-table.ts'
import type { Codes, Run } from './lanes.ts'

/** A lane's table among those of a kernel, and what it was made from. */
interface Lane {
  readonly first: number
  readonly table: Float64Array
  readonly pipe: ChannelPipeline
}

const sameSteps = (a: ChannelPipeline, b: ChannelPipeline): boolean =>
  a.links.length === b.links.length && a.links.every((link, i) => link.step === b.links[i]!.step)

/** One table a distinct curve, cleared; channels with the same steps share theirs. */
function loadTables(tables: Float64Array, { channels }: Pipeline): readonly Lane[] {
  const lanes: Lane[] = []
  for (const pipe of channels) {
    const twin = lanes.find((lane) => sameSteps(lane.pipe, pipe))
    if (twin) {
      lanes.push(twin)
      continue
    }
    const first = lanes.length * tableLength
    const table = tables.subarray(first, first + tableLength)
    clearTable(table)
    lanes.push({ first, table, pipe })
  }
  return lanes
}

/** The curve's value from its table, made first where it is not, or from the curve itself where a segment does not fit. */
function valueAt({ table, pipe }: Lane, x: number): number {
  const place = placeOf(x)
  if (!isFilled(table, place)) fillOctave(table, x, pipe.curve, pipe.white)
  const s = table[place]! + table[place + 1]! * x
  return s === s ? s : pipe.curve(x)
}

const copyLane = (source: Float32Array, out: Float32Array, from: number, to: number, stride: number): void => {
  for (let i = from; i < to; i += stride) out[i] = source[i]!
}

const bitsOf = (source: Float32Array): Int32Array => new Int32Array(source.buffer, source.byteOffset, source.length)

export interface FloatsKernel {
  load(pipeline: Pipeline): Run
}

/**
 * Float samples of one source through curves into floats: a table over the float's own upper bits, with linear
 * interpolation. Off by no more than 2^-22 of the value (of white / 16, for values below that) and float32's own
 * rounding; exact where a segment begins, so at every power of two and at 0. Alpha is kept.
 */
export function createFloatsKernel(source: Float32Array, channels: Channels, out: Float32Array): FloatsKernel {
  const bits = bitsOf(source)
  const tables = new Float64Array(3 * tableLength)

  /** Gives not-a-number when any of its results is: a sum passes it on. */
  const interpolate = (from: number, to: number, stride: number, first: number): number => {
    let sum = 0
    for (let i = from; i < to; i += stride) {
      const place = first + (bits[i]! >>> segmentBits) * 2
      const s = tables[place]! + tables[place + 1]! * source[i]!
      out[i] = s
      sum += s
    }
    return sum
  }
  const mend = (from: number, to: number, stride: number, lane: Lane): void => {
    for (let i = from; i < to; i += stride) if (Number.isNaN(out[i]!)) out[i] = valueAt(lane, source[i]!)
  }
  const run = (from: number, to: number, stride: number, lane: Lane): void => {
    if (Number.isNaN(interpolate(from, to, stride, lane.first))) mend(from, to, stride, lane)
  }

  return {
    load(pipeline) {
      const untouched = pipeline.channels.map((pipe) => pipe.links.length === 0)
      if (untouched.every(Boolean)) return (from, to) => out.set(source.subarray(from * channels, to * channels), from * channels)
      const lanes = loadTables(tables, pipeline)
      if (!hasAlpha(channels) && lanes.every((lane) => lane === lanes[0])) return (from, to) => run(from * channels, to * channels, 1, lanes[0]!)
      return (from, to) => {
        for (let c = 0; c < channels; c++) {
          if (c === lanes.length || untouched[c]) copyLane(source, out, from * channels + c, to * channels, channels)
          else run(from * channels + c, to * channels, channels, lanes[c]!)
        }
      }
    },
  }
}

/** Float samples of one source through curves into codes: bit for bit what `quantiseCurves` gives. */
export function createFloatCodesKernel(source: Float32Array, channels: Channels, out: Codes): FloatsKernel {
  const bits = bitsOf(source)
  const tables = new Float64Array(3 * tableLength)
  const white = out instanceof Uint8Array ? 255 : 65_535

  const exact = (curve: Curve, pipe: ChannelPipeline, x: number, rounding: Rounding): number => quantise((curve(x) * white) / pipe.white, white, rounding)

  /** Interpolated where that cannot change the code; where the value lies so near to a step of the rounding that it could, the curve is asked. */
  const run = (from: number, to: number, lane: Lane, rounding: Rounding): void => {
    const { first, pipe, table } = lane
    const scale = white / pipe.white
    const half = rounding === 'truncate' ? 0 : 0.5
    // twice the stated error, so that the arithmetic's own last bits are covered as well
    const margin = 2 * errorAt(pipe.white, pipe.white) * scale
    for (let i = from; i < to; i += channels) {
      const place = (bits[i]! >>> segmentBits) * 2
      const s = (tables[first + place]! + tables[first + place + 1]! * source[i]!) * scale + half
      const code = Math.floor(s)
      const over = s - code
      if (over > margin && over < 1 - margin) out[i] = Math.min(Math.max(code, 0), white)
      else {
        const x = source[i]!
        if (!isFilled(table, place)) fillOctave(table, x, pipe.curve, pipe.white)
        out[i] = exact(pipe.curve, pipe, x, rounding)
      }
    }
  }

  return {
    load(pipeline) {
      const lanes = loadTables(tables, pipeline)
      return (from, to) => {
        lanes.forEach((lane, c) => run(from * channels + c, to * channels, lane, pipeline.rounding))
        if (!hasAlpha(channels)) return
        for (let i = from * channels + channels - 1; i < to * channels; i += channels) out[i] = quantise(source[i]! * white, white, pipeline.rounding)
      }
    },
  }
}
