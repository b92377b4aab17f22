import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyTables } from '../../src/kernels/apply.ts'
import { buildTables, compile } from '../../src/kernels/compile.ts'
import { binOf, binValue, channelNames, countHistograms, countLuma, floatBins, luma, pushThrough } from '../../src/kernels/histogram.ts'
import { colourChannels, createRaster, type Channels, type Raster } from '../../src/kernels/raster.ts'
import { anyRecipe } from '../recipe/any-recipe.ts'

const picture = (depth: 'u8' | 'u16', channels: Channels, samples: readonly number[], bits: number): Raster<'u8'> | Raster<'u16'> => {
  const width = Math.floor(samples.length / channels)
  const spec = { width, height: 1, channels, bits }
  const used = samples.slice(0, width * channels)
  return depth === 'u8' ? createRaster({ ...spec, depth, data: Uint8Array.from(used) }) : createRaster({ ...spec, depth, data: Uint16Array.from(used) })
}

const anyPicture = fc.constantFrom(8, 10, 12, 16).chain((bits) =>
  fc
    .tuple(fc.constantFrom<Channels>(1, 2, 3, 4), fc.array(fc.integer({ min: 0, max: 2 ** bits - 1 }), { minLength: 4, maxLength: 200 }))
    .map(([channels, samples]) => picture(bits === 8 ? 'u8' : 'u16', channels, samples, bits)),
)

describe('pushThrough', () => {
  it('is what counting the transformed pixels gives, for any recipe', () => {
    fc.assert(
      fc.property(anyPicture, anyRecipe, (raster, recipe) => {
        const before = countHistograms(raster)
        const extents = before.map(({ bins }) => [bins.findIndex((n) => n > 0), bins.findLastIndex((n) => n > 0)] as const)
        const { depth, channels, bits } = raster
        const pipeline = compile(recipe.steps, recipe.rounding, { depth, channels, bits, white: raster.range[1], extents })
        const tables = buildTables(pipeline, depth)
        const data = depth === 'u8' ? new Uint8Array(raster.data.length) : new Uint16Array(raster.data.length)
        applyTables(raster.data, channels, tables, data, 0, raster.width)
        const recount = countHistograms(depth === 'u8' ? createRaster({ ...raster, depth, data: data as Uint8Array }) : createRaster({ ...raster, depth, data: data as Uint16Array }))
        before.forEach((histogram, c) => {
          const after = pushThrough(histogram, tables[c]!, pipeline.channels[c]!.white)
          // a comparison of 65,536 numbers one by one would take most of the time
          expect(after.bins.findIndex((n, bin) => n !== recount[c]!.bins[bin])).toBe(-1)
          expect(after.bins.length).toBe(recount[c]!.bins.length)
          expect(after).toMatchObject({ channel: histogram.channel, range: [0, pipeline.channels[c]!.white] })
        })
      }),
      { numRuns: 60 },
    )
  })

  it('loses and invents no pixel', () => {
    const bins = Uint32Array.from({ length: 256 }, (_, r) => (r * 37) % 101)
    const after = pushThrough({ channel: 'grey', bins, range: [0, 255], outside: { below: 0, above: 0, nan: 0 } }, new Uint16Array(256).fill(40_000), 65_535)
    expect(after.bins.length).toBe(65_536)
    expect(after.bins[40_000]).toBe(bins.reduce((sum, n) => sum + n, 0))
  })
})

describe('counting', () => {
  it('has a bin for every code and leaves alpha out', () => {
    const [grey, ...more] = countHistograms(picture('u8', 2, [7, 200, 7, 100, 9, 0], 8))
    expect(more).toEqual([])
    expect(grey!.bins.length).toBe(256)
    expect([grey!.bins[7], grey!.bins[9], grey!.bins[200], grey!.bins[0]]).toEqual([2, 1, 0, 0])
    expect(countHistograms(picture('u16', 3, [5000, 1, 2], 12)).map(({ channel, bins }) => [channel, bins.indexOf(1)])).toEqual([['r', 5000], ['g', 1], ['b', 2]])
  })

  it('counts as many samples as there are pixels', () => {
    fc.assert(
      fc.property(anyPicture, (raster) => {
        const histograms = countHistograms(raster)
        expect(histograms.map(({ channel }) => channel)).toEqual(channelNames(colourChannels(raster.channels)))
        for (const { bins } of histograms) expect(bins.reduce((sum, n) => sum + n, 0)).toBe(raster.width)
      }),
    )
  })

  it('sorts float values into bins of the range and counts apart what lies outside', () => {
    const data = Float32Array.from([0, 0.5, 1, 1.5, -1, Number.NaN, Infinity, 0.9999])
    const [histogram] = countHistograms(createRaster({ width: 8, height: 1, channels: 1, depth: 'f32', data }))
    expect(histogram!.bins.length).toBe(floatBins)
    expect(histogram!.outside).toEqual({ below: 1, above: 2, nan: 1 })
    expect([histogram!.bins[0], histogram!.bins[floatBins / 2], histogram!.bins[floatBins - 1]]).toEqual([1, 1, 2])
  })

  it('puts every value of a flat range of floats into one bin', () => {
    expect(binOf(5, [5, 5], floatBins)).toBe(0)
    const [histogram] = countHistograms(createRaster({ width: 2, height: 1, channels: 1, depth: 'f32', range: [0, 0], data: new Float32Array(2) }))
    expect(histogram!.bins[0]).toBe(2)
  })
})

describe('binValue', () => {
  it('is the code of an integer histogram and the middle of a float bin', () => {
    const outside = { below: 0, above: 0, nan: 0 }
    expect(binValue({ channel: 'grey', bins: new Uint32Array(256), range: [0, 255], outside }, 37)).toBe(37)
    const float = { channel: 'grey', bins: new Uint32Array(floatBins), range: [-1, 1], outside } as const
    for (const bin of [0, 1000, floatBins - 1]) expect(binOf(binValue(float, bin), float.range, floatBins)).toBe(bin)
  })
})

describe('luma', () => {
  it('has the weights of Rec. 709, which make white of white', () => {
    expect(luma(1, 0, 0)).toBe(0.2126)
    expect(luma(0, 1, 0)).toBe(0.7152)
    expect(luma(255, 255, 255)).toBeCloseTo(255, 10)
  })

  it('of a grey triple is that grey, at every code of 16 bits', () => {
    const codes = Array.from({ length: 65_536 }, (_, r) => r)
    const histogram = countLuma(picture('u16', 3, codes.flatMap((r) => [r, r, r]), 16))!
    expect(histogram.bins.every((n) => n === 1)).toBe(true)
  })

  it('is not counted for grey pictures', () => {
    expect(countLuma(picture('u8', 1, [1, 2, 3, 4], 8))).toBeUndefined()
  })
})
