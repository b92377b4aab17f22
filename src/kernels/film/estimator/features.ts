import { zLength } from '../develop.ts'
import { layOut } from './point-network.ts'

/** The proxy is read as 64 interleaved grids of every eighth cell; the network sees one or more of them, one below the other. */
export const gridStep = 8
export const gridWidth = 12
export const gridHeight = 8
export const gridCells = gridWidth * gridHeight

const percentiles = [0.03, 0.25, 0.5, 0.75, 0.97] as const
const usual = [0.2, 0.4, 0.7, 1, 1.2] as const
/** The cells in so many equal parts from thin to dense, to see how the picture's colour goes along. */
const parts = 4

/** What is known of the picture as a whole: the base's colour and whether it was seen, percentiles of density, mean colours from thin to dense. */
export const contextLength = 3 + 3 * percentiles.length + 2 * parts
export const firstInputs = 11
export const refineInputs = 14

export const firstStage = layOut(0, firstInputs, contextLength)
/** The refinement also sees the parameters it refines. It is run twice with the same weights. */
export const refineStage = layOut(firstStage.end, refineInputs, contextLength + zLength)
export const weightCount = refineStage.end

/** The base where none is seen: the thinnest half per cent of the picture, per channel. */
export const thinnest = 0.995

/** Value at a share of a sorted list, between its neighbours. */
export function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const low = Math.floor(at)
  const high = Math.min(sorted.length - 1, low + 1)
  return sorted[low] + (at - low) * (sorted[high] - sorted[low])
}

/** Densities beyond these say nothing more of the film: below the base is error, above is the scanner's floor. */
export const heldDensity = (d: number): number => Math.min(3.2, Math.max(-0.1, d))

/** The picture's context from its grids of densities and the base (scanner's linear RGB). */
export function fillContext(d: Float64Array, base: ArrayLike<number>, seen: boolean, into: Float64Array): void {
  const log = [Math.log10(base[0]), Math.log10(base[1]), Math.log10(base[2])]
  into[0] = 2 * (log[0] - log[1]) - 0.5
  into[1] = 2 * (log[2] - log[1]) + 0.5
  into[2] = seen ? 0 : 1
  const count = d.length / 3
  const one = new Float64Array(count)
  let at = 3
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < count; i++) one[i] = d[3 * i + c]
    one.sort()
    for (const [q, share] of percentiles.entries()) into[at++] = 2 * (quantile(one, share) - usual[q])
  }
  for (let i = 0; i < count; i++) one[i] = d[3 * i] + d[3 * i + 1] + d[3 * i + 2]
  const total = Float64Array.from(one)
  one.sort()
  for (let part = 0; part < parts; part++) {
    const [from, to] = [quantile(one, part / parts), quantile(one, (part + 1) / parts)]
    let [red, blue, cells] = [0, 0, 0]
    for (let i = 0; i < count; i++) {
      if (total[i] < from || total[i] > to) continue
      red += d[3 * i] - d[3 * i + 1]
      blue += d[3 * i + 2] - d[3 * i + 1]
      cells++
    }
    into[at++] = (4 * red) / Math.max(1, cells)
    into[at++] = (4 * blue) / Math.max(1, cells)
  }
}

/**
 * Eleven numbers a cell: densities, their differences (a negative's colours), how much the next cells differ (texture
 * tells sky from wall), and two squares that let the first layer bend.
 */
export function fillFirst(d: Float64Array, cells: Float64Array): void {
  const rows = d.length / 3 / gridWidth
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < gridWidth; x++) {
      const i = y * gridWidth + x
      const r = d[3 * i]
      const g = d[3 * i + 1]
      const b = d[3 * i + 2]
      const at = firstInputs * i
      cells[at] = r
      cells[at + 1] = g
      cells[at + 2] = b
      cells[at + 3] = 2 * (r - g)
      cells[at + 4] = 2 * (b - g)
      cells[at + 5] = 2 * (r - b)
      for (let c = 0; c < 3; c++) {
        const here = d[3 * i + c]
        const right = x + 1 < gridWidth ? Math.abs(d[3 * (i + 1) + c] - here) : 0
        const below = (y + 1) % gridHeight !== 0 ? Math.abs(d[3 * (i + gridWidth) + c] - here) : 0
        cells[at + 6 + c] = 2 * Math.min(right + below, 0.6)
      }
      cells[at + 9] = g * g
      cells[at + 10] = 4 * (r - g) * (r - g)
    }
  }
}

/** Developed light is held to what a print can show before its logarithm is taken. */
export const darkest = 1e-3
export const brightest = 3

/** Fourteen numbers a cell: the developed colour as logarithms, differences, and nearly as the eye sees it; the densities. */
export function fillRefine(d: Float64Array, developed: Float64Array, cells: Float64Array): void {
  const count = d.length / 3
  for (let i = 0; i < count; i++) {
    const at = refineInputs * i
    const r = Math.min(brightest, Math.max(darkest, developed[3 * i]))
    const g = Math.min(brightest, Math.max(darkest, developed[3 * i + 1]))
    const b = Math.min(brightest, Math.max(darkest, developed[3 * i + 2]))
    const lr = Math.log10(r)
    const lg = Math.log10(g)
    const lb = Math.log10(b)
    const rg = 3 * (lr - lg)
    const bg = 3 * (lb - lg)
    cells[at] = lr + 1
    cells[at + 1] = lg + 1
    cells[at + 2] = lb + 1
    cells[at + 3] = rg
    cells[at + 4] = bg
    cells[at + 5] = 3 * (lr - lb)
    cells[at + 6] = r ** 0.4
    cells[at + 7] = g ** 0.4
    cells[at + 8] = b ** 0.4
    cells[at + 9] = d[3 * i]
    cells[at + 10] = d[3 * i + 1]
    cells[at + 11] = d[3 * i + 2]
    cells[at + 12] = rg * rg
    cells[at + 13] = bg * bg
  }
}
