import { developGrid, estimate, type FilmEstimate } from '../../src/kernels/film/estimator/estimate.ts'
import { density, type Triple } from '../../src/kernels/film/develop.ts'
import { heldDensity } from '../../src/kernels/film/estimator/features.ts'
import { proxyHeight, proxyWidth } from '../../src/kernels/film/estimator/proxy.ts'
import { ciede2000 } from '../../src/kernels/lab.ts'
import { labOf } from './colour-loss.ts'
import { randomExample } from './example.ts'
import { randomExposure, scanNegative } from './negative.ts'
import { createObjective } from './objective.ts'
import { createRandom } from './random.ts'
import { paintScene } from './scenes.ts'
import { looksOf } from './shared.ts'
import { randomIlluminant, randomScanner } from './scanners.ts'
import { randomStock } from './stocks.ts'

/** Pictures and films that training never sees: other seeds, and films from a wider range. */
const asideSeed = 90_000
const asideReach = 1.15

/** The training's own loss on the same 64 negatives every time. */
export function heldOutLoss(weights: Float64Array, seed: number): { readonly printed: number; readonly matched: number } {
  const objective = createObjective(looksOf.late)
  objective.load(weights)
  const count = 64
  let [printed, matched] = [0, 0]
  for (let n = 0; n < count; n++) {
    const losses = objective.reckon(randomExample(paintScene(seed + asideSeed, n), createRandom(seed + asideSeed, 10_000 + n), looksOf.late, asideReach))
    printed += losses.printed / count
    matched += losses.matched / count
  }
  return { printed, matched }
}

/** Anything that gives the 22 numbers for a proxy; `trained` is the app's. */
export type Estimator = (cells: Float64Array, base: Triple | undefined) => FilmEstimate

export const trained =
  (weights: Float32Array): Estimator =>
  (cells, base) =>
    estimate(weights, cells, base)

interface Scores {
  readonly matched: number
  readonly balanced: number
  readonly neutral: number | undefined
}

/** One negative through an estimator: ΔE00 after an exposure match (b), after three gains (c), and the cast of greys. */
function scoreOne(estimator: Estimator, seed: number, index: number, withBase: boolean): Scores {
  const random = createRandom(seed, 20_000 + index)
  const scene = paintScene(seed, index)
  const scan = scanNegative(scene, proxyWidth, proxyHeight, randomStock(random, asideReach), randomScanner(random), { illuminant: randomIlluminant(random), exposure: randomExposure(random) })
  const known = scan.base.map((v) => v * 10 ** random.normal(0, 0.01)) as unknown as Triple
  const base = withBase ? known : undefined
  const { z, base: used } = estimator(scan.cells, base)
  const d = Float64Array.from(scan.cells, (v, i) => heldDensity(density(used[i % 3], v)))
  const colours = new Float64Array(d.length)
  developGrid(z, d, colours)
  return compare(blocks(colours), blocks(scene))
}

const block = 4

/** Means of 4 × 4 cells, as a viewer stands back. */
function blocks(cells: ArrayLike<number>): Float64Array {
  const [columns, rows] = [proxyWidth / block, proxyHeight / block]
  const out = new Float64Array(3 * columns * rows)
  for (let y = 0; y < proxyHeight; y++) {
    for (let x = 0; x < proxyWidth; x++) {
      const to = 3 * (Math.floor(y / block) * columns + Math.floor(x / block))
      for (let c = 0; c < 3; c++) out[to + c] += Math.min(1, Math.max(0, cells[3 * (y * proxyWidth + x) + c])) / (block * block)
    }
  }
  return out
}

const held = (v: number): number => Math.min(1, Math.max(0, v))

function compare(colours: Float64Array, truth: Float64Array): Scores {
  const count = truth.length / 3
  const there = new Float64Array(3)
  const here = new Float64Array(3)
  const both = (gains: ArrayLike<number>, i: number): void => {
    labOf(held(2 ** gains[0] * colours[3 * i]), held(2 ** gains[1] * colours[3 * i + 1]), held(2 ** gains[2] * colours[3 * i + 2]), here)
    labOf(truth[3 * i], truth[3 * i + 1], truth[3 * i + 2], there)
  }
  const mean = (gains: ArrayLike<number>): number => {
    let sum = 0
    for (let i = 0; i < count; i++) {
      both(gains, i)
      sum += ciede2000(there, here)
    }
    return sum / count
  }
  const gains = new Float64Array(3)
  descend(gains, [[1, 1, 1]], mean)
  const matched = mean(gains)
  let [neutral, greys] = [0, 0]
  for (let i = 0; i < count; i++) {
    both(gains, i)
    if (Math.hypot(there[1], there[2]) >= 4 || there[0] <= 15 || there[0] >= 95) continue
    neutral += Math.hypot(here[1] - there[1], here[2] - there[2])
    greys++
  }
  descend(gains, [[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]], mean)
  return { matched, balanced: mean(gains), neutral: greys >= 6 ? neutral / greys : undefined }
}

/** Steps along each direction while they help, halving them (pattern search); gains are in stops. */
function descend(gains: Float64Array, directions: readonly (readonly number[])[], loss: (gains: Float64Array) => number): void {
  let best = loss(gains)
  for (let size = 0.5; size > 0.01; ) {
    let better = false
    for (const direction of directions) {
      for (const sign of [1, -1]) {
        const tried = gains.map((v, c) => v + sign * size * direction[c])
        const value = loss(tried)
        if (value >= best) continue
        gains.set(tried)
        best = value
        better = true
      }
    }
    if (!better) size /= 2
  }
}

/** Mean to two decimals: more would be noise. */
const mean = (values: readonly number[]): number => Math.round((100 * values.reduce((a, b) => a + b, 0)) / values.length) / 100

export interface MeanScores {
  readonly matched: number
  readonly balanced: number
  readonly neutral: number
}

/** Means over `count` negatives drawn from `seed`; `neutral` over those that have greys. */
export function meanScores(estimator: Estimator, seed: number, count: number, withBase: boolean): MeanScores {
  const all = Array.from({ length: count }, (_, n) => scoreOne(estimator, seed, n, withBase))
  const neutral = all.flatMap((one) => (one.neutral === undefined ? [] : [one.neutral]))
  return { matched: mean(all.map((one) => one.matched)), balanced: mean(all.map((one) => one.balanced)), neutral: mean(neutral) }
}

/** Mean scores on set-aside pictures, films and scanners: with the base, without it, and with nothing learnt. */
export function setAside(weights: Float32Array, seed: number, count = 80): { readonly count: number; readonly baseKnown: MeanScores; readonly baseUnseen: MeanScores; readonly fixed: MeanScores } {
  const score = (w: Float32Array, withBase: boolean): MeanScores => meanScores(trained(w), seed + 2 * asideSeed, count, withBase)
  return { count, baseKnown: score(weights, true), baseUnseen: score(weights, false), fixed: score(new Float32Array(weights.length), true) }
}

const line = (name: string, { matched, balanced, neutral }: MeanScores): string => `  ${name}: dE_b ${matched}  dE_c ${balanced}  neutral_C ${neutral}`

/** What a run prints at its end. */
export function report({ count, baseKnown, baseUnseen, fixed }: ReturnType<typeof setAside>): readonly string[] {
  return [`set aside, ${count} negatives of unseen pictures, films and scanners:`, line('base known', baseKnown), line('base unseen', baseUnseen), line('fixed parameters (z = 0), base known', fixed)]
}
