import { zLength } from '../../src/kernels/film/develop.ts'
import { contextLength, fillContext, fillFirst, fillRefine, firstInputs, firstStage, gridCells, refineInputs, refineStage, weightCount } from '../../src/kernels/film/estimator/features.ts'
import { backGain, colourLoss, exposureGain, type Truth } from './colour-loss.ts'
import { backDevelop, backFeatures, createDeveloped, developWithSlopes } from './develop-gradient.ts'
import { createStageTraining, type StageTraining } from './stage-training.ts'

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

export interface Objective {
  /** Takes the weights that the next calls reckon with. */
  readonly load: (weights: Float64Array) => void
  readonly reckon: (example: Example, gradient?: Float64Array) => Losses
}

/** Loss of one example of that many grids and its slope along every weight, in reverse mode through both stages and all three developments. */
export function createObjective(looks: number): Objective {
  const count = gridCells * looks
  const stages = [createStageTraining(firstStage, count), createStageTraining(refineStage, count), createStageTraining(refineStage, count)]
  const firstCells = new Float64Array(count * firstInputs)
  const refineCells = new Float64Array(count * refineInputs)
  const firstContext = new Float64Array(contextLength)
  const zs = stages.map(() => new Float64Array(zLength))
  const dzs = stages.map(() => new Float64Array(zLength))
  const developed = stages.map(() => createDeveloped(count))
  const slopes = stages.map(() => new Float64Array(3 * count))

  const forward = ({ density, base, baseSeen }: Example): void => {
    fillFirst(density, firstCells)
    spread(firstCells, firstInputs, stages[0])
    fillContext(density, base, baseSeen, firstContext)
    for (let k = 0; k < answers; k++) {
      const { context, run, z } = stages[k]
      context.set(firstContext)
      if (k > 0) {
        fillRefine(density, developed[k - 1].colours, refineCells)
        spread(refineCells, refineInputs, stages[k])
        context.set(zs[k - 1], contextLength)
      }
      run()
      for (let i = 0; i < zLength; i++) zs[k][i] = z[i] + (k > 0 ? zs[k - 1][i] : 0)
      developWithSlopes(zs[k], density, developed[k])
    }
  }

  const reckon = (example: Example, gradient?: Float64Array): Losses => {
    forward(example)
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
    if (gradient) backward(example, gradient)
    return { total, printed, matched }
  }

  function backward({ density }: Example, gradient: Float64Array): void {
    if (gradient.length !== weightCount) throw new RangeError(`The slope has ${weightCount} numbers, not ${gradient.length}.`)
    for (let k = answers - 1; k >= 0; k--) {
      backDevelop(zs[k], density, developed[k], slopes[k], dzs[k])
      stages[k].back(dzs[k], gradient)
      if (k === 0) continue
      // An answer is the one before it plus a step, and the step saw that answer and what it developed.
      for (let i = 0; i < zLength; i++) dzs[k - 1][i] += dzs[k][i] + stages[k].dContext[contextLength + i]
      backFeatures(developed[k - 1].colours, stages[k].dCells, stages[k].stride, slopes[k - 1])
    }
  }
  return { load: (weights) => stages.forEach((stage) => stage.load(weights)), reckon }
}

/** Cells into a stage's rows, which are a little longer. */
function spread(from: Float64Array, inputs: number, { cells, stride }: StageTraining): void {
  for (let i = 0, at = 0; i < from.length; at += stride) for (let j = 0; j < inputs; j++, i++) cells[at + j] = from[i]
}
