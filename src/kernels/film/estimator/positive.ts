import { density, type Triple } from '../develop.ts'
import type { DensityFacts } from './detect.ts'
import { proxyHeight, proxyWidth } from './proxy.ts'

/** What tells a picture that is already right from a negative of one, whatever it shows. */
export interface PositiveFacts {
  /** From the 1st to the 99th percentile of green density: film holds a scene in fewer densities than a print or a screen does. */
  readonly range: number
  /** Third standardised moment of green density. */
  readonly skew: number
  /** How orange or blue the thinnest part is: the difference of red and blue densities. */
  readonly mask: number
  /**
   * Third standardised moment of each cell's density over its four neighbours': small things in the shadows stand out in a
   * positive, and vanish in the foot of a film's curve.
   */
  readonly detail: number
  /** The upper third's density over the lower third's: light comes from above. */
  readonly above: number
}

/** Light below this is noise. */
const darkest = 0.001

const between = (value: number, most: number): number => Math.min(most, Math.max(-most, value))

/** @param proxy linear RGB as `filmProxy` makes it. @param base the thinnest part. @param portrait whether the proxy was transposed */
export function positiveFacts(proxy: ArrayLike<number>, base: Triple, { range, skew }: Pick<DensityFacts, 'range' | 'skew'>, portrait: boolean): PositiveFacts {
  const [width, height] = [proxyWidth, proxyHeight]
  const clear = base.map((light) => Math.max(1e-3, light))
  // green alone: in a scan balanced on the film's base red or blue may have nothing left but noise
  const green = Float64Array.from({ length: width * height }, (_, i) => density(clear[1], Math.max(darkest, proxy[3 * i + 1]!)))
  let [squares, cubes, count] = [0, 0, 0]
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++, count++) {
      const i = y * width + x
      const over = green[i]! - (green[i - 1]! + green[i + 1]! + green[i - width]! + green[i + width]!) / 4
      squares += over * over
      cubes += over ** 3
    }
  }
  const deviation = Math.sqrt(squares / count) + 1e-4
  return { range, skew: between(skew, 3), mask: Math.abs(Math.log10(clear[0] / clear[2])), detail: between(cubes / count / deviation ** 3, 4), above: thirds(green, portrait) }
}

function thirds(green: Float64Array, portrait: boolean): number {
  const lines = portrait ? proxyWidth : proxyHeight
  const sums = [0, 0]
  const counts = [0, 0]
  for (let i = 0; i < green.length; i++) {
    const line = portrait ? i % proxyWidth : Math.floor(i / proxyWidth)
    const third = line < lines / 3 ? 0 : line >= (2 * lines) / 3 ? 1 : undefined
    if (third === undefined) continue
    sums[third]! += green[i]!
    counts[third]!++
  }
  return sums[0]! / counts[0]! - sums[1]! / counts[1]!
}

/** A constant and a weight for each of the facts, in the order of `inOrder`; fitted by `tests/kernels/film/estimator/positive-fit.ts`. */
const weights: readonly number[] = [-4.55, 5.21, -0.46, -2.47, 1.95, -2.01]

/** The facts as the fit reads them, a 1 for the constant first. */
export const inOrder = ({ range, skew, mask, detail, above }: PositiveFacts): readonly number[] => [1, range, skew, mask, detail, above]

/** The logarithm (natural) of the odds that a picture is a positive, where both are as frequent. */
export const positiveOdds = (facts: PositiveFacts): number => inOrder(facts).reduce((sum, value, i) => sum + weights[i]! * value, 0)
