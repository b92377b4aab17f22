import { type Light, averageLight, rowsOf, wholeArea } from '../../src/kernels/film/light.ts'
import { linearToSrgb } from '../../src/kernels/film/linearise.ts'
import { proxyHeight, proxyWidth } from '../../src/kernels/film/estimator/proxy.ts'
import { labOfLinear } from '../../src/kernels/lab.ts'
import { createRandom, type Random } from './random.ts'

const clusters = 14
const rounds = 25
/** Differences of lightness count less: light and shade of one thing stay together. */
const lightness = 0.7
/** Colours that less of the picture has are left out. */
const fewest = 0.002

/**
 * One row of `palettes.ts`: the picture, shrunk to 96 × 64 cells, parted by colour into 14 clusters (k-means in CIE Lab), the
 * largest first. Nine digits a colour: sRGB, share of the picture (of 255), height (0 top … f bottom).
 */
export function paletteOf(picture: Light): string {
  const { data } = averageLight(rowsOf(picture), wholeArea, proxyWidth, proxyHeight)
  const count = data.length / 3
  const lab = new Float64Array(data.length)
  for (let i = 0; i < count; i++) {
    const [l, a, b] = labOfLinear([0, 1, 2].map((c) => Math.min(1, Math.max(0, data[3 * i + c]))) as unknown as [number, number, number])
    lab.set([lightness * l, a, b], 3 * i)
  }
  const belongs = partition(lab, createRandom(1))
  const found = Array.from({ length: clusters }, () => ({ cells: 0, colour: [0, 0, 0], height: 0 }))
  for (let i = 0; i < count; i++) {
    const one = found[belongs[i]]
    one.cells++
    one.height += Math.floor(i / proxyWidth) / proxyHeight
    for (let c = 0; c < 3; c++) one.colour[c] += data[3 * i + c]
  }
  return found
    .filter(({ cells }) => cells > fewest * count)
    .toSorted((a, b) => b.cells - a.cells)
    .map(({ cells, colour, height }) => colour.map((sum) => digits(255 * linearToSrgb(Math.min(1, sum / cells)))).join('') + digits(Math.max(1, (255 * cells) / count)) + Math.floor((16 * height) / cells).toString(16))
    .join(' ')
}

const digits = (code: number): string => Math.round(code).toString(16).padStart(2, '0')

/** Which cluster each point of a list of three numbers each belongs to: k-means from starts far apart (k-means++, Arthur and Vassilvitskii, 2007). */
function partition(points: Float64Array, random: Random): Uint8Array {
  const count = points.length / 3
  const belongs = new Uint8Array(count)
  const nearest = new Float64Array(count).fill(Infinity)
  const centres = new Float64Array(3 * clusters)
  const distance = (i: number, k: number): number => (points[3 * i] - centres[3 * k]) ** 2 + (points[3 * i + 1] - centres[3 * k + 1]) ** 2 + (points[3 * i + 2] - centres[3 * k + 2]) ** 2
  for (let k = 0, next = random.below(count); k < clusters; k++) {
    centres.set(points.subarray(3 * next, 3 * next + 3), 3 * k)
    let sum = 0
    for (let i = 0; i < count; i++) sum += nearest[i] = Math.min(nearest[i], distance(i, k))
    next = 0
    for (let draw = random.even(0, sum); next < count - 1 && draw > nearest[next]; next++) draw -= nearest[next]
  }
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < count; i++) {
      let best = 0
      for (let k = 1; k < clusters; k++) if (distance(i, k) < distance(i, best)) best = k
      belongs[i] = best
    }
    const sums = new Float64Array(3 * clusters)
    const cells = new Uint32Array(clusters)
    for (let i = 0; i < count; i++) {
      cells[belongs[i]]++
      for (let c = 0; c < 3; c++) sums[3 * belongs[i] + c] += points[3 * i + c]
    }
    for (let k = 0; k < clusters; k++) if (cells[k] > 0) for (let c = 0; c < 3; c++) centres[3 * k + c] = sums[3 * k + c] / cells[k]
  }
  return belongs
}
