import { floatBins, type ChannelName, type Histogram } from '../../../src/kernels/histogram.ts'

/** A histogram of an integer picture from counts by code. */
export const ofCodes = (counts: Readonly<Record<number, number>>, { white = 255, channel = 'grey', codes = white > 255 ? 65_536 : 256 }: { white?: number; channel?: ChannelName; codes?: 256 | 65_536 } = {}): Histogram => {
  const bins = new Uint32Array(codes)
  for (const [code, count] of Object.entries(counts)) bins[Number(code)] = count
  return { channel, bins, range: [0, white], outside: { below: 0, above: 0, nan: 0 } }
}

/** A histogram of a float picture from counts by bin. */
export const ofFloats = (counts: Readonly<Record<number, number>>, white = 1, channel: ChannelName = 'grey'): Histogram => {
  const bins = new Uint32Array(floatBins)
  for (const [bin, count] of Object.entries(counts)) bins[Number(bin)] = count
  return { channel, bins, range: [0, white], outside: { below: 0, above: 0, nan: 0 } }
}
