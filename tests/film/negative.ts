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
  const { taking: t, inhibition: k, amounts: a, curves } = stock
  const lr = r * illuminant[0] * gain
  const lg = g * illuminant[1] * gain
  const lb = b * illuminant[2] * gain
  const x0 = Math.log10(Math.max(t[0] * lr + t[1] * lg + t[2] * lb, 1e-5) / 0.18)
  const x1 = Math.log10(Math.max(t[3] * lr + t[4] * lg + t[5] * lb, 1e-5) / 0.18)
  const x2 = Math.log10(Math.max(t[6] * lr + t[7] * lg + t[8] * lb, 1e-5) / 0.18)
  const d0 = curveDensity(curves[0], x0 + k[1] * (x0 - x1) + k[2] * (x0 - x2))
  const d1 = curveDensity(curves[1], x1 + k[3] * (x1 - x0) + k[5] * (x1 - x2))
  const d2 = curveDensity(curves[2], x2 + k[6] * (x2 - x0) + k[7] * (x2 - x1))
  for (let i = 0; i < 3; i++) into[i] = Math.max(0, a[3 * i] * d0 + a[3 * i + 1] * d1 + a[3 * i + 2] * d2)
}

/** What the scanner sees through film with these amounts of dye; `develops` for a whole picture reckons the bands once. */
export function createReader(stock: Stock, scanner: Scanner): (amounts: Float64Array, into: Float64Array, at: number) => void {
  // Wavelengths that no channel sees cost nothing: narrow bands use a few of them.
  const used = wavelengths.flatMap((_, l) => (scanner.bands.some((band) => band[l] > 1e-5) ? [l] : []))
  const dyes = stock.dyes.map((dye) => Float64Array.from(used, (l) => -Math.LN10 * dye[l]))
  const bands = scanner.bands.map((band) => Float64Array.from(used, (l) => band[l] * 10 ** -stock.clear[l]))
  return (amounts, into, at) => {
    let r = 0
    let g = 0
    let b = 0
    const [cyan, magenta, yellow] = dyes
    const [red, green, blue] = bands
    for (let l = 0; l < used.length; l++) {
      const passed = Math.exp(amounts[0] * cyan[l] + amounts[1] * magenta[l] + amounts[2] * yellow[l])
      r += red[l] * passed
      g += green[l] * passed
      b += blue[l] * passed
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

/** Takes, develops and scans pictures of linear sRGB cells, `width` of them in a row, one below the other `height` rows each. */
export function scanNegative(scene: ArrayLike<number>, width: number, height: number, stock: Stock, scanner: Scanner, taking: Taking): Scan {
  const cells = new Float64Array(scene.length)
  const base = new Float64Array(3)
  const amounts = new Float64Array(3)
  const read = createReader(stock, scanner)
  read(amounts, base, 0)
  const mean = [0, 0, 0]
  for (let i = 0; i < scene.length; i += 3) {
    dyeAmounts(stock, taking, scene[i], scene[i + 1], scene[i + 2], amounts)
    read(amounts, cells, i)
    for (let c = 0; c < 3; c++) mean[c] += cells[i + c] / (scene.length / 3)
  }
  const m = scanner.matrix
  const matrix = (v: Float64Array, at: number, light: number): void => {
    const red = light * v[at] + scanner.flare * mean[0]
    const green = light * v[at + 1] + scanner.flare * mean[1]
    const blue = light * v[at + 2] + scanner.flare * mean[2]
    for (let row = 0; row < 3; row++) v[at + row] = Math.max(transmissionFloor, m[3 * row] * red + m[3 * row + 1] * green + m[3 * row + 2] * blue)
  }
  for (let i = 0, y = 0; i < scene.length; y = (y + 1) % height) {
    for (let x = 0; x < width; x++, i += 3) {
      const fromCentre = 4 * (((x + 0.5) / width - 0.5) ** 2 + ((y + 0.5) / height - 0.5) ** 2)
      matrix(cells, i, 1 - scanner.falloff * fromCentre)
    }
  }
  matrix(base, 0, 1)
  return { cells, base }
}
