import type { Histogram } from '../../kernels/histogram.ts'
import type { Counts } from '../../state/view.ts'
import { axisOf, type Axis } from './axis.ts'
import { barsOf, type Bars } from './bars.ts'
import { fullCount } from './heights.ts'
import { lookOf, reachIn, type Series } from './paint.ts'
import { countIn, thousands, type Figure, type Reading } from './reading.ts'

/** Before and after in one plot: the result filled, what it was as a dashed outline, on one scale of counts. */
export interface PairData {
  readonly axis: Axis
  /** The axis of "before", where float units differ; the same as `axis` otherwise. */
  readonly beforeAxis: Axis
  readonly series: readonly Series[]
  readonly full: number
  readonly bars: readonly Bars[]
}

/**
 * Codes share one axis. Float values before and after may be of different units (|F| and 0 … 255), so each runs over its
 * own range.
 */
export function pairOf(before: readonly Histogram[], after: readonly Histogram[], counts: Counts): PairData {
  const own = axisOf(before)
  const result = after.length > 0 ? axisOf(after) : own
  const axis = own.integer ? axisOf([...before, ...after]) : result
  const beforeAxis = own.integer ? axis : own
  const bars = after.map(barsOf)
  return {
    axis,
    beforeAxis,
    series: [
      ...after.map((histogram): Series => ({ bars: barsOf(histogram), axis, look: lookOf(histogram, after), reach: reachIn(histogram, before) })),
      ...before.map((histogram): Series => ({ bars: barsOf(histogram), axis: beforeAxis, look: 'dashed', reach: reachIn(histogram, undefined) })),
    ],
    full: fullCount([...before.map(barsOf), ...bars], counts),
    bars,
  }
}

/** "R 1 204 → 980": the counts of a code before and after. Where the units differ only the result is read. */
export const pairFigures = (before: readonly Histogram[], after: readonly Histogram[], { axis, beforeAxis }: PairData, reading: Reading): readonly Figure[] =>
  before.map((histogram) => {
    const result = after.find(({ channel }) => channel === histogram.channel)
    const was = axis.integer || axis.to === beforeAxis.to ? thousands(countIn(histogram, reading)) : undefined
    const is = result ? thousands(countIn(result, reading)) : '–'
    return { channel: histogram.channel, text: was === undefined ? is : `${was} → ${is}` }
  })
