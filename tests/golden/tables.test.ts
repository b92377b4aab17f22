import { describe, expect, it } from 'vitest'
import { buildTables, compile, type Source } from '../../src/kernels/compile.ts'
import { textToRecipe } from '../../src/recipe/link.ts'
import { golden, mismatch, unpack } from './numbers.ts'

const { tables, log8 } = golden('tables')

const greyOf = (bits: number, max: number): Source => ({ depth: bits === 8 ? 'u8' : 'u16', channels: 1, bits, white: 2 ** bits - 1, extents: [[0, max]] })

/** The lab's table of a recipe, over the codes that a picture of so many bits can have. */
const ours = (text: string, bits: number, max: number): ArrayLike<number> => {
  const { steps, rounding } = textToRecipe(text)
  const source = greyOf(bits, max)
  return buildTables(compile(steps, rounding, source), bits === 8 ? 'u8' : 'u16')[0]!.subarray(0, 2 ** bits)
}

describe.each([8, 10, 12, 16] as const)('%i bits', (bits) => {
  const cases = tables.filter((entry) => entry.bits === bits)

  it.each(cases)('NumPy gives the same code for every r: $recipe, m = $max', ({ recipe, max, table }) => {
    expect(mismatch(ours(recipe, bits, max), table)).toBeUndefined()
  })

  it('has a case for every transform and both rounding rules', () => {
    const texts = cases.map(({ recipe }) => recipe).join('\n')
    for (const word of ['negative', 'log', 'gamma', 'bitwise-not', 'rounding=truncate']) expect(texts).toContain(word)
    expect(cases.length).toBeGreaterThan(100)
  })
})

it.each(['nearest-even', 'truncate'] as const)('log agrees with NumPy for every maximum of an 8-bit picture, %s', (rounding) => {
  const want = unpack(log8[rounding])
  expect(want.length).toBe(256 * 256)
  for (let m = 0; m < 256; m++) {
    const got = ours(rounding === 'truncate' ? 'rounding=truncate;log' : 'log', 8, m)
    const row = want.subarray(256 * m, 256 * (m + 1))
    expect(row.findIndex((code, r) => code !== got[r]), `m = ${m}`).toBe(-1)
  }
})
