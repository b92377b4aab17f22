import { fallOffAt, noFallOff, type FallOff } from './film/frame/fall-off.ts'
import { wholeArea, type Area } from './film/light.ts'
import { scanCurves } from './film/linearise.ts'
import type { ToneCurve } from './film/icc-curves.ts'
import type { AnyRaster, DataOf, Depth } from './raster.ts'

/**
 * The part of a picture that is looked at: upright in shares of the picture, turned by `angle` degrees about its own middle
 * (clockwise leaning is positive), then turned by quarters clockwise, then mirrored left to right. `fallOff` is how the
 * scanner's lamp dims away from the middle; it is evened out on the way.
 */
export interface Geometry {
  readonly area: Area
  readonly angle: number
  readonly turns: 0 | 1 | 2 | 3
  readonly mirror: boolean
  readonly fallOff: FallOff
}

export const wholeGeometry: Geometry = { area: wholeArea, angle: 0, turns: 0, mirror: false, fallOff: noFallOff }

interface Place {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The area in whole pixels of a picture of that size; never empty, never outside. */
export function placeOf({ area }: Pick<Geometry, 'area'>, width: number, height: number): Place {
  const left = Math.min(width - 1, Math.max(0, Math.round(area.x * width)))
  const top = Math.min(height - 1, Math.max(0, Math.round(area.y * height)))
  return {
    left,
    top,
    width: Math.max(1, Math.min(width, Math.round((area.x + area.width) * width)) - left),
    height: Math.max(1, Math.min(height, Math.round((area.y + area.height) * height)) - top),
  }
}

/** Width and height of what a geometry leaves of a picture. */
export function framedSize(geometry: Geometry, width: number, height: number): { readonly width: number; readonly height: number } {
  const place = placeOf(geometry, width, height)
  return geometry.turns % 2 === 0 ? { width: place.width, height: place.height } : { width: place.height, height: place.width }
}

/** x = a[0] + a[1]·column + a[2]·row of the result, in the picture's pixels, and y likewise. */
interface Affine {
  readonly x: readonly [number, number, number]
  readonly y: readonly [number, number, number]
}

/** Where the middle of a result's pixel lies in the picture. */
function affineOf(geometry: Geometry, width: number, height: number): Affine {
  const { left, top, width: w, height: h } = placeOf(geometry, width, height)
  const size = framedSize(geometry, width, height)
  const [m0, m1] = geometry.mirror ? [size.width - 1, -1] : [0, 1]
  // column and row before the quarter turns, of the unmirrored column `m0 + m1 · column`
  const [column, row] = {
    0: [[m0, m1, 0], [0, 0, 1]],
    1: [[0, 0, 1], [h - 1 - m0, -m1, 0]],
    2: [[w - 1 - m0, -m1, 0], [h - 1, 0, -1]],
    3: [[w - 1, 0, -1], [m0, m1, 0]],
  }[geometry.turns] as [number[], number[]]
  const angle = (geometry.angle * Math.PI) / 180
  const [sin, cos] = geometry.angle === 0 ? [0, 1] : [Math.sin(angle), Math.cos(angle)]
  const [u0, v0] = [0.5 - w / 2, 0.5 - h / 2]
  const turned = (i: 0 | 1 | 2, p: number, q: number, base: number): number => (i === 0 ? base + p * (column[0] + u0) + q * (row[0] + v0) : p * column[i] + q * row[i])
  const make = (p: number, q: number, base: number): [number, number, number] => [turned(0, p, q, base), turned(1, p, q, base), turned(2, p, q, base)]
  return { x: make(cos, -sin, left + w / 2 - 0.5), y: make(sin, cos, top + h / 2 - 0.5) }
}

/** Where a pixel of the result lies in the picture, in pixels. */
export function sourcePixel(geometry: Geometry, width: number, height: number, x: number, y: number): { readonly x: number; readonly y: number } {
  const affine = affineOf(geometry, width, height)
  return { x: affine.x[0] + affine.x[1] * x + affine.x[2] * y, y: affine.y[0] + affine.y[1] * x + affine.y[2] * y }
}

/** Where a place in the picture, in pixels, lies in what a geometry leaves of it: `sourcePixel` the other way. */
export function shownPixel(geometry: Geometry, width: number, height: number, x: number, y: number): { readonly x: number; readonly y: number } {
  const { x: [x0, xc, xr], y: [y0, yc, yr] } = affineOf(geometry, width, height)
  const whole = xc * yr - xr * yc
  return { x: ((x - x0) * yr - (y - y0) * xr) / whole, y: ((y - y0) * xc - (x - x0) * yc) / whole }
}

const hasFallOff = ({ corner, surface }: FallOff): boolean => corner !== 0 || surface !== undefined

const clamp = (value: number, limit: number): number => (value < 0 ? 0 : value >= limit ? limit - 1 : value)

/** The fall-off is smooth: it is worked out every so many pixels and drawn straight in between. */
const stride = 32

/** Steps of the table that takes light back to codes, over its square root. */
const backSteps = 8192

/** Brightens the samples of a row, `channels` a pixel, by a gain of light a pixel. */
type Brighten = (line: Float64Array, gains: Float64Array) => void

/** The code itself where it is linear, else there and back through tables over the square root of light, where both are nearly straight. */
function brightener(raster: AnyRaster): Brighten {
  const { channels, range: [, white], depth } = raster
  const colours = channels < 3 ? 1 : 3
  const curves = scanCurves(raster)
  if (curves.every((curve) => [0.1, 0.5, 0.9].every((share) => Math.abs(curve(share) - share) < 1e-9))) {
    return (line, gains) => {
      for (let p = 0, i = 0; i < line.length; p++, i += channels) {
        const gain = gains[p]
        line[i] *= gain
        if (colours === 1) continue
        line[i + 1] *= gain
        line[i + 2] *= gain
      }
    }
  }
  const codes = depth === 'f32' ? 65_535 : white
  const tables = curves.map((curve) => ({ root: rootsOf(curve, codes), back: backOf(curve, white) }))
  const scale = codes / white
  return (line, gains) => {
    for (let c = 0; c < colours; c++) {
      const { root, back } = tables[c]
      for (let i = c, p = 0; i < line.length; i += channels, p++) {
        const code = Math.min(codes, Math.max(0, line[i] * scale))
        const from = code | 0
        const at = Math.min(1, (root[from] + (code - from) * (root[from + 1] - root[from])) * Math.sqrt(gains[p])) * backSteps
        const below = at | 0
        line[i] = back[below] + (at - below) * (back[below + 1] - back[below])
      }
    }
  }
}

/** Square roots of the light of each code, and one more. */
const rootsOf = (curve: ToneCurve, codes: number): Float64Array => Float64Array.from({ length: codes + 2 }, (_, code) => Math.sqrt(Math.max(0, curve(Math.min(1, code / codes)))))

/** Codes over the square root of light: the curve's inverse, by halving. */
function backOf(curve: ToneCurve, white: number): Float32Array {
  const table = new Float32Array(backSteps + 2)
  let share = 0
  for (let i = 0; i < table.length; i++) {
    const light = Math.min(1, (i / backSteps) ** 2)
    let high = 1
    for (let round = 0; round < 40; round++) {
      const middle = (share + high) / 2
      if (curve(middle) < light) share = middle
      else high = middle
    }
    table[i] = high * white
    share = Math.max(0, high - 1e-6)
  }
  return table
}

/**
 * Fills rows of what a geometry leaves of a raster. A cut or a quarter turn moves samples as they are; a turn by an angle
 * takes each from its four neighbours, in codes. `out` has the result's samples in the raster's own depth and channels.
 */
export function createFramer(raster: AnyRaster, geometry: Geometry, out: DataOf[Depth]): (from: number, to: number) => void {
  const { data, width, height, channels } = raster
  const size = framedSize(geometry, width, height)
  const { x: ax, y: ay } = affineOf(geometry, width, height)
  const even = !hasFallOff(geometry.fallOff)
  const limit = raster.range[1]
  const brighten = even ? undefined : brightener(raster)
  const straight = geometry.angle === 0

  const copyRow = (row: number): void => {
    const line = row * size.width * channels
    for (let column = 0; column < size.width; column++) {
      const s = (Math.round(ay[0] + ay[1] * column + ay[2] * row) * width + Math.round(ax[0] + ax[1] * column + ax[2] * row)) * channels
      for (let c = 0; c < channels; c++) out[line + column * channels + c] = data[s + c]
    }
  }

  const gains = new Float64Array(size.width)
  const gainRow = (row: number): void => {
    const at = (column: number): number => 10 ** -fallOffAt(geometry.fallOff, (ax[0] + ax[1] * column + ax[2] * row + 0.5) / width, (ay[0] + ay[1] * column + ay[2] * row + 0.5) / height, width / height)
    let gain = at(0)
    for (let from = 0; from < size.width; from += stride) {
      const next = at(from + stride)
      for (let column = from, end = Math.min(size.width, from + stride); column < end; column++) gains[column] = gain + ((next - gain) * (column - from)) / stride
      gain = next
    }
  }

  const line = new Float64Array(size.width * channels)
  /** Samples as they lie, along a row or a column of the picture. */
  const take = (row: number): void => {
    const step = (Math.round(ay[1]) * width + Math.round(ax[1])) * channels
    const start = (Math.round(ay[0] + ay[2] * row) * width + Math.round(ax[0] + ax[2] * row)) * channels
    for (let c = 0; c < channels; c++) for (let i = c, s = start + c; i < line.length; i += channels, s += step) line[i] = data[s]
  }
  /** Samples between four neighbours. */
  const blend = (row: number): void => {
    const [xStart, xStep] = [ax[0] + ax[2] * row, ax[1]]
    const [yStart, yStep] = [ay[0] + ay[2] * row, ay[1]]
    for (let column = 0, i = 0; column < size.width; column++, i += channels) {
      const x = xStart + xStep * column
      const y = yStart + yStep * column
      const x0 = Math.floor(x)
      const y0 = Math.floor(y)
      const fx = x - x0
      const fy = y - y0
      const left = clamp(x0, width)
      const right = clamp(x0 + 1, width) - left
      const upper = (clamp(y0, height) * width + left) * channels
      const lower = (clamp(y0 + 1, height) * width + left) * channels
      for (let c = 0, a = upper, d = lower, on = right * channels; c < channels; c++, a++, d++) {
        line[i + c] = (data[a] * (1 - fx) + data[a + on] * fx) * (1 - fy) + (data[d] * (1 - fx) + data[d + on] * fx) * fy
      }
    }
  }
  const fillRow = (row: number): void => {
    if (straight) take(row)
    else blend(row)
    if (brighten) {
      gainRow(row)
      brighten(line, gains)
    }
    const to = row * line.length
    if (raster.depth === 'f32') out.set(line, to)
    else for (let i = 0; i < line.length; i++) out[to + i] = Math.min(limit, Math.max(0, line[i])) + 0.5
  }

  const plainCut = straight && even && geometry.turns === 0 && !geometry.mirror
  const cutRow = (row: number): void => {
    const s = (Math.round(ay[0] + row) * width + Math.round(ax[0])) * channels
    out.set(data.subarray(s, s + size.width * channels), row * size.width * channels)
  }
  const one = plainCut ? cutRow : straight && even ? copyRow : fillRow
  return (from, to) => {
    for (let row = from; row < to; row++) one(row)
  }
}
