import { fit, median } from '../order.ts'

/**
 * How the lamp and the lens dim a scan away from its middle: light(x, y) = light(middle) · (1 − corner·r²) · 10^surface.
 * x and y are shares of the width and height; r is the distance from the middle, 1 in the corners.
 */
export interface FallOff {
  /** The loss in the corners, 0 … 0.6. Lenses: 0.02 … 0.2; phones more. */
  readonly corner: number
  /** For lamps that are not centred: log₁₀ = q·(1, x, y, x², xy, y²), x and y from the middle in shares. */
  readonly surface?: readonly number[]
}

export const noFallOff: FallOff = { corner: 0 }

const surfaceTerms = (x: number, y: number): number[] => [1, x - 0.5, y - 0.5, (x - 0.5) ** 2, (x - 0.5) * (y - 0.5), (y - 0.5) ** 2]

/** The squared distance from the middle, 1 in the corners, for a picture of this width / height. */
const radius2 = (x: number, y: number, aspect: number): number => (((x - 0.5) * aspect) ** 2 + (y - 0.5) ** 2) / ((aspect * aspect + 1) / 4)

/** log₁₀ of the light at x, y against the middle's: 0 or less, mostly. */
export function fallOffAt({ corner, surface }: FallOff, x: number, y: number, aspect: number): number {
  const radial = Math.log10(1 - corner * radius2(x, y, aspect))
  if (!surface) return radial
  const extra = surfaceTerms(x, y).reduce((sum, term, i) => sum + term * surface[i], 0)
  return radial + Math.min(0.3, Math.max(-0.5, extra))
}

/** One place of (probable) rebate: where, and the mean of its three log₁₀ levels. */
export interface RebateSample {
  readonly x: number
  readonly y: number
  readonly level: number
}

const thinned = (samples: readonly RebateSample[]): readonly RebateSample[] => {
  const every = Math.ceil(samples.length / 400)
  return every > 1 ? samples.filter((_, index) => index % every === 0) : samples
}

/**
 * The corner loss that explains the samples best. What lies below the curve may be scene and counts little; what lies
 * above cannot be anything but rebate.
 */
export function fitCorner(all: readonly RebateSample[], aspect: number): number {
  // A curve of two numbers gains nothing from more than a few hundred places.
  const samples = thinned(all)
  const r2 = samples.map(({ x, y }) => radius2(x, y, aspect))
  const y = samples.map(({ level }) => level)
  const middle = r2.reduce((sum, one) => sum + one, 0) / r2.length
  const spread = Math.sqrt(r2.reduce((sum, one) => sum + (one - middle) ** 2, 0) / r2.length)
  if (samples.length < 40 || spread < 0.05) return 0
  let weight = y.map(() => 1)
  let slope = 0
  const terms = r2.map((one) => [1, one])
  for (let round = 0; round < 10; round++) {
    const q = fit(terms, y, weight)
    const off = y.map((one, i) => one - q[0] - q[1] * r2[i])
    const scale = Math.max(0.004, 1.5 * median(off.map(Math.abs)))
    weight = off.map((one) => (one < 0 ? 1 / (1 + (one / scale) ** 4) : 1 / (1 + (one / (3 * scale)) ** 2)))
    slope = q[1]
  }
  // log10(1 − v·r²) and slope·r² meet at the mean radius of the samples.
  return Math.min(0.6, Math.max(0, (1 - 10 ** (slope * middle)) / middle))
}

/** What a centred fall-off leaves over, as a quadratic surface; for rebate on three sides or more. */
export function fitSurface(all: readonly RebateSample[]): readonly number[] {
  const samples = thinned(all)
  const terms = samples.map(({ x, y }) => surfaceTerms(x, y))
  const y = samples.map(({ level }) => level)
  let weight = y.map(() => 1)
  let q: number[] = []
  for (let round = 0; round < 8; round++) {
    q = fit(terms, y, weight, 1e-3)
    const off = y.map((one, i) => one - terms[i].reduce((sum, term, j) => sum + term * q[j], 0))
    const scale = Math.max(0.006, 1.5 * median(off.map(Math.abs)))
    weight = off.map((one) => (one < 0 ? 1 / (1 + (one / scale) ** 4) : 1 / (1 + (one / (2 * scale)) ** 2)))
  }
  return q
}
