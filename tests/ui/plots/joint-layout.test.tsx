import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jointLayout, type LayoutInput } from '../../../src/ui/plots/joint-layout.ts'

const panel = (width: number, more: Partial<LayoutInput> = {}) => jointLayout({ width, scale: 'panel', names: 'below', digits: 3, ...more })

describe('the layout of the joint plot', () => {
  it('has the measures of the design at a width of 320', () => {
    const layout = panel(320)
    expect(layout.side).toBe(220)
    expect(layout.after).toEqual({ x: 26, y: 0, width: 68, height: 220 })
    expect(layout.map).toEqual({ x: 100, y: 0, width: 220, height: 220 })
    expect(layout.before).toEqual({ x: 100, y: 226, width: 220, height: 68 })
    expect(layout.height).toBe(220 + 6 + 68 + 17 + 18)
  })
  it('gives both histograms the length of the map to the pixel, and never more than the width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 1600 }), fc.constantFrom(3, 5), fc.constantFrom('panel' as const, 'present' as const), (width, digits, scale) => {
        const { side, before, after, map, width: used } = jointLayout({ width, scale, names: 'below', digits })
        expect([before.width, after.height, map.width, map.height]).toEqual([side, side, side, side])
        expect([before.x, after.y]).toEqual([map.x, map.y])
        expect(used).toBeLessThanOrEqual(width)
      }),
    )
  })
  it('keeps the map readable where five digits and a narrow panel press on it', () => {
    expect(panel(308, { digits: 5 }).side).toBeGreaterThanOrEqual(200)
  })
  it('makes room for five digits at the left', () => {
    expect(panel(320, { digits: 5 }).after.x).toBeGreaterThanOrEqual(33)
  })
  it('fits into a height as well', () => {
    expect(panel(900, { height: 400 }).height).toBeLessThanOrEqual(400)
  })
  it('writes at 24 pixels when presenting', () => {
    expect(jointLayout({ width: 640, scale: 'present', names: 'corner', digits: 3 }).font).toBe(24)
  })
})
