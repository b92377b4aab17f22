import { describe, expect, it } from 'vitest'
import { buildTables, compile } from '../../src/kernels/compile.ts'
import { ln } from '../../src/kernels/logarithm.ts'
import { textToRecipe } from '../../src/recipe/link.ts'
import { bytesOf, golden, mismatch, sha256, unpack } from './numbers.ts'

const peers = golden('peers')

const ours = (text: string, bits: 8 | 16, max = 2 ** bits - 1): ArrayLike<number> => {
  const { steps, rounding } = textToRecipe(text)
  const depth = bits === 8 ? 'u8' : 'u16'
  return buildTables(compile(steps, rounding, { depth, channels: 1, bits, white: 2 ** bits - 1, extents: [[0, max]] }), depth)[0]!
}

describe('OpenCV', () => {
  it('differs from our log at three pairs of m and r, where it multiplies in single precision', () => {
    const theirs = unpack(peers.opencvLog)
    const different: [m: number, r: number, opencv: number, lab: number][] = []
    let at = 0
    for (let m = 1; m < 256; m++) {
      const table = ours('log', 8, m)
      for (let r = 0; r <= m; r++, at++) if (theirs[at] !== table[r]) different.push([m, r, theirs[at]!, table[r]!])
    }
    expect(at).toBe(theirs.length)
    expect(different).toEqual([
      [24, 4, 128, 127],
      [48, 6, 128, 127],
      [168, 12, 127, 128],
    ])
  })

  it.each(peers.opencvGamma)('has our gamma $gamma at every 8-bit code', ({ gamma, table }) => {
    expect(mismatch(ours(`gamma(gamma=${gamma})`, 8), table)).toBeUndefined()
  })

  it('has our bitwise NOT at every code of 8 and 16 bits', () => {
    expect(mismatch(ours('bitwise-not', 8), peers.opencvNot8)).toBeUndefined()
    expect(mismatch(ours('bitwise-not', 16), peers.opencvNot16)).toBeUndefined()
  })
})

describe('scikit-image', () => {
  it.each(peers.skimageGamma16)('truncates 16-bit pictures: adjust_gamma $gamma is our truncated gamma', ({ gamma, table }) => {
    expect(mismatch(ours(`rounding=truncate;gamma(gamma=${gamma})`, 16), table)).toBeUndefined()
  })

  it('means another curve by log: base 2 over the normalised value, 49 where the textbook has 167', () => {
    const theirs = unpack(peers.skimageLog8)
    expect(theirs[37]).toBe(49)
    expect(ours('log', 8)[37]).toBe(167)
    expect(theirs.every((code, r) => code === Math.trunc(255 * Math.log2(1 + r / 255)))).toBe(true)
  })
})

describe('the logarithm', () => {
  const { logarithm } = peers

  it('is the double next to ln x for every code of 16 bits', () => {
    const values = Float64Array.from({ length: 65_535 }, (_, i) => ln(i + 2))
    expect(sha256(bytesOf(values))).toBe(logarithm.codes)
    expect(ln(1)).toBe(0)
  })

  it('is the double next to ln x for 20,000 fractions', () => {
    const fractions = Float64Array.from({ length: 20_000 }, (_, at) => {
      const i = at + 1
      const f = (i * 0.6180339887498949) % 1
      let product = f
      for (let k = 0; k < i % 4; k++) product *= f
      return 1 + 65_535 * product
    })
    expect(sha256(bytesOf(fractions))).toBe(logarithm.arguments)
    expect(sha256(bytesOf(fractions.map(ln)))).toBe(logarithm.fractions)
  })
})
