import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCurves, applyTables, quantiseCurves } from '../../src/kernels/apply.ts'
import { buildTables, compile, type Source } from '../../src/kernels/compile.ts'
import { quantise } from '../../src/kernels/quantise.ts'
import { hasAlpha, type Channels } from '../../src/kernels/raster.ts'
import { textToRecipe } from '../../src/recipe/link.ts'

const sourceOf = (depth: Source['depth'], channels: Channels, white: number): Source => ({
  depth,
  channels,
  bits: depth === 'f32' ? 32 : Math.log2(white + 1),
  white,
  extents: Array.from({ length: channels < 3 ? 1 : 3 }, () => [0, white] as const),
})

const pipelineOf = (text: string, source: Source) => {
  const { steps, rounding } = textToRecipe(text)
  return compile(steps, rounding, source)
}

const anyChannels = fc.constantFrom<Channels>(1, 2, 3, 4)
const text = 'gamma.g(gamma=0.5);negative.r;log'

describe.each([
  ['u8', 255, Uint8Array],
  ['u16', 65_535, Uint16Array],
  ['u16', 4095, Uint16Array],
] as const)('tables over %s with white %i', (depth, white, Codes) => {
  it('give each sample its own channel’s curve, rounded, and keep alpha and the input', () => {
    fc.assert(
      fc.property(anyChannels, fc.array(fc.integer({ min: 0, max: white }), { minLength: 4, maxLength: 40 }), (channels, samples) => {
        const pixels = Math.floor(samples.length / channels)
        const source = Codes.from(samples.slice(0, pixels * channels))
        const before = source.slice()
        const pipeline = pipelineOf(text, sourceOf(depth, channels, white))
        const out = new Codes(source.length)
        applyTables(source, channels, buildTables(pipeline, depth), out, 0, pixels)
        expect(source).toEqual(before)
        const want = Array.from(source, (code, i) => {
          const channel = i % channels
          if (hasAlpha(channels) && channel === channels - 1) return code
          const { curve, white: top } = pipeline.channels[channels < 3 ? 0 : channel]!
          return quantise(curve(code), top, 'nearest-even')
        })
        expect([...out]).toEqual(want)
      }),
    )
  })
})

it('touches only the pixels of its range, so that tiles fit together', () => {
  const source = Uint8Array.from({ length: 60 }, (_, i) => 4 * i)
  const pipeline = pipelineOf('negative', sourceOf('u8', 3, 255))
  const tables = buildTables(pipeline, 'u8')
  const whole = new Uint8Array(60)
  applyTables(source, 3, tables, whole, 0, 20)
  const part = new Uint8Array(60).fill(7)
  applyTables(source, 3, tables, part, 5, 9)
  expect([...part.subarray(0, 15), ...part.subarray(27)]).toEqual(Array.from({ length: 48 }, () => 7))
  expect(part.subarray(15, 27)).toEqual(whole.subarray(15, 27))
  applyTables(source, 3, tables, part, 0, 5)
  applyTables(source, 3, tables, part, 9, 20)
  expect(part).toEqual(whole)
})

describe('another container', () => {
  it('has alpha scaled with it: 255 is 65535', () => {
    const source = Uint8Array.from({ length: 512 }, (_, i) => i >> 1)
    const wide = new Uint16Array(512)
    applyTables(source, 2, buildTables(pipelineOf('', sourceOf('u8', 2, 255)), 'u16'), wide, 0, 256)
    expect([...wide]).toEqual(Array.from(source, (code) => code * 257))
    const narrow = new Uint8Array(512)
    applyTables(wide, 2, buildTables(pipelineOf('', sourceOf('u16', 2, 65_535)), 'u8'), narrow, 0, 256)
    expect(narrow).toEqual(source)
  })
})

it('has the coverage of a 10-bit picture scaled from 1023', () => {
  const source = Uint16Array.from([0, 0, 0, 512, 0, 1023])
  const out = new Uint8Array(6)
  applyTables(source, 2, buildTables(pipelineOf('', sourceOf('u16', 2, 1023)), 'u8'), out, 0, 3, 1023)
  expect([out[1], out[3], out[5]]).toEqual([0, 128, 255])
})

describe('float samples', () => {
  const samples = Float32Array.from([0, 0.25, 0.5, 0.75, 1, 1.5, -0.25, 0.5])

  it('go through the curves unrounded and unclipped, alpha kept', () => {
    const out = new Float32Array(8)
    applyCurves(samples, 4, pipelineOf('negative', sourceOf('f32', 4, 1)), out, 0, 2)
    expect([...out]).toEqual([1, 0.75, 0.5, 0.75, 0, -0.5, 1.25, 0.5])
  })

  it('become codes with white at the container’s white', () => {
    const out = new Uint8Array(8)
    quantiseCurves(samples, 4, pipelineOf('', sourceOf('f32', 4, 1)), out, 0, 2)
    // 127.5 goes to the even 128, 63.75 to 64; what lies outside is clipped
    expect([...out]).toEqual([0, 64, 128, 191, 255, 255, 0, 128])
  })

  it('hold the picture’s white where it is not 1, and not-a-number as black', () => {
    const out = new Uint16Array(3)
    quantiseCurves(Float32Array.from([0, 400, Number.NaN]), 1, pipelineOf('', sourceOf('f32', 1, 400)), out, 0, 3)
    expect([...out]).toEqual([0, 65_535, 0])
  })

  it('agree with the integer path to half a code', () => {
    const codes = Uint8Array.from({ length: 256 }, (_, r) => r)
    const integer = new Uint8Array(256)
    const steps = 'gamma(gamma=0.6);negative;gamma(gamma=1.4)'
    applyTables(codes, 1, buildTables(pipelineOf(steps, sourceOf('u8', 1, 255)), 'u8'), integer, 0, 256)
    const float = new Float32Array(256)
    applyCurves(Float32Array.from(codes, (r) => r / 255), 1, pipelineOf(steps, sourceOf('f32', 1, 1)), float, 0, 256)
    for (let r = 0; r < 256; r++) expect(Math.abs(255 * float[r]! - integer[r]!)).toBeLessThan(0.5 + 1e-4)
  })
})
