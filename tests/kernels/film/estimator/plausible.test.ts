import { describe, expect, it } from 'vitest'
import { isBareLight, middleRange, outshone } from '../../../../src/kernels/film/estimator/plausible.ts'
import { proxyHeight, proxyWidth } from '../../../../src/kernels/film/estimator/proxy.ts'

const proxyOf = (light: (x: number, y: number) => readonly [number, number, number]): Float64Array =>
  Float64Array.from({ length: 3 * proxyWidth * proxyHeight }, (_, i) => light(Math.floor(i / 3) % proxyWidth, Math.floor(i / 3 / proxyWidth))[i % 3 as 0 | 1 | 2])

const withBright = (cells: number) => proxyOf((x, y) => (y * proxyWidth + x < cells ? [0.7, 0.7, 0.7] : [0.2, 0.2, 0.2]))

describe('a film base', () => {
  it('is outshone where more than a hundredth of the picture lets more light through', () => {
    expect(outshone(withBright(0.005 * proxyWidth * proxyHeight), [0.5, 0.5, 0.5])).toBe(false)
    expect(outshone(withBright(0.02 * proxyWidth * proxyHeight), [0.5, 0.5, 0.5])).toBe(true)
    // noise about the base is no light
    expect(outshone(withBright(proxyWidth * proxyHeight), [0.65, 0.65, 0.65])).toBe(false)
  })

  it('is bare light where it is grey and the picture orange, and a base that was balanced to grey is not', () => {
    expect(isBareLight(proxyOf(() => [0.3, 0.12, 0.07]), [0.6, 0.6, 0.6])).toBe(true)
    expect(isBareLight(proxyOf(() => [0.3, 0.25, 0.2]), [0.6, 0.6, 0.6])).toBe(false)
    expect(isBareLight(proxyOf(() => [0.3, 0.12, 0.07]), [0.8, 0.35, 0.2])).toBe(false)
  })
})

describe('the range of a picture’s middle', () => {
  it('leaves a holder around it out', () => {
    const inHolder = proxyOf((x, y) => (x > 8 && x < 88 && y > 6 && y < 58 ? [0.1, 0.1, 0.1] : [0.001, 0.001, 0.001]))
    expect(middleRange(inHolder)).toBeLessThan(1e-9)
    expect(middleRange(proxyOf((x) => [0.1, x < 48 ? 0.1 : 0.01, 0.1]))).toBeCloseTo(1, 6)
  })
})
