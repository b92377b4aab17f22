import type { AnyRaster, Encoding } from '../raster.ts'
import { colourChannels } from '../raster.ts'
import type { LightRows } from './light.ts'
import { profileCurves, type ToneCurve } from './icc-curves.ts'

/** IEC 61966-2-1: sRGB code (0 … 1) to linear light. */
export const srgbToLinear: ToneCurve = (code) => (code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4)

/** Linear light (0 … 1) to sRGB code (0 … 1), by the same standard. */
export const linearToSrgb: ToneCurve = (light) => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055)

const linear: ToneCurve = (code) => code

/** What a person may say of a scan when its tags are silent or wrong. */
export type ScanEncoding = Exclude<Encoding, { icc: Uint8Array }>

/**
 * The tone curves of a scan, red, green, blue. A profile is followed; without one 8 bits are sRGB, as every camera writes
 * them, and 16 bits or floats are linear, as scanning programs write raw scans.
 */
export function scanCurves({ encoding, depth }: Pick<AnyRaster, 'encoding' | 'depth'>, said?: ScanEncoding): readonly [ToneCurve, ToneCurve, ToneCurve] {
  const given = said ?? encoding
  if (typeof given === 'object' && 'icc' in given) {
    const curves = profileCurves(given.icc)
    if (curves) return curves
  }
  const curve = plainCurve(typeof given === 'object' && 'gamma' in given ? given : (said ?? (encoding === 'linear' || depth !== 'u8' ? 'linear' : 'srgb')))
  return [curve, curve, curve]
}

function plainCurve(encoding: ScanEncoding): ToneCurve {
  if (encoding === 'linear') return linear
  if (encoding === 'srgb') return srgbToLinear
  const { gamma } = encoding
  return (code) => Math.max(0, code) ** gamma
}

/**
 * A scan as rows of linear light, 1 = the white code. Grey becomes three equal channels, alpha is left out. Integer codes
 * go through a table; floats through the curve.
 */
export function scanRows(raster: AnyRaster, said?: ScanEncoding): LightRows {
  const { width, height, channels, range, data, depth } = raster
  const [black, white] = range
  const curves = scanCurves(raster, said)
  const colours = colourChannels(channels)
  const position = [0, colours === 3 ? 1 : 0, colours === 3 ? 2 : 0]
  const unit = (code: number): number => Math.max(0, (code - black) / (white - black))
  const tableOf = (curve: ToneCurve): Float32Array => {
    const table = new Float32Array(depth === 'u8' ? 256 : 65536)
    for (let code = 0; code < table.length; code++) table[code] = curve(Math.min(1, unit(code)))
    return table
  }
  const tables: Float32Array[] = []
  // one table stays nearer to the processor than three that are alike
  if (depth !== 'f32') curves.forEach((curve, c) => tables.push(curves.indexOf(curve) < c ? tables[curves.indexOf(curve)] : tableOf(curve)))
  return {
    width,
    height,
    read(y, into) {
      const start = y * width * channels
      if (depth !== 'f32') {
        const [red, green, blue] = tables
        const [, g, b] = position
        for (let at = start, to = 0, end = 3 * width; to < end; at += channels, to += 3) {
          into[to] = red[data[at]]
          into[to + 1] = green[data[at + g]]
          into[to + 2] = blue[data[at + b]]
        }
        return
      }
      for (let c = 0; c < 3; c++) {
        const curve = curves[c]
        for (let x = 0, at = start + position[c], to = c; x < width; x++, at += channels, to += 3) into[to] = curve(unit(data[at])) || 0
      }
    },
  }
}
