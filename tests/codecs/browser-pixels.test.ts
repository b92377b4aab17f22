import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { bandFetcher, rowsOfBand } from '../../src/codecs/browser-pixels.ts'
import { applyOrientation, turnedSize, type Orientation } from '../../src/codecs/orientation.ts'
import { createRaster, type Raster } from '../../src/kernels/raster.ts'
import { rasters } from './kit.ts'

/** A frame as a browser gives it, of a stored picture of RGB or of grey, which it repeats. */
const frameOf = ({ width, channels, data }: Raster<'u8'>): VideoFrame => {
  const copyTo = async (to: Uint8Array, { rect }: { rect: { y: number; height: number } }): Promise<void> => {
    for (let i = 0; i < rect.height * width; i++) {
      const from = (rect.y * width + i) * channels
      to.set(channels === 1 ? [data[from]!, data[from]!, data[from]!, 255] : [...data.subarray(from, from + 3), 255], 4 * i)
    }
  }
  return { copyTo } as unknown as VideoFrame
}

const pictures = rasters({ depths: ['u8'], most: 60 }).filter((raster): raster is Raster<'u8'> => raster.depth === 'u8' && raster.channels % 2 === 1)

it('brings a picture upright on its way, band by band, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(pictures, fc.constantFrom<Orientation[]>(1, 2, 3, 4, 5, 6, 7, 8), fc.integer({ min: 1, max: 9 }), async (stored, orientation, rows) => {
      const out = createRaster({ ...turnedSize(stored, orientation), channels: stored.channels, depth: 'u8' })
      const { fetch, band } = bandFetcher(frameOf(stored), out, orientation)
      const tops = Array.from({ length: Math.ceil(stored.height / rows) }, (_, k) => k * rows)
      for (const top of tops.toReversed()) {
        const end = Math.min(stored.height, top + rows)
        await fetch(top, end)
        // what is counted are the stored rows
        const reds = stored.data.subarray(top * stored.width * stored.channels, end * stored.width * stored.channels).filter((_, i) => i % stored.channels === 0)
        expect(band.data.subarray(0, 4 * (end - top) * stored.width).filter((_, i) => i % 4 === 0)).toEqual(reds)
      }
      expect(out.data).toEqual(applyOrientation(stored, orientation).data)
    }),
    { seed: 21, numRuns: 120 },
  )
})

it('fetches whole words: bands are a multiple of four rows', () => {
  for (const width of [1, 3, 1000, 6000, 60_000, 600_000]) expect(rowsOfBand(width) % 4).toBe(0)
})
