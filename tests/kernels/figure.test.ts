import { describe, expect, it } from 'vitest'
import { transformOf } from '../../src/kernels/registry.ts'
import { figure, type Domain } from '../../src/kernels/transform.ts'

describe('a number in a derivation', () => {
  it('has its thousands apart from five digits on, with a narrow no-break space', () => {
    expect(figure(31_265_762)).toBe('31\u202f265\u202f762')
    expect(figure(20_028.539)).toBe('20\u202f028.54')
    expect(figure(-65_535)).toBe('−65\u202f535')
    expect(figure(4095)).toBe('4095')
    expect(figure(0.123_456, 6)).toBe('0.123456')
  })

  it('is written so in the notes of log and bitwise NOT', () => {
    const spectrum: Domain = { depth: 'f32', bits: 32, container: 32, white: 31_265_762, max: () => 31_265_762 }
    expect(transformOf('log').note?.({ scale: 'image', c: 1, k: 1 }, spectrum)).toBe('c = 255 / ln(1 + m), m = 31\u202f265\u202f762, the largest value in the picture.')
    const twelve: Domain = { depth: 'u16', bits: 12, container: 16, white: 4095, max: () => 4095 }
    // 2¹⁶ − 1 = 65 535, 65 535 − 4095 = 61 440
    expect(transformOf('bitwise-not').note?.({ width: 'container' }, twelve)).toBe(
      'Not the negative here: the word reaches 65\u202f535, L\u00a0−\u00a01 is 4095, so they differ by 61\u202f440 at every r.',
    )
  })
})
