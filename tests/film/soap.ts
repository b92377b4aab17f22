import { firstStage, refineStage } from '../../src/kernels/film/estimator/features.ts'
import { hidden, type Stage } from '../../src/kernels/film/estimator/point-network.ts'
import { zLength } from '../../src/kernels/film/develop.ts'

/** Where a matrix of weights lies, row by row. */
interface Place {
  readonly at: number
  readonly rows: number
  readonly columns: number
}

/** Axes of more rows than this cost more than they bring: such a matrix is turned on its other side alone. */
const widest = 64

interface Matrix extends Place {
  readonly tall: boolean
  /** Second moments of the slope's rows and columns, and the axes (columns of the square matrices) that make them diagonal. */
  readonly left: Float64Array
  readonly right: Float64Array
  readonly leftAxes: Float64Array
  readonly rightAxes: Float64Array
  /** `rightAxes` with rows and columns changed over. */
  readonly rightAcross: Float64Array
}

const matricesOf = (stage: Stage): readonly Place[] => [
  { at: stage.cell, rows: stage.inputs, columns: hidden },
  { at: stage.whole, rows: stage.context, columns: hidden },
  { at: stage.second, rows: hidden, columns: hidden },
  { at: stage.third, rows: 2 * hidden + stage.context, columns: hidden },
  { at: stage.fourth, rows: hidden, columns: zLength },
]

const identity = (n: number): Float64Array => Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0))

/** Descends and keeps a slow mean of the weights beside, which is what a run gives away. */
export interface Descent {
  readonly step: (weights: Float64Array, gradient: Float64Array, rate: number) => boolean
  readonly mean: Float64Array
}

const [first, second, tiny] = [0.95, 0.99, 1e-10]
const turnEvery = 20
const gatherEvery = 5
const longest = 10

/**
 * Adam in the axes of the slope's own second moments (SOAP: Vyas et al., 2024). The 22 parameters of a development pull
 * at one another, as do the pooled features; in those axes each has its own pace, and it takes a third fewer negatives.
 */
export function createSoap(weights: Float64Array, slowness = 0.998): Descent {
  const matrices: readonly Matrix[] = [firstStage, refineStage].flatMap(matricesOf).map((place) => ({
    ...place,
    tall: place.rows > widest,
    left: new Float64Array(place.rows > widest ? 0 : place.rows ** 2),
    right: new Float64Array(place.columns ** 2),
    leftAxes: place.rows > widest ? new Float64Array(0) : identity(place.rows),
    rightAxes: identity(place.columns),
    rightAcross: identity(place.columns),
  }))
  // The momentum is kept in the axes, and goes along when they turn.
  const m = new Float64Array(weights.length)
  const v = new Float64Array(weights.length)
  const turned = new Float64Array(weights.length)
  const step = new Float64Array(weights.length)
  const mean = Float64Array.from(weights)
  let count = 0
  return {
    mean,
    step(w, gradient, rate) {
      const length = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0))
      if (!Number.isFinite(length)) return false
      count++
      const shorten = Math.min(1, longest / (length + 1e-12))
      for (let i = 0; i < w.length; i++) turned[i] = gradient[i] * shorten
      for (const one of matrices) {
        if (count === 1 || count % gatherEvery === 0) gather(one, turned, count === 1 ? 0 : second ** gatherEvery)
        if (count === 1 || count % turnEvery === 0) {
          rotate(m, one, false)
          turnAxes(one, count === 1 ? 20 : 1)
          rotate(m, one, true)
        }
        rotate(turned, one, true)
      }
      const [a, b] = [1 - first ** count, 1 - second ** count]
      for (let i = 0; i < w.length; i++) {
        m[i] = first * m[i] + (1 - first) * turned[i]
        v[i] = second * v[i] + (1 - second) * turned[i] * turned[i]
        step[i] = m[i] / a / (Math.sqrt(v[i] / b) + tiny)
      }
      for (const one of matrices) rotate(step, one, false)
      const keep = Math.min(slowness, count / (count + 10))
      for (let i = 0; i < w.length; i++) {
        w[i] -= rate * step[i]
        mean[i] = keep * mean[i] + (1 - keep) * w[i]
      }
      return true
    },
  }
}

