import { describe, expect, it } from 'vitest'
import { dyeAmounts, scanNegative, type Taking } from '../../../film/negative.ts'
import { createRandom } from '../../../film/random.ts'
import { paintScene, sceneLength } from '../../../film/scenes.ts'
import { randomIlluminant, randomScanner } from '../../../film/scanners.ts'
import { curveDensity, invert3, randomStock } from '../../../film/stocks.ts'

const random = createRandom(11)
const even: Taking = { illuminant: [1, 1, 1], exposure: 0 }
const seeds = [1, 2, 3, 4, 5, 6, 7, 8]

describe('a simulated film', () => {
  it.each(seeds)('has no density over its base where no light fell, film %i', (seed) => {
    const r = createRandom(seed)
    const scanner = { ...randomScanner(r), flare: 0, falloff: 0 }
    const { cells, base } = scanNegative(new Float64Array(12), 2, 2, randomStock(r), scanner, even)
    for (let i = 0; i < cells.length; i++) expect(Math.log10(base[i % 3] / cells[i])).toBeCloseTo(0, 2)
  })

  it.each(seeds)('grows denser in every channel with exposure, film %i', (seed) => {
    const r = createRandom(seed)
    const scanner = { ...randomScanner(r), flare: 0, falloff: 0, matrix: Float64Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1]) }
    const greys = Float64Array.from({ length: 3 * 24 }, (_, i) => 0.002 * 1.33 ** Math.floor(i / 3))
    const { cells } = scanNegative(greys, 24, greys.length / 72, randomStock(r), scanner, even)
    for (let i = 3; i < cells.length; i++) expect(cells[i]).toBeLessThan(cells[i - 3])
  })

  it.each(seeds)('has a curve that never falls and is straight in its middle, film %i', (seed) => {
    // The tail of a wide shoulder still shows far below the foot, by less than a film's fog wavers.
    for (const curve of randomStock(createRandom(seed)).curves) {
      for (let x = -4; x < 4; x += 0.05) expect(curveDensity(curve, x + 0.05)).toBeGreaterThan(curveDensity(curve, x) - 1e-4)
      const plain = { ...curve, shoulder: 9, shoulderWidth: 0.1 }
      expect(curveDensity(plain, 2.5) - curveDensity(plain, 1.5)).toBeCloseTo(curve.slope, 2)
    }
  })

  it('spreads colours apart by its inhibitors and leaves greys', () => {
    const stock = { ...randomStock(random), taking: Float64Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1]) }
    const without = { ...stock, inhibition: new Float64Array(9) }
    const [a, b] = [new Float64Array(3), new Float64Array(3)]
    dyeAmounts(stock, even, 0.2, 0.2, 0.2, a)
    dyeAmounts(without, even, 0.2, 0.2, 0.2, b)
    for (let i = 0; i < 3; i++) expect(a[i]).toBeCloseTo(b[i], 12)
    dyeAmounts(stock, even, 0.4, 0.2, 0.1, a)
    dyeAmounts(without, even, 0.4, 0.2, 0.1, b)
    expect(a[0] - a[2]).toBeGreaterThan(b[0] - b[2])
  })
})

describe('scanners and lights', () => {
  it.each(seeds)('see bare light as 1 and keep greys grey, scanner %i', (seed) => {
    const { bands, matrix } = randomScanner(createRandom(seed))
    for (const band of bands) expect(band.reduce((sum, v) => sum + v, 0)).toBeCloseTo(1, 10)
    for (let r = 0; r < 3; r++) expect(matrix[3 * r] + matrix[3 * r + 1] + matrix[3 * r + 2]).toBeCloseTo(1, 10)
    const light = randomIlluminant(createRandom(seed))
    expect(light[1]).toBe(1)
  })

  it('have matrices that their inverse undoes', () => {
    const { matrix } = randomScanner(createRandom(3))
    const back = invert3(matrix)
    for (let i = 0; i < 9; i++) {
      let sum = 0
      for (let k = 0; k < 3; k++) sum += matrix[3 * Math.floor(i / 3) + k] * back[3 * k + (i % 3)]
      expect(sum).toBeCloseTo(i % 4 === 0 ? 1 : 0, 10)
    }
  })
})

describe('painted pictures', () => {
  it('come out the same for the same seed, and differ for another', () => {
    expect(paintScene(3, 5)).toEqual(paintScene(3, 5))
    expect(paintScene(3, 5)).not.toEqual(paintScene(3, 6))
  })

  it('fill the proxy with light between a thousandth and four times white', () => {
    for (let n = 0; n < 24; n++) {
      const cells = paintScene(8, n)
      expect(cells).toHaveLength(sceneLength)
      expect(cells.every((v) => v >= 0.0011 && v <= 4)).toBe(true)
    }
  })
})
