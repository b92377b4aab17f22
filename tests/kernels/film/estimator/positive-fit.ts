import type { Triple } from '../../../../src/kernels/film/develop.ts'
import { thinnestBase } from '../../../../src/kernels/film/estimator/estimate.ts'
import { linearToSrgb, srgbToLinear } from '../../../../src/kernels/film/linearise.ts'
import { solve } from '../../../../src/kernels/film/order.ts'
import { inOrder, positiveFacts, type PositiveFacts } from '../../../../src/kernels/film/estimator/positive.ts'
import { proxyHeight, proxyWidth } from '../../../../src/kernels/film/estimator/proxy.ts'
import { randomExposure, scanNegative } from '../../../film/negative.ts'
import { createRandom, type Random } from '../../../film/random.ts'
import { randomIlluminant, randomScanner } from '../../../film/scanners.ts'
import { paintScene } from '../../../film/scenes.ts'
import { randomStock } from '../../../film/stocks.ts'

export interface Sample {
  readonly positive: boolean
  readonly border: Triple | undefined
  readonly facts: PositiveFacts
}

const grey = (scene: ArrayLike<number>, i: number): number => 0.25 * scene[i]! + 0.6 * scene[i + 1]! + 0.15 * scene[i + 2]!

/** Cells of a scan, and the light of what lies beside the picture: a rebate, or the paper round a print. */
interface Scan {
  readonly cells: Float64Array
  readonly beside: Triple
}

/** Prints, slides and photographs: other grades, blacks, whites and casts, a quarter of them without colour. Paper holds no deep black. */
function positiveOf(scene: Float32Array, random: Random, silver: boolean, paper: boolean): Scan {
  const grade = random.even(0.85, 1.5)
  const black = paper ? random.even(0.008, 0.05) : random.chance(0.5) ? random.even(0, 0.02) : 0.001
  const white = paper ? random.even(0.7, 0.98) : random.even(0.6, 1)
  const cast = silver ? [1, 1, 1] : [10 ** random.normal(0, 0.05), 1, 10 ** random.normal(0, 0.05)]
  // old paper is yellow
  const tint = random.even(0.9, 1)
  const sheet: Triple = [0.9, 0.45 * (1 + tint), 0.9 * tint]
  const cells = Float64Array.from(scene, (value, i) => (paper ? sheet[i % 3]! / 0.9 : 1) * (black + white * cast[i % 3]! * Math.min(1, silver ? grey(scene, i - (i % 3)) : value) ** grade))
  return { cells, beside: sheet }
}

/** A silver negative: a foot, a straight line and no mask, but for the tint of its base and of the lamp. */
function silverOf(scene: Float32Array, random: Random): Scan {
  const [slope, foot, speed] = [random.even(0.5, 0.8), random.even(0.1, 0.3), randomExposure(random)]
  const base: Triple = [0.85 * 10 ** random.normal(0, 0.04), 0.85, 0.85 * 10 ** random.normal(0, 0.04)]
  const cells = Float64Array.from(scene, (_, i) => base[i % 3]! * 10 ** (-slope * foot * Math.log1p(Math.exp((Math.log10(Math.max(1e-5, grey(scene, i - (i % 3)) * 2 ** speed) / 0.18) + 1.1) / foot))))
  return { cells, beside: base }
}

/** A colour negative; a third are balanced on the film's base, so that no mask is left to see. */
function dyesOf(scene: Float32Array, random: Random): Scan {
  const { cells, base } = scanNegative(scene, proxyWidth, proxyHeight, randomStock(random), randomScanner(random), { illuminant: randomIlluminant(random), exposure: randomExposure(random) })
  const even = 0.85 / Math.max(...base)
  const gains = random.chance(0.35) ? [...base].map((light) => 0.85 / light) : [even, even, even]
  return { cells: cells.map((light, i) => light * gains[i % 3]!), beside: [base[0]! * gains[0]!, base[1]! * gains[1]!, base[2]! * gains[2]!] }
}

/** Upright as most pictures are, upside down, or lying on a side. */
function turned(cells: Float64Array, random: Random): { readonly cells: Float64Array; readonly portrait: boolean } {
  const how = random.even()
  if (how > 0.3) return { cells, portrait: false }
  // on its side: above and below are left and right
  if (how > 0.1) return { cells, portrait: true }
  return { cells: Float64Array.from(cells, (_, i) => cells[3 * (cells.length / 3 - 1 - Math.floor(i / 3)) + (i % 3)]!), portrait: false }
}

/**
 * One painted picture, every other one as a positive, through a scanner's noise and, more often than not, through eight bits.
 * `bordered` shows the rebate beside it, or the paper round the print.
 */
export function sample(seed: number, index: number, bordered: boolean): Sample {
  const random = createRandom(seed, index)
  const scene = paintScene(seed, index)
  const positive = index % 2 === 1
  const silver = random.chance(bordered ? 0.5 : 0.25)
  const scan = positive ? positiveOf(scene, random, silver, bordered) : silver ? silverOf(scene, random) : dyesOf(scene, random)
  const { cells, portrait } = turned(scan.cells, random)
  const eight = random.chance(0.6)
  for (let i = 0; i < cells.length; i++) {
    const light = Math.min(1, cells[i]! * (1 + random.normal(0, 0.003)) + 0.0005)
    cells[i] = eight ? srgbToLinear(Math.min(1, Math.max(0, linearToSrgb(light) + random.normal(0, 0.3) / 255))) : light
  }
  return { positive, border: bordered ? scan.beside : undefined, facts: positiveFacts(cells, thinnestBase(cells), bordered ? scan.beside : undefined, portrait) }
}

/** Weights that make the samples most likely, by Newton's steps; held a little towards 0. */
export function fitOdds(samples: readonly Sample[]): readonly number[] {
  const rows = samples.map(({ facts }) => inOrder(facts))
  const n = rows[0]!.length
  const weights = new Float64Array(n)
  for (let round = 0; round < 20; round++) {
    const slope = Float64Array.from(weights, (w, i) => (i === 0 ? 0 : 0.1 * w))
    const bend = Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 0.1 : 0))
    rows.forEach((row, at) => {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * weights[i]!, 0)))
      for (let i = 0; i < n; i++) {
        slope[i]! += (p - (samples[at]!.positive ? 1 : 0)) * row[i]!
        for (let j = 0; j < n; j++) bend[n * i + j]! += p * (1 - p) * row[i]! * row[j]!
      }
    })
    solve(bend, [...slope]).forEach((step, i) => (weights[i]! -= step))
  }
  return [...weights]
}
