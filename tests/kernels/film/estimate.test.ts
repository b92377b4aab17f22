import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { developGrid, estimate, readWeights, thinnestBase } from '../../../src/kernels/film/estimate.ts'
import { contextLength, firstInputs, firstStage, gridCells, weightCount } from '../../../src/kernels/film/features.ts'
import { createPass, runStage } from '../../../src/kernels/film/point-network.ts'
import { meanScores, trained } from '../../film/evaluate.ts'
import { createRandom } from '../../film/random.ts'
import { startWeights } from '../../film/weights.ts'

const weights = readWeights(readFileSync(new URL('../../../src/kernels/film/estimator.bin', import.meta.url)))
const random = createRandom(5)
const proxy = Float64Array.from({ length: 3 * 96 * 64 }, () => 10 ** random.normal(-1, 0.3))

describe('estimate', () => {
  it('gives the same numbers for the same picture', () => {
    expect(estimate(weights, proxy, [0.5, 0.25, 0.12])).toEqual(estimate(weights, proxy, [0.5, 0.25, 0.12]))
  })

  it('answers with the prior when nothing is learnt, its colours 6 % stronger at the same luminance', () => {
    const { z } = estimate(new Float32Array(weightCount), proxy)
    expect([...z.subarray(0, 15)]).toEqual(Array.from({ length: 15 }, () => 0))
    const [plain, lively] = [new Float64Array(3), new Float64Array(3)]
    for (const densities of [[0.5, 0.5, 0.5], [0.9, 0.6, 0.8], [0.3, 0.8, 1.1]]) {
      developGrid(new Float64Array(22), Float64Array.from(densities), plain)
      developGrid(z, Float64Array.from(densities), lively)
      const grey = 0.2126 * plain[0] + 0.7152 * plain[1] + 0.0722 * plain[2]
      for (let c = 0; c < 3; c++) expect(lively[c]).toBeCloseTo(grey + 1.06 * (plain[c] - grey), 10)
    }
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
  it('halve what fixed parameters leave, on pictures and films they never saw', () => {
    const learnt = meanScores(trained(weights), 770_001, 16, true)
    const fixed = meanScores(trained(new Float32Array(weightCount)), 770_001, 16, true)
    expect(learnt.matched).toBeLessThan(fixed.matched / 2)
    expect(learnt.neutral).toBeLessThan(fixed.neutral / 2)
  })
})

describe('a stage of the network', () => {
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
