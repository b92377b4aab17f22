import { describe, expect, it } from 'vitest'
import { edgeSpeed } from '../../../src/ui/recipe/edge-scroll.ts'

describe('edgeSpeed', () => {
  it('is nothing in the middle of the panel', () => {
    expect(edgeSpeed(300, 100, 700)).toBe(0)
    expect(edgeSpeed(148, 100, 700)).toBe(0)
    expect(edgeSpeed(652, 100, 700)).toBe(0)
  })
  it('grows towards an edge and no further past it', () => {
    expect(edgeSpeed(676, 100, 700)).toBe(edgeSpeed(700, 100, 700) / 2)
    expect(edgeSpeed(900, 100, 700)).toBe(edgeSpeed(700, 100, 700))
    expect(edgeSpeed(700, 100, 700)).toBeGreaterThan(0)
    expect(edgeSpeed(124, 100, 700)).toBe(-edgeSpeed(676, 100, 700))
  })
  it('leaves a low panel a middle where nothing scrolls', () => {
    expect(edgeSpeed(130, 100, 160)).toBe(0)
    expect(edgeSpeed(100, 100, 100)).toBe(0)
  })
})
