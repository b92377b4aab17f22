import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCurves, quantiseCurves } from '../../../src/kernels/apply.ts'
import { compile, type Pipeline, type Source } from '../../../src/kernels/compile.ts'
import { errorAt } from '../../../src/kernels/fast/float-table.ts'
import { createFloatCodesKernel, createFloatsKernel } from '../../../src/kernels/fast/floats.ts'
import { colourChannels, type Channels } from '../../../src/kernels/raster.ts'
import { textToRecipe } from '../../../src/recipe/link.ts'
import { anyRecipe } from '../../recipe/any-recipe.ts'

const sourceOf = (channels: Channels, white = 1): Source => ({
  depth: 'f32',
  channels,
  bits: 32,
  white,
  extents: Array.from({ length: colourChannels(channels) }, () => [0, white] as const),
})

const pipelineOf = (text: string, source: Source): Pipeline => {
  const { steps, rounding } = textToRecipe(text)
  return compile(steps, rounding, source)
}

/** Values as scans, spectra and broken files have them: evenly spread, of every size, and the special ones. */
const samples = (length: number, white: number): Float32Array => {
  const odd = [0, -0, 1, -1, white, 0.5, 2 ** -149, 2 ** -126, 3e38, -3e38, Infinity, -Infinity, Number.NaN]
  let seed = 12_345
  return Float32Array.from({ length }, (_, i) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    const share = seed / 2 ** 32
    if (i < 2 * odd.length) return odd[i >> 1]!
    return i % 3 === 0 ? white * share : i % 3 === 1 ? white * 2 ** (share * 60 - 50) : white * (share * 3 - 1)
  })
}

/** The first sample that is further off than stated, in words, or undefined. */
const worst = (out: Float32Array, source: Float32Array, channels: Channels, pipeline: Pipeline): string | undefined => {
  const colours = pipeline.channels.length
  for (let i = 0; i < out.length; i++) {
    const c = i % channels
    const { curve, white } = c < colours ? pipeline.channels[c]! : { curve: (x: number) => x, white: 1 }
    const want = curve(source[i]!)
    // float32 holds 24 bits and nothing below 2^-149
    const near = Math.abs(out[i]! - want) <= errorAt(want, white) + Math.abs(want) * 2 ** -24 + 2 ** -149
    if (!near && !Object.is(out[i], Math.fround(want))) return `${source[i]} in channel ${c}: ${out[i]}, not ${want}`
  }
  return undefined
}

const recipes = ['', 'gamma(gamma=0.45)', 'gamma(gamma=2.2)', 'gamma(gamma=10)', 'log', 'negative', 'negative;gamma(gamma=0.05)', 'log;gamma(gamma=3);negative', 'gamma.r(gamma=2);log.g;negative.b']

describe.each([1, 400])('float samples with white %i', (white) => {
  it.each(recipes)('come out as near as stated for “%s”, over values of every size', (text) => {
    for (const channels of [1, 2, 3, 4] as const) {
      const source = samples(3000 * channels, white)
      const pipeline = pipelineOf(text, sourceOf(channels, white))
      const out = new Float32Array(source.length)
      createFloatsKernel(source, channels, out).load(pipeline)(0, 3000)
      expect(worst(out, source, channels, pipeline)).toBeUndefined()
    }
  })

  it.each(recipes)('become the same codes as by the plain evaluation for “%s”', (text) => {
    for (const rounding of ['nearest-even', 'truncate'] as const) {
      for (const Codes of [Uint8Array, Uint16Array]) {
        const source = samples(3000 * 4, white)
        const pipeline = { ...pipelineOf(text, sourceOf(4, white)), rounding }
        const out = new Codes(source.length)
        createFloatCodesKernel(source, 4, out).load(pipeline)(0, 3000)
        const want = new Codes(source.length)
        quantiseCurves(source, 4, pipeline, want, 0, 3000)
        expect(out.findIndex((code, i) => code !== want[i])).toBe(-1)
      }
    }
  })
})

it('keeps to the error for any recipe, tables loaded one after the other', () => {
  const source = samples(3000, 1)
  const out = new Float32Array(source.length)
  const kernel = createFloatsKernel(source, 3, out)
  fc.assert(
    fc.property(anyRecipe, ({ steps, rounding }) => {
      const pipeline = compile(steps, rounding, sourceOf(3))
      kernel.load(pipeline)(0, 1000)
      expect(worst(out, source, 3, pipeline)).toBeUndefined()
    }),
    { numRuns: 30 },
  )
})

it('is exact at every power of two', () => {
  const source = Float32Array.from({ length: 60 }, (_, k) => 2 ** (k - 40))
  const pipeline = pipelineOf('gamma(gamma=2.2)', sourceOf(1))
  const out = new Float32Array(60)
  createFloatsKernel(source, 1, out).load(pipeline)(0, 60)
  const want = new Float32Array(60)
  applyCurves(source, 1, pipeline, want, 0, 60)
  expect([...out]).toEqual([...want])
})

it('gives the same numbers however the pixels are cut into tiles', () => {
  const source = samples(4000, 1)
  const pipeline = pipelineOf('log;gamma(gamma=0.7)', sourceOf(4))
  const whole = new Float32Array(4000)
  createFloatsKernel(source, 4, whole).load(pipeline)(0, 1000)
  const parts = new Float32Array(4000)
  const run = createFloatsKernel(source, 4, parts).load(pipeline)
  for (const [from, to] of [[700, 1000], [0, 13], [13, 700]] as const) run(from, to)
  expect(new Uint8Array(parts.buffer)).toEqual(new Uint8Array(whole.buffer))
})
