import { describe, expect, it } from 'vitest'
import { developGrid } from '../../../../src/kernels/film/estimator/estimate.ts'
import { firstStage, gridCells, refineStage, weightCount } from '../../../../src/kernels/film/estimator/features.ts'
import { createPass, runStage } from '../../../../src/kernels/film/estimator/point-network.ts'
import { labOf } from '../../../film/colour-loss.ts'
import { createDeveloped, developWithSlopes } from '../../../film/develop-gradient.ts'
import { randomExample } from '../../../film/example.ts'
import { createObjective } from '../../../film/objective.ts'
import { createRandom } from '../../../film/random.ts'
import { paintScene } from '../../../film/scenes.ts'
import { createSoap } from '../../../film/soap.ts'
import { createStageTraining } from '../../../film/stage-training.ts'
import { startWeights } from '../../../film/weights.ts'

describe('a stage in training', () => {
  it('is the stage that the app runs', () => {
    const random = createRandom(5)
    const weights = startWeights(random)
    for (const stage of [firstStage, refineStage]) {
      const app = createPass(gridCells, stage)
      const training = createStageTraining(stage, gridCells)
      for (let i = 0; i < app.cells.length; i++) {
        app.cells[i] = random.normal()
        training.cells[Math.floor(i / stage.inputs) * training.stride + (i % stage.inputs)] = app.cells[i]
      }
      for (let i = 0; i < stage.context; i++) training.context[i] = app.context[i] = random.normal()
      training.load(weights)
      training.run()
      const z = runStage(weights, stage, app)
      for (let i = 0; i < z.length; i++) expect(training.z[i]).toBeCloseTo(z[i], 5)
    }
  })
})

describe('the slope of the loss', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
  ])('is that of finite differences, negative %i in %i grids', (seed, looks) => {
    const random = createRandom(seed)
    const weights = startWeights(random)
    const example = randomExample(paintScene(seed, 0), random, looks)
    const objective = createObjective(looks)
    const slope = new Float64Array(weightCount)
    objective.load(weights)
    objective.reckon(example, slope)
    const size = Math.sqrt(slope.reduce((sum, one) => sum + one * one, 0) / slope.length)
    const lossAt = (at: number, value: number): number => {
      const moved = Float64Array.from(weights)
      moved[at] = value
      objective.load(moved)
      return objective.reckon(example).total
    }
    const differences: number[] = []
    for (let n = 0; n < 80; n++) {
      const at = random.below(weightCount)
      const h = 1e-3
      const found = (lossAt(at, weights[at] + h) - lossAt(at, weights[at] - h)) / (2 * h)
      differences.push(Math.abs(found - slope[at]) / (size + Math.abs(found)))
    }
    // 32-bit sums leave their rounding, and a corner of the rectifier may lie between the two points once in a while.
    expect(differences.filter((difference) => difference > 0.02).length).toBeLessThanOrEqual(2)
  })

  it('leads down: a few steps on one negative halve its loss', () => {
    const random = createRandom(4)
    const weights = startWeights(random)
    const example = randomExample(paintScene(4, 1), random, 1)
    const objective = createObjective(1)
    const soap = createSoap(weights)
    objective.load(weights)
    const before = objective.reckon(example).matched
    for (let n = 0; n < 60; n++) {
      const slope = new Float64Array(weightCount)
      objective.load(weights)
      objective.reckon(example, slope)
      soap.step(weights, slope, 4e-3)
    }
    objective.load(weights)
    expect(objective.reckon(example).matched).toBeLessThan(before / 2)
  })
})

describe('the development with slopes', () => {
  it('is the development that the app does', () => {
    const random = createRandom(6)
    const z = Float64Array.from({ length: 22 }, () => random.normal(0, 0.7))
    const d = Float64Array.from({ length: 3 * gridCells }, () => random.even(-0.1, 3.2))
    const developed = createDeveloped(gridCells)
    developWithSlopes(z, d, developed)
    const plain = new Float64Array(3 * gridCells)
    developGrid(z, d, plain)
    for (let i = 0; i < plain.length; i++) expect(developed.colours[i]).toBeCloseTo(plain[i], 10)
  })
})

describe('CIELAB of the tests', () => {
  it('has L* 100 and no hue for white', () => {
    const lab = new Float64Array(3)
    labOf(1, 1, 1, lab)
    expect(lab[0]).toBeCloseTo(100, 3)
    expect(Math.hypot(lab[1], lab[2])).toBeLessThan(0.02)
  })
})
