import { describe, expect, it } from 'vitest'
import { develop, developer, paramsFromZ, zLength, type FilmParams } from '../../../src/kernels/film/develop.ts'
import { seeded } from './frame/borders.ts'

const base = [0.85, 0.45, 0.22] as const
const random = seeded(7)
const someZ = Float64Array.from({ length: zLength }, () => random() - 0.5)

/** A film made by the law that development undoes: u = w·ln(1 + e^((x − o)/w)), d = K⁻¹·u, T = base·10^(−d). K diagonal here. */
const expose = ({ unmix, toe, offset }: FilmParams, light: readonly number[]): number[] =>
  light.map((value, c) => {
    const u = toe[c] * Math.log1p(Math.exp((Math.log10(value) - offset[c]) / toe[c]))
    return base[c] * 10 ** (-u / unmix[4 * c])
  })

describe('develop', () => {
  const plain: FilmParams = { ...paramsFromZ(new Float64Array(zLength), base), unmix: [1.8, 0, 0, 0, 1.7, 0, 0, 0, 1.5], colour: [1, 0, 0, 0, 1, 0, 0, 0, 1] }

  it.each([0.05, 0.18, 0.5, 0.9])('gives back the light %f that a film with a foot was exposed to', (light) => {
    const scene = [light, 0.8 * light, 1.1 * light]
    const [r, g, b] = expose(plain, scene)
    const got = develop(plain, r, g, b)
    // The guard around zero density shifts u by 0.003 at most.
    scene.forEach((value, c) => expect(Math.abs(Math.log10(got[c] / value))).toBeLessThan(0.04))
  })

  it('keeps grey grey through the colour matrix, whatever an estimator says', () => {
    const { colour } = paramsFromZ(someZ, base)
    for (const row of [0, 3, 6]) expect(colour[row] + colour[row + 1] + colour[row + 2]).toBeCloseTo(1, 12)
  })

  it('doubles the light with each stop of print exposure', () => {
    const once = [...develop(plain, 0.2, 0.1, 0.05)]
    const twice = [...develop({ ...plain, exposure: 1 }, 0.2, 0.1, 0.05)]
    once.forEach((value, c) => expect(twice[c]).toBeCloseTo(2 * value, 12))
  })

  it('prints brighter where less light comes through', () => {
    let last = -1
    for (let t = 0; t < 40; t++) {
      const share = 10 ** (-t / 20)
      const [, g] = develop(plain, base[0] * share, base[1] * share, base[2] * share)
      expect(g).toBeGreaterThanOrEqual(last)
      last = g
    }
  })

  it('says the same by tables as by formula', () => {
    const params = paramsFromZ(someZ, base)
    const from = Float32Array.from({ length: 3000 }, () => random() ** 2)
    const into = new Float32Array(3000)
    developer(params)(from, into)
    for (let at = 0; at < from.length; at += 3) {
      const exact = develop(params, from[at], from[at + 1], from[at + 2])
      for (let c = 0; c < 3; c++) expect(Math.abs(into[at + c] - exact[c])).toBeLessThan(2e-4)
    }
  })
})
