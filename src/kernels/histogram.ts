import type { Table } from './compile.ts'
import { createCodesCounter } from './fast/counts.ts'
import { createLumaCounter } from './fast/luma.ts'
import { colourChannels, type AnyRaster, type Raster } from './raster.ts'

export type ChannelName = 'r' | 'g' | 'b' | 'grey' | 'luma'

/**
 * Counts of one channel. Integer pictures have one bin a code (256 or 65,536) and `range` [0, white]; codes above white
 * are still counted in their own bins. Float pictures have `floatBins` equal bins over `range`, and what lies outside
 * is counted apart.
 */
export interface Histogram {
  readonly channel: ChannelName
  readonly bins: Uint32Array
  readonly range: readonly [black: number, white: number]
  readonly outside: { readonly below: number; readonly above: number; readonly nan: number }
}

export const floatBins = 4096

const none = { below: 0, above: 0, nan: 0 } as const

/** Weights of Rec. 709 luma on code values (BT.709-6, item 3.2). */
export const luma = (r: number, g: number, b: number): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

export const channelNames = (channels: 1 | 3): readonly ChannelName[] => (channels === 1 ? ['grey'] : ['r', 'g', 'b'])

/** Index of the bin that holds a float value of the range. */
export const binOf = (value: number, [black, white]: readonly [number, number], bins: number): number =>
  white > black ? Math.min(bins - 1, Math.floor(((value - black) / (white - black)) * bins)) : 0

/** The middle of a bin, in the picture's own values. */
export const binValue = ({ bins, range: [black, white] }: Histogram, bin: number): number =>
  isFloatHistogram({ bins }) ? black + ((bin + 0.5) / bins.length) * (white - black) : bin

/** Integer histograms are as long as their container has codes; 4,096 bins mean float. */
export const isFloatHistogram = ({ bins }: Pick<Histogram, 'bins'>): boolean => bins.length === floatBins

function countCodes({ data, channels, range }: Raster<'u8' | 'u16'>): readonly Histogram[] {
  const counter = createCodesCounter(data, channels)
  counter.run(0, data.length / channels)
  const bins = counter.bins()
  return channelNames(colourChannels(channels)).map((channel, c) => ({ channel, bins: bins[c]!, range, outside: none }))
}

function countFloats(raster: Raster<'f32'>): readonly Histogram[] {
  const { data, channels, range } = raster
  const [black, white] = range
  return channelNames(colourChannels(channels)).map((channel, c) => {
    const bins = new Uint32Array(floatBins)
    const outside = { below: 0, above: 0, nan: 0 }
    for (let i = c; i < data.length; i += channels) {
      const value = data[i]!
      if (Number.isNaN(value)) outside.nan++
      else if (value < black) outside.below++
      else if (value > white) outside.above++
      else bins[binOf(value, range, floatBins)]!++
    }
    return { channel, bins, range, outside }
  })
}

/** Counts every colour channel of a raster; alpha is not counted. */
export const countHistograms = (raster: AnyRaster): readonly Histogram[] =>
  raster.depth === 'f32' ? countFloats(raster) : countCodes(raster)

/** Counts luma, rounded to the nearest code; undefined for a grey picture, whose only channel it is. */
export function countLuma(raster: AnyRaster): Histogram | undefined {
  const { data, channels, range } = raster
  if (channels < 3) return undefined
  if (raster.depth !== 'f32') {
    const counter = createLumaCounter(raster.data, channels as 3 | 4)
    counter.run(0, data.length / channels)
    return { channel: 'luma', bins: counter.bins(), range, outside: none }
  }
  const bins = new Uint32Array(floatBins)
  const outside = { below: 0, above: 0, nan: 0 }
  for (let i = 0; i < data.length; i += channels) {
    const value = luma(data[i]!, data[i + 1]!, data[i + 2]!)
    if (Number.isNaN(value)) outside.nan++
    else if (value < range[0]) outside.below++
    else if (value > range[1]) outside.above++
    else bins[binOf(value, range, floatBins)]!++
  }
  return { channel: 'luma', bins, range, outside }
}

/**
 * The histogram after a table, from the histogram before it: after[T[r]] += before[r]. Exact, because a per-channel
 * recipe sends all pixels of one code to one code. `white` is the white of the result.
 */
export function pushThrough(before: Histogram, table: Table, white: number): Histogram {
  const bins = new Uint32Array(table instanceof Uint8Array ? 256 : 65_536)
  for (let r = 0; r < table.length; r++) bins[table[r]!]! += before.bins[r]!
  return { channel: before.channel, bins, range: [0, white], outside: none }
}
