import { describe, expect, it } from 'vitest'
import { wholeGeometry } from '../../../src/kernels/geometry.ts'
import type { Geometry } from '../../../src/recipe/geometry.ts'
import { dragFrame, gripPlace, grips, straighten } from '../../../src/ui/film/frame-drag.ts'

const scan = { width: 1000, height: 800 }
const frame: Geometry = { ...wholeGeometry, area: { x: 0.2, y: 0.25, width: 0.5, height: 0.5 } }

/** A place on the frame, in shares of it, in the scan's pixels. */
const at = ({ area, angle }: Geometry, x: number, y: number): readonly [number, number] => {
  const a = (angle * Math.PI) / 180
  const u = (x - 0.5) * area.width * scan.width
  const v = (y - 0.5) * area.height * scan.height
  return [(area.x + area.width / 2) * scan.width + u * Math.cos(a) - v * Math.sin(a), (area.y + area.height / 2) * scan.height + u * Math.sin(a) + v * Math.cos(a)]
}

describe('a frame that is dragged', () => {
  it.each([0, 5, -12])('keeps its opposite side in place and follows the hand, leaning by %i°', (angle) => {
    for (const grip of grips) {
      const before = { ...frame, angle }
      const { x, y } = gripPlace(grip)
      const after = dragFrame(before, scan, grip, 20, 12)
      const stays = at(after, 1 - x, 1 - y)
      at(before, 1 - x, 1 - y).forEach((value, i) => expect(stays[i]).toBeCloseTo(value, 6))
      if (x === 0.5 || y === 0.5) continue
      const [gx, gy] = at(before, x, y)
      const moved = at(after, x, y)
      expect(moved[0]).toBeCloseTo(gx + 20, 6)
      expect(moved[1]).toBeCloseTo(gy + 12, 6)
    }
  })

  it('moves as a whole, and no further than the scan', () => {
    const near = dragFrame(frame, scan, 'all', 100, -80).area
    expect(near.x).toBeCloseTo(0.3, 9)
    expect(near.y).toBeCloseTo(0.15, 9)
    expect([near.width, near.height]).toEqual([0.5, 0.5])
    const far = dragFrame(frame, scan, 'all', 5000, -5000).area
    expect([far.x, far.y, far.width, far.height]).toEqual([0.5, 0, 0.5, 0.5])
  })

  it('leaves neither the scan nor less than a few pixels', () => {
    for (const grip of grips) {
      for (const [dx, dy] of [[9000, 9000], [-9000, -9000]] as const) {
        const { x, y, width, height } = dragFrame(frame, scan, grip, dx, dy).area
        expect(width * scan.width).toBeGreaterThanOrEqual(15.9)
        expect(height * scan.height).toBeGreaterThanOrEqual(15.9)
        expect(x).toBeGreaterThanOrEqual(0)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(x + width).toBeLessThanOrEqual(1 + 1e-9)
        expect(y + height).toBeLessThanOrEqual(1 + 1e-9)
      }
    }
  })
})

const corners = (geometry: Geometry) => [[0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) => at(geometry, x!, y!))

/** How far the corner that is furthest out leaves the scan, in pixels. */
const overhang = (geometry: Geometry): number => Math.max(...corners(geometry).flatMap(([x, y]) => [-x, -y, x - scan.width, y - scan.height]))

describe('a leaning frame', () => {
  it.each([45, -45, 12, 4])('of %i° keeps its corners in the scan and its shape', (angle) => {
    const whole: Geometry = { ...frame, area: { x: 0.02, y: 0.05, width: 0.95, height: 0.9 } }
    const leaning = straighten(whole, scan, angle)
    expect(leaning.angle).toBe(angle)
    expect(overhang(leaning)).toBeLessThan(1)
    expect((leaning.area.width * scan.width) / (leaning.area.height * scan.height)).toBeCloseTo((0.95 * 1000) / (0.9 * 800), 6)
    // as large as it can be: a little more would leave the scan
    expect(overhang(leaning)).toBeGreaterThan(-0.6)
  })

  it('that has room keeps its size', () => {
    expect(straighten(frame, scan, 3).area).toEqual(frame.area)
  })

  it.each(grips)('is drawn no further than the scan by its %s', (grip) => {
    for (const [dx, dy] of [[900, 900], [-900, -900], [900, -900]] as const) expect(overhang(dragFrame({ ...frame, angle: 20 }, scan, grip, dx, dy))).toBeLessThan(1)
  })
})
