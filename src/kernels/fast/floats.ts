import type { ChannelPipeline, Pipeline } from '../compile.ts'
import { quantise, type Rounding } from '../quantise.ts'
import { hasAlpha, type Channels } from '../raster.ts'
import { clearTable, errorAt, fillOctave, isFilled, placeOf, segmentBits, tableLength } from './float-table.ts'
import type { Codes, Run } from './lanes.ts'
import { warming } from './warm.ts'

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
  let lane: Lane
  let at = 0

  // a sum is not-a-number when any of its parts is, and costs less than looking at each; it is compared with itself because
  // a call behind the loop, still unknown when the loop is compiled, would throw the compiled loop away
  const dense = warming('floats, dense', (from, to) => {
    const end = to * channels
    let sum = 0
    for (let i = from * channels; i < end; i++) {
      const place = (bits[i]! >>> segmentBits) << 1
      const s = tables[place]! + tables[place + 1]! * source[i]!
      out[i] = s
      sum += s
    }
    if (sum !== sum) mend(from * channels, end, 1)
  })
  const strided = warming('floats, strided', (from, to) => {
    const first = lane.first
    const end = to * channels
    let sum = 0
    for (let i = from * channels + at; i < end; i += channels) {
      // | 0 keeps the compiler to integers
      const place = (first + ((bits[i]! >>> segmentBits) << 1)) | 0
      const s = tables[place]! + tables[place + 1]! * source[i]!
      out[i] = s
      sum += s
    }
    if (sum !== sum) mend(from * channels + at, end, channels)
  })
  const mend = (from: number, to: number, stride: number): void => {
    for (let i = from; i < to; i += stride) if (Number.isNaN(out[i]!)) out[i] = valueAt(lane, source[i]!)
  }

  return {
    load(pipeline) {
      const untouched = pipeline.channels.map((pipe) => pipe.links.length === 0)
      if (untouched.every(Boolean)) return (from, to) => out.set(source.subarray(from * channels, to * channels), from * channels)
      const lanes = loadTables(tables, pipeline)
      lane = lanes[0]!
      if (!hasAlpha(channels) && lanes.every((each) => each === lanes[0])) return dense
      return (from, to) => {
        for (at = 0; at < channels; at++) {
          lane = lanes[at] ?? lanes[0]!
          if (at === lanes.length || untouched[at]) copyLane(source, out, from * channels + at, to * channels, channels)
          else strided(from, to)
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
  let lane: Lane
  let at = 0
  let rounding: Rounding = 'nearest-even'

  /** Interpolated where that cannot change the code; where the value lies so near to a step of the rounding that it could, the curve is asked. */
  const strided = warming('floats to codes', (from, to) => {
    const { first, pipe } = lane
    const scale = white / pipe.white
    const half = rounding === 'truncate' ? 0 : 0.5
    // twice the stated error, so that the arithmetic's own last bits are covered as well
    const margin = 2 * errorAt(pipe.white, pipe.white) * scale
    const end = to * channels
    for (let i = from * channels + at; i < end; i += channels) {
      const place = (first + ((bits[i]! >>> segmentBits) << 1)) | 0
      const s = (tables[place]! + tables[place + 1]! * source[i]!) * scale + half
      const code = Math.floor(s)
      const over = s - code
      if (over > margin && over < 1 - margin) out[i] = Math.min(Math.max(code, 0), white)
      else out[i] = exact(source[i]!)
    }
  })
  const exact = (x: number): number => {
    const { table, pipe } = lane
    if (!isFilled(table, placeOf(x))) fillOctave(table, x, pipe.curve, pipe.white)
    return quantise((pipe.curve(x) * white) / pipe.white, white, rounding)
  }

  return {
    load(pipeline) {
      const lanes = loadTables(tables, pipeline)
      rounding = pipeline.rounding
      return (from, to) => {
        for (at = 0; at < lanes.length; at++) {
          lane = lanes[at]!
          strided(from, to)
        }
        if (!hasAlpha(channels)) return
        for (let i = from * channels + channels - 1; i < to * channels; i += channels) out[i] = quantise(source[i]! * white, white, rounding)
      }
    },
  }
}
