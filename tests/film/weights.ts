import { zLength } from '../../src/kernels/film/develop.ts'
import { firstStage, refineStage, weightCount } from '../../src/kernels/film/estimator/features.ts'
import { hidden, type Stage } from '../../src/kernels/film/estimator/point-network.ts'
import type { Random } from './random.ts'

/** Weights to begin with: normal, variance 2 / inputs (He et al., 2015); the last layers a tenth, so that z starts near 0. */
export function startWeights(random: Random): Float64Array {
  const w = new Float64Array(weightCount)
  const fill = (at: number, count: number, inputs: number, scale = 1): void => {
    for (let i = 0; i < count; i++) w[at + i] = random.normal(0, scale * Math.sqrt(2 / inputs))
  }
  const start = (stage: Stage): void => {
    const inputs = stage.inputs + stage.context
    fill(stage.cell, stage.inputs * hidden, inputs)
    fill(stage.whole, stage.context * hidden, inputs, 0.5)
    fill(stage.second, hidden * hidden, hidden)
    fill(stage.third, (2 * hidden + stage.context) * hidden, 2 * hidden + stage.context)
    fill(stage.fourth, hidden * zLength, hidden, 0.1)
  }
  start(firstStage)
  start(refineStage)
  return w
}
