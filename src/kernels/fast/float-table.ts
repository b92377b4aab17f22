import type { Curve } from '../transform.ts'

/** A segment spans so many of a float's lowest bits: 2,048 segments between one power of two and the next. */
export const segmentBits = 12

const segments = 2 ** (32 - segmentBits)
const segmentsPerOctave = 2 ** (23 - segmentBits)

/** Numbers in one table: base and slope of every segment. */
export const tableLength = 2 * segments

/** What interpolating may be off by, of the value itself. */
const relativeError = 2 ** -22

/** Values below this share of white may be off by as much as one of this size: a thousandth of a 16-bit code. */
const smallest = 1 / 16

/** What interpolating may be off by, beside the rounding to float32. */
export const errorAt = (s: number, white: number): number => relativeError * Math.max(Math.abs(s), smallest * white)

const bits = new Uint32Array(1)
const float = new Float32Array(bits.buffer)

/** The float whose bits begin the segment. */
const startOf = (segment: number): number => {
  bits[0] = segment * 2 ** segmentBits
  return float[0]!
}

/** Position of a float's segment in a table. */
export const placeOf = (x: number): number => {
  float[0] = x
  return (bits[0]! >>> segmentBits) * 2
}

/**
 * Marks all segments as not made yet: not-a-number goes through the arithmetic and shows itself at the end.
 */
export const clearTable = (table: Float64Array): void => void table.fill(Number.NaN)

/**
 * Makes the segments of the octave (all floats of one sign and exponent) that holds `x`: s ≈ base + slope · x through the
 * curve's own values at both ends. Segments where that is off by more than `errorAt` at a quarter, a half or three
 * quarters stay not-a-number, for the curve itself to be asked: kinks, poles, steep powers, the infinite.
 */
export function fillOctave(table: Float64Array, x: number, curve: Curve, white: number): void {
  const first = Math.floor(placeOf(x) / 2 / segmentsPerOctave) * segmentsPerOctave
  let x0 = startOf(first)
  let y0 = curve(x0)
  for (let segment = first; segment < first + segmentsPerOctave; segment++) {
    const x1 = startOf(segment + 1)
    const y1 = curve(x1)
    const slope = (y1 - y0) / (x1 - x0)
    const base = y0 - slope * x0
    const fits = (share: number): boolean => {
      const inside = x0 + (x1 - x0) * share
      const s = curve(inside)
      return Math.abs(base + slope * inside - s) <= errorAt(s, white)
    }
    const good = Number.isFinite(slope) && fits(0.25) && fits(0.5) && fits(0.75)
    table[2 * segment] = good ? base : Number.NaN
    table[2 * segment + 1] = good ? slope : 0
    x0 = x1
    y0 = y1
  }
}

/** Whether the octave of a place was made: its first slope is a number then. */
export const isFilled = (table: Float64Array, place: number): boolean =>
  !Number.isNaN(table[Math.floor(place / 2 / segmentsPerOctave) * segmentsPerOctave * 2 + 1]!)