/** L ← L + G·Gᵀ and R ← R + Gᵀ·G, forgetting slowly. */
function gather({ at, rows, columns, tall, left, right }: Matrix, g: Float64Array, keep: number): void {
  for (let i = 0; i < (tall ? 0 : rows); i++) {
    for (let k = 0; k <= i; k++) {
      let sum = 0
      for (let j = 0, p = at + i * columns, q = at + k * columns; j < columns; j++) sum += g[p + j] * g[q + j]
      left[i * rows + k] = left[k * rows + i] = keep * left[i * rows + k] + (1 - keep) * sum
    }
  }
  for (let i = 0; i < right.length; i++) right[i] *= keep
  for (let r = 0; r < rows; r++) {
    const p = at + r * columns
    for (let i = 0; i < columns; i++) {
      const gi = (1 - keep) * g[p + i]
      for (let j = 0; j < columns; j++) right[i * columns + j] += gi * g[p + j]
    }
  }
}

/** One round of orthogonal iteration moves the axes towards the eigenvectors of what was gathered. */
function turnAxes({ rows, columns, tall, left, right, leftAxes, rightAxes, rightAcross }: Matrix, rounds: number): void {
  for (let n = 0; n < rounds; n++) {
    if (!tall) orthogonal(product(left, leftAxes, rows), leftAxes, rows)
    orthogonal(product(right, rightAxes, columns), rightAxes, columns)
  }
  for (let i = 0; i < columns; i++) for (let j = 0; j < columns; j++) rightAcross[j * columns + i] = rightAxes[i * columns + j]
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const v = a[i * n + k]
      for (let j = 0; j < n; j++) out[i * n + j] += v * b[k * n + j]
    }
  }
  return out
}

/** Columns of `from` made orthonormal in their order (modified Gram–Schmidt, twice); a column that vanishes keeps its axis. */
function orthogonal(from: Float64Array, axes: Float64Array, n: number): void {
  const columns = Array.from({ length: n }, (_, j) => Float64Array.from({ length: n }, (_, i) => from[i * n + j]))
  for (let j = 0; j < n; j++) {
    let column = columns[j]
    const size = Math.sqrt(column.reduce((s, x) => s + x * x, 0))
    if (size < 1e-30) column = Float64Array.from({ length: n }, (_, i) => axes[i * n + j])
    else for (let i = 0; i < n; i++) column[i] /= size
    for (let round = 0; round < 2; round++) {
      for (let k = 0; k < j; k++) {
        const other = columns[k]
        let dot = 0
        for (let i = 0; i < n; i++) dot += column[i] * other[i]
        for (let i = 0; i < n; i++) column[i] -= dot * other[i]
      }
      const norm = Math.sqrt(column.reduce((s, x) => s + x * x, 0))
      for (let i = 0; i < n; i++) column[i] /= norm || 1
    }
    columns[j] = column
  }
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) axes[i * n + j] = columns[j][i]
}

const scratch = new Float64Array(192 * 64)

/** G ← Qₗᵀ·G·Qᵣ into the axes, or back again. */
function rotate(g: Float64Array, { at, rows, columns, tall, leftAxes, rightAxes, rightAcross }: Matrix, into: boolean): void {
  const half = scratch.fill(0, 0, rows * columns)
  if (tall) half.set(g.subarray(at, at + rows * columns))
  for (let i = 0, to = 0; i < (tall ? 0 : rows); i++, to += columns) {
    for (let k = 0, from = at; k < rows; k++, from += columns) {
      const q = into ? leftAxes[k * rows + i] : leftAxes[i * rows + k]
      for (let j = 0; j < columns; j++) half[to + j] += q * g[from + j]
    }
  }
  const right = into ? rightAxes : rightAcross
  g.fill(0, at, at + rows * columns)
  for (let i = 0, to = at; i < rows; i++, to += columns) {
    for (let k = 0, row = 0; k < columns; k++, row += columns) {
      const h = half[i * columns + k]
      for (let j = 0; j < columns; j++) g[to + j] += h * right[row + j]
    }
  }
}
