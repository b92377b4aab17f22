import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { framedSize, sourcePixel, wholeGeometry, type Geometry } from '../../src/kernels/geometry.ts'
import { withoutFrame } from '../../src/recipe/geometry.ts'
import { frameOnScan, seenArea, seenFrame } from '../../src/recipe/seen-frame.ts'

const [width, height] = [60, 40]

/** A frame whose edges lie between pixels, so that no rounding is in it. */
const anyFrame: fc.Arbitrary<Geometry> = fc
  .record({
    left: fc.integer({ min: 0, max: 30 }),
    top: fc.integer({ min: 0, max: 20 }),
    wide: fc.integer({ min: 4, max: 30 }),
    high: fc.integer({ min: 4, max: 20 }),
    angle: fc.double({ min: -45, max: 45, noNaN: true }),
    turns: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
    mirror: fc.boolean(),
  })
  .map(({ left, top, wide, high, angle, turns, mirror }) => ({ ...wholeGeometry, area: { x: left / width, y: top / height, width: wide / width, height: high / height }, angle, turns, mirror }))

describe('a frame on a scan that is turned and mirrored', () => {
  it('leaves the same pixels where it is drawn on what is seen as on the scan itself', () => {
    fc.assert(
      fc.property(anyFrame, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (frame, u, v) => {
        const whole = withoutFrame(frame)
        const lying = framedSize(whole, width, height)
        const size = framedSize(frame, width, height)
        const seen = seenFrame(frame, whole)
        expect(framedSize(seen, lying.width, lying.height)).toEqual(size)
        const [x, y] = [u * (size.width - 1), v * (size.height - 1)]
        const inSeen = sourcePixel(seen, lying.width, lying.height, x, y)
        const twice = sourcePixel(whole, width, height, inSeen.x, inSeen.y)
        const once = sourcePixel(frame, width, height, x, y)
        expect(twice.x).toBeCloseTo(once.x, 8)
        expect(twice.y).toBeCloseTo(once.y, 8)
      }),
    )
  })

  it('comes back from where it is seen', () => {
    fc.assert(
      fc.property(anyFrame, (frame) => {
        const back = frameOnScan(seenFrame(frame, frame), frame)
        expect([back.turns, back.mirror]).toEqual([frame.turns, frame.mirror])
        expect(back.angle).toBeCloseTo(frame.angle, 12)
        for (const side of ['x', 'y', 'width', 'height'] as const) expect(back.area[side]).toBeCloseTo(frame.area[side], 12)
      }),
    )
  })

  it('has its left edge on top after a quarter turn clockwise, and mirrored on top as well', () => {
    const left = { x: 0, y: 0.25, width: 0.1, height: 0.5 }
    expect(seenArea(left, { turns: 1, mirror: false })).toEqual({ x: 0.25, y: 0, width: 0.5, height: 0.1 })
    expect(seenArea(left, { turns: 1, mirror: true })).toEqual({ x: 0.25, y: 0, width: 0.5, height: 0.1 })
    expect(seenArea(left, { turns: 0, mirror: true })).toEqual({ x: 0.9, y: 0.25, width: 0.1, height: 0.5 })
  })
})
