import { chartColours, chartColumns, chartRows, patches } from './chart.ts'
import { isConvex, placeOn, turnsOf, type Quad } from './grid.ts'
import { developRaster, type FilmParams } from '../develop.ts'
import type { Light } from '../light.ts'

/** Green's log light, and how far red and blue are from it: a cast, an exposure and a contrast only shift and stretch them. */
const features = (r: number, g: number, b: number): readonly [number, number, number] => {
  const [lr, lg, lb] = [Math.log(Math.max(0.01, r)), Math.log(Math.max(0.01, g)), Math.log(Math.max(0.01, b))]
  return [lg, lr - lg, lb - lg]
}

const truth: readonly (readonly number[])[] = ([0, 1, 2] as const).map((c) => {
  const values = chartColours('from-2014-11').map(([r, g, b]) => features(r, g, b)[c])
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const size = Math.hypot(...values.map((value) => value - mean))
  return values.map((value) => (value - mean) / size)
})

/** The correlation of one feature of 24 patches with the chart's, the patches taken in that order. `seen` are 24 values of each feature. */
function alike(seen: Float64Array, c: number, order: readonly number[]): number {
  const [from, wanted] = [24 * c, truth[c]!]
  let [mean, squares, dot] = [0, 0, 0]
  for (let patch = 0; patch < 24; patch++) mean += seen[from + patch]! / 24
  for (let patch = 0; patch < 24; patch++) {
    const off = seen[from + order[patch]!]! - mean
    squares += off * off
    dot += off * wanted[patch]!
  }
  return dot / Math.sqrt(squares + 1e-9)
}

/** How alike 24 patches are to the chart: the mean of three correlations, 1 for the chart itself. */
const likeness = (seen: Float64Array, order: readonly number[]): number => (alike(seen, 0, order) + alike(seen, 1, order) + alike(seen, 2, order)) / 3

/** Brightness alone tells most places apart from a chart's. */
const brightEnough = 0.6

/** The orders of the patches of an upright grid for a chart that is upright, upside down, or seen from behind: as `turnsOf` has them at 0, 2, 4, 6. */
const orders: readonly (readonly number[])[] = [
  (row: number, column: number) => [row, column],
  (row: number, column: number) => [chartRows - 1 - row, chartColumns - 1 - column],
  (row: number, column: number) => [row, chartColumns - 1 - column],
  (row: number, column: number) => [chartRows - 1 - row, column],
].map((lie) =>
  patches.map((patch) => {
    const [row, column] = lie(Math.floor(patch / chartColumns), patch % chartColumns)
    return row! * chartColumns + column!
  }),
)

interface Plane {
  readonly width: number
  readonly height: number
  /** Three features a pixel, interleaved. */
  readonly data: Float32Array
  /** Sums over everything above and left of a pixel, of each feature. */
  readonly sums: Float64Array
}

function planeOf(print: Light): Plane {
  const { width, height } = print
  const data = new Float32Array(3 * width * height)
  for (let i = 0; i < data.length; i += 3) data.set(features(print.data[i]!, print.data[i + 1]!, print.data[i + 2]!), i)
  const stride = 3 * (width + 1)
  const sums = new Float64Array(stride * (height + 1))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        const at = stride * (y + 1) + 3 * (x + 1) + c
        sums[at] = data[3 * (y * width + x) + c]! + sums[at - 3]! + sums[at - stride]! - sums[at - stride - 3]!
      }
    }
  }
  return { width, height, data, sums }
}

interface Guess {
  readonly quad: Quad
  readonly score: number
}

/** The best upright grid of `columns` × `rows` square cells; the chart's own six lie along it, or down it where it stands. */
function* coarse({ width, height, sums }: Plane, standing: boolean): Generator<void, Guess> {
  const [columns, rows] = standing ? [chartRows, chartColumns] : [chartColumns, chartRows]
  const stride = 3 * (width + 1)
  const seen = new Float64Array(72)
  // of a standing chart the columns go down: a quarter turn clockwise
  const places = patches.map((patch) => {
    const [row, column] = [Math.floor(patch / chartColumns), patch % chartColumns]
    return standing ? { u: columns - 1 - row + 0.25, v: column + 0.25 } : { u: column + 0.25, v: row + 0.25 }
  })
  let best: Guess = { quad: [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }], score: -1 }
  for (let cell = Math.min(width / columns, height / rows); cell * Math.max(columns, rows) > 0.25 * Math.max(width, height); cell *= 0.94) {
    yield
    const step = Math.max(1, cell / 4)
    const half = Math.max(1, Math.round(cell / 2))
    for (let top = 0; top + rows * cell <= height + 0.01; top += step) {
      for (let left = 0; left + columns * cell <= width + 0.01; left += step) {
        const read = (c: number): void => {
          for (let patch = 0; patch < 24; patch++) {
            const at = places[patch]!
            const x = Math.min(width - half, Math.round(left + at.u * cell))
            const y = Math.min(height - half, Math.round(top + at.v * cell))
            const [a, b] = [stride * y + 3 * x + c, stride * (y + half) + 3 * x + c]
            seen[24 * c + patch] = (sums[b + 3 * half]! - sums[b]! - sums[a + 3 * half]! + sums[a]!) / (half * half)
          }
        }
        read(0)
        const likely = orders.map((order) => alike(seen, 0, order) > brightEnough)
        if (!likely.includes(true)) continue
        read(1)
        read(2)
        for (const [lie, order] of orders.entries()) {
          const score = likely[lie] ? likeness(seen, order) : -1
          if (score <= best.score) continue
          const [l, r, t, b] = [left / width, (left + columns * cell) / width, top / height, (top + rows * cell) / height]
          const upright: Quad = standing ? [{ x: r, y: t }, { x: r, y: b }, { x: l, y: b }, { x: l, y: t }] : [{ x: l, y: t }, { x: r, y: t }, { x: r, y: b }, { x: l, y: b }]
          best = { quad: turnsOf(upright)[2 * lie]!, score }
        }
      }
    }
  }
  return best
}

