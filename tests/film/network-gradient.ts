import { zLength } from '../../src/kernels/film/develop.ts'
import { hidden, shareOfMaximum, slopeOf, type Pass, type Stage } from '../../src/kernels/film/point-network.ts'

/** Room for the way back through one stage. */
export interface BackPass {
  readonly far: Float64Array
  readonly near: Float64Array
  readonly pooled: Float64Array
  readonly shared: Float64Array
  /** ∂loss/∂cells and ∂loss/∂context: results. */
  readonly cells: Float64Array
  readonly context: Float64Array
}

export const createBackPass = (count: number, stage: Stage): BackPass => ({
  far: new Float64Array(count * hidden),
  near: new Float64Array(count * hidden),
  pooled: new Float64Array(2 * hidden + stage.context),
  shared: new Float64Array(hidden),
  cells: new Float64Array(count * stage.inputs),
  context: new Float64Array(stage.context),
})

/**
 * Reverse mode through one stage of the point network: given ∂loss/∂z, adds ∂loss/∂weights to `into` and leaves
 * ∂loss/∂cells and ∂loss/∂context in `back`. `pass` is as `runStage` left it.
 */
export function backStage(w: Float64Array, stage: Stage, pass: Pass, dz: ArrayLike<number>, into: Float64Array, back: BackPass): void {
  const count = pass.cells.length / stage.inputs
  const dHead = new Float64Array(hidden)
  for (let j = 0; j < zLength; j++) into[stage.fourthBias + j] += dz[j]
  for (let i = 0; i < hidden; i++) {
    let sum = 0
    for (let j = 0; j < zLength; j++) {
      into[stage.fourth + i * zLength + j] += pass.head[i] * dz[j]
      sum += w[stage.fourth + i * zLength + j] * dz[j]
    }
    dHead[i] = sum * slopeOf(pass.head[i])
    into[stage.thirdBias + i] += dHead[i]
  }
  for (let i = 0; i < pass.pooled.length; i++) {
    let sum = 0
    const at = stage.third + i * hidden
    for (let j = 0; j < hidden; j++) {
      into[at + j] += pass.pooled[i] * dHead[j]
      sum += w[at + j] * dHead[j]
    }
    back.pooled[i] = sum
  }
  backPool(pass, back, count)
  outer(pass.near, back.far, hidden, count, into, stage.second)
  backDense(w, stage.second, back.far, hidden, back.near, count)
  for (let i = 0; i < back.near.length; i++) back.near[i] *= slopeOf(pass.near[i])
  outer(pass.cells, back.near, stage.inputs, count, into, stage.cell)
  backDense(w, stage.cell, back.near, stage.inputs, back.cells, count)
  sumRows(back.far, count, into, stage.secondBias)
  back.shared.fill(0)
  sumRows(back.near, count, back.shared, 0)
  for (let j = 0; j < hidden; j++) into[stage.first + j] += back.shared[j]
  for (let i = 0; i < stage.context; i++) {
    let sum = back.pooled[2 * hidden + i]
    const at = stage.whole + i * hidden
    for (let j = 0; j < hidden; j++) {
      into[at + j] += pass.context[i] * back.shared[j]
      sum += w[at + j] * back.shared[j]
    }
    back.context[i] = sum
  }
}

/** Mean and soft maximum share what they are told among the cells. */
function backPool(pass: Pass, back: BackPass, count: number): void {
  for (let cell = 0, at = 0; cell < count; cell++) {
    for (let j = 0; j < hidden; j++, at++) {
      const h = pass.far[at]
      back.far[at] = slopeOf(h) * (back.pooled[j] / count + back.pooled[hidden + j] * shareOfMaximum(h, pass.powers[j]))
    }
  }
}

/** into[i][j] += Σ over cells of a[cell][i] · b[cell][j]: two rows by four columns at a time, their sums in registers. */
function outer(a: Float64Array, b: Float64Array, inputs: number, count: number, into: Float64Array, start: number): void {
  for (let i = 0; i < inputs; i += 2) {
    // The last row of an odd number is reckoned twice and kept once.
    const next = Math.min(i + 1, inputs - 1)
    const [upper, lower] = [start + i * hidden, start + next * hidden]
    for (let j = 0; j < hidden; j += 4) {
      let p0 = 0
      let p1 = 0
      let p2 = 0
      let p3 = 0
      let q0 = 0
      let q1 = 0
      let q2 = 0
      let q3 = 0
      for (let cell = 0, row = 0, at = j; cell < count; cell++, row += inputs, at += hidden) {
        const p = a[row + i]
        const q = a[row + next]
        const b0 = b[at]
        const b1 = b[at + 1]
        const b2 = b[at + 2]
        const b3 = b[at + 3]
        p0 += p * b0
        p1 += p * b1
        p2 += p * b2
        p3 += p * b3
        q0 += q * b0
        q1 += q * b1
        q2 += q * b2
        q3 += q * b3
      }
      add4(into, upper + j, p0, p1, p2, p3)
      if (next > i) add4(into, lower + j, q0, q1, q2, q3)
    }
  }
}

function add4(into: Float64Array, at: number, a: number, b: number, c: number, d: number): void {
  into[at] += a
  into[at + 1] += b
  into[at + 2] += c
  into[at + 3] += d
}

/** to[cell][i] = Σ over j of w[i][j] · from[cell][j], four rows of w at a time; `inputs` may be any number. */
function backDense(w: Float64Array, start: number, from: Float64Array, inputs: number, to: Float64Array, count: number): void {
  for (let cell = 0, at = 0, row = 0; cell < count; cell++, at += hidden, row += inputs) {
    let i = 0
    for (; i + 3 < inputs; i += 4) {
      let a = 0
      let b = 0
      let c = 0
      let d = 0
      for (let j = 0, k = start + i * hidden; j < hidden; j++, k++) {
        const v = from[at + j]
        a += v * w[k]
        b += v * w[k + hidden]
        c += v * w[k + 2 * hidden]
        d += v * w[k + 3 * hidden]
      }
      to[row + i] = a
      to[row + i + 1] = b
      to[row + i + 2] = c
      to[row + i + 3] = d
    }
    for (; i < inputs; i++) {
      let a = 0
      for (let j = 0; j < hidden; j++) a += w[start + i * hidden + j] * from[at + j]
      to[row + i] = a
    }
  }
}

function sumRows(from: Float64Array, count: number, into: Float64Array, start: number): void {
  for (let cell = 0, at = 0; cell < count; cell++) for (let j = 0; j < hidden; j++, at++) into[start + j] += from[at]
}
