import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildTables, compile, type Source } from '../../../src/kernels/compile.ts'
import { fillTable } from '../../../src/kernels/fast/fill-table.ts'
import { quantise } from '../../../src/kernels/quantise.ts'
import { anyRecipe } from '../../recipe/any-recipe.ts'

const sourceOf = (bits: number, max: number): Source => ({ depth: bits === 8 ? 'u8' : 'u16', channels: 3, bits, white: 2 ** bits - 1, extents: [[0, max], [0, max], [0, max]] })

describe('a table filled through nodes', () => {
  it('holds what the curve gives at every code, for any recipe, depth and rounding', () => {
    fc.assert(
      fc.property(anyRecipe, fc.constantFrom(8, 10, 12, 16), fc.constantFrom('u8' as const, 'u16' as const), fc.double({ min: 0, max: 1, noNaN: true }), (recipe, bits, output, share) => {
        const source = sourceOf(bits, Math.round(share * (2 ** bits - 1)))
        const pipeline = compile(recipe.steps, recipe.rounding, source)
        buildTables(pipeline, output).forEach((table, c) => {
          const { curve, white: top } = pipeline.channels[c]!
          const white = output === source.depth ? top : output === 'u8' ? 255 : 65_535
          const scale = white / top
          const wrong = table.findIndex((code, r) => code !== quantise(scale === 1 ? curve(r) : curve(r) * scale, white, recipe.rounding))
          expect(wrong).toBe(-1)
        })
      }),
      { numRuns: 400 },
    )
  }, 60_000)

  it('holds them around kinks, wherever these lie between two nodes', () => {
    const table = new Uint16Array(65_536)
    for (let kink = 40_000; kink < 40_064; kink += 0.5) {
      const curve = (r: number): number => (r < kink ? 0.3 * r : 0.3 * kink + 0.9 * (r - kink))
      fillTable(table, curve, 1, 65_535, 'nearest-even')
      for (let r = 39_800; r < 40_300; r++) if (table[r] !== quantise(curve(r), 65_535, 'nearest-even')) expect.fail(`code ${r} with a kink at ${kink}`)
    }
    expect(table[65_535]).toBe(quantise(0.3 * 40_063.5 + 0.9 * (65_535 - 40_063.5), 65_535, 'nearest-even'))
  })

  it('asks a smooth curve for an eighth of its codes or little more', () => {
    let asked = 0
    fillTable(new Uint16Array(65_536), (r) => (asked++, 65_535 * (r / 65_535) ** 0.45), 1, 65_535, 'nearest-even')
    expect(asked).toBeLessThan(65_536 / 6)
  })
})
