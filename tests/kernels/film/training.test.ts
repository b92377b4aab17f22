import { describe, expect, it } from 'vitest'
import { developGrid } from '../../../src/kernels/film/estimate.ts'
import { gridCells, weightCount } from '../../../src/kernels/film/features.ts'
import { createAdam } from '../../film/adam.ts'
import { ciede2000 } from '../../film/ciede2000.ts'
import { labOf } from '../../film/colour-loss.ts'
import { createDeveloped, developWithSlopes } from '../../film/develop-gradient.ts'
import { randomExample } from '../../film/example.ts'
import { createObjective } from '../../film/objective.ts'
import { createRandom } from '../../film/random.ts'
import { paintScene } from '../../film/scenes.ts'
import { startWeights } from '../../film/weights.ts'

describe('the slope of the loss', () => {
  it.each([1, 2, 3])('is that of finite differences, negative %i', (seed) => {
    const random = createRandom(seed)
    const weights = startWeights(random)
    const example = randomExample(paintScene(seed, 0), random)
    const objective = createObjective()
    const slope = new Float64Array(weightCount)
    objective(weights, example, slope)
    const differences: number[] = []
    for (let n = 0; n < 80; n++) {
      const at = random.below(weightCount)
      const [kept, h] = [weights[at], 1e-6]
      weights[at] = kept + h
      const above = objective(weights, example).total
      weights[at] = kept - h
      const below = objective(weights, example).total
      weights[at] = kept
      const found = (above - below) / (2 * h)
      differences.push(Math.abs(found - slope[at]) / (1e-3 + Math.abs(found)))
    }
    // A corner of the rectifier may lie between the two points once in a while.
    expect(differences.filter((difference) => difference > 1e-3).length).toBeLessThanOrEqual(1)
  })

  it('leads down: a few steps on one negative halve its loss', () => {
    const random = createRandom(4)
    const weights = startWeights(random)
    const example = randomExample(paintScene(4, 1), random)
    const objective = createObjective()
    const adam = createAdam(weights)
    const before = objective(weights, example).matched
    for (let n = 0; n < 60; n++) {
      const slope = new Float64Array(weightCount)
      objective(weights, example, slope)
      adam.step(weights, slope, 4e-3)
    }
    expect(objective(weights, example).matched).toBeLessThan(before / 2)
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
