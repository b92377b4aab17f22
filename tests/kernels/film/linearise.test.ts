import { describe, expect, it } from 'vitest'
import { averageLight, rowsOf, wholeArea } from '../../../src/kernels/film/light.ts'
import { linearToSrgb, scanCurves, scanRows, srgbToLinear } from '../../../src/kernels/film/linearise.ts'
import { profileCurves } from '../../../src/kernels/film/icc-curves.ts'
import { filmProxy, proxyHeight, proxyWidth } from '../../../src/kernels/film/estimator/proxy.ts'
import { createRaster } from '../../../src/kernels/raster.ts'

const mean = (data: Float32Array): number => data.reduce((sum, value) => sum + value, 0) / data.length

/** An ICC profile of nothing but tone curves, all three the same. */
function profileWith(curve: readonly number[]): Uint8Array {
  const start = 132 + 3 * 12
  const icc = new Uint8Array(start + curve.length)
  const view = new DataView(icc.buffer)
  const write = (at: number, text: string): void => [...text].forEach((letter, index) => (icc[at + index] = letter.charCodeAt(0)))
  write(36, 'acsp')
  view.setUint32(128, 3)
  ;['rTRC', 'gTRC', 'bTRC'].forEach((name, index) => {
    write(132 + 12 * index, name)
    view.setUint32(136 + 12 * index, start)
    view.setUint32(140 + 12 * index, curve.length)
  })
  icc.set(curve, start)
  return icc
}

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0))
const u32 = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255)
const fixed = (value: number): number[] => u32(Math.round(65536 * value) >>> 0)

describe('profiles', () => {
  it('read a power of 2.2, which ICC writes as 0x0233', () => {
    const curve = profileCurves(profileWith([...ascii('curv'), 0, 0, 0, 0, ...u32(1), 2, 0x33]))![0]
    expect(curve(0.5)).toBeCloseTo(0.5 ** (0x233 / 256), 9)
  })

  it('read no points as linear and a table between its points', () => {
    expect(profileCurves(profileWith([...ascii('curv'), 0, 0, 0, 0, ...u32(0)]))![1](0.3)).toBe(0.3)
    const table = profileCurves(profileWith([...ascii('curv'), 0, 0, 0, 0, ...u32(3), 0, 0, 0x40, 0, 0xff, 0xff]))![2]
    expect(table(0.25)).toBeCloseTo(0x4000 / 65535 / 2, 6)
    expect(table(1)).toBe(1)
  })

  it('read the parametric form of sRGB', () => {
    const numbers = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
    const curve = profileCurves(profileWith([...ascii('para'), 0, 0, 0, 0, 0, 3, 0, 0, ...numbers.flatMap(fixed)]))![0]
    for (const code of [0.01, 0.2, 0.7, 1]) expect(curve(code)).toBeCloseTo(srgbToLinear(code), 4)
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['no profile', new Uint8Array(400)],
    ['a curve that ends too soon', profileWith([...ascii('curv'), 0, 0, 0, 0, ...u32(1000), 1])],
    ['a form that does not exist', profileWith([...ascii('para'), 0, 0, 0, 0, 0, 9, 0, 0])],
  ])('answer %s with undefined', (_, icc) => expect(profileCurves(icc)).toBeUndefined())
})

describe('scans', () => {
  it('of 8 bits without a tag are sRGB, of 16 bits linear', () => {
    expect(scanCurves(createRaster({ width: 1, height: 1, channels: 3, depth: 'u8' }))[0](0.5)).toBeCloseTo(0.21404, 5)
    expect(scanCurves(createRaster({ width: 1, height: 1, channels: 3, depth: 'u16' }))[0](0.5)).toBe(0.5)
  })

  it('are what a person says they are', () => {
    const raster = createRaster({ width: 1, height: 1, channels: 3, depth: 'u16' })
    expect(scanCurves(raster, { gamma: 1.8 })[0](0.5)).toBeCloseTo(0.5 ** 1.8, 12)
    expect(scanCurves(raster, 'srgb')[0](0.5)).toBeCloseTo(0.21404, 5)
  })

  it('of grey have three equal channels and no alpha', () => {
    const line = new Float32Array(6)
    scanRows(createRaster({ width: 2, height: 1, channels: 2, depth: 'u16', data: Uint16Array.of(65535, 7, 0, 65535) })).read(0, line)
    expect([...line]).toEqual([1, 1, 1, 0, 0, 0])
  })

  it('go to sRGB and back', () => {
    for (const light of [0, 0.001, 0.18, 1]) expect(srgbToLinear(linearToSrgb(light))).toBeCloseTo(light, 9)
  })
})

describe('averages', () => {
  const ramp = { width: 7, height: 5, data: Float32Array.from({ length: 105 }, (_, i) => ((i * 29) % 105) / 105) }

  it('keep the mean of the whole, cells cut by pixels or not', () => {
    for (const [wide, high] of [[1, 1], [3, 2], [7, 5]] as const) expect(mean(averageLight(rowsOf(ramp), wholeArea, wide, high).data)).toBeCloseTo(mean(ramp.data), 5)
  })

  it('leave a picture of that size as it is', () => expect([...averageLight(rowsOf(ramp), wholeArea, 7, 5).data]).toEqual([...ramp.data]))

  it('lay a portrait on its side', () => {
    const upright = { width: 200, height: 300, data: Float32Array.from({ length: 180000 }, (_, i) => Math.floor(Math.floor(i / 3) / 200) / 300) }
    const proxy = filmProxy(upright, wholeArea)
    expect(proxy.length).toBe(3 * proxyWidth * proxyHeight)
    expect(proxy[3 * (proxyWidth - 1)]).toBeGreaterThan(0.95)
    expect(proxy[3 * proxyWidth * (proxyHeight - 1)]).toBeLessThan(0.05)
  })
})
