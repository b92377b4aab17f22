import { createRaster, type Raster } from '../raster.ts'
import { paintLandscape } from './negative/landscape.ts'
import { gaussians } from './noise.ts'

/** Where the picture lies in the scan; what is around it is rebate. */
export const negativeFrame = { x: 60, y: 44, width: 1320, height: 880 } as const
const width = 1440
const height = 968

/** Densities of the unexposed, developed film behind red, green and blue light: the orange mask. */
const base = [0.21, 0.6, 0.86] as const
/** Slopes of the straight part of the three characteristic curves (density a decade of exposure). */
const contrast = [0.56, 0.62, 0.67] as const
/** log10 of the exposure at which each layer leaves its toe. */
const toe = [-2.02, -1.98, -1.94] as const
const most = 2.1
/** The dyes are not pure: each also stops some of its neighbours' light. Rows: red, green, blue density. */
const dyes = [
  [0.93, 0.05, 0.02],
  [0.06, 0.9, 0.04],
  [0.02, 0.09, 0.89],
] as const

/** Density above base of one layer: a soft toe, a straight line, a soft shoulder (Hurter and Driffield, 1890). */
const develop = (logExposure: number, layer: number): number => {
  const soft = 0.13
  const past = (logExposure - toe[layer]!) / soft
  const straight = contrast[layer]! * soft * (past > 30 ? past : Math.log1p(Math.exp(past)))
  return straight / (1 + (straight / most) ** 4) ** 0.25
}

const tableSize = 4096
const grains = 0x7fff
/** A fog of light inside the camera, which lifts the deepest shadows a little. */
const fog = 0.0024
const brightest = 2

/** Density of a layer over the fourth root of exposure, tabled: the curve is asked for four million times. */
const curves = (): readonly Float32Array[] =>
  [0, 1, 2].map((layer) => Float32Array.from({ length: tableSize }, (_, k) => develop(Math.log10(fog + brightest * (k / (tableSize - 1)) ** 4), layer)))

/** Codes over density: the scanner's light makes the base's red 0.88 of full scale; the codes are light to the power 1/2.2. */
const codes = (): Uint16Array => Uint16Array.from({ length: tableSize }, (_, k) => 65_535 * (0.88 * 10 ** (base[0] - (4 * k) / tableSize)) ** (1 / 2.2) + 0.5)

/** Grain in density: a little more where there is more silver to begin with, shared in part by neighbours. */
function grainOf(count: number): Float32Array {
  const raw = gaussians(1935, count)
  return raw.map((value, k) => 0.8 * value + 0.45 * raw[(k + 1) % count]! + 0.3 * raw[(k + 3) % count]!)
}

/**
 * A scan of a colour negative with its orange mask and rebate, 16-bit, coded by a power of 1/2.2: a landscape taken
 * through three characteristic curves of different contrast, impure dyes, grain and the scanner's light.
 */
export function paintNegative(): Raster<'u16'> {
  const scene = paintLandscape()
  const density = curves()
  const code = codes()
  const grain = grainOf(grains + 1)
  const raster = createRaster({ width, height, channels: 3, depth: 'u16', encoding: { gamma: 2.2 } })
  const { data } = raster
  const { x: left, y: top, width: w, height: h } = negativeFrame
  const last = tableSize - 1
  const root = brightest ** -0.25 * last
  const layer = new Float64Array(3)
  for (let y = 0, i = 0; y < height; y++) {
    let n = Math.imul(y, 48_611) >>> 4
    for (let x = 0; x < width; x++, i += 3) {
      const inside = x >= left && y >= top && x < left + w && y < top + h
      const from = 3 * ((y - top) * w + (x - left))
      for (let c = 0; c < 3; c++) {
        const d = inside ? density[c]![Math.min(last, Math.sqrt(Math.sqrt(scene.data[from + c]!)) * root) | 0]! : 0
        layer[c] = d + (0.0035 + 0.011 * Math.sqrt(d)) * grain[n++ & grains]!
      }
      for (let c = 0; c < 3; c++) {
        const mixed = dyes[c]!
        const d = base[c]! + mixed[0] * layer[0]! + mixed[1] * layer[1]! + mixed[2] * layer[2]!
        data[i + c] = code[Math.min(last, d * (tableSize / 4)) | 0]!
      }
    }
  }
  return raster
}
