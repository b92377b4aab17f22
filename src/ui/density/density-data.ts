import type { Step } from '../../kernels/compile.ts'
import type { Characteristic } from '../../kernels/film/step/characteristic.ts'
import { baseDensity, countDensities, densityAt, densityHistogram, opticalDensity, type DensityCounts } from '../../kernels/film/step/density-scale.ts'
import type { FilmStage } from '../../kernels/film/step/film-stage.ts'
import type { ChannelName, Histogram } from '../../kernels/histogram.ts'
import { shareOf, type Axis } from '../plots/axis.ts'
import { channelColour } from '../plots/colours.ts'
import type { Point } from '../plots/curve-line.ts'
import type { CurvePath } from '../plots/joint-paths.tsx'
import { pipeOf } from '../plots/reading.ts'

interface Made {
  readonly earlier: readonly (readonly Step[])[]
  readonly codes: string
  readonly counts: DensityCounts
}

const made = new WeakMap<Histogram, Made>()

const sameSteps = (a: readonly (readonly Step[])[], b: readonly (readonly Step[])[]): boolean =>
  a.length === b.length && a.every((steps, c) => steps.length === b[c]!.length && steps.every((step, i) => step === b[c]![i]))

/** Densities of one channel of the scan over clear air: made once for a picture, for no number of the film or of the print enters. */
export function countsOf(histogram: Histogram, stage: FilmStage): DensityCounts {
  const { earlier, params } = stage
  const known = made.get(histogram)
  if (known && known.codes === params.codes && sameSteps(known.earlier, earlier)) return known.counts
  const counts = countDensities(histogram, opticalDensity(stage, pipeOf[histogram.channel]!))
  made.set(histogram, { earlier, codes: params.codes, counts })
  return counts
}

/** Channels that have a density; luma, which is mixed of all, has none. */
export const scanned = (histograms: readonly Histogram[]): readonly Histogram[] => histograms.filter(({ channel }) => channel !== 'luma')

/** A thousandth of the pixels may be dust, or a hole of the film. */
const stray = 0.001
/** Densities left free beside the picture's own. */
const aside = { thin: 0.2, dense: 0.1, base: 0.08, least: 0.9 } as const

/**
 * The densities of the plot: all but a thousandth of the scan at each end, and the base. It hangs on the scan's own
 * densities, so that a base that is dragged moves over a histogram that stays.
 */
export function densityWindow(histograms: readonly Histogram[], stage: FilmStage): readonly [from: number, to: number] {
  const base = baseDensity(stage)
  const ends = (share: number): readonly number[] => scanned(histograms).map((one) => densityAt(countsOf(one, stage), share) - base[pipeOf[one.channel]!]!)
  const from = Math.min(Math.min(...ends(stray)) - aside.thin, -aside.base)
  return [from, Math.max(Math.max(...ends(1 - stray)) + aside.dense, from + aside.least)]
}

/** The channel that stands for all where one density is asked for: green, by which a print is judged and printer lights are set. */
export const referenceOf = ({ layers }: FilmStage): number => layers.indexOf(1)

interface Drawn {
  readonly base: number
  readonly from: number
  readonly to: number
  readonly histogram: Histogram
}

const drawn = new WeakMap<DensityCounts, Drawn>()

/** The last one is kept: what is drawn of it is not drawn again while only the print changes. */
function histogramOf(counts: DensityCounts, channel: ChannelName, base: number, [from, to]: readonly [number, number]): Histogram {
  const known = drawn.get(counts)
  if (known && known.base === base && known.from === from && known.to === to) return known.histogram
  const histogram = densityHistogram(counts, channel, base, [from, to])
  drawn.set(counts, { base, from, to, histogram })
  return histogram
}

/** The scan's histograms by density above the base. */
export const scanOf = (histograms: readonly Histogram[], stage: FilmStage, window: readonly [number, number]): readonly Histogram[] => {
  const base = baseDensity(stage)
  return scanned(histograms).map((one) => histogramOf(countsOf(one, stage), one.channel, base[pipeOf[one.channel]!]!, window))
}

/** The channels in sight: those shown, or all where only luma is. */
export const shownChannels = (shown: readonly Histogram[], all: readonly Histogram[]): readonly ChannelName[] => {
  const some = scanned(shown)
  return (some.length > 0 ? some : scanned(all)).map(({ channel }) => channel)
}

/** Density and result agree this closely: no line could be told from the other. */
const alike = 0.004

const sameLine = ({ density, output }: Characteristic, a: number, b: number, white: number): boolean =>
  density[a]!.every((d, i) => Math.abs(d - density[b]![i]!) < alike && Math.abs(output[a]![i]! - output[b]![i]!) < alike * white)

/** A channel's curve in the map. Beyond its points it is level: the layer tells no more from more. */
function pointsOf({ density, output }: Characteristic, channel: number, across: Axis, up: Axis, side: number): readonly Point[] {
  const points = Array.from(density[channel]!, (d, i): Point => ({ x: shareOf(across, d) * side, y: (1 - shareOf(up, output[channel]![i]!)) * side }))
  const [first, last] = [points[0]!, points.at(-1)!]
  const [start, end] = first.x < last.x ? [0, side] : [side, 0]
  return [{ x: start, y: first.y }, ...points.filter(({ x }) => x > -side && x < 2 * side), { x: end, y: last.y }]
}

/** One line in the accent where all channels agree, else one a channel in its colour. */
export function densityPaths(characteristic: Characteristic, channels: readonly ChannelName[], across: Axis, up: Axis, side: number): readonly CurvePath[] {
  const pipes = channels.map((channel) => pipeOf[channel]!)
  const all = characteristic.density.map((_, pipe) => pipe)
  if (all.every((pipe) => sameLine(characteristic, 0, pipe, up.to))) return [{ points: pointsOf(characteristic, 0, across, up, side), colour: 'var(--accent)', dashed: false }]
  return pipes.map((pipe, i) => ({
    points: pointsOf(characteristic, pipe, across, up, side),
    colour: channelColour[channels[i]!],
    dashed: pipes.slice(0, i).some((earlier) => sameLine(characteristic, earlier, pipe, up.to)),
  }))
}
