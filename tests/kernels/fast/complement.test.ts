import { describe, expect, it } from 'vitest'
import { masksOf } from '../../../src/kernels/fast/complement.ts'

const table = (curve: (r: number) => number): Uint16Array => Uint16Array.from({ length: 65_536 }, (_, r) => curve(r))

describe('masksOf', () => {
  it('knows what each channel flips', () => {
    expect(masksOf([table((r) => r), table((r) => 65_535 - r)], 65_535)).toEqual([0, 65_535])
    expect(masksOf([Uint8Array.from({ length: 256 }, (_, r) => ~r)], 255)).toEqual([255])
  })

  it('asks only of the codes that are there', () => {
    const twelve = table((r) => Math.max(0, 4095 - r))
    expect(masksOf([twelve], 65_535)).toBeUndefined()
    expect(masksOf([twelve], 4095)).toEqual([4095])
    expect(masksOf([twelve], 100)).toEqual([4095])
  })

  it('takes nothing else for a complement', () => {
    expect(masksOf([table((r) => (r === 40_000 ? 0 : r))], 65_535)).toBeUndefined()
    expect(masksOf([table((r) => r >> 1)], 65_535)).toBeUndefined()
  })
})
