import { transmissionFloor } from '../../src/kernels/film/develop.ts'
import type { Random } from './random.ts'
import type { Scanner } from './scanners.ts'
import { curveDensity, type Stock, wavelengths } from './stocks.ts'

/** How the picture was taken. */
export interface Taking {
  readonly illuminant: readonly [number, number, number]
  /** Stops over or under the metered exposure. */
  readonly exposure: number
}

/** −2.5 … +3.3 stops, most within one and a half of a third over. */
export const randomExposure = (random: Random): number => Math.min(3.3, Math.max(-2.5, random.normal(0.3, 1.25)))

/** Amounts of the three dyes that one colour of the scene leaves in the film. */
export function dyeAmounts(stock: Stock, { illuminant, exposure }: Taking, r: number, g: number, b: number, into: Float64Array): void {
  const gain = 2 ** exposure
  const lit = [r * illuminant[0] * gain, g * illuminant[1] * gain, b * illuminant[2] * gain]
  const t = stock.taking
  const x = [0, 1, 2].map((i) => Math.log10(Math.max(t[3 * i] * lit[0] + t[3 * i + 1] * lit[1] + t[3 * i + 2] * lit[2], 1e-5) / 0.18))
  const k = stock.inhibition
  const d = [0, 1, 2].map((i) => {
    const spread = x[i] + k[3 * i] * (x[i] - x[0]) + k[3 * i + 1] * (x[i] - x[1]) + k[3 * i + 2] * (x[i] - x[2])
    return curveDensity(stock.curves[i], spread)
  })
  const a = stock.amounts
  for (let i = 0; i < 3; i++) into[i] = Math.max(0, a[3 * i] * d[0] + a[3 * i + 1] * d[1] + a[3 * i + 2] * d[2])
}

/** What the scanner sees through film with these amounts of dye; `develops` for a whole picture reckons the bands once. */
export function createReader(stock: Stock, scanner: Scanner): (amounts: Float64Array, into: Float64Array, at: number) => void {
  // Wavelengths that no channel sees cost nothing: narrow bands use a few of them.
  const used = wavelengths.flatMap((_, l) => (scanner.bands.some((band) => band[l] > 1e-5) ? [l] : []))
  const dyes = stock.dyes.map((dye) => Float64Array.from(used, (l) => -Math.LN10 * dye[l]))
  const bands = scanner.bands.map((band) => Float64Array.from(used, (l) => band[l] * 10 ** -stock.clear[l]))
  return (amounts, into, at) => {
    let [r, g, b] = [0, 0, 0]
    for (let l = 0; l < used.length; l++) {
      const passed = Math.exp(amounts[0] * dyes[0][l] + amounts[1] * dyes[1][l] + amounts[2] * dyes[2][l])
      r += bands[0][l] * passed
      g += bands[1][l] * passed
      b += bands[2][l] * passed
    }
    into[at] = r
    into[at + 1] = g
    into[at + 2] = b
  }
}

/** A scan: linear RGB of the picture's cells, bare light = 1, and of clear film beside it. */
export interface Scan {
  readonly cells: Float64Array
  readonly base: Float64Array
}

/** Takes, develops and scans a picture of linear sRGB cells, `width` of them in a row. */
export function scanNegative(scene: ArrayLike<number>, width: number, stock: Stock, scanner: Scanner, taking: Taking): Scan {
  const cells = new Float64Array(scene.length)
  const base = new Float64Array(3)
  const amounts = new Float64Array(3)
  const read = createReader(stock, scanner)
  read(amounts, base, 0)
  const mean = [0, 0, 0]
  const height = scene.length / 3 / width
  for (let i = 0; i < scene.length; i += 3) {
    dyeAmounts(stock, taking, scene[i], scene[i + 1], scene[i + 2], amounts)
    read(amounts, cells, i)
    for (let c = 0; c < 3; c++) mean[c] += cells[i + c] / (scene.length / 3)
  }
  const matrix = (v: Float64Array, at: number, light: number): void => {
    const m = scanner.matrix
    const seen = [0, 1, 2].map((c) => light * v[at + c] + scanner.flare * mean[c])
    for (let r = 0; r < 3; r++) v[at + r] = Math.max(transmissionFloor, m[3 * r] * seen[0] + m[3 * r + 1] * seen[1] + m[3 * r + 2] * seen[2])
  }
  for (let i = 0, y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const fromCentre = 4 * (((x + 0.5) / width - 0.5) ** 2 + ((y + 0.5) / height - 0.5) ** 2)
      matrix(cells, i, 1 - scanner.falloff * fromCentre)
    }
  }
  matrix(base, 0, 1)
  return { cells, base }
}
