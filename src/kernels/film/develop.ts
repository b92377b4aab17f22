import { createLight, type Light } from './light.ts'

/**
 * The development of a negative, as one point transform: log table → 3×3 → output curve per channel → 3×3.
 *
 *   d = log₁₀(base / max(T, floor))           density over the film's base, per channel of the scanner
 *   u = K·d                                   the dyes told apart, and each layer's contrast undone (log₁₀ exposure)
 *   u ← u + shoulder · s(u)²                  the straight line bends near the film's densest end; s = softplus₄(u − 1.6)
 *   x = u⁺ + w · ln(1 − e^(−u⁺/w)) + o        the toe undone: a film's foot is u = w·ln(1 + e^(x/w)), and this is its inverse
 *   scene = M · 10^x · 2^exposure             from the film's sensitivities to linear sRGB; rows of M sum to 1
 *
 * A softplus-shaped foot is the usual model of the Hurter–Driffield curve between fog and its straight line. T, base and
 * scene are linear light, 1 = full scale; densities are log₁₀.
 */
export type Triple = readonly [number, number, number]

/** Row by row: m[3·row + column]. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number]

export interface FilmParams {
  /** What the scanner sees through unexposed film, linear per channel, 0 … 1. */
  readonly base: Triple
  /** K: densities of the scan to log₁₀ exposures of the three layers. The diagonal is 1 / contrast: 1.2 … 3. */
  readonly unmix: Matrix3
  /** w: how wide the foot of each layer is, in log₁₀ exposure. 0.05 … 0.5. */
  readonly toe: Triple
  /** o: log₁₀ of the light that one unit of exposure prints as. Balance and exposure live here. */
  readonly offset: Triple
  /** How much the top of the curve is stretched (positive) beyond u = 1.6. −0.3 … 0.3. */
  readonly shoulder: number
  /** M: film colours to linear sRGB; every row sums to 1, so that grey stays grey. */
  readonly colour: Matrix3
  /** Print exposure in stops, the last thing applied. */
  readonly exposure: number
}

/** How many numbers an estimator gives: K 9, w 3, o 3, M off-diagonal 6, shoulder 1. */
export const zLength = 22

/** No density is read beyond this transmission: below it a scanner sees its own flare and noise. */
export const transmissionFloor = 2e-4

/** Places of M's off-diagonals, in the order of z[15 … 20]. */
export const offDiagonal = [1, 2, 3, 5, 6, 7] as const

// The middle of what colour negative films and scanners do; an estimator gives departures from it in units of `zScale`.
const priorUnmix: Matrix3 = [1.85, 0.12, 0.05, 0.05, 1.8, 0.05, 0.05, 0.15, 1.45]
const priorToe = 0.16
const priorOffset = -1.05
const priorColour = [-0.25, -0.03, -0.12, -0.12, -0.01, -0.16] as const

/** One unit of z, in units of the parameter (log units for the toe): roughly a standard deviation among films. */
export const zScale: readonly number[] = [
  0.35, 0.35, 0.35, 0.35, 0.35, 0.35, 0.35, 0.35, 0.35,
  0.5, 0.5, 0.5,
  0.15, 0.15, 0.15,
  0.12, 0.12, 0.12, 0.12, 0.12, 0.12,
  0.1,
]

/**
 * Explicit numbers from an estimator's 22: z[0…8] K row by row, z[9…11] ln of the toes, z[12…14] offsets, z[15…20] M's
 * off-diagonal (01, 02, 10, 12, 20, 21), z[21] shoulder, each times `zScale` and added to the prior. z = 0 is the prior.
 */
export function paramsFromZ(z: ArrayLike<number>, base: Triple): FilmParams {
  const part = (index: number): number => z[index] * zScale[index]
  const off = priorColour.map((value, index) => value + part(15 + index))
  const toe = (channel: number): number => priorToe * Math.exp(part(9 + channel))
  const offset = (channel: number): number => priorOffset + part(12 + channel)
  return {
    base,
    unmix: priorUnmix.map((value, index) => value + part(index)) as unknown as Matrix3,
    toe: [toe(0), toe(1), toe(2)],
    offset: [offset(0), offset(1), offset(2)],
    shoulder: part(21),
    colour: [1 - off[0] - off[1], off[0], off[1], off[2], 1 - off[2] - off[3], off[3], off[4], off[5], 1 - off[4] - off[5]],
    exposure: 0,
  }
}

