import type { SpectrumFacts } from '../../kernels/spectrum-facts.ts'
import { binValue, type Histogram } from '../../kernels/histogram.ts'

/** What an 8-bit display can tell apart: code 1 to 255. */
export const displayDecades = Math.log10(255)
export const displayStops = Math.log2(255)

/** The magnitude that a linear 8-bit display first shows as code 1: round(255 · |F| / max) = 1. */
export const firstCode = ({ max }: Pick<SpectrumFacts, 'max'>): number => max / 510

export interface Codes {
  readonly black: number
  readonly levels: number
  readonly median: number
  readonly entropy: number
}

/**
 * The 8-bit codes that a float histogram is shown as, its white at 255. Known to half a bin of the 4,096, so a code at a
 * bin's edge may take its neighbour's samples.
 */
export function displayedCodes(histogram: Histogram): Codes {
  const { bins, range, outside } = histogram
  const codes = new Float64Array(256)
  for (let bin = 0; bin < bins.length; bin++) codes[Math.round((binValue(histogram, bin) / range[1]) * 255)]! += bins[bin]!
  codes[0]! += outside.below
  codes[255]! += outside.above
  const total = codes.reduce((sum, count) => sum + count, 0)
  let levels = 0
  let median = -1
  let entropy = 0
  let seen = 0
  for (let code = 0; code < 256; code++) {
    const count = codes[code]!
    if (count === 0) continue
    levels++
    seen += count
    entropy -= (count / total) * Math.log2(count / total)
    if (median < 0 && seen * 2 >= total) median = code
  }
  return { black: total > 0 ? codes[0]! / total : 0, levels, median: Math.max(median, 0), entropy }
}

export interface Frequency {
  readonly u: number
  readonly v: number
  /** Length of the wave in pixels of the picture; infinite for the mean. */
  readonly wavelength: number
  /** Direction in which the wave runs, in degrees above the horizontal, −90 … 90: a wave and its opposite are one. */
  readonly angle: number
}

const wrapped = (index: number, size: number, centred: boolean): number => {
  if (centred) return index - Math.floor(size / 2)
  return index < Math.ceil(size / 2) ? index : index - size
}

/** The frequency at a pixel of a spectrum, with the signs of np.fft.fftfreq. Rows count downwards, angles upwards. */
export function frequencyAt(x: number, y: number, width: number, height: number, centred: boolean): Frequency {
  const u = wrapped(x, width, centred)
  const v = wrapped(y, height, centred)
  const across = u / width
  const down = v / height
  const cycles = Math.hypot(across, down)
  const turn = (Math.atan2(-down, across) * 180) / Math.PI
  const angle = turn > 90 ? turn - 180 : turn <= -90 ? turn + 180 : turn
  return { u, v, wavelength: cycles > 0 ? 1 / cycles : Infinity, angle: cycles > 0 ? angle : 0 }
}
