import { binValue, type Histogram } from '../../kernels/histogram.ts'
import { statistics, type Statistics } from '../../kernels/statistics.ts'
import { figure, percent, significant } from '../format.ts'
import { isInteger } from './axis.ts'
import { combine } from './combine.ts'

const tail = 0.1

/** The values that a tenth of the samples lie below and above: four fifths lie between. */
export function middleSpread(histogram: Histogram): readonly [low: number, high: number] {
  const { bins } = histogram
  let inside = 0
  for (let bin = 0; bin < bins.length; bin++) inside += bins[bin]!
  let seen = 0
  let low: number | undefined
  for (let bin = 0; bin < bins.length; bin++) {
    seen += bins[bin]!
    if (low === undefined && seen > tail * inside) low = binValue(histogram, bin)
    if (seen >= (1 - tail) * inside && bins[bin]! > 0) return [low ?? 0, binValue(histogram, bin)]
  }
  return [low ?? 0, low ?? 0]
}

const worthSaying = 1e-4

const clipping = ({ clippedLow, clippedHigh }: Statistics, [black, white]: readonly [number, number], valueText: (value: number) => string): string => {
  const parts = [
    ...(clippedLow >= worthSaying ? [`${percent(clippedLow, 2)} at ${valueText(black)}`] : []),
    ...(clippedHigh >= worthSaying ? [`${percent(clippedHigh, 2)} at ${valueText(white)}`] : []),
  ]
  return parts.length === 0 ? 'nothing clipped' : parts.join(' and ')
}

/** One side of the sentence: "mean 23.6, most values between 3 and 40, 0.04 % at 0". */
export function summaryOf(channels: readonly Histogram[]): string {
  const all = combine(channels)
  if (!all) return channels.length === 0 ? 'not counted yet' : 'the channels have different ranges'
  const found = statistics(all)
  if (found.count === 0) return 'no values'
  const valueText = (value: number): string => (isInteger(all) ? String(value) : significant(value))
  const [low, high] = middleSpread(all).map(valueText)
  const most = low === high ? `most values at ${low}` : `most values between ${low} and ${high}`
  return `mean ${isInteger(all) ? figure(found.mean, 1) : valueText(found.mean)}, ${most}, ${clipping(found, all.range, valueText)}`
}

const colours = (histograms: readonly Histogram[]): readonly Histogram[] => histograms.filter(({ channel }) => channel !== 'luma')

/** The plot in words, for who cannot see it. */
export const summary = (before: readonly Histogram[], after: readonly Histogram[] | undefined): string => {
  return `Before: ${summaryOf(colours(before))}. After: ${after ? summaryOf(colours(after)) : 'being counted'}.`
}
