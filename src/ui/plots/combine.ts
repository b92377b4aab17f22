import type { Histogram } from '../../kernels/histogram.ts'
import { isInteger } from './axis.ts'

/**
 * All colour samples of a picture in one histogram: the channels' counts added. Integer channels may end at different
 * whites (bitwise NOT of one channel's container) and share the widest; float channels of different ranges cannot be
 * added, and give undefined.
 */
export function combine(channels: readonly Histogram[]): Histogram | undefined {
  const [first, ...others] = channels
  if (!first) return undefined
  if (others.length === 0) return first
  const white = Math.max(...channels.map(({ range }) => range[1]))
  const alike = others.every(({ bins, range }) => bins.length === first.bins.length && range[0] === first.range[0] && range[1] === first.range[1])
  const integer = others.every(({ bins }) => bins.length === first.bins.length) && isInteger(first)
  if (!alike && !integer) return undefined
  const bins = first.bins.slice()
  const outside = { ...first.outside }
  for (const other of others) {
    for (let bin = 0; bin < bins.length; bin++) bins[bin]! += other.bins[bin]!
    outside.below += other.outside.below
    outside.above += other.outside.above
    outside.nan += other.outside.nan
  }
  return { channel: 'grey', bins, range: [first.range[0], white], outside }
}

export type Choice = 'all' | 'r' | 'g' | 'b' | 'luma'

/** The histogram that a choice speaks of: all colour samples together, or one channel. */
export const chosen = (histograms: readonly Histogram[], choice: Choice): Histogram | undefined =>
  choice === 'all' ? combine(histograms.filter(({ channel }) => channel !== 'luma')) : histograms.find(({ channel }) => channel === choice)
