import { density, layerLight, paramsFromZ, zLength, type Triple } from '../develop.ts'
import { fillContext, fillFirst, fillRefine, firstStage, gridCells, gridHeight, gridStep, gridWidth, heldDensity, quantile, refineStage, thinnest, weightCount } from './features.ts'
import { createPass, runStage } from './point-network.ts'
import { proxyHeight, proxyWidth } from './proxy.ts'

export interface FilmEstimate {
  /** 22 departures from the prior, for `paramsFromZ`. */
  readonly z: Float64Array
  /** The base the estimate was made with: the given one, or the thinnest part of the picture. */
  readonly base: Triple
}

const refinements = 2

/** How many of the 64 grids are looked at together, and how far apart they lie: more would change z by less than its error. */
const looks = 8
const stride = 27

/** The base where no rebate is seen: 99.5th percentile of each channel of the proxy. */
export function thinnestBase(proxy: ArrayLike<number>): Triple {
  const count = proxy.length / 3
  const one = (channel: number): number => {
    const values = new Float64Array(count)
    for (let i = 0; i < count; i++) values[i] = proxy[3 * i + channel]
    return Math.max(1e-3, quantile(values.toSorted(), thinnest))
  }
  return [one(0), one(1), one(2)]
}

/** Grids of densities to z: a first guess, then two looks at what it develops into. */
function estimateGrid(weights: Float64Array, d: Float64Array, base: Triple, seen: boolean): Float64Array {
  const count = d.length / 3
  const first = createPass(count, firstStage)
  fillFirst(d, first.cells)
  fillContext(d, base, seen, first.context)
  const z = Float64Array.from(runStage(weights, firstStage, first))
  const refine = createPass(count, refineStage)
  const developed = new Float64Array(d.length)
  for (let round = 0; round < refinements; round++) {
    developGrid(z, d, developed)
    fillRefine(d, developed, refine.cells)
    refine.context.set(first.context)
    refine.context.set(z, first.context.length)
    const step = runStage(weights, refineStage, refine)
    for (let i = 0; i < zLength; i++) z[i] += step[i]
  }
  return z
}

/** The colours that z develops a list of densities into, linear sRGB. */
export function developGrid(z: Float64Array, d: Float64Array, into: Float64Array): void {
  const params = paramsFromZ(z, [1, 1, 1])
  const { unmix: k, colour: m } = params
  for (let i = 0; i < d.length; i += 3) {
    const r = 10 ** layerLight(params, 0, k[0] * d[i] + k[1] * d[i + 1] + k[2] * d[i + 2])
    const g = 10 ** layerLight(params, 1, k[3] * d[i] + k[4] * d[i + 1] + k[5] * d[i + 2])
    const b = 10 ** layerLight(params, 2, k[6] * d[i] + k[7] * d[i + 1] + k[8] * d[i + 2])
    into[i] = m[0] * r + m[1] * g + m[2] * b
    into[i + 1] = m[3] * r + m[4] * g + m[5] * b
    into[i + 2] = m[6] * r + m[7] * g + m[8] * b
  }
}

/**
 * The parameters of a colour negative's development, seen by a small trained network in a 96 × 64 proxy (linear RGB,
 * interleaved), 8 of whose 64 interleaved grids it takes for one set of cells. The same input gives the same numbers
 * anywhere: no random number, no clock.
 *
 * @param weights `weightCount` numbers, as `npm run film:train` writes them
 * @param base linear RGB of clear film in the scan; leave out where none is seen
 */
export function estimate(weights: Float32Array, proxy: ArrayLike<number>, base?: Triple): FilmEstimate {
  if (weights.length !== weightCount) throw new RangeError(`The film estimator takes ${weightCount} weights, not ${weights.length}.`)
  if (proxy.length !== 3 * proxyWidth * proxyHeight) throw new RangeError(`The film estimator takes a proxy of ${proxyWidth} × ${proxyHeight} cells.`)
  const used = base ?? thinnestBase(proxy)
  const d = new Float64Array(3 * gridCells * looks)
  for (let look = 0; look < looks; look++) {
    const offset = (look * stride) % (gridStep * gridStep)
    takeGrid(proxy, used, offset % gridStep, Math.floor(offset / gridStep), d.subarray(3 * gridCells * look, 3 * gridCells * (look + 1)))
  }
  return { z: estimateGrid(Float64Array.from(weights), d, used, base !== undefined), base: used }
}

/** Far beyond any film's departure from the prior, that of a frame three stops over included. */
const wildest = 30

/** Whether an answer is one: a network that is shown nothing like a film may say anything, or no number at all. */
export const isLikely = (z: Float64Array): boolean => z.every((value) => Math.abs(value) < wildest)

/** Densities over the base of every eighth cell of the proxy, starting at column `left` and row `top`. */
function takeGrid(proxy: ArrayLike<number>, base: Triple, left: number, top: number, into: Float64Array): void {
  for (let y = 0; y < gridHeight; y++) {
    for (let x = 0; x < gridWidth; x++) {
      const from = 3 * ((gridStep * y + top) * proxyWidth + gridStep * x + left)
      for (let c = 0; c < 3; c++) into[3 * (y * gridWidth + x) + c] = heldDensity(density(base[c], proxy[from + c]))
    }
  }
}

/** The weights out of their file: little-endian 32-bit floats and nothing else. */
export function readWeights(file: Uint8Array): Float32Array {
  if (file.byteLength !== 4 * weightCount) throw new RangeError(`The film estimator's file has ${4 * weightCount} bytes, not ${file.byteLength}.`)
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  return Float32Array.from({ length: weightCount }, (_, i) => view.getFloat32(4 * i, true))
}
