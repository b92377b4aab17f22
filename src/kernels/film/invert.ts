import { createRaster, type AnyRaster, type Raster } from '../raster.ts'
import { analyseFilm, frameInPixels, type FilmAnalysis, type FilmHints } from './analyse.ts'
import { developer } from './develop.ts'
import { fallOffAt } from './frame/fall-off.ts'
import { createLight, type LightRows } from './light.ts'
import { linearToSrgb, scanRows } from './linearise.ts'
import { luminance } from './print.ts'

export interface Inverted extends FilmAnalysis {
  /** The positive: 16-bit sRGB, the frame or the whole scan. */
  readonly picture: Raster<'u16'>
}

export interface InvertOptions extends FilmHints {
  /** false keeps the scan's size and its tilt. */
  readonly crop?: boolean
}

/** One click: analyses a scan and prints it. */
export function invert(raster: AnyRaster, options: InvertOptions = {}): Inverted {
  const analysis = analyseFilm(raster, options)
  return { ...analysis, picture: printFilm(raster, analysis, options) }
}

/** Under this tilt a crop is a plain cut: turning would soften the picture for nothing to be seen. */
const turnFrom = 0.15

/** The frame of a scan (or all of it) as rows of linear light, evened out and upright: what is developed. */
export function framedRows(raster: AnyRaster, analysis: FilmAnalysis, { crop = true, encoding }: InvertOptions = {}): LightRows {
  const rows = levelledRows(scanRows(raster, encoding), analysis)
  const [left, top, width, height] = crop ? frameInPixels(analysis, raster.width, raster.height) : [0, 0, raster.width, raster.height]
  return crop && Math.abs(analysis.angle) >= turnFrom ? turnedRows(rows, left, top, width, height, analysis.angle) : cutRows(rows, left, top, width, height)
}

/** Prints a scan by an analysis, row by row: 16-bit sRGB. */
export function printFilm(raster: AnyRaster, analysis: FilmAnalysis, { crop = true, encoding }: InvertOptions = {}): Raster<'u16'> {
  const cut = framedRows(raster, analysis, { crop, ...(encoding && { encoding }) })
  const { width, height } = cut
  const out = createRaster({ width, height, channels: 3, depth: 'u16' })
  const line = createLight(width, 1).data
  const scene = new Float32Array(line.length)
  const develop = analysis.params ? developer(analysis.params) : (from: Float32Array, into: Float32Array) => into.set(from)
  for (let y = 0; y < height; y++) {
    cut.read(y, line)
    develop(line, scene)
    for (let at = 0; at < scene.length; at += 3) encode(scene, at, out.data, 3 * y * width + at)
  }
  return out
}

const codes = 16384
const srgbTable = Float64Array.from({ length: codes + 2 }, (_, index) => 65535 * linearToSrgb(index / codes))

/** Linear 0 … 1 to a 16-bit sRGB code, between two entries of the table. */
const code = (light: number): number => {
  const at = light * codes
  const below = Math.trunc(at)
  return Math.round(srgbTable[below] + (at - below) * (srgbTable[below + 1] - srgbTable[below]))
}

/**
 * One linear colour to its code. A colour outside sRGB is drawn towards the grey of its own luminance until it fits, so
 * that clipping changes its strength and not its hue.
 */
function encode(from: Float32Array, at: number, into: Uint16Array, to: number): void {
  const r = from[at]
  const g = from[at + 1]
  const b = from[at + 2]
  const grey = Math.min(1, Math.max(0, luminance(r, g, b)))
  const high = Math.max(r, g, b)
  const low = Math.min(r, g, b)
  let keep = 1
  if (high > 1) keep = Math.min(keep, (1 - grey) / (high - grey))
  if (low < 0) keep = Math.min(keep, grey / (grey - low))
  for (let c = 0; c < 3; c++) into[to + c] = code(Math.min(1, Math.max(0, grey + keep * (from[at + c] - grey))))
}

/** The fall-off is smooth: it is worked out every so many pixels and drawn straight in between. */
const stride = 32

/** The scan as an even lamp would have shown it. */
function levelledRows(source: LightRows, { fallOff }: FilmAnalysis): LightRows {
  if (fallOff.corner === 0 && !fallOff.surface) return source
  const { width, height } = source
  return {
    width,
    height,
    read(y, into) {
      source.read(y, into)
      const at = (x: number): number => 10 ** -fallOffAt(fallOff, (x + 0.5) / width, (y + 0.5) / height, width / height)
      let gain = at(0)
      for (let from = 0; from < width; from += stride) {
        const slope = (at(from + stride) - gain) / stride
        for (let x = from, end = Math.min(width, from + stride); x < end; x++, gain += slope) for (let c = 0; c < 3; c++) into[3 * x + c] *= gain
      }
    },
  }
}

function cutRows(source: LightRows, left: number, top: number, width: number, height: number): LightRows {
  const line = new Float32Array(3 * source.width)
  return {
    width,
    height,
    read(y, into) {
      source.read(top + y, line)
      into.set(line.subarray(3 * left, 3 * (left + width)))
    },
  }
}

const clamp = (value: number, limit: number): number => Math.min(limit - 1, Math.max(0, value))

/** A rectangle turned by `angle` degrees about its middle, sampled between four neighbours in linear light. */
function turnedRows(source: LightRows, left: number, top: number, width: number, height: number, angle: number): LightRows {
  const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)]
  const lines = new Map<number, Float32Array>()
  const lineAt = (y: number): Float32Array => {
    const known = lines.get(y)
    if (known) return known
    const line = new Float32Array(3 * source.width)
    source.read(y, line)
    lines.set(y, line)
    return line
  }
  return {
    width,
    height,
    read(row, into) {
      const v = row + 0.5 - height / 2
      // Rows that no later line of the result comes back to.
      const done = top + height / 2 + v * cos - Math.abs((width / 2) * sin) - 3
      for (const y of lines.keys()) if (y < done) lines.delete(y)
      for (let column = 0; column < width; column++) {
        const u = column + 0.5 - width / 2
        const x = left + width / 2 + u * cos - v * sin - 0.5
        const y = top + height / 2 + u * sin + v * cos - 0.5
        const [x0, y0] = [Math.floor(x), Math.floor(y)]
        const upper = lineAt(clamp(y0, source.height))
        const lower = lineAt(clamp(y0 + 1, source.height))
        const [a, b] = [3 * clamp(x0, source.width), 3 * clamp(x0 + 1, source.width)]
        for (let c = 0; c < 3; c++) {
          const above = upper[a + c] + (x - x0) * (upper[b + c] - upper[a + c])
          const below = lower[a + c] + (x - x0) * (lower[b + c] - lower[a + c])
          into[3 * column + c] = above + (y - y0) * (below - above)
        }
      }
    },
  }
}
