/** Mantissa bits that tell two places of the table apart: 1,024 places an octave. */
const mantissaBits = 10
const shift = 23 - mantissaBits
/** Octaves below the largest value; what is darker is worked out one by one. */
const octaves = 30

const number = new Float32Array(1)
const bits = new Int32Array(number.buffer)

const bitsOf = (value: number): number => {
  number[0] = value
  return bits[0]!
}

const valueOf = (word: number): number => {
  bits[0] = word
  return number[0]!
}

/** Where the function takes more than two results within a place; no result is as large. */
const many = 65_535

/**
 * A monotone function of float32 samples with few different results (display levels), by a table over the samples' own
 * bits. A place of the table covers the floats that share their upper bits. The function is monotone, so where it gives
 * the same at both ends it gives that in between; where it gives two results the table knows the float at which it turns;
 * elsewhere the sample is worked out. So the result is exactly the function's, at the cost of some thousand calls.
 */
export function tabulate(level: (sample: number) => number, max: number): (samples: Float32Array, channels: number, first: number, out: Uint16Array) => void {
  const top = (bitsOf(max) >>> shift) + 1
  const base = Math.max(0, top - (octaves << mantissaBits))
  const length = top - base
  const below = new Uint16Array(length)
  const from = new Uint16Array(length)
  const turn = new Int32Array(length)

  const at = (word: number): number => level(valueOf(word))
  const wordOf = (place: number): number => (base + place) << shift

  /** The places `start` … `end` (exclusive), with the results at both ends. */
  const fill = (start: number, end: number, low: number, high: number): void => {
    if (low === high) {
      below.fill(low, start, end)
      from.fill(low, start, end)
    } else if (end - start > 1) {
      const middle = (start + end) >> 1
      const between = at(wordOf(middle))
      fill(start, middle, low, between)
      fill(middle, end, between, high)
    } else {
      let left = wordOf(start)
      let right = wordOf(end)
      while (right - left > 1) {
        const word = (left + right) >>> 1
        if (at(word) === low) left = word
        else right = word
      }
      turn[start] = right
      below[start] = low
      from[start] = at(right) === high ? high : many
    }
  }
  fill(0, length, at(wordOf(0)), at(wordOf(length)))

  return (samples, channels, first, out) => {
    const words = new Int32Array(samples.buffer, samples.byteOffset, samples.length)
    for (let p = 0, i = first; p < out.length; p++, i += channels) {
      const word = words[i]!
      const place = (word >>> shift) - base
      // negative numbers, infinity and not-a-number lie beyond the table, zero before it
      const known = place >= 0 && place < length ? (word < turn[place]! ? below[place]! : from[place]!) : many
      out[p] = known === many ? level(samples[i]!) : known
    }
  }
}
