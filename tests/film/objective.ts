import { zLength } from '../../src/kernels/film/develop.ts'
import { contextLength, fillContext, fillFirst, fillRefine, firstStage, gridCells, refineStage, weightCount } from '../../src/kernels/film/features.ts'
import { createPass, runStage } from '../../src/kernels/film/point-network.ts'
import { backGain, colourLoss, exposureGain, type Truth } from './colour-loss.ts'
import { backDevelop, backFeatures, createDeveloped, developWithSlopes } from './develop-gradient.ts'
import { backStage, createBackPass } from './network-gradient.ts'

/** One negative to learn from: a grid of densities, what is known of its base, and the picture that was photographed. */
export interface Example {
  readonly density: Float64Array
  readonly base: ArrayLike<number>
  readonly baseSeen: boolean
  readonly truth: Truth
}

/** Colour differences of the last answer: as printed, and after an exposure match. */
export interface Losses {
  readonly total: number
  readonly printed: number
  readonly matched: number
}

const answers = 3
/** The last answer is the one that counts; the earlier ones are kept useful. */
const share = [0.15, 0.35, 1] as const
/** Balance matters more than exposure, which a user corrects with one slider. */
const matchedShare = 0.8
/** ln(1 + f/10)·10 is f while small: a hopeless negative does not drown the others. */
const bearable = 10
const pull = 1e-3

/** Loss of one example and its slope along every weight, in reverse mode through both stages and all three developments. */
export function createObjective(): (weights: Float64Array, example: Example, gradient?: Float64Array) => Losses {
  const passes = [createPass(gridCells, firstStage), createPass(gridCells, refineStage), createPass(gridCells, refineStage)]
  const stages = [firstStage, refineStage, refineStage]
  const backs = stages.map((stage) => createBackPass(gridCells, stage))
  const zs = passes.map(() => new Float64Array(zLength))
  const dzs = passes.map(() => new Float64Array(zLength))
  const developed = passes.map(() => createDeveloped(gridCells))
  const slopes = passes.map(() => new Float64Array(3 * gridCells))

  const forward = (weights: Float64Array, { density, base, baseSeen }: Example): void => {
    fillFirst(density, passes[0].cells)
    fillContext(density, base, baseSeen, passes[0].context)
    for (let k = 0; k < answers; k++) {
      if (k > 0) {
        fillRefine(density, developed[k - 1].colours, passes[k].cells)
        passes[k].context.set(passes[0].context)
        passes[k].context.set(zs[k - 1], contextLength)
      }
      const step = runStage(weights, stages[k], passes[k])
      for (let i = 0; i < zLength; i++) zs[k][i] = step[i] + (k > 0 ? zs[k - 1][i] : 0)
      developWithSlopes(zs[k], density, developed[k])
    }
  }

  return (weights, example, gradient) => {
    forward(weights, example)
    let total = 0
    let [printed, matched] = [0, 0]
    for (let k = 0; k < answers; k++) {
      const { colours } = developed[k]
      const slope = slopes[k].fill(0)
      const { gain, total: gainTotal } = exposureGain(colours, example.truth)
      const [b, along] = colourLoss(colours, gain, example.truth, matchedShare, slope)
      backGain(colours, example.truth, gainTotal, along, slope)
      const [a] = colourLoss(colours, 1, example.truth, 1 - matchedShare, slope)
      const f = matchedShare * b + (1 - matchedShare) * a
      const factor = share[k] / (1 + f / bearable)
      for (let i = 0; i < slope.length; i++) slope[i] *= factor
      total += share[k] * bearable * Math.log1p(f / bearable)
      for (let i = 0; i < zLength; i++) {
        total += (pull * zs[k][i] ** 2) / zLength
        dzs[k][i] = (2 * pull * zs[k][i]) / zLength
      }
      ;[printed, matched] = [a, b]
    }
    if (gradient) backward(weights, example, gradient)
    return { total, printed, matched }
  }

  function backward(weights: Float64Array, { density }: Example, gradient: Float64Array): void {
    if (gradient.length !== weightCount) throw new RangeError(`The slope has ${weightCount} numbers, not ${gradient.length}.`)
    for (let k = answers - 1; k >= 0; k--) {
      backDevelop(zs[k], density, developed[k], slopes[k], dzs[k])
      backStage(weights, stages[k], passes[k], dzs[k], gradient, backs[k])
      if (k === 0) continue
      // An answer is the one before it plus a step, and the step saw that answer and what it developed.
      for (let i = 0; i < zLength; i++) dzs[k - 1][i] += dzs[k][i] + backs[k].context[contextLength + i]
      backFeatures(developed[k - 1].colours, backs[k].cells, slopes[k - 1])
    }
  }
}
