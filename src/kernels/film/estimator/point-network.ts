import { zLength } from '../develop.ts'

/**
 * A small network over a set of points (cells of a picture), in the manner of PointNet (Qi et al., 2017): every cell goes
 * through the same two dense layers; mean and soft maximum over the cells, beside what is known of the whole picture (the
 * context), go through two more. The order of the cells does not matter, nor does their number.
 *
 *   h = φ(W₂·φ(W₁·cell + C₁·context))      φ = leaky rectifier, slope 0.01
 *   p = mean h ⊕ ⅓·ln mean e^(3h) ⊕ context
 *   z = W₄·φ(W₃·p)
 */
export const hidden = 48
export const leak = 0.01
export const sharpness = 3

/** Where one stage's numbers lie in the file of weights. Every layer: inputs × outputs row by row, then its bias. */
export interface Stage {
  readonly inputs: number
  readonly context: number
  readonly cell: number
  readonly whole: number
  readonly first: number
  readonly second: number
  readonly secondBias: number
  readonly third: number
  readonly thirdBias: number
  readonly fourth: number
  readonly fourthBias: number
  readonly end: number
}

export function layOut(start: number, inputs: number, context: number): Stage {
  const whole = start + inputs * hidden
  const first = whole + context * hidden
  const second = first + hidden
  const secondBias = second + hidden * hidden
  const third = secondBias + hidden
  const thirdBias = third + (2 * hidden + context) * hidden
  const fourth = thirdBias + hidden
  const fourthBias = fourth + hidden * zLength
  return { inputs, context, cell: start, whole, first, second, secondBias, third, thirdBias, fourth, fourthBias, end: fourthBias + zLength }
}

/** What a pass leaves behind. */
export interface Pass {
  readonly cells: Float64Array
  readonly context: Float64Array
  /** After the first and the second layer, `hidden` numbers a cell. */
  readonly near: Float64Array
  readonly far: Float64Array
  /** The largest h over the cells, and Σ e^(3(h − largest)). */
  readonly tops: Float64Array
  readonly powers: Float64Array
  readonly pooled: Float64Array
  readonly head: Float64Array
  readonly z: Float64Array
}

export const createPass = (count: number, stage: Stage): Pass => ({
  cells: new Float64Array(count * stage.inputs),
  context: new Float64Array(stage.context),
  near: new Float64Array(count * hidden),
  far: new Float64Array(count * hidden),
  tops: new Float64Array(hidden),
  powers: new Float64Array(hidden),
  pooled: new Float64Array(2 * hidden + stage.context),
  head: new Float64Array(hidden),
  z: new Float64Array(zLength),
})

/** to[0 … outputs) = bias + from · W. Four outputs at a time keep their sums in registers; `outputs` may be any number. */
function dense(w: Float64Array, matrix: number, bias: Float64Array, biasAt: number, from: Float64Array, fromAt: number, inputs: number, to: Float64Array, toAt: number, outputs: number): void {
  let j = 0
  for (; j + 3 < outputs; j += 4) {
    let a = bias[biasAt + j]
    let b = bias[biasAt + j + 1]
    let c = bias[biasAt + j + 2]
    let d = bias[biasAt + j + 3]
    for (let i = 0, at = matrix + j; i < inputs; i++, at += outputs) {
      const v = from[fromAt + i]
      a += v * w[at]
      b += v * w[at + 1]
      c += v * w[at + 2]
      d += v * w[at + 3]
    }
    to[toAt + j] = a
    to[toAt + j + 1] = b
    to[toAt + j + 2] = c
    to[toAt + j + 3] = d
  }
  for (; j < outputs; j++) {
    let a = bias[biasAt + j]
    for (let i = 0; i < inputs; i++) a += from[fromAt + i] * w[matrix + i * outputs + j]
    to[toAt + j] = a
  }
}

function rectify(v: Float64Array, at: number, count: number): void {
  for (let j = at; j < at + count; j++) if (v[j] < 0) v[j] *= leak
}

/** Fills the rest of `pass` from its cells and context. The weights are those of the whole file. */
export function runStage(w: Float64Array, stage: Stage, pass: Pass): Float64Array {
  const { cells, context, near, far, tops, powers, pooled, head, z } = pass
  const count = cells.length / stage.inputs
  // The context is the same for every cell: its share of the first layer is reckoned once.
  const shared = new Float64Array(hidden)
  dense(w, stage.whole, w, stage.first, context, 0, stage.context, shared, 0, hidden)
  powers.fill(0)
  pooled.fill(0)
  tops.fill(-Infinity)
  for (let cell = 0; cell < count; cell++) {
    const at = cell * hidden
    dense(w, stage.cell, shared, 0, cells, cell * stage.inputs, stage.inputs, near, at, hidden)
    rectify(near, at, hidden)
    dense(w, stage.second, w, stage.secondBias, near, at, hidden, far, at, hidden)
    for (let j = 0; j < hidden; j++) {
      const v = far[at + j]
      const h = v < 0 ? leak * v : v
      far[at + j] = h
      pooled[j] += h
      if (h > tops[j]) tops[j] = h
    }
  }
  // The largest is taken out first: e^(3h) of a wild picture would be no number.
  for (let cell = 0, at = 0; cell < count; cell++) for (let j = 0; j < hidden; j++, at++) powers[j] += Math.exp(sharpness * (far[at] - tops[j]))
  for (let j = 0; j < hidden; j++) {
    pooled[j] /= count
    pooled[hidden + j] = tops[j] + Math.log(powers[j] / count) / sharpness
  }
  pooled.set(context, 2 * hidden)
  dense(w, stage.third, w, stage.thirdBias, pooled, 0, pooled.length, head, 0, hidden)
  rectify(head, 0, hidden)
  dense(w, stage.fourth, w, stage.fourthBias, head, 0, hidden, z, 0, zLength)
  return z
}

/** How the way back sees the rectifier; it follows from the value after it. */
export const slopeOf = (after: number): number => (after < 0 ? leak : 1)
