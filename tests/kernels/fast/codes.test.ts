import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyTables } from '../../../src/kernels/apply.ts'
import { buildTables, compile, type Source } from '../../../src/kernels/compile.ts'
import { createCodesKernel } from '../../../src/kernels/fast/codes.ts'
import type { Codes } from '../../../src/kernels/fast/lanes.ts'
import { colourChannels, type Channels } from '../../../src/kernels/raster.ts'
import { textToRecipe } from '../../../src/recipe/link.ts'
import { anyRecipe } from '../../recipe/any-recipe.ts'

const depths = ['u8', 'u16'] as const
type Depth = (typeof depths)[number]

const sourceOf = (depth: Depth, channels: Channels, bits: number): Source => ({
  depth,
  channels,
  bits,
  white: 2 ** bits - 1,
  extents: Array.from({ length: colourChannels(channels) }, () => [0, 2 ** bits - 1] as const),
})

const memory = (depth: Depth, length: number, offset = 0): Codes =>
  depth === 'u8' ? new Uint8Array(new ArrayBuffer(length + offset), offset) : new Uint16Array(new ArrayBuffer(2 * length + offset), offset)

/** Every code of the container in every channel, in another order in each, and some pixels more. */
const everyCode = (depth: Depth, channels: Channels, offset = 0): Codes => {
  const codes = depth === 'u8' ? 256 : 65_536
  const pixels = codes + 13
  const data = memory(depth, pixels * channels, offset)
  for (let p = 0; p < pixels; p++) for (let c = 0; c < channels; c++) data[p * channels + c] = (p * (2 * c + 1) + 77 * c) % codes
  return data
}

/** Where two arrays differ first, or −1; a comparison one by one in the matcher would take most of the time. */
const difference = (a: Codes, b: Codes): number => (a.length === b.length ? a.findIndex((code, i) => code !== b[i]) : 0)

const tablesOf = (text: string, source: Source, output: Depth) => {
  const { steps, rounding } = textToRecipe(text)
  return buildTables(compile(steps, rounding, source), output)
}

// each of them takes another way: a copy, bits flipped in all, one or two channels, one curve for all, one for each
const recipes = ['', 'negative', 'negative.g', 'bitwise-not.r;bitwise-not.b', 'bitwise-not(width=significant)', 'gamma(gamma=0.45)', 'log', 'gamma.r(gamma=2.2)', 'gamma.b(gamma=3)', 'gamma.r(gamma=2);log.g;negative.b']

describe.each(depths)('%s', (input) => {
  describe.each(depths)('to %s', (output) => {
    it.each(recipes)('gives every code in every channel what the plain evaluation gives, for “%s”', (text) => {
      for (const channels of [1, 2, 3, 4] as const) {
        const source = everyCode(input, channels)
        const before = source.slice()
        const pixels = source.length / channels
        const tables = tablesOf(text, sourceOf(input, channels, input === 'u8' ? 8 : 16), output)
        const want = memory(output, source.length)
        applyTables(source, channels, tables, want, 0, pixels)
        const out = memory(output, source.length)
        createCodesKernel(source, channels, out).load(tables)(0, pixels)
        expect({ channels, at: difference(out, want) }).toEqual({ channels, at: -1 })
        expect(difference(source, before)).toBe(-1)
      }
    })
  })
})

it('equals the plain evaluation for any recipe, tables loaded one after the other, and scaled coverage', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...depths), fc.constantFrom(...depths), fc.constantFrom<Channels>(1, 2, 3, 4), fc.constantFrom(10, 12, 16), fc.array(anyRecipe, { minLength: 1, maxLength: 3 }),
      (input, output, channels, deep, chain) => {
        const bits = input === 'u8' ? 8 : deep
        const source = everyCode(input, channels)
        const pixels = source.length / channels
        const out = memory(output, source.length)
        const kernel = createCodesKernel(source, channels, out)
        for (const { steps, rounding } of chain) {
          const pipeline = compile(steps, rounding, sourceOf(input, channels, bits))
          const tables = buildTables(pipeline, output)
          const want = memory(output, source.length)
          applyTables(source, channels, tables, want, 0, pixels, 2 ** bits - 1)
          kernel.load(tables, 2 ** bits - 1)(0, pixels)
          expect(difference(out, want)).toBe(-1)
        }
      },
    ),
    { numRuns: 40 },
  )
})

it('touches only the pixels of its range, wherever that begins and ends', () => {
  fc.assert(
    fc.property(fc.constantFrom(...depths), fc.constantFrom<Channels>(1, 2, 3, 4), fc.constantFrom(...recipes), fc.nat(268), fc.nat(268), (depth, channels, text, a, b) => {
      const source = everyCode(depth, channels)
      const tables = tablesOf(text, sourceOf(depth, channels, depth === 'u8' ? 8 : 16), depth)
      const [from, to] = [Math.min(a, b), Math.max(a, b)]
      const want = memory(depth, source.length).fill(7)
      applyTables(source, channels, tables, want, from, to)
      const out = memory(depth, source.length).fill(7)
      createCodesKernel(source, channels, out).load(tables)(from, to)
      expect(difference(out, want)).toBe(-1)
    }),
    { numRuns: 80 },
  )
})

it.each([1, 2, 4, 8])('does the same on memory that begins %i bytes off, and on shared memory', (offset) => {
  for (const [depth, step] of [['u8', 1], ['u16', 2]] as const) {
    if (offset % step !== 0) continue
    for (const text of recipes) {
      const source = everyCode(depth, 3, offset)
      const shared = memory(depth, 0).constructor as Uint8ArrayConstructor
      const out = new shared(new SharedArrayBuffer(source.byteLength + offset), offset) as Codes
      const tables = tablesOf(text, sourceOf(depth, 3, 8 * step), depth)
      const want = memory(depth, source.length)
      applyTables(source, 3, tables, want, 0, source.length / 3)
      createCodesKernel(source, 3, out).load(tables)(0, source.length / 3)
      expect(difference(out, want)).toBe(-1)
    }
  }
})

it('flips the bits of a 12-bit negative, whose codes all lie below its white', () => {
  const source = Uint16Array.from({ length: 4096 * 3 }, (_, i) => (i * 5) % 4096)
  const tables = tablesOf('negative', sourceOf('u16', 3, 12), 'u16')
  const out = new Uint16Array(source.length)
  createCodesKernel(source, 3, out).load(tables, 4095, 4095)(0, 4096)
  expect(out.findIndex((code, i) => code !== 4095 - source[i]!)).toBe(-1)
})
