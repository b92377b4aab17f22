import type { TiffPage } from './tiff-page.ts'
import { rowBytes } from './tiff-samples.ts'

/** About so many bytes a strip. */
const stripBytes = 1 << 20

/**
 * A page that stands in the file as it is, in one long strip, as one in short strips over the same bytes: a block is held
 * whole beside the raster while it is read, and 100 MP of 16 bits would be 600 MB. What is not all there is left alone, so
 * that the failure names the strip that the file has.
 */
export function inShortStrips(page: TiffPage, fileBytes: number): TiffPage {
  const { width, height, blockHeight, samples, planar, bits, offsets, counts } = page
  const planes = planar ? samples : 1
  const bytesOfRow = rowBytes(width * (planar ? 1 : samples), bits)
  const whole = height * bytesOfRow
  const plain = page.compression === 'none' && !page.tiled && blockHeight >= height && whole > 2 * stripBytes
  const covered = offsets.length >= planes && offsets.slice(0, planes).every((offset, p) => offset + whole <= fileBytes && (counts[p] ?? whole) >= whole)
  if (!plain || !covered) return page
  const rows = Math.max(1, Math.floor(stripBytes / bytesOfRow))
  const tops = Array.from({ length: Math.ceil(height / rows) }, (_, k) => k * rows)
  return {
    ...page,
    blockHeight: rows,
    offsets: offsets.slice(0, planes).flatMap((offset) => tops.map((top) => offset + top * bytesOfRow)),
    counts: Array.from({ length: planes }, () => tops.map((top) => Math.min(rows, height - top) * bytesOfRow)).flat(),
  }
}
