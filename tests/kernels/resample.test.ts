import { expect, it } from 'vitest'
import { createRaster, type AnyRaster, type Channels } from '../../src/kernels/raster.ts'
import { pick, resample, type Window } from '../../src/kernels/resample.ts'

const noise = (seed: number): (() => number) => {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
}

const random = (depth: 'u8' | 'u16' | 'f32', width: number, height: number, channels: Channels, opaque = true): AnyRaster => {
  const next = noise(width * 31 + height * 7 + channels)
  const raster = createRaster({ width, height, channels, depth }) as AnyRaster
  const white = raster.range[1]
  const alpha = channels === 2 || channels === 4
  for (let i = 0; i < raster.data.length; i++) {
    const value = opaque && alpha && i % channels === channels - 1 ? white : next() * white
    raster.data[i] = depth === 'f32' ? value : Math.round(value)
  }
  return raster
}

const whole = ({ width, height }: AnyRaster, outWidth: number, outHeight: number): Window => ({ x: 0, y: 0, width, height, outWidth, outHeight })

/** The area average by its definition: every source pixel counts by the share of it that lies in the cell. */
const areaAverage = ({ data, width, channels }: AnyRaster, window: Window, i: number, j: number, c: number): number => {
  const [left, right] = [window.x + (i * window.width) / window.outWidth, window.x + ((i + 1) * window.width) / window.outWidth]
  const [top, bottom] = [window.y + (j * window.height) / window.outHeight, window.y + ((j + 1) * window.height) / window.outHeight]
  let sum = 0
  for (let y = Math.floor(top); y < bottom; y++) {
    for (let x = Math.floor(left); x < right; x++) {
      const share = (Math.min(right, x + 1) - Math.max(left, x)) * (Math.min(bottom, y + 1) - Math.max(top, y))
      if (share > 1e-9) sum += share * data[(y * width + x) * channels + c]!
    }
  }
  return sum / ((right - left) * (bottom - top))
}

const depths = ['u8', 'u16', 'f32'] as const
const channelCounts = [1, 2, 3, 4] as const

it.each(depths.flatMap((depth) => channelCounts.map((channels) => [depth, channels] as const)))(
  'is the area average for %s with %i channels, with whole cells and with shares of pixels',
  (depth, channels) => {
    const raster = random(depth, 60, 48, channels)
    // 5 and 6 pixels a cell; 2 and 2; 1.5 and 1.33 pixels
    for (const [outWidth, outHeight] of [[12, 8], [30, 24], [40, 36]] as const) {
      const window = whole(raster, outWidth, outHeight)
      const small = resample(raster, window)
      expect([small.width, small.height, small.data.length]).toEqual([outWidth, outHeight, outWidth * outHeight * channels])
      let o = 0
      for (let j = 0; j < outHeight; j++) {
        for (let i = 0; i < outWidth; i++) {
          for (let c = 0; c < channels; c++) {
            const want = areaAverage(raster, window, i, j, c)
            expect(Math.abs(small.data[o++]! - want)).toBeLessThanOrEqual(depth === 'f32' ? 1e-6 : 0.5 + 1e-9)
          }
        }
      }
    }
  },
)

it.each(depths)('keeps the mean of a %s picture to half a code when cells hold different numbers of pixels', (depth) => {
  const raster = random(depth, 61, 47, 3)
  const window = whole(raster, 7, 5)
  const small = resample(raster, window)
  for (let i = 0; i < 7; i++) {
    // cells of whole pixels: 61 / 7 = 8.7 gives 8 or 9, from floor(i · 61 / 7) on
    const [left, right] = [Math.floor((i * 61) / 7), Math.floor(((i + 1) * 61) / 7)]
    let sum = 0
    for (let y = 0; y < 9; y++) for (let x = left; x < right; x++) sum += raster.data[(y * 61 + x) * 3 + 1]!
    const want = sum / (9 * (right - left))
    expect(Math.abs(small.data[i * 3 + 1]! - want)).toBeLessThanOrEqual(depth === 'f32' ? 1e-6 : 0.5 + 1e-9)
  }
})

