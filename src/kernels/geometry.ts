import { fallOffAt, noFallOff, type FallOff } from './film/fall-off.ts'
import { wholeArea, type Area } from './film/light.ts'
import { scanCurves } from './film/linearise.ts'
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
export function affineOf(geometry: Geometry, width: number, height: number): Affine {
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

export const hasFallOff = ({ corner, surface }: FallOff): boolean => corner !== 0 || surface !== undefined

const clamp = (value: number, limit: number): number => (value < 0 ? 0 : value >= limit ? limit - 1 : value)

/** The fall-off is smooth: it is worked out every so many pixels and drawn straight in between. */
const stride = 32

/** Steps of the table that takes light back to codes, over its square root. */
const backSteps = 8192

/** Brightens codes by a gain of their light: by the code itself where it is linear, else there and back through tables. */
function brightener(raster: AnyRaster): (code: number, gain: number, channel: number) => number {
  const white = raster.range[1]
  const curves = scanCurves(raster)
  if (curves.every((curve) => [0.1, 0.5, 0.9].every((share) => Math.abs(curve(share) - share) < 1e-9))) return (code, gain) => code * gain
  const back = curves.map((curve) => {
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
  })
  return (code, gain, channel) => {
    const at = Math.sqrt(Math.min(1, Math.max(0, curves[channel](code / white) * gain))) * backSteps
    const below = Math.trunc(at)
    return back[channel][below] + (at - below) * (back[channel][below + 1] - back[channel][below])
  }
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
  const colours = channels < 3 ? 1 : 3
  const limit = raster.depth === 'f32' ? Infinity : raster.range[1]
  const code = raster.depth === 'f32' ? (value: number): number => value : (value: number): number => Math.min(limit, Math.max(0, Math.round(value)))
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

  const fillRow = (row: number): void => {
    if (!even) gainRow(row)
    const line = row * size.width * channels
    for (let column = 0; column < size.width; column++) {
      const x = ax[0] + ax[1] * column + ax[2] * row
      const y = ay[0] + ay[1] * column + ay[2] * row
      const x0 = Math.floor(x)
      const y0 = Math.floor(y)
      const [fx, fy] = straight ? [0, 0] : [x - x0, y - y0]
      const [left, right] = straight ? [Math.round(x), Math.round(x)] : [clamp(x0, width), clamp(x0 + 1, width)]
      const upper = (straight ? Math.round(y) : clamp(y0, height)) * width
      const lower = (straight ? Math.round(y) : clamp(y0 + 1, height)) * width
      for (let c = 0; c < channels; c++) {
        const above = data[(upper + left) * channels + c] * (1 - fx) + data[(upper + right) * channels + c] * fx
        const below = data[(lower + left) * channels + c] * (1 - fx) + data[(lower + right) * channels + c] * fx
        const value = above * (1 - fy) + below * fy
        out[line + column * channels + c] = code(brighten && c < colours ? brighten(value, gains[column], c) : value)
      }
    }
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
