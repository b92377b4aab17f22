import { describe, expect, it } from 'vitest'
import { developGrid } from '../../../src/kernels/film/estimate.ts'
import { firstStage, gridCells, refineStage, weightCount } from '../../../src/kernels/film/features.ts'
import { createPass, runStage } from '../../../src/kernels/film/point-network.ts'
import { ciede2000 } from '../../film/ciede2000.ts'
import { labOf } from '../../film/colour-loss.ts'
import { createDeveloped, developWithSlopes } from '../../film/develop-gradient.ts'
import { randomExample } from '../../film/example.ts'
import { createObjective } from '../../film/objective.ts'
import { createRandom } from '../../film/random.ts'
import { paintScene } from '../../film/scenes.ts'
import { createSoap } from '../../film/soap.ts'
import { createStageTraining } from '../../film/stage-training.ts'
import { startWeights } from '../../film/weights.ts'

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

describe('colour differences', () => {
  // Pairs 1, 7, 17 and 25 of the test data of Sharma, Wu and Dalal (2005).
  it.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  ])('of %j and %j are the published ones', (a, b, expected) => {
    expect(ciede2000(a, b)).toBeCloseTo(expected, 4)
    expect(ciede2000(b, a)).toBeCloseTo(expected, 4)
  })

  it('are of a white that is L* 100 without a hue', () => {
    const lab = new Float64Array(3)
    labOf(1, 1, 1, lab)
    expect(lab[0]).toBeCloseTo(100, 3)
    expect(Math.hypot(lab[1], lab[2])).toBeLessThan(0.02)
  })
})
