import { binValue, type Histogram } from '../kernels/histogram.ts'
import type { AnyRaster, Encoding } from '../kernels/raster.ts'
import type { PictureInfo, SpectrumFacts } from './protocol.ts'

/** What a source says of its picture besides the pixels. */
export interface Head {
  readonly name: string
  readonly format: string
  readonly notes: readonly string[]
  readonly facts?: SpectrumFacts
  /** Smallest and largest value of each channel where a histogram's bins would blur them. */
  readonly extents: readonly (readonly [min: number, max: number])[] | undefined
}

const encodingLabel = (encoding: Encoding): string => {
  if (encoding === 'srgb') return 'sRGB'
  if (encoding === 'linear') return 'linear'
  return 'gamma' in encoding ? `gamma ${encoding.gamma}` : 'ICC profile'
}

/** Smallest and largest value that a histogram holds: exact for integers, where a bin is a code. */
const extentOf = (histogram: Histogram): readonly [min: number, max: number] => {
  const { bins } = histogram
  const first = bins.findIndex((count) => count > 0)
  return first < 0 ? [0, 0] : [binValue(histogram, first), binValue(histogram, bins.findLastIndex((count) => count > 0))]
}

/** Everything that the page knows of a picture, from what its source says and what was counted. */
export function describePicture(id: number, raster: AnyRaster, head: Head, before: readonly Histogram[]): PictureInfo {
  const { channels, depth, bits, width, height, range } = raster
  return {
    id,
    name: head.name,
    width,
    height,
    channels,
    depth,
    bits,
    range,
    encoding: encodingLabel(raster.encoding),
    format: head.format,
    source: { depth, channels, bits, white: range[1], extents: head.extents ?? before.map(extentOf), encoding: raster.encoding },
    before,
    spectrum: head.facts,
    notes: head.notes,
  }
}
