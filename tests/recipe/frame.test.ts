import { describe, expect, it } from 'vitest'
import { wholeGeometry } from '../../src/kernels/geometry.ts'
import type { Geometry } from '../../src/recipe/geometry.ts'
import { dragFrame, gripPlace, grips, leanOf, liesInside, ratioOf, reframe } from '../../src/recipe/frame.ts'

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
    const leaning = reframe(whole, scan, whole.area, angle, ratioOf(whole, scan))
    expect(leaning.angle).toBe(angle)
    expect(overhang(leaning)).toBeLessThan(1)
    expect((leaning.area.width * scan.width) / (leaning.area.height * scan.height)).toBeCloseTo((0.95 * 1000) / (0.9 * 800), 6)
    // as large as it can be: a little more would leave the scan
    expect(overhang(leaning)).toBeGreaterThan(-0.6)
  })

  it('stays within the picture that was found, leaning or not, and has all of it again', () => {
    for (const lean of [0, 3]) {
      const found = { area: frame.area, angle: lean }
      const turned = reframe({ ...frame, angle: lean }, scan, frame.area, 9, ratioOf(frame, scan), found)
      // the corners, seen from the middle along the picture's own sides
      const a = (lean * Math.PI) / 180
      const reach = corners(turned).map(([x, y]) => {
        const [dx, dy] = [x! - 450, y! - 400]
        return [Math.abs(dx * Math.cos(a) + dy * Math.sin(a)), Math.abs(dy * Math.cos(a) - dx * Math.sin(a))] as const
      })
      expect(Math.max(...reach.map(([u]) => u))).toBeLessThanOrEqual(250.6)
      expect(Math.max(...reach.map(([, v]) => v))).toBeLessThanOrEqual(200.6)
      expect(Math.max(...reach.flatMap(([u, v]) => [u - 250, v - 200]))).toBeGreaterThan(0.3)
      expect(reframe(turned, scan, frame.area, lean, ratioOf(frame, scan), found).area).toEqual(frame.area)
    }
  })

  it('that has room keeps its size', () => {
    expect(reframe(frame, scan, frame.area, 3, ratioOf(frame, scan)).area).toEqual(frame.area)
  })

  it.each(grips)('is drawn no further than the scan by its %s', (grip) => {
    for (const [dx, dy] of [[900, 900], [-900, -900], [900, -900]] as const) expect(overhang(dragFrame({ ...frame, angle: 20 }, scan, grip, dx, dy))).toBeLessThan(1)
  })
})

describe('a frame of a fixed ratio', () => {
  it.each([0, 7])('keeps it by every grip, and what is opposite in place, leaning by %i°', (angle) => {
    for (const ratio of [3 / 2, 1, 24 / 65]) {
      const before = reframe({ ...frame, angle }, scan, frame.area, angle, ratio)
      for (const grip of grips) {
        const { x, y } = gripPlace(grip)
        const after = dragFrame(before, scan, grip, 14, 9, ratio)
        expect(ratioOf(after, scan)).toBeCloseTo(ratio, 6)
        at(before, 1 - x, 1 - y).forEach((value, i) => expect(at(after, 1 - x, 1 - y)[i]).toBeCloseTo(value, 6))
      }
    }
  })

  it('follows the hand along the diagonal, and an edge across', () => {
    const before = reframe(frame, scan, frame.area, 0, 5 / 4)
    const [x, y] = at(before, 1, 1)
    const corner = at(dragFrame(before, scan, 'bottom right', 50, 40, 5 / 4), 1, 1)
    expect(corner[0]).toBeCloseTo(x! + 50, 6)
    expect(corner[1]).toBeCloseTo(y! + 40, 6)
    const edge = dragFrame(before, scan, 'right', 50, 1000, 5 / 4)
    expect(edge.area.width * scan.width).toBeCloseTo(before.area.width * scan.width + 50, 6)
  })

  it.each(grips)('leaves neither the scan nor its shape by its %s', (grip) => {
    for (const [dx, dy] of [[900, 900], [-900, -900], [900, -900]] as const) {
      const after = dragFrame(reframe(frame, scan, frame.area, 0, 3 / 2), scan, grip, dx, dy, 3 / 2)
      expect(liesInside(after, scan)).toBe(true)
      expect(ratioOf(after, scan)).toBeCloseTo(3 / 2, 6)
      expect(Math.min(after.area.width * scan.width, after.area.height * scan.height)).toBeGreaterThanOrEqual(15.9)
    }
  })

  it('is the largest inside the frame it was, about the same middle', () => {
    const { area } = reframe(frame, scan, frame.area, 0, 1)
    expect([area.width * scan.width, area.height * scan.height]).toEqual([400, 400])
    expect([area.x + area.width / 2, area.y + area.height / 2]).toEqual([0.45, 0.5])
  })
})

describe('the lean of a line', () => {
  it.each([
    [100, 0, 0],
    [-100, 0, 0],
    [0, 50, 0],
    [100, 10, 5.7106],
    [-100, -10, 5.7106],
    [100, -10, -5.7106],
    [10, 100, -5.7106],
    [-10, 100, 5.7106],
  ])('of %i, %i is from the nearest of level and upright', (dx, dy, angle) => expect(leanOf(dx, dy)).toBeCloseTo(angle, 3))

  it('of a point is none', () => expect(leanOf(0, 0)).toBeUndefined())
})
