import type { Histogram } from '../../kernels/histogram.ts'
import { white, type Axis } from './axis.ts'
import { toBars } from './bars.ts'
import { countIn, type Reading } from './reading.ts'

const rows = 16

/** The range in sixteen equal parts; fewer where there are fewer codes. */
export function sixteenths(axis: Axis): readonly Reading[] {
  if (!axis.integer) {
    const step = (axis.to - axis.from) / rows
    return Array.from({ length: rows }, (_, row) => ({ low: axis.from + row * step, high: axis.from + (row + 1) * step }))
  }
  const codes = white(axis) + 1
  const parts = Math.min(rows, codes)
  const start = (part: number): number => Math.round((part * codes) / parts)
  return Array.from({ length: parts }, (_, part) => ({ low: start(part), high: start(part + 1) - 1 }))
}

/** Share of a channel's samples in each part. Samples outside the range count in the total, so the column tells that they are missing. */
export const sharesOf = (histogram: Histogram, axis: Axis): readonly number[] => {
  const { total } = toBars(histogram)
  return sixteenths(axis).map((part) => (total > 0 ? countIn(histogram, part) / total : 0))
}
