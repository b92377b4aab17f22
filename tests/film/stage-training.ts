import { zLength } from '../../src/kernels/film/develop.ts'
import { hidden, leak, sharpness, slopeOf, type Stage } from '../../src/kernels/film/estimator/point-network.ts'
import { createLoops } from './simd.ts'

/** One stage of the point network on `count` cells, forwards and in reverse mode. */
export interface StageTraining {
  /** To be filled before `run`: `cells` has `stride` numbers a cell, the last of them unused. */
  readonly cells: Float32Array
  readonly stride: number
  readonly context: Float64Array
  readonly z: Float64Array
  /** ∂loss/∂cells and ∂loss/∂context, left by `back`. */
  readonly dCells: Float32Array
  readonly dContext: Float64Array
  /** Takes the stage's numbers out of the whole list. */
  readonly load: (weights: Float64Array) => void
  readonly run: () => void
  /** Adds ∂loss/∂weights to `into`, given ∂loss/∂z. */
  readonly back: (dz: ArrayLike<number>, into: Float64Array) => void
}

const pageBytes = 65_536

/** The sums over cells run in 32-bit floats, four at a time (see simd.ts); what comes once a picture in 64-bit floats. */
export function createStageTraining(stage: Stage, count: number): StageTraining {
  const stride = 4 * Math.ceil(stage.inputs / 4)
  const sizes = { cells: count * stride, near: count * hidden, far: count * hidden, dFar: count * hidden, dNear: count * hidden, dCells: count * stride, first: stride * hidden, firstAcross: hidden * stride, second: hidden * hidden, secondAcross: hidden * hidden, shared: hidden, bias: hidden, none: hidden, dFirst: stride * hidden, dSecond: hidden * hidden }
  type Name = keyof typeof sizes
  const names = Object.keys(sizes) as Name[]
  const total = names.reduce((sum, name) => sum + sizes[name], 0)
  const loops = createLoops(Math.ceil((4 * total) / pageBytes), hidden, leak)
  const at = {} as Record<Name, number>
  const view = {} as Record<Name, Float32Array>
  let end = 0
  for (const name of names) {
    at[name] = end
    view[name] = new Float32Array(loops.memory.buffer, end, sizes[name])
    end += 4 * sizes[name]
  }
  const powers = new Float64Array(hidden)
  const tops = new Float64Array(hidden)
  const pooled = new Float64Array(2 * hidden + stage.context)
  const head = new Float64Array(hidden)
  const context = new Float64Array(stage.context)
  const z = new Float64Array(zLength)
  const dContext = new Float64Array(stage.context)
  const raised = new Float64Array(count * hidden)
  let w: Float64Array = new Float64Array(0)

  const load = (weights: Float64Array): void => {
    w = weights
    for (let i = 0; i < stage.inputs; i++) for (let j = 0; j < hidden; j++) view.firstAcross[j * stride + i] = view.first[i * hidden + j] = w[stage.cell + i * hidden + j]
    for (let i = 0; i < hidden; i++) for (let j = 0; j < hidden; j++) view.secondAcross[j * hidden + i] = view.second[i * hidden + j] = w[stage.second + i * hidden + j]
    for (let j = 0; j < hidden; j++) view.bias[j] = w[stage.secondBias + j]
  }

  const run = (): void => {
    // The context is the same for every cell: its share of the first layer is reckoned once.
    forwards(w, stage.whole, stage.first, context, head, hidden)
    view.shared.set(head)
    loops.layer(at.cells, at.first, at.shared, at.near, count, 4 * stride)
    loops.layer(at.near, at.second, at.bias, at.far, count, 4 * hidden)
    powers.fill(0)
    pooled.fill(0)
    const { far } = view
    tops.fill(-Infinity)
    for (let cell = 0, i = 0; cell < count; cell++) for (let j = 0; j < hidden; j++, i++) if (far[i] > tops[j]) tops[j] = far[i]
    for (let cell = 0, i = 0; cell < count; cell++) {
      for (let j = 0; j < hidden; j++, i++) {
        const power = Math.exp(sharpness * (far[i] - tops[j]))
        raised[i] = power
        pooled[j] += far[i]
        powers[j] += power
      }
    }
    for (let j = 0; j < hidden; j++) {
      pooled[j] /= count
      pooled[hidden + j] = tops[j] + Math.log(powers[j] / count) / sharpness
    }
    pooled.set(context, 2 * hidden)
    forwards(w, stage.third, stage.thirdBias, pooled, head, hidden)
    for (let j = 0; j < hidden; j++) if (head[j] < 0) head[j] *= leak
    forwards(w, stage.fourth, stage.fourthBias, head, z, zLength)
  }

  const dHead = new Float64Array(hidden)
  const dPooled = new Float64Array(pooled.length)
  const dShared = new Float64Array(hidden)
  const back = (dz: ArrayLike<number>, into: Float64Array): void => {
    backwards(w, stage.fourth, stage.fourthBias, head, dz, dHead, zLength, into)
    for (let i = 0; i < hidden; i++) dHead[i] *= slopeOf(head[i])
    backwards(w, stage.third, stage.thirdBias, pooled, dHead, dPooled, hidden, into)
    // Mean and soft maximum share what they are told among the cells.
    const { far, near, dFar, dNear } = view
    const [mean, most] = [Array.from({ length: hidden }, (_, j) => dPooled[j] / count), Array.from({ length: hidden }, (_, j) => dPooled[hidden + j] / powers[j])]
    const biasSlope = new Float64Array(hidden)
    for (let cell = 0, i = 0; cell < count; cell++) {
      for (let j = 0; j < hidden; j++, i++) {
        const d = (mean[j] + most[j] * raised[i]) * (far[i] < 0 ? leak : 1)
        dFar[i] = d
        biasSlope[j] += d
      }
    }
    for (let j = 0; j < hidden; j++) into[stage.secondBias + j] += biasSlope[j]
    loops.outer(at.near, at.dFar, at.dSecond, count, 4 * hidden)
    addTo(into, stage.second, view.dSecond, hidden * hidden)
    loops.plain(at.dFar, at.secondAcross, at.none, at.dNear, count, 4 * hidden)
    dShared.fill(0)
    for (let cell = 0, i = 0; cell < count; cell++) {
      for (let j = 0; j < hidden; j++, i++) {
        if (near[i] < 0) dNear[i] *= leak
        dShared[j] += dNear[i]
      }
    }
    loops.outer(at.cells, at.dNear, at.dFirst, count, 4 * stride)
    addTo(into, stage.cell, view.dFirst, stage.inputs * hidden)
    // Densities are given: only what was developed passes a slope back.
    if (stride === 16) loops.plain16(at.dNear, at.firstAcross, at.none, at.dCells, count, 4 * hidden)
    backwards(w, stage.whole, stage.first, context, dShared, dContext, hidden, into)
    for (let i = 0; i < stage.context; i++) dContext[i] += dPooled[2 * hidden + i]
  }
  return { cells: view.cells, stride, context, z, dCells: view.dCells, dContext, load, run, back }
}

/** to = bias + from · W. */
function forwards(w: Float64Array, matrix: number, bias: number, from: Float64Array, to: Float64Array, outputs: number): void {
  for (let j = 0; j < outputs; j++) to[j] = w[bias + j]
  for (let i = 0, k = matrix; i < from.length; i++) for (let j = 0; j < outputs; j++, k++) to[j] += from[i] * w[k]
}

/** The way back through `forwards`: slopes of W and bias are added to `into`, those of `from` left in `dFrom`. */
function backwards(w: Float64Array, matrix: number, bias: number, from: Float64Array, dTo: ArrayLike<number>, dFrom: Float64Array, outputs: number, into: Float64Array): void {
  for (let j = 0; j < outputs; j++) into[bias + j] += dTo[j]
  for (let i = 0, k = matrix; i < from.length; i++) {
    let sum = 0
    for (let j = 0; j < outputs; j++, k++) {
      into[k] += from[i] * dTo[j]
      sum += w[k] * dTo[j]
    }
    dFrom[i] = sum
  }
}

function addTo(into: Float64Array, start: number, from: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) into[start + i] += from[i]
}
