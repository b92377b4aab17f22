import { floatBins, type ChannelName, type Histogram } from '../../kernels/histogram.ts'
import { thin } from '../format.ts'
import { black, isInteger, shareOf, valueAt, white, type Axis } from './axis.ts'
import { countBetween } from './bars.ts'

/** The values being read: codes `low` … `high`, both counted, or a half-open piece of a float range. */
export interface Reading {
  readonly low: number
  readonly high: number
}

const cells = 256

/** Codes in one bar, or the width of a float bar in values. */
export const cellOf = (axis: Axis): number => (axis.integer ? Math.ceil((white(axis) + 1) / cells) : (axis.to - axis.from) / cells)

const cellAt = (axis: Axis, index: number): Reading => {
  const size = cellOf(axis)
  if (!axis.integer) return { low: axis.from + index * size, high: axis.from + (index + 1) * size }
  return { low: index * size, high: Math.min((index + 1) * size - 1, white(axis)) }
}

/** The bar under a place of the axis. */
export const readingAt = (axis: Axis, share: number): Reading => {
  const size = cellOf(axis)
  const index = axis.integer ? Math.floor(valueAt(axis, share) / size) : Math.min(Math.floor(Math.min(Math.max(share, 0), 1) * cells), cells - 1)
  return cellAt(axis, index)
}

/** One code alone, for the map, where a point of the curve is read. */
export const codeReading = (axis: Axis, share: number): Reading => {
  const value = valueAt(axis, share)
  return { low: value, high: value }
}

/** The reading `steps` bars further, or single codes when `fine`; held to the axis. */
export const moved = (axis: Axis, { low, high }: Reading, steps: number, fine: boolean): Reading => {
  if (fine && axis.integer) {
    const code = Math.min(Math.max((steps < 0 ? low : high) + (low === high ? steps : 0), 0), white(axis))
    return { low: code, high: code }
  }
  const size = cellOf(axis)
  const last = axis.integer ? Math.floor(white(axis) / size) : cells - 1
  const index = axis.integer ? Math.floor(low / size) : Math.round((low - axis.from) / size)
  return cellAt(axis, Math.min(Math.max(index + steps, 0), last))
}

/** Where the reading's hairline stands, as a share of the axis. */
export const middleOf = (axis: Axis, { low, high }: Reading): number => shareOf(axis, (low + high) / 2)

/** Samples of a histogram within the reading. */
export const countIn = (histogram: Histogram, { low, high }: Reading): number => {
  if (isInteger(histogram)) return countBetween(histogram, low, high)
  const [from, to] = histogram.range
  const bin = (value: number): number => Math.round(((value - from) / (to - from)) * floatBins)
  return countBetween(histogram, bin(low), Math.max(bin(high) - 1, bin(low)))
}

export const letters: Record<ChannelName, string> = { r: 'R', g: 'G', b: 'B', grey: 'Grey', luma: 'Luma' }

/** Which pipeline of a picture a channel goes through; luma is mixed of all and has none. */
export const pipeOf: Record<ChannelName, number | undefined> = { r: 0, g: 1, b: 2, grey: 0, luma: undefined }

/** Counts are grouped from four digits on; codes, which are names more than amounts, never. */
export const thousands = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, thin)

const floatText = (value: number, span: number): string => value.toPrecision(span === 0 ? 1 : Math.max(3, Math.ceil(Math.log10(Math.max(Math.abs(value), span) / span)) + 4)).replace('-', '−')

/** "37", "9472–9727", "0.2500–0.2539". */
export const rangeText = (axis: Axis, { low, high }: Reading): string => {
  if (axis.integer) return low === high ? String(low) : `${low}–${high}`
  const span = white(axis) - black(axis)
  return low === high ? floatText(low, span) : `${floatText(low, span)}–${floatText(high, span)}`
}

export interface Figure {
  readonly channel: ChannelName
  readonly text: string
}

/** The counts of every histogram within the reading. */
export const figuresOf = (histograms: readonly Histogram[], reading: Reading): readonly Figure[] =>
  histograms.map((histogram) => ({ channel: histogram.channel, text: thousands(countIn(histogram, reading)) }))

/** A reading as one line: "r 37 · R 1 204 · G 980 · B 411". */
export const line = (head: string, figures: readonly Figure[]): string =>
  [head, ...figures.map(({ channel, text }) => `${letters[channel]} ${text}`)].join(' · ')
