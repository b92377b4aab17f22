import type { Counts } from '../../state/view.ts'
import type { Bars } from './bars.ts'

/** Bars at each end that say more about clipping than about the picture; they do not set the scale. */
const ends = 1
const percentile = 0.996
/** From this many bars on one of them can be a peak; fewer are a picture of few tones, and each tone counts. */
const many = 16

/** The count at the percentile. A narrow histogram has too few bars for it to leave one out: there it is the second highest. */
const nearestRank = (sorted: Uint32Array): number => {
  const { length } = sorted
  const rank = Math.max(Math.ceil(percentile * length) - 1, 0)
  return sorted[length < many ? rank : Math.min(rank, length - 2)] ?? 0
}

/**
 * The count that reaches the full height. Linear: the 99.6th percentile of a channel's non-empty bars without the two
 * ends and at least without the highest, the highest of the channels, so that one peak does not flatten the rest. Log:
 * the largest bar.
 * A picture of nothing but black and white takes its largest bar.
 */
export function fullCount(all: readonly Bars[], counts: Counts): number {
  let largest = 0
  let full = 0
  for (const bars of all) {
    for (const count of bars.counts) if (count > largest) largest = count
    if (counts === 'linear') full = Math.max(full, nearestRank(bars.counts.slice(ends, -ends).filter((count) => count > 0).toSorted()))
  }
  return Math.max(full || largest, 1)
}

/** Height 0 … 1 of a count; a linear bar over the full count is cut at 1. */
export const heightOf = (count: number, full: number, counts: Counts): number =>
  counts === 'linear' ? Math.min(count / full, 1) : Math.log10(1 + count) / Math.log10(1 + full)

/** Powers of ten with odd exponents (10¹, 10³, 10⁵) below the full count, for the count axis of a log plot. */
export const decadeMarks = (full: number): readonly { readonly exponent: number; readonly height: number }[] => {
  const marks = []
  for (let exponent = 1; 10 ** exponent <= full; exponent += 2) marks.push({ exponent, height: heightOf(10 ** exponent, full, 'log') })
  return marks
}
