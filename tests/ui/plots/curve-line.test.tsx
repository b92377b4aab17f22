import { describe, expect, it } from 'vitest'
import { codeAxis, valueAxis } from '../../../src/ui/plots/axis.ts'
import { curvePoints, curvesAgree, pathOf } from '../../../src/ui/plots/curve-line.ts'

const side = 220

describe('the drawn curve', () => {
  it('is the diagonal for s = r', () => {
    const points = curvePoints((r) => r, codeAxis(255), codeAxis(255), side)
    for (const { x, y } of points) expect(x + y).toBeCloseTo(side, 9)
    expect(points[0]!.x).toBeCloseTo((side * 0.5) / 256, 9)
    expect(points.at(-1)!.x).toBeCloseTo((side * 255.5) / 256, 9)
  })
  it('falls from the top left for the negative', () => {
    const points = curvePoints((r) => 255 - r, codeAxis(255), codeAxis(255), side)
    for (const { x, y } of points) expect(x).toBeCloseTo(y, 9)
  })
  it('has no corner where 16 bits of a logarithm rise half the plot within a pixel', () => {
    const c = 65_535 / Math.log(65_536)
    const points = curvePoints((r) => c * Math.log1p(r), codeAxis(65_535), codeAxis(65_535), side)
    const steps = points.slice(1).map(({ y }, i) => Math.abs(y - points[i]!.y))
    expect(Math.max(...steps)).toBeLessThan(3)
  })
  it('passes through the function, not through rounded codes', () => {
    const points = curvePoints((r) => (r * r) / 255, codeAxis(255), codeAxis(255), side)
    for (const { x, y } of points) {
      const r = (x / side) * 256 - 0.5
      expect((1 - y / side) * 256 - 0.5).toBeCloseTo((r * r) / 255, 6)
    }
  })
  it('stays finite where the function does not', () => {
    const points = curvePoints((r) => 1 / r, valueAxis([0, 1]), valueAxis([0, 1]), side)
    expect(points.length).toBeGreaterThan(10)
    for (const { y } of points) expect(Number.isFinite(y)).toBe(true)
  })
  it('becomes a path', () => {
    expect(pathOf([{ x: 0, y: 1 }, { x: 2.345, y: 3 }])).toBe('M0.00 1.00L2.35 3.00')
  })
})

describe('curves agree', () => {
  it('when they are the same function', () => {
    expect(curvesAgree([(r) => r, (r) => r * 1, (r) => r + 0], codeAxis(255))).toBe(true)
  })
  it('not when one channel alone is changed', () => {
    expect(curvesAgree([(r) => r, (r) => r, (r) => 255 - r], codeAxis(255))).toBe(false)
  })
  it('when there is one', () => {
    expect(curvesAgree([(r) => r], codeAxis(255))).toBe(true)
  })
})
