import { chartColours, chartColumns, patches } from '../../src/kernels/film/chart/chart.ts'
import { fitChart, meanOf } from '../../src/kernels/film/chart/fit.ts'
import { patchBlocks, placeOn, readPatch, type PatchReading, type Quad } from '../../src/kernels/film/chart/grid.ts'
import { develop, paramsFromZ, type FilmParams, type Triple } from '../../src/kernels/film/develop.ts'
import { estimate } from '../../src/kernels/film/estimator/estimate.ts'
import { withProfile, profileOf } from '../../src/kernels/film/roll/film-profile.ts'
import { negativeParams, paramsOfFilm, type NegativeParams } from '../../src/kernels/film/step/negative-params.ts'
import { proxyHeight, proxyWidth } from '../../src/kernels/film/estimator/proxy.ts'
import { ciede2000 } from '../../src/kernels/lab.ts'
import { initialParams } from '../../src/kernels/params.ts'
import { labOf } from './colour-loss.ts'
import { scanNegative } from './negative.ts'
import { createRandom } from './random.ts'
import { paintScene } from './scenes.ts'
import { randomIlluminant, randomScanner } from './scanners.ts'
import { randomStock } from './stocks.ts'

const held = (value: number): number => Math.min(1, Math.max(0, value))

/** Where the chart lies in its frame: seen a little from one side. */
export const chartQuad: Quad = [{ x: 0.06, y: 0.05 }, { x: 0.93, y: 0.08 }, { x: 0.95, y: 0.94 }, { x: 0.05, y: 0.9 }]

/** A frame that is filled by a chart on a dark ground, as cells of linear sRGB. */
export function chartScene(): Float32Array {
  const scene = new Float32Array(3 * proxyWidth * proxyHeight).fill(0.035)
  const colours = chartColours('before-2014-11')
  const fine = 120
  for (let v = 0; v < 4 * fine; v++) {
    for (let u = 0; u < chartColumns * fine; u++) {
      // a tenth of a patch's side is the black grid about it
      const [inX, inY] = [(u % fine) / fine, (v % fine) / fine]
      if (Math.min(inX, inY, 1 - inX, 1 - inY) < 0.1) continue
      const { x, y } = placeOn(chartQuad, (u + 0.5) / (chartColumns * fine), (v + 0.5) / (4 * fine))
      const colour = colours[Math.floor(v / fine) * chartColumns + Math.floor(u / fine)]
      scene.set(colour.map(held), 3 * (Math.floor(y * proxyHeight) * proxyWidth + Math.floor(x * proxyWidth)))
    }
  }
  return scene
}

/** The 24 patches of a scan of `chartScene`. */
export const readCells = (cells: Float64Array, quad: Quad = chartQuad): readonly PatchReading[] =>
  patches.map((patch) => {
    const light = patchBlocks(quad, patch, { width: proxyWidth, height: proxyHeight }).flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, i) => 3 * ((y + Math.floor(i / width)) * proxyWidth + x + (i % width))).flatMap((at) => [...cells.subarray(at, at + 3)]),
    )
    return readPatch(Float64Array.from(light))
  })

export const printCells = (film: FilmParams, cells: Float64Array): Float64Array => {
  const out = new Float64Array(cells.length)
  for (let i = 0; i < cells.length; i += 3) out.set(develop(film, cells[i], cells[i + 1], cells[i + 2]), i)
  return out
}

/** Means of 4 × 4 cells, clipped, as a viewer stands back. */
function blocks(cells: ArrayLike<number>): Float64Array {
  const [columns, rows] = [proxyWidth / 4, proxyHeight / 4]
  const out = new Float64Array(3 * columns * rows)
  for (let y = 0; y < proxyHeight; y++) {
    for (let x = 0; x < proxyWidth; x++) {
      for (let c = 0; c < 3; c++) out[3 * ((y >> 2) * columns + (x >> 2)) + c] += held(cells[3 * (y * proxyWidth + x) + c]) / 16
    }
  }
  return out
}

/** Mean ΔE00 after the one gain in linear light that makes it least: dE_b of the scans' score. */
export function matchedDifference(print: Float64Array, scene: ArrayLike<number>): number {
  const [colours, truth] = [blocks(print), blocks(scene)]
  const [here, there] = [new Float64Array(3), new Float64Array(3)]
  const at = (stops: number): number => {
    let sum = 0
    for (let i = 0; i < truth.length; i += 3) {
      labOf(held(2 ** stops * colours[i]), held(2 ** stops * colours[i + 1]), held(2 ** stops * colours[i + 2]), here)
      labOf(truth[i], truth[i + 1], truth[i + 2], there)
      sum += ciede2000(there, here)
    }
    return sum / (truth.length / 3)
  }
  let stops = 0
  for (let size = 0.5; size > 0.01; ) {
    const better = [stops - size, stops + size].find((tried) => at(tried) < at(stops))
    if (better === undefined) size /= 2
    else stops = better
  }
  return at(stops)
}

/** One roll: one film, scanner and light, a frame with a chart and some with scenes. */
export interface RollScore {
  /** ΔE of the chart's own patches, exposure matched, before and after the fit. */
  readonly chart: { readonly before: number; readonly after: number }
  /** Patches at the end of what the scanner sees: its colour matrix drives them below black. */
  readonly lost: number
  /** dE_b of the scenes printed by their own estimate, and by the chart's profile with their own exposure. */
  readonly oneClick: readonly number[]
  readonly profile: readonly number[]
}

/** A roll of films and scanners that training never saw, drawn wider than those it did; undefined where its chart cannot be read. */
export function scoreRoll(weights: Float32Array, seed: number, roll: number, scenes = 4): RollScore | undefined {
  const random = createRandom(seed, roll)
  const [stock, scanner, illuminant] = [randomStock(random, 1.15), randomScanner(random), randomIlluminant(random)]
  const slip = [0, 1, 2].map(() => 10 ** random.normal(0, 0.006))
  const take = (scene: ArrayLike<number>, exposure: number) => {
    const { cells, base } = scanNegative(scene, proxyWidth, proxyHeight, stock, scanner, { illuminant, exposure })
    for (let i = 0; i < cells.length; i++) cells[i] *= 1 + random.normal(0, 0.004)
    const seen = base.map((value, c) => value * slip[c]) as unknown as Triple
    return { cells, seen, own: paramsFromZ(estimate(weights, cells, seen).z, seen), scene }
  }
  const chart = take(chartScene(), random.normal(0, 0.4))
  const readings = readCells(chart.cells)
  const fitted = fitChart(chart.own, readings)
  if (!fitted) return undefined
  // through the numbers of a step, rounded as a recipe holds them
  const profile = profileOf({ ...(initialParams(negativeParams) as unknown as NegativeParams), ...paramsOfFilm(fitted.film) })!
  const frames = Array.from({ length: scenes }, (_, i) => take(paintScene(seed + 7, roll * scenes + i), random.normal(0.2, 0.6)))
  return {
    chart: { before: meanOf(fitted.before), after: meanOf(fitted.after) },
    lost: readings.filter(({ flaw }) => flaw).length,
    oneClick: frames.map(({ own, cells, scene }) => matchedDifference(printCells(own, cells), scene)),
    profile: frames.map(({ own, cells, seen, scene }) => matchedDifference(printCells(withProfile(profile, own, { seen }), cells), scene)),
  }
}
