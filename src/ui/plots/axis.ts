import { scaleLinear } from 'd3-scale'
import { isFloatHistogram, type Histogram } from '../../kernels/histogram.ts'

/**
 * Where values stand along a plot, as a share 0 … 1 of its length. An integer code is a cell one code wide, so that its
 * bar, its grid line and its point of the curve have one middle; float values are points of a line.
 */
export interface Axis {
  readonly from: number
  readonly to: number
  readonly integer: boolean
}

export interface Tick {
  readonly value: number
  readonly label: string
}

export const codeAxis = (white: number): Axis => ({ from: -0.5, to: white + 0.5, integer: true })
export const valueAxis = ([from, to]: readonly [number, number]): Axis => ({ from, to, integer: false })

export const isInteger = (histogram: Histogram): boolean => !isFloatHistogram(histogram)

/** One axis for histograms that stand over each other: as far as the widest of them reaches. */
export const axisOf = (histograms: readonly Histogram[]): Axis => {
  const first = histograms[0]
  if (!first) return codeAxis(255)
  const white = Math.max(...histograms.map(({ range }) => range[1]))
  return isInteger(first) ? codeAxis(white) : valueAxis([first.range[0], white])
}

export const white = ({ to, integer }: Axis): number => (integer ? to - 0.5 : to)
export const black = ({ from, integer }: Axis): number => (integer ? from + 0.5 : from)
export const sameAxis = (a: Axis, b: Axis): boolean => a.from === b.from && a.to === b.to && a.integer === b.integer

export const shareOf = ({ from, to }: Axis, value: number): number => (value - from) / (to - from)

/** The value at a share of the length: the code whose cell it falls in, held to the ends. */
export const valueAt = (axis: Axis, share: number): number => {
  const value = axis.from + share * (axis.to - axis.from)
  const held = Math.min(Math.max(value, black(axis)), white(axis))
  return axis.integer ? Math.floor(held + 0.5) : held
}

const suffixes = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const

/** One unit for all numbers of an axis, by its largest. */
export const shortFloat = (value: number, largest: number): string => {
  const [unit, letter] = suffixes.find(([size]) => largest >= size * 10) ?? [1, '']
  return `${Number((value / unit).toPrecision(3))}${value === 0 ? '' : letter}`.replace('-', '−')
}

/** k is 1,024 here, as everywhere with codes of a power of two. */
const shortCode = (code: number): string => (code >= 10_000 && code % 1024 === 0 ? `${code / 1024}k` : String(code))

/** Quarters of the codes and the last code (0 64 128 192 255); some four round values for float, unless it is scaled to 0 … 255 as a logarithm is. `coarse` keeps the ends and the middle. */
export const ticksOf = (axis: Axis, coarse = false): readonly Tick[] => {
  const display = axis.from === 0 && axis.to === 255
  if (!axis.integer && !display) {
    return scaleLinear([axis.from, axis.to], [0, 1]).ticks(coarse ? 2 : 4).map((value) => ({ value, label: shortFloat(value, axis.to) }))
  }
  const codes = white(axis) + 1
  const quarters = codes >= 8 ? [0, 1, 2, 3].map((quarter) => Math.round((quarter * codes) / 4)) : [0]
  const inner = coarse ? quarters.filter((_, quarter) => quarter % 2 === 0) : quarters
  return [...inner.map((value) => ({ value, label: shortCode(value) })), { value: codes - 1, label: String(codes - 1) }]
}

/** Grid lines: the ticks that are not an end. */
export const innerTicks = (axis: Axis): readonly Tick[] => ticksOf(axis).filter(({ value }) => value > black(axis) && value < white(axis))