/** ln(1 + eˣ) without overflow. */
const softplus = (x: number): number => (x > 30 ? x : Math.log1p(Math.exp(x)))

/** log₁₀ of the light that layer `channel` saw, from its unmixed density u. Rises with u; held to −4 … 0.7. */
export function layerLight(params: FilmParams, channel: 0 | 1 | 2, u: number): number {
  const bend = softplus(4 * (u - 1.6)) / 4
  // Fog and noise sit at and below zero: a narrow softplus keeps the logarithm finite there.
  const above = softplus(60 * (u + params.shoulder * bend * bend - 0.012)) / 60 + 0.003
  const w = params.toe[channel]
  return Math.min(0.7, Math.max(-4, above + w * Math.log(-Math.expm1(-above / w)) + params.offset[channel]))
}

/** Density over the base for one channel of the scan. */
export const density = (base: number, transmission: number): number => Math.log10(base / Math.max(transmission, transmissionFloor))

/** The scene's linear sRGB for one scanned colour; may lie a little outside 0 … 1. `into` is filled and given back. */
export function develop(params: FilmParams, r: number, g: number, b: number, into: Float64Array = new Float64Array(3)): Float64Array {
  const { base, unmix: k, colour: m } = params
  const dr = density(base[0], r)
  const dg = density(base[1], g)
  const db = density(base[2], b)
  const gain = 2 ** params.exposure
  const lr = gain * 10 ** layerLight(params, 0, k[0] * dr + k[1] * dg + k[2] * db)
  const lg = gain * 10 ** layerLight(params, 1, k[3] * dr + k[4] * dg + k[5] * db)
  const lb = gain * 10 ** layerLight(params, 2, k[6] * dr + k[7] * dg + k[8] * db)
  into[0] = m[0] * lr + m[1] * lg + m[2] * lb
  into[1] = m[3] * lr + m[4] * lg + m[5] * lb
  into[2] = m[6] * lr + m[7] * lg + m[8] * lb
  return into
}

/** Steps of the tabled output curve: u from `curveStart`, `curveSteps` a unit, good to 1e-5 of full scale. */
const curveStart = -2
const curveEnd = 8
const curveSteps = 1024

function curveTable(params: FilmParams, channel: 0 | 1 | 2): Float64Array {
  const gain = 2 ** params.exposure
  return Float64Array.from({ length: (curveEnd - curveStart) * curveSteps + 2 }, (_, index) => gain * 10 ** layerLight(params, channel, curveStart + index / curveSteps))
}

const lookUp = (table: Float64Array, u: number): number => {
  const at = Math.min(table.length - 2, Math.max(0, (u - curveStart) * curveSteps))
  const below = Math.trunc(at)
  return table[below] + (at - below) * (table[below + 1] - table[below])
}

/** `develop` for many colours, RGB interleaved, with the output curves tabled once. Not clipped: M may leave 0 … 1. */
export function developer(params: FilmParams): (from: Float32Array, into: Float32Array) => void {
  const { base, unmix: k, colour: m } = params
  const [red, green, blue] = [curveTable(params, 0), curveTable(params, 1), curveTable(params, 2)]
  return (from, into) => {
    for (let at = 0; at < from.length; at += 3) {
      const dr = density(base[0], from[at])
      const dg = density(base[1], from[at + 1])
      const db = density(base[2], from[at + 2])
      const lr = lookUp(red, k[0] * dr + k[1] * dg + k[2] * db)
      const lg = lookUp(green, k[3] * dr + k[4] * dg + k[5] * db)
      const lb = lookUp(blue, k[6] * dr + k[7] * dg + k[8] * db)
      into[at] = m[0] * lr + m[1] * lg + m[2] * lb
      into[at + 1] = m[3] * lr + m[4] * lg + m[5] * lb
      into[at + 2] = m[6] * lr + m[7] * lg + m[8] * lb
    }
  }
}

/** `developer` for a whole linear picture. */
export function developRaster(params: FilmParams, source: Light): Light {
  const out = createLight(source.width, source.height)
  developer(params)(source.data, out.data)
  return out
}
