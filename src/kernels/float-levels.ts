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

/**
 * A monotone function of float32 samples with few different results (display levels), by a table over the samples' own
 * bits. A place of the table covers the floats that share their upper bits; where the function gives the same at both of
 * its ends it gives that in between, else the sample is worked out. So the result is exactly the function's, at the cost
 * of some 30,000 calls and one in ten of the samples.
 */
export function tabulate(level: (sample: number) => number, max: number): (samples: Float32Array, channels: number, first: number, out: Uint16Array) => void {
  const top = (bitsOf(max) >>> shift) + 1
  const base = Math.max(0, top - (octaves << mantissaBits))
  const places = new Int32Array(top - base)
  let low = level(valueOf(base << shift))
  for (let place = 0; place < places.length; place++) {
    // the first float of the next place lies beyond all of this one
    const high = level(valueOf((base + place + 1) << shift))
    places[place] = low === high ? low : -1
    low = high
  }
  return (samples, channels, first, out) => {
    const words = new Int32Array(samples.buffer, samples.byteOffset, samples.length)
    for (let p = 0, i = first; p < out.length; p++, i += channels) {
      // negative numbers, infinity and not-a-number lie beyond the table, zero before it
      const place = (words[i]! >>> shift) - base
      const known = place >= 0 && place < places.length ? places[place]! : -1
      out[p] = known >= 0 ? known : level(samples[i]!)
    }
  }
}
