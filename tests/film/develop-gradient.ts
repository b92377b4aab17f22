import { offDiagonal, paramsFromZ, zLength, zScale } from '../../src/kernels/film/develop.ts'
import { brightest, darkest } from '../../src/kernels/film/estimator/features.ts'

const { exp, log1p, LN10 } = Math
const softplus = (x: number): number => (x > 30 ? x : log1p(exp(x)))
const logistic = (x: number): number => 1 / (1 + exp(-x))

/** One development of a list of densities, with what the way back needs. */
export interface Developed {
  readonly colours: Float64Array
  /** Light of the three layers, before the colour matrix. */
  readonly light: Float64Array
  /** ∂ log₁₀ light / ∂ u, ∂ toe width, ∂ shoulder: three numbers a layer and cell. Zero where the curve is held. */
  readonly slopes: Float64Array
}

export const createDeveloped = (count: number): Developed => ({
  colours: new Float64Array(3 * count),
  light: new Float64Array(3 * count),
  slopes: new Float64Array(9 * count),
})

/** The transform of develop.ts and its derivatives in one go; a test holds the two together. */
export function developWithSlopes(z: ArrayLike<number>, d: Float64Array, into: Developed): void {
  const { unmix, colour: m, toe, offset, shoulder } = paramsFromZ(z, [1, 1, 1])
  const { colours, light, slopes } = into
  for (let i = 0; i < d.length; i += 3) {
    for (let r = 0; r < 3; r++) {
      const u = unmix[3 * r] * d[i] + unmix[3 * r + 1] * d[i + 1] + unmix[3 * r + 2] * d[i + 2]
      const bend = softplus(4 * (u - 1.6)) / 4
      const bent = 60 * (u + shoulder * bend * bend - 0.012)
      const above = softplus(bent) / 60 + 0.003
      const w = toe[r]
      const e = exp(-above / w)
      const log = log1p(-e)
      const x = above + w * log + offset[r]
      const at = 3 * (i + r)
      light[i + r] = exp(LN10 * Math.min(0.7, Math.max(-4, x)))
      if (x <= -4 || x >= 0.7) {
        slopes[at] = 0
        slopes[at + 1] = 0
        slopes[at + 2] = 0
        continue
      }
      const straight = logistic(bent) / (1 - e)
      slopes[at] = straight * (1 + 2 * shoulder * bend * (bend > 0 ? logistic(4 * (u - 1.6)) : 0))
      slopes[at + 1] = log - ((above / w) * e) / (1 - e)
      slopes[at + 2] = straight * bend * bend
    }
    for (let r = 0; r < 3; r++) colours[i + r] = m[3 * r] * light[i] + m[3 * r + 1] * light[i + 1] + m[3 * r + 2] * light[i + 2]
  }
}

/** Adds ∂loss/∂z to `dz`, from ∂loss/∂colours. */
export function backDevelop(z: ArrayLike<number>, d: Float64Array, developed: Developed, dColours: Float64Array, dz: Float64Array): void {
  const { colour: m, toe } = paramsFromZ(z, [1, 1, 1])
  const { light, slopes } = developed
  const sum = new Float64Array(zLength)
  const dM = new Float64Array(9)
  for (let i = 0; i < d.length; i += 3) {
    for (let r = 0; r < 3; r++) {
      const g = dColours[i + r]
      for (let c = 0; c < 3; c++) dM[3 * r + c] += g * light[i + c]
      const dx = (m[r] * dColours[i] + m[3 + r] * dColours[i + 1] + m[6 + r] * dColours[i + 2]) * light[i + r] * LN10
      const at = 3 * (i + r)
      const du = dx * slopes[at]
      if (du === 0) continue
      sum[3 * r] += du * d[i]
      sum[3 * r + 1] += du * d[i + 1]
      sum[3 * r + 2] += du * d[i + 2]
      sum[9 + r] += dx * slopes[at + 1] * toe[r]
      sum[12 + r] += dx
      sum[21] += dx * slopes[at + 2]
    }
  }
  // Rows sum to 1: what an off-diagonal gains, its diagonal loses.
  for (const [index, place] of offDiagonal.entries()) sum[15 + index] = dM[place] - dM[4 * Math.floor(place / 3)]
  for (let i = 0; i < zLength; i++) dz[i] += sum[i] * zScale[i]
}

/** Adds to ∂loss/∂colours what the refinement's features pass back (see `fillRefine`). */
export function backFeatures(colours: Float64Array, dCells: Float32Array, stride: number, dColours: Float64Array): void {
  const log = new Float64Array(3)
  for (let i = 0; i < colours.length; i += 3) {
    const at = (i / 3) * stride
    for (let c = 0; c < 3; c++) log[c] = Math.log10(Math.min(brightest, Math.max(darkest, colours[i + c])))
    const rg = 3 * dCells[at + 3] + 18 * (log[0] - log[1]) * dCells[at + 12]
    const bg = 3 * dCells[at + 4] + 18 * (log[2] - log[1]) * dCells[at + 13]
    const rb = 3 * dCells[at + 5]
    const dLog = [dCells[at] + rg + rb, dCells[at + 1] - rg - bg, dCells[at + 2] + bg - rb]
    for (let c = 0; c < 3; c++) {
      const v = colours[i + c]
      if (v <= darkest || v >= brightest) continue
      dColours[i + c] += dLog[c] / (v * LN10) + 0.4 * v ** -0.6 * dCells[at + 6 + c]
    }
  }
}
