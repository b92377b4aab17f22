import type { Pipeline } from '../../kernels/compile.ts'
import { neutralCurves } from '../../kernels/film/step/neutral-curve.ts'
import type { Histogram } from '../../kernels/histogram.ts'
import type { Curve } from '../../kernels/transform.ts'
import type { Counts } from '../../state/view.ts'
import { axisOf, codeAxis, valueAxis, type Axis } from './axis.ts'
import { barsOf, type Bars } from './bars.ts'
import { channelColour } from './colours.ts'
import { curvesAgree } from './curve-line.ts'
import { fullCount } from './heights.ts'
import { lookOf, reachIn, type Series } from './paint.ts'
import { pipeOf } from './reading.ts'

/** One histogram plot: its axis, what is painted in it and the count of full height. */
export interface Side {
  readonly axis: Axis
  readonly histograms: readonly Histogram[]
  readonly bars: readonly Bars[]
  readonly series: readonly Series[]
  readonly full: number
}

/** `original` are the histograms before, given for the side after: they tell combs from pictures of few codes. */
export const sideOf = (histograms: readonly Histogram[], axis: Axis, counts: Counts, original?: readonly Histogram[]): Side => {
  const bars = histograms.map(barsOf)
  return {
    axis,
    histograms,
    bars,
    series: histograms.map((histogram) => ({ bars: barsOf(histogram), axis, look: lookOf(histogram, histograms), reach: reachIn(histogram, original) })),
    full: fullCount(bars, counts),
  }
}

/** The axis of the result. It is known before a float result has been counted: every pipeline tells its white. */
export const afterAxis = ({ source, channels }: Pipeline, after: readonly Histogram[] | undefined): Axis => {
  if (after && after.length > 0) return axisOf(after)
  const white = Math.max(...channels.map((pipe) => pipe.white))
  return source.depth === 'f32' ? valueAxis([0, white]) : codeAxis(white)
}

export interface CurveLine {
  readonly curve: Curve
  readonly colour: string
  /** Lies on another channel's line and lets its colour show through. */
  readonly dashed: boolean
}

/** The channels whose curves are in sight: those shown, or all where only luma is; none where channels meet, which leaves none a curve. */
export const shownPipes = (pipeline: Pipeline, before: readonly Histogram[]): readonly number[] => (pipeline.mixing ? [] : pipesInSight(pipeline, before))

const pipesInSight = ({ channels }: Pipeline, before: readonly Histogram[]): readonly number[] => {
  const shown = before.map(({ channel }) => pipeOf[channel]).filter((pipe) => pipe !== undefined && pipe < channels.length) as number[]
  return shown.length > 0 ? shown : channels.map((_, pipe) => pipe)
}

const colourOfPipe = ['r', 'g', 'b'] as const

/**
 * One line in the accent where the channels agree, else one a channel in its colour. Where a film mixes the channels they
 * are those of greys.
 */
export const curveLines = (pipeline: Pipeline, before: readonly Histogram[], axis: Axis): readonly CurveLine[] => {
  const all = pipeline.mixing ? neutralCurves(pipeline) : pipeline.channels.map((pipe) => pipe.curve)
  if (!all) return []
  const pipes = pipesInSight(pipeline, before)
  const curves = pipes.map((pipe) => all[pipe]!)
  if (curvesAgree(all, axis)) return [{ curve: all[0]!, colour: 'var(--accent)', dashed: false }]
  return curves.map((curve, i) => ({
    curve,
    colour: channelColour[colourOfPipe[pipes[i]!]!],
    dashed: curves.slice(0, i).some((earlier) => curvesAgree([earlier, curve], axis)),
  }))
}