it.each(depths)('is the source itself, sample by sample, at 100 % of a part of a %s picture', (depth) => {
  const raster = random(depth, 23, 19, 4, false)
  const part = resample(raster, { x: 5, y: 3, width: 11, height: 9, outWidth: 11, outHeight: 9 })
  for (let y = 0; y < 9; y++) {
    const from = ((y + 3) * 23 + 5) * 4
    expect(part.data.slice(y * 44, y * 44 + 44)).toEqual(raster.data.slice(from, from + 44))
  }
})

it('repeats source pixels above 100 % and makes no new values', () => {
  const raster = random('u8', 4, 3, 3)
  const large = resample(raster, { x: 1, y: 1, width: 2, height: 2, outWidth: 8, outHeight: 6 })
  for (let y = 0; y < 6; y++) {
    for (let x = 0; x < 8; x++) {
      const from = ((1 + Math.floor(y / 3)) * 4 + 1 + Math.floor(x / 4)) * 3
      expect(Array.from(large.data.slice((y * 8 + x) * 3, (y * 8 + x) * 3 + 3))).toEqual(Array.from(raster.data.slice(from, from + 3)))
    }
  }
})

it.each([[12, 10], [8, 6], [5, 4], [3, 2], [1, 1]])('leaves an even picture even at %i × %i, whichever way it averages', (outWidth, outHeight) => {
  for (const depth of depths) {
    const raster = createRaster({ width: 13, height: 11, channels: 4, depth }) as AnyRaster
    raster.data.fill(raster.range[1])
    expect(resample(raster, whole(raster, outWidth, outHeight)).data.every((value) => value === raster.range[1])).toBe(true)
  }
})

it('takes a window where rows of bytes are no whole words', () => {
  for (const width of [20, 21, 22, 23]) {
    const raster = random('u8', width, 16, 3)
    const window = { x: 3, y: 4, width: 16, height: 12, outWidth: 4, outHeight: 3 }
    const small = resample(raster, window)
    for (let i = 0; i < 4; i++) expect(Math.abs(small.data[i * 3]! - areaAverage(raster, window, i, 0, 0))).toBeLessThanOrEqual(0.5)
  }
})

it('lets colour count by its alpha, so that hidden colours do not bleed', () => {
  const raster = createRaster({ width: 4, height: 1, channels: 4, depth: 'u8' })
  // opaque dark beside fully transparent white, then both half covered
  raster.data.set([10, 20, 30, 255, 255, 255, 255, 0, 100, 100, 100, 128, 200, 200, 200, 128])
  const small = resample(raster, { x: 0, y: 0, width: 4, height: 1, outWidth: 2, outHeight: 1 })
  expect([...small.data]).toEqual([10, 20, 30, 128, 150, 150, 150, 128])
})

it('leaves the source as it was', () => {
  const raster = random('u16', 40, 30, 4, false)
  const before = raster.data.slice()
  resample(raster, whole(raster, 10, 10))
  resample(raster, whole(raster, 27, 11))
  expect(raster.data).toEqual(before)
})

it.each(depths)('picks the pixel in the middle of each cell for a first glance at %s', (depth) => {
  const raster = random(depth, 60, 48, 3)
  const { data, width, height } = pick(raster, { x: 10, y: 8, width: 48, height: 36, outWidth: 8, outHeight: 12 })
  expect([width, height]).toEqual([8, 12])
  for (let j = 0; j < 12; j++) {
    for (let i = 0; i < 8; i++) {
      // cells of 6 by 3 pixels: their fourth column and their second row
      const from = ((8 + 3 * j + 1) * 60 + 10 + 6 * i + 3) * 3
      expect(data.slice((j * 8 + i) * 3, (j * 8 + i + 1) * 3)).toEqual(raster.data.slice(from, from + 3))
    }
  }
})
