import { density, type Triple } from '../develop.ts'
import { percentile } from '../order.ts'
import { proxyHeight, proxyWidth } from './proxy.ts'

/** What tells a picture that is already right from a negative of one, whatever it shows. */
export interface PositiveFacts {
  /** Whether something like a rebate was seen beside the picture: it may be the paper round a print. */
  readonly bordered: boolean
  /**
   * The densest green but for 1 %, over what lies beside the picture or else over the thinnest 1 %: film holds a scene in fewer
   * densities than a print or a screen does.
   */
  readonly range: number
  /** How orange or blue the thinnest part is: the difference of red and blue densities. */
  readonly mask: number
  /**
   * Third standardised moment of each cell's density over its four neighbours': small things in the shadows stand out in a
   * positive, and vanish in the foot of a film's curve.
   */
  readonly detail: number
  /** How much of the range the densest twentieth takes up: a print ends at its black, film goes on into the lights of a scene. */
  readonly tail: number
  /** The upper third's density over the lower third's: light comes from above. */
  readonly above: number
}

/** Light below this is noise. */
const darkest = 0.001

const between = (value: number, most: number): number => Math.min(most, Math.max(-most, value))

/**
 * @param proxy linear RGB as `filmProxy` makes it
 * @param thinnest light through the thinnest part of it
 * @param border light of what was taken for a rebate, where something was
 * @param portrait whether the proxy was transposed
 */
export function positiveFacts(proxy: ArrayLike<number>, thinnest: Triple, border: Triple | undefined, portrait: boolean): PositiveFacts {
  const [width, height] = [proxyWidth, proxyHeight]
  const clear = thinnest.map((light) => Math.max(1e-3, light))
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
  const [thin, dense, denser, densest] = [0.01, 0.95, 0.99, 0.999].map((share) => percentile(green, share)) as [number, number, number, number]
  return {
    bordered: border !== undefined,
    range: border ? denser + density(Math.max(1e-3, border[1]), clear[1]) : denser - thin,
    mask: Math.abs(Math.log10(clear[0] / clear[2])),
    detail: between(cubes / count / deviation ** 3, 4),
    tail: (densest - dense) / (denser - thin + 0.05),
    above: thirds(green, portrait),
  }
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
const weights = { bordered: [-1.81, 2.27, 2.82, 2.29, -1.9, -3.05], whole: [-5.66, 5.94, -2.9, 1.91, 3.05, -2.9] } as const

/** The facts as the fit reads them, a 1 for the constant first. */
export const inOrder = ({ range, mask, detail, tail, above }: PositiveFacts): readonly number[] => [1, range, mask, detail, tail, above]

/** The logarithm (natural) of the odds that a picture is a positive, where both are as frequent. */
export const positiveOdds = (facts: PositiveFacts): number => inOrder(facts).reduce((sum, value, i) => sum + (facts.bordered ? weights.bordered : weights.whole)[i]! * value, 0)
