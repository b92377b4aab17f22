import { floatBins, isFloatHistogram, type Histogram } from '../../histogram.ts'
import type { Curve } from '../../transform.ts'
import { transmissionFloor } from '../develop.ts'
import type { FilmStage } from './film-stage.ts'
import { lightCurves } from './negative-map.ts'

/** The densest that a scan is read: −log₁₀ of the floor. */
export const densest = -Math.log10(transmissionFloor)

/** Density over clear air, −log₁₀ T, of a value of the picture: by the scan's tags or by what was said of it. 0 … `densest`. */
export function opticalDensity(stage: FilmStage, channel: number): Curve {
  const light = lightCurves(stage.params, stage.domain)[stage.layers[channel]!]
  const before = stage.before[channel]!
  return (r) => -Math.log10(Math.max(light(before(r)), transmissionFloor))
}

/** Density of the film base over clear air, a channel of the picture each. A slide has no base: its densities count from clear film. */
export function baseDensity({ params, layers }: FilmStage): readonly number[] {
  if (params.kind === 'slide') return layers.map(() => 0)
  const base = [params.baseR, params.baseG, params.baseB] as const
  return layers.map((layer) => -Math.log10(base[layer]))
}

/** Steps of the fine scale on which a scan's densities are summed up: 0.00045 D each. */
const steps = 8192
const step = densest / steps

/** Samples of one channel by density over clear air: `below[i]` lie below i steps. The film base does not enter. */
export interface DensityCounts {
  readonly below: Float64Array
  readonly total: number
}

/**
 * Pushes an exact histogram through value → density; no pixel is looked at. A code holds all the light that is rounded to
 * it, so its samples lie evenly over the densities from half a code below to half a code above: where codes stand far apart
 * (the dense end of 8 bits) there are no holes that the film does not have.
 */
export function countDensities(histogram: Histogram, densityOf: Curve): DensityCounts {
  const { bins, range, outside } = histogram
  const float = isFloatHistogram(histogram)
  const edge = (bin: number): number => (float ? range[0] + (bin / bins.length) * (range[1] - range[0]) : Math.min(bin - 0.5, range[1]))
  const place = (value: number): number => Math.min(densityOf(value) / step, steps - 1e-9)
  const counts = new Float64Array(steps)
  const spread = (count: number, a: number, b: number): void => {
    const [from, to] = a < b ? [a, b] : [b, a]
    const [first, last] = [Math.floor(from), Math.floor(to)]
    if (first === last) {
      counts[first]! += count
      return
    }
    const each = count / (to - from)
    counts[first]! += each * (first + 1 - from)
    for (let i = first + 1; i < last; i++) counts[i]! += each
    counts[last]! += each * (to - last)
  }
  let known = -1
  let at = 0
  for (let bin = 0; bin < bins.length; bin++) {
    const count = bins[bin]!
    if (count === 0) continue
    const from = known === bin ? at : place(edge(bin))
    at = place(edge(bin + 1))
    known = bin + 1
    spread(count, from, at)
  }
  if (outside.below > 0) counts[Math.floor(place(range[0]))]! += outside.below
  if (outside.above > 0) counts[Math.floor(place(range[1]))]! += outside.above
  const below = new Float64Array(steps + 1)
  for (let i = 0; i < steps; i++) below[i + 1] = below[i]! + counts[i]!
  return { below, total: below[steps]! }
}

const belowAt = ({ below }: DensityCounts, density: number): number => {
  const at = Math.min(Math.max(density / step, 0), steps)
  const first = Math.min(Math.floor(at), steps - 1)
  return below[first]! + (at - first) * (below[first + 1]! - below[first]!)
}

/**
 * The counts as a histogram over densities `from` … `to` above a base. Whole samples: each bin holds what the rounded sum
 * grows by, so that none is lost and none is made.
 */
export function densityHistogram(counts: DensityCounts, channel: Histogram['channel'], base: number, [from, to]: readonly [number, number]): Histogram {
  const bins = new Uint32Array(floatBins)
  const first = Math.round(belowAt(counts, base + from))
  let before = first
  for (let bin = 0; bin < floatBins; bin++) {
    const now = Math.round(belowAt(counts, base + from + ((bin + 1) / floatBins) * (to - from)))
    bins[bin] = now - before
    before = now
  }
  return { channel, bins, range: [from, to], outside: { below: first, above: Math.round(counts.total) - before, nan: 0 } }
}

/** The density over clear air that a share of the samples lies below. */
export function densityAt({ below, total }: DensityCounts, share: number): number {
  let low = 0
  let high = steps
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (below[middle]! < share * total) low = middle
    else high = middle
  }
  return high * step
}
