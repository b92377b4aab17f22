import { describe, expect, it } from 'vitest'
import { outlineOf, reachOf } from '../../../src/ui/plots/outline.ts'

const filled = (entries: readonly (readonly [number, number])[], length = 256): Uint32Array => {
  const counts = new Uint32Array(length)
  for (const [bar, count] of entries) counts[bar] = count
  return counts
}

describe('the outline of a histogram', () => {
  it('is level over level counts', () => {
    const { at, count, starts } = outlineOf(new Uint32Array(256).fill(12), 8)
    expect(at.length).toBe(256)
    expect(new Set(count)).toEqual(new Set([12]))
    expect(starts).toEqual([0])
  })
  it('is the mean of seven bars where all are filled', () => {
    const counts = new Uint32Array(256).fill(7)
    counts[100] = 14
    const { count } = outlineOf(counts, 8)
    expect(count[100]).toBe(8)
    expect(count[97]).toBe(8)
    expect(count[96]).toBe(7)
  })
  it('joins the teeth of a comb by the 1-2-1 mean of neighbours', () => {
    const { at, count, starts } = outlineOf(filled([[100, 8], [110, 16], [120, 4]]), 32)
    expect([...at]).toEqual([100, 110, 120])
    expect([...count]).toEqual([(8 + 2 * 8 + 16) / 4, (8 + 2 * 16 + 4) / 4, (16 + 2 * 4 + 4) / 4])
    expect(starts).toEqual([0])
  })
  it('leaves the first and the last four bars as they are', () => {
    const counts = new Uint32Array(256).fill(7)
    counts[0] = 900
    counts[3] = 70
    counts[252] = 60
    counts[255] = 800
    const { count } = outlineOf(counts, 8)
    expect([count[0], count[1], count[3], count[252], count[254], count[255]]).toEqual([900, 7, 70, 60, 7, 800])
  })
  it('falls to the base in a gap longer than its reach, and does not mix across it', () => {
    const { count, starts } = outlineOf(filled([[50, 10], [51, 10], [100, 40]]), 8)
    expect(starts).toEqual([0, 2])
    expect([...count]).toEqual([10, 10, 40])
  })
  it('crosses gaps of exactly its reach', () => {
    expect(outlineOf(filled([[50, 10], [59, 10]]), 8).starts).toEqual([0])
    expect(outlineOf(filled([[50, 10], [60, 10]]), 8).starts).toEqual([0, 1])
  })
  it('is nothing over nothing', () => {
    expect(outlineOf(new Uint32Array(256), 8).at.length).toBe(0)
  })
  it('crosses the gaps that a stretch tore, 32 between the first codes of a logarithm, but not those of a step wedge', () => {
    const photograph = new Uint32Array(256).fill(3)
    const wedge = filled(Array.from({ length: 16 }, (_, i) => [i * 17, 100] as const))
    expect(reachOf(photograph, 'after')).toBeGreaterThanOrEqual(31)
    expect(reachOf(photograph, 'before')).toBeLessThan(reachOf(photograph, 'after'))
    expect(reachOf(wedge, 'after')).toBe(0)
  })
})
