import type { Random } from './random.ts'

/** 400 … 720 nm in steps of 10: fine enough for dyes and filters, coarse enough for millions of pictures. */
export const wavelengths: readonly number[] = Array.from({ length: 33 }, (_, i) => 400 + 10 * i)

/** A bell of unit height whose two sides differ in width (standard deviations in nm). */
export const bell = (centre: number, left: number, right = left): Float64Array =>
  Float64Array.from(wavelengths, (l) => Math.exp(-0.5 * ((l - centre) / (l < centre ? left : right)) ** 2))

export type Rows = readonly [Float64Array, Float64Array, Float64Array]

/**
 * A colour negative film, invented. Slopes, feet and their differences between the layers lie as they do, a little wider,
 * in the characteristic curves that makers publish (Kodak E-4050, E-4046, E-4051, E-7022, E-7023 and H-1-5207t, Fujifilm
 * AF3-176E, AF3-0249E and AF3-151E): red is slower to rise, its foot wider; blue differs most from film to film.
 */
export interface Stock {
  /** Linear sRGB to what the red-, green- and blue-sensitive layers see; rows sum to 1. */
  readonly taking: Float64Array
  /** How strongly layer j holds back layer i (developer inhibitors): log exposures are spread by k·(xᵢ − xⱼ). */
  readonly inhibition: Float64Array
  /** Per layer: slope of the straight line, then position and width (log₁₀ exposure over mid-grey) of foot and shoulder. */
  readonly curves: readonly { readonly slope: number; readonly foot: number; readonly footWidth: number; readonly shoulder: number; readonly shoulderWidth: number }[]
  /** Spectral density of one unit of cyan, magenta and yellow dye, the couplers they used up subtracted. */
  readonly dyes: Rows
  /** Spectral density of the film where no light fell: support, fog and the orange mask. */
  readonly clear: Float64Array
  /** Layer densities in the three bands of a densitometer to amounts of dye. */
  readonly amounts: Float64Array
}

/** Narrow bands in which film densities are measured (near ISO 5-3 status M). */
const bands = [645, 540, 450].map((centre) => {
  const band = bell(centre, 12)
  const sum = band.reduce((a, b) => a + b, 0)
  return band.map((v) => v / sum)
})

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i], 0)
const mix = (...parts: readonly (readonly [number, Float64Array])[]): Float64Array =>
  Float64Array.from(wavelengths, (_, i) => parts.reduce((sum, [amount, spectrum]) => sum + amount * spectrum[i], 0))

/** Inverse of a 3×3 matrix, row by row. */
export function invert3(m: ArrayLike<number>): Float64Array {
  const cofactor = (r: number, c: number): number => {
    const at = (i: number, j: number): number => m[3 * ((r + i) % 3) + ((c + j) % 3)]
    return at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1)
  }
  const determinant = m[0] * cofactor(0, 0) + m[1] * cofactor(0, 1) + m[2] * cofactor(0, 2)
  return Float64Array.from({ length: 9 }, (_, i) => cofactor(i % 3, Math.floor(i / 3)) / determinant)
}

const measured = (spectra: Rows): Float64Array => Float64Array.from({ length: 9 }, (_, i) => dot(bands[Math.floor(i / 3)], spectra[i % 3]))

/** Off-diagonals scaled at random, diagonals such that rows sum to 1. */
const rowsOfOne = (off: readonly number[], random: Random, spread: number): Float64Array => {
  const m = Float64Array.from(off, (v) => v * Math.exp(random.normal(0, spread)))
  for (let r = 0; r < 3; r++) m[4 * r] = 1 - m[3 * r + ((r + 1) % 3)] - m[3 * r + ((r + 2) % 3)]
  return m
}

/** A film at random. `reach` stretches the ranges: 1 to train, more for films that training never saw. */
export function randomStock(random: Random, reach = 1): Stock {
  const n = (mean: number, deviation: number): number => random.normal(mean, reach * deviation)
  const around = (value: number, spread: number): number => value * Math.exp(n(0, spread))
  const slope = around(0.59, 0.095)
  const foot = n(-1.09, 0.11)
  const width = around(0.165, 0.33)
  const curves = [0.97, 1, 1.06].map((relative, layer) => {
    const far = random.chance(0.45)
    return {
      slope: Math.min(0.85, Math.max(0.4, around(slope * relative, [0.035, 0.035, 0.05][layer]))),
      foot: n(foot + [0.07, 0, -0.025][layer], [0.03, 0.03, 0.06][layer]),
      footWidth: Math.min(0.45, Math.max(0.06, around(width * [1.35, 1, 0.95][layer], 0.25))),
      shoulder: far ? random.even(3, 5.5) : random.even(1.45, 3.1),
      shoulderWidth: far ? 0.2 : random.even(0.15, 0.6),
    }
  })
  const shift = (deviation: number): number => n(0, deviation)
  const wide = (value: number): number => around(value, 0.06)
  const cyan = mix([1.4, bell(695 + shift(4), wide(58), wide(51))], [around(0.045, 0.5), bell(498, 28)], [around(-0.035, 0.5), bell(553, 24)])
  const magenta = mix([1.34, bell(541 + shift(3), wide(34), wide(34))], [around(-0.035, 0.5), bell(448, 27)], [random.chance(0.35) ? around(0.02, 0.4) : 0, bell(640, 38)])
  const yellow = mix([1.16, bell(449 + shift(3), wide(35), wide(32))], [random.chance(0.3) ? random.even(0, 0.02) : 0, bell(540, 35)])
  const dyes: Rows = [cyan, magenta, yellow]
  const mask: Rows = [bell(560, 1e6), bell(545 + shift(5), wide(38), wide(29)), bell(457 + shift(5), wide(70), wide(40))]
  // Few films carry hardly any mask: their base is nearly clear.
  const orange = random.chance(0.06) ? random.even(0.2, 0.7) : 1
  const fog = random.even(0.1, 0.3)
  const clearDensities = [fog, fog + orange * random.even(0.26, 0.5), fog + orange * random.even(0.52, 0.82)]
  const maskInverse = invert3(measured(mask))
  const share = [0, 1, 2].map((r) => maskInverse[3 * r] * clearDensities[0] + maskInverse[3 * r + 1] * clearDensities[1] + maskInverse[3 * r + 2] * clearDensities[2])
  const held = random.even(0.03, 0.13)
  return {
    taking: rowsOfOne([0, 0.17, 0.03, 0.09, 0, 0.09, 0.02, 0.12, 0], random, 0.28 * reach),
    inhibition: Float64Array.from({ length: 9 }, (_, i) => (i % 4 === 0 ? 0 : held * Math.exp(random.normal(0, 0.25)))),
    curves,
    dyes,
    clear: mix([share[0], mask[0]], [share[1], mask[1]], [share[2], mask[2]]),
    amounts: invert3(measured(dyes)),
  }
}

const softplus = (x: number): number => (x > 30 ? x : Math.log1p(Math.exp(x)))

/** Density over fog for log₁₀ exposure x over mid-grey: foot, straight line, shoulder. Never falls as x rises. */
export function curveDensity({ slope, foot, footWidth, shoulder, shoulderWidth }: Stock['curves'][number], x: number): number {
  return slope * (footWidth * softplus((x - foot) / footWidth) - shoulderWidth * softplus((x - shoulder) / shoulderWidth))
}
