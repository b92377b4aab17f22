import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { estimate, readWeights, thinnestBase } from '../../../../src/kernels/film/estimator/estimate.ts'
import { contextLength, fillContext, firstInputs, firstStage, gridCells, weightCount } from '../../../../src/kernels/film/estimator/features.ts'
import { createPass, runStage } from '../../../../src/kernels/film/estimator/point-network.ts'
import { meanScores, trained } from '../../../film/evaluate.ts'
import { createRandom } from '../../../film/random.ts'
import { startWeights } from '../../../film/weights.ts'

const weights = readWeights(readFileSync(new URL('../../../../src/kernels/film/estimator/estimator.bin', import.meta.url)))
const random = createRandom(5)
const proxy = Float64Array.from({ length: 3 * 96 * 64 }, () => 10 ** random.normal(-1, 0.3))

describe('estimate', () => {
  it('gives the same numbers for the same picture', () => {
    expect(estimate(weights, proxy, [0.5, 0.25, 0.12])).toEqual(estimate(weights, proxy, [0.5, 0.25, 0.12]))
  })

  it('answers with the prior when nothing is learnt', () => {
    expect([...estimate(new Float32Array(weightCount), proxy).z]).toEqual(Array.from({ length: 22 }, () => 0))
  })

  it('takes the thinnest half per cent for the base where none is given', () => {
    const ramp = Float64Array.from({ length: 3 * 96 * 64 }, (_, i) => Math.floor(i / 3) / (96 * 64 - 1))
    for (const value of thinnestBase(ramp)) expect(value).toBeCloseTo(0.995, 10)
    expect(estimate(weights, ramp).base).toEqual(thinnestBase(ramp))
  })

  it('lets a known base change the answer', () => {
    expect(estimate(weights, proxy, [0.9, 0.5, 0.3]).z).not.toEqual(estimate(weights, proxy).z)
  })

  it('stays finite on a blank, an opaque and a black-and-white picture', () => {
    for (const value of [0, 0.5, 1]) {
      const { z } = estimate(weights, new Float64Array(3 * 96 * 64).fill(value))
      expect(z.every(Number.isFinite)).toBe(true)
    }
  })

  it('refuses weights, files and proxies of the wrong size', () => {
    expect(() => estimate(new Float32Array(3), proxy)).toThrow(/weights/)
    expect(() => estimate(weights, new Float64Array(3))).toThrow(/96/)
    expect(() => readWeights(new Uint8Array(5))).toThrow(/bytes/)
  })
})

describe('the trained weights', () => {
  it('leave a third of the colour error of fixed parameters and two thirds of their cast, on pictures and films they never saw', () => {
    const learnt = meanScores(trained(weights), 770_001, 16, true)
    const fixed = meanScores(trained(new Float32Array(weightCount)), 770_001, 16, true)
    expect(learnt.matched).toBeLessThan(fixed.matched / 3)
    expect(learnt.balanced).toBeLessThan(fixed.balanced / 3)
    // films are not so far from the middle of all that its greys were very coloured
    expect(learnt.neutral).toBeLessThan((2 / 3) * fixed.neutral)
  })
})

const contextOf = (d: Float64Array): Float64Array => {
  const into = new Float64Array(contextLength)
  fillContext(d, [0.5, 0.5, 0.5], true, into)
  return into
}

describe('what is known of the whole picture', () => {
  // Red runs over green by 0.1, and blue crosses it, along green's range of 0 … 1.
  const crossing = Float64Array.from({ length: 3 * gridCells }, (_, i) => {
    const green = Math.floor(i / 3) / (gridCells - 1)
    return [green + 0.1, green, 1.2 * green - 0.1][i % 3]!
  })
  it('has the mean colours of four parts from thin to dense', () => {
    const parts = contextOf(crossing).subarray(contextLength - 8)
    for (let part = 0; part < 4; part++) {
      expect(parts[2 * part]).toBeCloseTo(4 * 0.1, 6)
      // the middle of each part: an eighth, three eighths …
      expect(parts[2 * part + 1]).toBeCloseTo(4 * (0.2 * ((2 * part + 1) / 8) - 0.1), 1)
    }
  })

  it('does not mind the order of the cells', () => {
    const turned = Float64Array.from({ length: crossing.length }, (_, i) => crossing[3 * (gridCells - 1 - Math.floor(i / 3)) + (i % 3)]!)
    const [a, b] = [contextOf(crossing), contextOf(turned)]
    for (let i = 0; i < a.length; i++) expect(b[i]).toBeCloseTo(a[i]!, 10)
  })

  it('is a number for a picture of one density', () => {
    expect(contextOf(new Float64Array(3 * gridCells).fill(0.7)).every(Number.isFinite)).toBe(true)
  })
})

describe('a stage of the network', () => {
  it('answers with a number, however wild the cells', () => {
    const w = startWeights(random)
    const pass = createPass(gridCells, firstStage)
    for (let i = 0; i < pass.cells.length; i++) pass.cells[i] = 1e4 * random.normal()
    expect(runStage(w, firstStage, pass).every(Number.isFinite)).toBe(true)
  })

  it('does not mind the order of the cells', () => {
    const w = startWeights(random)
    const [one, other] = [createPass(gridCells, firstStage), createPass(gridCells, firstStage)]
    for (let i = 0; i < one.cells.length; i++) one.cells[i] = random.normal()
    for (let i = 0; i < contextLength; i++) one.context[i] = random.normal()
    other.context.set(one.context)
    for (let cell = 0; cell < gridCells; cell++) other.cells.set(one.cells.subarray(cell * firstInputs, (cell + 1) * firstInputs), (gridCells - 1 - cell) * firstInputs)
    const [a, b] = [runStage(w, firstStage, one), runStage(w, firstStage, other)]
    for (let i = 0; i < a.length; i++) expect(b[i]).toBeCloseTo(a[i], 10)
  })

  it('does not mind a picture laid beside itself', () => {
    const w = startWeights(random)
    const [one, twice] = [createPass(gridCells, firstStage), createPass(2 * gridCells, firstStage)]
    for (let i = 0; i < one.cells.length; i++) one.cells[i] = random.normal()
    twice.cells.set(one.cells)
    twice.cells.set(one.cells, one.cells.length)
    const [a, b] = [runStage(w, firstStage, one), runStage(w, firstStage, twice)]
    for (let i = 0; i < a.length; i++) expect(b[i]).toBeCloseTo(a[i], 10)
  })
})
