import { grain, startsWhole, wholeWords, type Codes, type Run } from './lanes.ts'
import { warming } from './warm.ts'

/** Counts luma tile by tile, rounded to the nearest code. */
export interface LumaCounter {
  readonly run: Run
  bins(): Uint32Array
}

/** Rec. 709 on code values, and in this order: the last bit of a sum depends on it. */
const weights = [0.2126, 0.7152, 0.0722] as const

/** Luma in fixed point: so many bits behind the point, which a sum of 255 leaves room for. */
const fraction = 22
const below = 2 ** fraction - 1

/** What three rounded products may be off by. */
const slack = 2

const fixed = (weight: number, base = 0): Int32Array => Int32Array.from({ length: 256 }, (_, r) => Math.round(weight * r * 2 ** fraction) + base)

const exactly = (red: number, green: number, blue: number): number => (weights[0] * red + weights[1] * green + weights[2] * blue + 0.5) | 0

const sumOf = (here: Uint32Array, there: Uint32Array): Uint32Array => here.map((count, r) => count + there[r]!)

/**
 * A counter of one source of 3 or 4 channels: bit for bit what rounding `luma` of every pixel gives. Neighbours, which are
 * often alike, are counted in two tables by turns, so that they do not wait for each other.
 */
export const createLumaCounter = (source: Codes, channels: 3 | 4): LumaCounter =>
  source instanceof Uint8Array ? ofBytes(source, channels) : ofHalves(source, channels)

function ofBytes(source: Uint8Array, channels: 3 | 4): LumaCounter {
  const words = new Int32Array(source.buffer, startsWhole(source, 4) ? source.byteOffset : 0, startsWhole(source, 4) ? wholeWords(source, 4) : 0)
  // half a code, for the rounding, and the slack: what is nearer than that to the turn of a code shows as almost nothing behind the point
  const red = fixed(weights[0], 2 ** (fraction - 1) + slack)
  const green = fixed(weights[1])
  const blue = fixed(weights[2])
  const here = new Uint32Array(256)
  const there = new Uint32Array(256)

  const codeOf = (r: number, g: number, b: number): number => {
    const sum = red[r]! + green[g]! + blue[b]!
    return (sum & below) < 2 * slack ? exactly(r, g, b) : sum >> fraction
  }
  const three = warming('luma, three bytes', (from, to) => {
    const end = (to * 3) >> 2
    for (let i = (from * 3) >> 2; i < end; i += 3) {
      const u = words[i]!
      const v = words[i + 1]!
      const w = words[i + 2]!
      here[codeOf(u & 255, (u >>> 8) & 255, (u >>> 16) & 255)]!++
      there[codeOf(u >>> 24, v & 255, (v >>> 8) & 255)]!++
      here[codeOf((v >>> 16) & 255, v >>> 24, w & 255)]!++
      there[codeOf((w >>> 8) & 255, (w >>> 16) & 255, w >>> 24)]!++
    }
  })
  const four = warming('luma, four bytes', (from, to) => {
    for (let i = from; i < to; i += 2) {
      const v = words[i]!
      const w = words[i + 1]!
      here[codeOf(v & 255, (v >>> 8) & 255, (v >>> 16) & 255)]!++
      there[codeOf(w & 255, (w >>> 8) & 255, (w >>> 16) & 255)]!++
    }
  })
  const plainly: Run = (from, to) => {
    for (let i = from * channels; i < to * channels; i += channels) here[exactly(source[i]!, source[i + 1]!, source[i + 2]!)]!++
  }
  const fast = channels === 3 ? three : four
  return {
    run(from, to) {
      const first = words.length > 0 ? Math.min(to, grain * Math.ceil(from / grain)) : to
      const last = Math.max(first, grain * Math.floor(to / grain))
      plainly(from, first)
      if (first < last) fast(first, last)
      plainly(last, to)
    },
    bins: () => sumOf(here, there),
  }
}

function ofHalves(source: Uint16Array, channels: 3 | 4): LumaCounter {
  const here = new Uint32Array(65_536)
  const there = new Uint32Array(65_536)
  const count = (table: Uint32Array, i: number): void => {
    table[(weights[0] * source[i]! + weights[1] * source[i + 1]! + weights[2] * source[i + 2]! + 0.5) | 0]!++
  }
  const run = warming('luma, halves', (from, to) => {
    const even = to - ((to - from) & 1)
    for (let i = from * channels; i < even * channels; i += 2 * channels) {
      count(here, i)
      count(there, i + channels)
    }
    if (even < to) count(here, even * channels)
  })
  return { run, bins: () => sumOf(here, there) }
}
