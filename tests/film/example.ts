import { density, transmissionFloor } from '../../src/kernels/film/develop.ts'
import { gridCells, gridHeight, gridStep, gridWidth, heldDensity } from '../../src/kernels/film/estimator/features.ts'
import { linearToSrgb, srgbToLinear } from '../../src/kernels/film/linearise.ts'
import { proxyWidth } from '../../src/kernels/film/estimator/proxy.ts'
import { thinnestBase } from '../../src/kernels/film/estimator/estimate.ts'
import { truthOf } from './colour-loss.ts'
import { randomExposure, scanNegative } from './negative.ts'
import type { Example } from './objective.ts'
import type { Random } from './random.ts'
import { randomIlluminant, randomScanner } from './scanners.ts'
import { randomStock } from './stocks.ts'

const between = (low: number, high: number, v: number): number => Math.min(high, Math.max(low, v))

/** Every eighth cell of a painted picture, mirrored at random, its colours a little more or less vivid and contrasty. */
export function randomGrid(scene: ArrayLike<number>, random: Random, looks: number): Float64Array {
  const [mirror, turn] = [random.chance(0.5), random.chance(0.3)]
  // What is called true is a photograph as cameras render it: livelier and harder than the light was, more often than paler.
  const rendered = random.chance(0.8)
  const vivid = rendered ? between(0.6, 2.2, Math.exp(random.normal(0.12, 0.28))) : 1
  const contrast = rendered ? between(0.75, 2.2, Math.exp(random.normal(0.25, 0.25))) : 1
  const pivot = random.even(0.5, 1)
  const out = new Float64Array(3 * gridCells * looks)
  const starts = Array.from({ length: looks }, () => [random.below(gridStep), random.below(gridStep)] as const)
  for (let y = 0; y < gridHeight * looks; y++) {
    const [left, top] = starts[Math.floor(y / gridHeight)]
    const line = y % gridHeight
    for (let x = 0; x < gridWidth; x++) {
      const column = gridStep * (mirror ? gridWidth - 1 - x : x) + left
      const row = gridStep * (turn ? gridHeight - 1 - line : line) + top
      const from = 3 * (row * proxyWidth + column)
      const mean = (scene[from] + scene[from + 1] + scene[from + 2]) / 3
      for (let c = 0; c < 3; c++) {
        const v = Math.max(5e-4, mean + vivid * (scene[from + c] - mean))
        out[3 * (y * gridWidth + x) + c] = pivot * (v / pivot) ** contrast
      }
    }
  }
  return out
}

/** What 8-bit sRGB and the blocks of a JPEG leave of a cell's mean: so many codes of error, most of it in the dense parts. */
function code(cells: Float64Array, random: Random, codes: number): void {
  for (let i = 0; i < cells.length; i++) cells[i] = Math.max(transmissionFloor, srgbToLinear(Math.min(1, linearToSrgb(Math.min(1, cells[i])) + random.normal(0, codes) / 255)))
}

/**
 * A negative to learn from: a painted picture on a film, under a light, through a scanner, all drawn at random. The truth
 * is the picture under even light, whites clipped. The base is off by a few hundredths of density, unseen in a fifth of
 * all cases, and of a meaningless colour in a third (scans balanced on the film's base, or on anything).
 */
export function randomExample(scene: ArrayLike<number>, random: Random, looks: number, reach = 1): Example {
  const grid = randomGrid(scene, random, looks)
  const scan = scanNegative(grid, gridWidth, gridHeight, randomStock(random, reach), randomScanner(random), { illuminant: randomIlluminant(random), exposure: randomExposure(random) })
  const scrambled = random.even()
  const gain = [0, 1, 2].map((c) => (scrambled < 0.16 ? 10 ** random.normal(0, 0.12) : scrambled < 0.25 ? 1 / scan.base[c] : 1))
  const baseSeen = !random.chance(0.2)
  const slip = random.normal(0, 0.012)
  const noise = random.even(0, 0.004)
  for (let i = 0; i < scan.cells.length; i++) scan.cells[i] *= 1 + random.normal(0, noise)
  if (random.chance(0.35)) code(scan.cells, random, random.even(0.15, 0.6))
  const seen = baseSeen ? [0, 1, 2].map((c) => scan.base[c] * 10 ** (slip + random.normal(0, 0.004))) : thinnestBase(scan.cells)
  const d = new Float64Array(scan.cells.length)
  for (let i = 0; i < d.length; i++) d[i] = heldDensity(density(seen[i % 3], scan.cells[i]))
  return { density: d, base: seen.map((v, c) => v * gain[c]), baseSeen, truth: truthOf(grid.map((v) => Math.min(1, v))) }
}
