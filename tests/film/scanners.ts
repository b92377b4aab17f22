import type { Random } from './random.ts'
import { bell, type Rows, wavelengths } from './stocks.ts'

export type ScannerKind = 'camera' | 'narrow-band' | 'minilab'

/** What looks at the film: light times sensitivity per channel, each summing to 1, and a matrix after it. */
export interface Scanner {
  readonly kind: ScannerKind
  readonly bands: Rows
  /** Camera to its output space, rows sum to 1; the identity for most. */
  readonly matrix: Float64Array
  /** Veiling glare: this share of the mean is laid over everything. */
  readonly flare: number
  /** Fall-off left towards the corners, after whatever flat field there was. */
  readonly falloff: number
}

const summed = (spectrum: Float64Array): Float64Array => {
  const sum = spectrum.reduce((a, b) => a + b, 0)
  return spectrum.map((v) => v / sum)
}

/** White LED (blue pump and phosphor), or a hot wire behind a filter. */
function lamp(random: Random): Float64Array {
  if (random.chance(0.15)) {
    const warm = random.even(-0.2, 1)
    return Float64Array.from(wavelengths, (l) => Math.exp(((l - 550) / 150) * warm))
  }
  const pump = bell(random.even(443, 463), random.even(8, 13))
  const phosphor = bell(random.even(552, 594), random.even(42, 60), random.even(58, 82))
  const [floor, blue] = [random.even(0.05, 0.5), random.even(0.5, 1.3)]
  return Float64Array.from(wavelengths, (_, i) => floor + blue * pump[i] + phosphor[i])
}

export function randomScanner(random: Random): Scanner {
  const kind: ScannerKind = random.pick(['camera', 'camera', 'camera', 'camera', 'narrow-band', 'narrow-band', 'minilab', 'minilab'] as const)
  const around = (value: number, spread: number): number => value * random.even(1 - spread, 1 + spread)
  const matrix = new Float64Array([1, 0, 0, 0, 1, 0, 0, 0, 1])
  if (random.chance(kind === 'camera' ? 0.42 : 0.15)) {
    const strength = random.even(0.2, 1)
    for (let r = 0; r < 3; r++) {
      for (const c of [(r + 1) % 3, (r + 2) % 3]) {
        const off = strength * random.even(-0.32, 0.06)
        matrix[3 * r + c] = off
        matrix[4 * r] -= off
      }
    }
  }
  const rest = { kind, matrix, flare: random.chance(0.15) ? random.even(0.004, 0.012) : random.even(0.0002, 0.004), falloff: random.chance(0.5) ? random.normal(0, 0.025) : 0 }
  if (kind === 'camera') {
    const light = lamp(random)
    const seen = (centre: number, left: number, right: number): Float64Array => {
      const sensitivity = bell(centre, around(left, 0.18), around(right, 0.18))
      return summed(sensitivity.map((v, i) => v * light[i]))
    }
    return { ...rest, bands: [seen(random.normal(602, 7), 28, 38), seen(random.normal(535, 6), 36, 38), seen(random.normal(462, 6), 26, 28)] }
  }
  const [low, high] = kind === 'narrow-band' ? [7, 18] : [12, 25]
  // Most of a kind are alike; one in five is another maker's idea.
  const astray = random.chance(0.2) ? 2.2 : 1
  const narrow = (centre: number, deviation: number): Float64Array => summed(bell(random.normal(centre, astray * deviation), random.even(low, high)))
  return kind === 'narrow-band'
    ? { ...rest, bands: [narrow(635, 6), narrow(528, 5), narrow(454, 4)] }
    : { ...rest, bands: [narrow(639, 5), narrow(542, 4), narrow(450, 4)] }
}

/** The light on the scene as three gains, green near 1. */
export function randomIlluminant(random: Random): readonly [number, number, number] {
  // log₁₀ gains along the row of black bodies: tungsten at 1, shade and overcast below 0.
  // Most pictures are taken in the light that their film is made for.
  const warm = random.pick(['even', 'even', 'even', 'even', 'even', 'even', 'overcast', 'lamp', 'any', 'any'] as const)
  const t = warm === 'even' ? random.normal(0, 0.05) : warm === 'overcast' ? random.even(-0.4, 0) : warm === 'lamp' ? random.even(0.5, 1.15) : random.even(-0.4, 1.1)
  // Off that row: discharge lamps and fluorescent tubes are green, their filters magenta.
  const green = random.chance(warm === 'even' ? 0.8 : 0.4) ? 0 : random.normal(0.15, 0.5)
  return [10 ** (0.243 * t - 0.1 * green + random.normal(0, 0.012)), 1, 10 ** (-0.444 * t - 0.12 * green + random.normal(0, 0.012))]
}
