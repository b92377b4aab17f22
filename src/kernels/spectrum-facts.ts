/** What is known of a spectrum's magnitudes: dynamic range runs from the 0.1 % point to the maximum. */
export interface SpectrumFacts {
  /** The magnitude that 0.1 % of the coefficients lie below, rounding noise left out. */
  readonly low: number
  readonly max: number
  readonly decades: number
  readonly stops: number
  /** Share of the coefficients that an 8-bit linear display shows as black. */
  readonly blackShare: number
  /** Counts over log10 |F|: bins of equal width from `from` to `to` decades. */
  readonly decadeBins: { readonly counts: Uint32Array; readonly from: number; readonly to: number }
}

const bins = 256

/** Double arithmetic leaves about this much of the largest coefficient where there should be nothing. */
const noise = 2 ** -50

/**
 * Facts of magnitudes. `total` is |F(0, 0)| before it may have been dropped: what lies below its rounding error is no
 * signal and counts neither for the dynamic range nor for the bins.
 */
export function factsOf(magnitudes: Float32Array, total: number): SpectrumFacts {
  let max = 0
  for (let i = 0; i < magnitudes.length; i++) if (magnitudes[i]! > max) max = magnitudes[i]!
  const floor = Math.max(max, total) * noise
  // round(|F| · 255 / max) = 0
  const dark = max / 510
  let black = 0
  let heard = 0
  for (let i = 0; i < magnitudes.length; i++) {
    if (magnitudes[i]! < dark || max === 0) black++
    if (magnitudes[i]! > floor) heard++
  }
  const low = heard > 0 ? smallest(magnitudes, floor, Math.floor(heard / 1000)) : 0
  const ratio = low > 0 ? max / low : 1
  return {
    low,
    max,
    decades: Math.log10(ratio),
    stops: Math.log2(ratio),
    blackShare: black / magnitudes.length,
    decadeBins: countDecades(magnitudes, floor, max),
  }
}

/**
 * The value with `rank` smaller ones above `floor`. The bits of positive floats sort as the floats do, so two counts, of
 * the upper and then of the lower halves, find it without sorting millions.
 */
function smallest(magnitudes: Float32Array, floor: number, rank: number): number {
  const words = new Uint32Array(magnitudes.buffer, magnitudes.byteOffset, magnitudes.length)
  const upper = new Uint32Array(65_536)
  for (let i = 0; i < words.length; i++) if (magnitudes[i]! > floor) upper[words[i]! >>> 16]!++
  const high = rankIn(upper, rank)
  const lower = new Uint32Array(65_536)
  for (let i = 0; i < words.length; i++) if (magnitudes[i]! > floor && words[i]! >>> 16 === high.index) lower[words[i]! & 0xffff]!++
  const bits = Uint32Array.of(((high.index << 16) | rankIn(lower, high.rest).index) >>> 0)
  return new Float32Array(bits.buffer)[0]!
}

const rankIn = (counts: Uint32Array, rank: number): { index: number; rest: number } => {
  let rest = rank
  let index = 0
  while (index < counts.length - 1 && rest >= counts[index]!) rest -= counts[index++]!
  return { index, rest }
}

function countDecades(magnitudes: Float32Array, floor: number, max: number): SpectrumFacts['decadeBins'] {
  const counts = new Uint32Array(bins)
  if (!(max > 0)) return { counts, from: 0, to: 0 }
  const to = Math.log10(max)
  let least = max
  for (let i = 0; i < magnitudes.length; i++) if (magnitudes[i]! > floor && magnitudes[i]! < least) least = magnitudes[i]!
  const from = Math.min(Math.log10(least), to - 1e-9)
  const scale = bins / (to - from)
  for (let i = 0; i < magnitudes.length; i++) {
    if (magnitudes[i]! > floor) counts[Math.min(bins - 1, Math.max(0, Math.floor((Math.log10(magnitudes[i]!) - from) * scale)))]!++
  }
  return { counts, from, to }
}