/** Places over a patch at which it has to be of one colour: nearly all of it, so that a grid that is beside it by a little is seen to be. */
const spots = [0.16, 0.33, 0.5, 0.67, 0.84]

/** Likeness, less the unevenness inside the patches as a share of all there is. */
function fine({ width, height, data }: Plane, quad: Quad): number {
  const seen = new Float64Array(72)
  let within = 0
  for (const patch of patches) {
    const [row, column] = [Math.floor(patch / chartColumns), patch % chartColumns]
    const squares = [0, 0, 0]
    for (const v of spots) {
      for (const u of spots) {
        const at = placeOn(quad, (column + u) / chartColumns, (row + v) / chartRows)
        const x = Math.min(width - 1, Math.max(0, Math.floor(at.x * width)))
        const y = Math.min(height - 1, Math.max(0, Math.floor(at.y * height)))
        for (let c = 0; c < 3; c++) {
          const value = data[3 * (y * width + x) + c]!
          seen[24 * c + patch] += value / spots.length ** 2
          squares[c]! += (value * value) / spots.length ** 2
        }
      }
    }
    for (let c = 0; c < 3; c++) within += Math.max(0, squares[c]! - seen[24 * c + patch]! ** 2)
  }
  let all = 0
  for (let c = 0; c < 3; c++) {
    const values = seen.subarray(24 * c, 24 * c + 24)
    const mean = values.reduce((a, b) => a + b, 0) / 24
    all += values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  }
  return likeness(seen, patches) - within / (all + within + 1e-9)
}

const inside = (value: number): number => Math.min(1, Math.max(0, value))

/** Corners moved one at a time, and all together, for as long as that helps; steps are shares of the chart's side. */
function* refined(plane: Plane, start: Quad): Generator<void, Guess> {
  let quad = start
  let score = fine(plane, quad)
  const size = Math.hypot(start[1].x - start[0].x, start[1].y - start[0].y)
  const groups = [[0, 1, 2, 3], [0, 1], [1, 2], [2, 3], [3, 0], [0], [1], [2], [3]]
  for (let step = size / 16; step > size / 300; ) {
    yield
    let better = false
    for (const group of groups) {
      for (const [dx, dy] of [[step, 0], [-step, 0], [0, step], [0, -step]] as const) {
        const moved = quad.map((at, i) => (group.includes(i) ? { x: inside(at.x + dx), y: inside(at.y + dy) } : at)) as unknown as Quad
        if (!isConvex(moved)) continue
        const tried = fine(plane, moved)
        if (tried <= score + 1e-6) continue
        quad = moved
        score = tried
        better = true
      }
    }
    if (!better) step /= 2
  }
  return { quad, score }
}

/** Pictures without a chart stay under this; charts in focus and in one light come out over it. */
const likeEnough = 0.8

/**
 * Where a colour chart lies in a frame of a negative (a small one, some 200 pixels wide): its corners in shares of the frame,
 * from the dark skin round; undefined where nothing looks like one. Charts that fill a quarter of the picture's side or more are
 * found, upright or on their side, leaning by a few degrees, mirrored too. It stops for breath every few milliseconds.
 */
export function* searchChart(frame: Light, film: FilmParams): Generator<void, Quad | undefined> {
  const plane = planeOf(developRaster({ ...film, exposure: 0 }, frame))
  let best: Guess | undefined
  for (const standing of [false, true]) {
    const guess = yield* coarse(plane, standing)
    const found = yield* refined(plane, guess.quad)
    if (!best || found.score > best.score) best = found
  }
  return best && best.score >= likeEnough ? best.quad : undefined
}

/** `searchChart` in one go. */
export function findChart(frame: Light, film: FilmParams): Quad | undefined {
  const search = searchChart(frame, film)
  for (;;) {
    const { done, value } = search.next()
    if (done) return value
  }
}

/** The longest side of a frame in which a chart is looked for. */
export const searchSide = 192
