import { cellsOf, middles, single, someOf, weightAt, type Cells } from './cells.ts'
import { averagesWords, createAverager } from './fast/average.ts'
import type { Codes, Run } from './fast/lanes.ts'
import { hasAlpha, type AnyRaster, type Channels, type DataOf, type Depth } from './raster.ts'

/** A part of a picture, in its own pixels, and the size at which it is wanted. */
export interface Window {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly outWidth: number
  readonly outHeight: number
}

/** Samples of that depth, all 0, on ordinary memory unless other is given. */
export const emptyLike = (depth: Depth, length: number): DataOf[Depth] => {
  if (depth === 'u8') return new Uint8Array(length)
  return depth === 'u16' ? new Uint16Array(length) : new Float32Array(length)
}

const coding = (depth: Depth): ((x: number) => number) => (depth === 'f32' ? (x) => x : Math.round)

/**
 * The picture inside `window` at the window's size, in the same depth and channels. Where the result is smaller it is the
 * area average of the source's code values, rounded to the nearest code; where it is larger or as large it repeats the
 * source's own pixels and averages nothing.
 *
 * Code values are averaged as they stand, not as light: a recipe acts on code values, so a proxy in code values keeps
 * what the recipe is asked about (black, white, the middle of the scale) where it is, and costs a sixth. It differs from
 * the average of the transformed pixels only inside cells that hold an edge. Colours count by their alpha, so that what
 * lies hidden under full transparency does not show at an edge.
 */
export function resample<R extends AnyRaster>(raster: R, window: Window): R {
  const { outWidth, outHeight } = window
  const data = emptyLike(raster.depth, outWidth * outHeight * raster.channels)
  createResampler(raster, window, data)(0, outHeight)
  return { ...raster, width: outWidth, height: outHeight, data }
}

/** The same with one source pixel, the one in the middle, for each of the result's: what a first glance takes. */
export function pick<R extends AnyRaster>(raster: R, window: Window): R {
  const { x, y, width, height, outWidth, outHeight } = window
  const data = emptyLike(raster.depth, outWidth * outHeight * raster.channels)
  copyPixels(raster, middles(x, width, outWidth), middles(y, height, outHeight), data)
  return { ...raster, width: outWidth, height: outHeight, data }
}

/** Makes the rows `from` … `to` (exclusive) of what `resample` gives, in `out`, which has the samples of all its rows. */
export function createResampler(raster: AnyRaster, window: Window, out: DataOf[Depth]): Run {
  const across = cellsOf(window.x, window.width, window.outWidth)
  const down = cellsOf(window.y, window.height, window.outHeight)
  const copied = single(across) && single(down)
  const fast = !copied && averagesWords(raster, across, down) && createAverager(raster, across, down, out as Codes)
  const line = window.outWidth * raster.channels
  return (from, to) => {
    const rows = someOf(down, from, to)
    const data = out.subarray(from * line, to * line)
    if (copied) {
      copyPixels(raster, across.first, rows.first, data)
      return
    }
    if (fast) fast(from, to)
    else if (!across.whole || !down.whole) averageParts(raster, across, rows, data)
    else averageWhole(raster, across, rows, data)
    if (hasAlpha(raster.channels)) weighByAlpha(raster, across, rows, data)
  }
}

function copyPixels({ data: source, width, channels }: AnyRaster, columns: Int32Array, rows: Int32Array, out: DataOf[Depth]): void {
  let o = 0
  for (let j = 0; j < rows.length; j++) {
    const row = rows[j]! * width
    for (let i = 0; i < columns.length; i++) {
      const s = (row + columns[i]!) * channels
      for (let c = 0; c < channels; c++) out[o++] = source[s + c]!
    }
  }
}

function averageWhole(raster: AnyRaster, across: Cells, down: Cells, out: DataOf[Depth]): void {
  const { data: source, width, channels } = raster
  if (channels === 3) {
    averageThree(raster, across, down, out)
    return
  }
  const code = coding(raster.depth)
  for (let c = 0; c < channels; c++) {
    let o = c
    for (let j = 0; j < down.first.length; j++) {
      for (let i = 0; i < across.first.length; i++) {
        const left = across.first[i]! * channels + c
        const right = across.last[i]! * channels
        let sum = 0
        for (let y = down.first[j]!; y < down.last[j]!; y++) {
          const row = y * width * channels
          for (let s = row + left; s < row + right; s += channels) sum += source[s]!
        }
        out[o] = code(sum / ((down.last[j]! - down.first[j]!) * (across.last[i]! - across.first[i]!)))
        o += channels
      }
    }
  }
}

/** The same in one way through the memory instead of three. */
function averageThree({ data: source, width, depth }: AnyRaster, across: Cells, down: Cells, out: DataOf[Depth]): void {
  const code = coding(depth)
  let o = 0
  for (let j = 0; j < down.first.length; j++) {
    const top = down.first[j]!
    const bottom = down.last[j]!
    for (let i = 0; i < across.first.length; i++) {
      const left = across.first[i]!
      const right = across.last[i]!
      let red = 0
      let green = 0
      let blue = 0
      for (let y = top; y < bottom; y++) {
        const end = (y * width + right) * 3
        for (let s = (y * width + left) * 3; s < end; s += 3) {
          red += source[s]!
          green += source[s + 1]!
          blue += source[s + 2]!
        }
      }
      const count = (bottom - top) * (right - left)
      out[o++] = code(red / count)
      out[o++] = code(green / count)
      out[o++] = code(blue / count)
    }
  }
}

/** Cells with shares of pixels: rows are summed by their weight first, then the columns of that sum. */
function averageParts(raster: AnyRaster, across: Cells, down: Cells, out: DataOf[Depth]): void {
  const { data: source, width, channels } = raster
  const code = coding(raster.depth)
  const from = across.first[0]! * channels
  const length = across.last.at(-1)! * channels - from
  const rows = new Float64Array(length)
  let o = 0
  for (let j = 0; j < down.first.length; j++) {
    rows.fill(0)
    const top = down.first[j]!
    const bottom = down.last[j]!
    let tall = 0
    for (let y = top; y < bottom; y++) {
      const weight = weightAt(down, j, y)
      const row = y * width * channels + from
      for (let s = 0; s < length; s++) rows[s]! += weight * source[row + s]!
      tall += weight
    }
    for (let i = 0; i < across.first.length; i++) {
      const left = across.first[i]!
      const right = across.last[i]!
      for (let c = 0; c < channels; c++) {
        let sum = 0
        let wide = 0
        for (let x = left; x < right; x++) {
          const weight = weightAt(across, i, x)
          sum += weight * rows[x * channels + c - from]!
          wide += weight
        }
        out[o++] = code(sum / (wide * tall))
      }
    }
  }
}

/** Makes the colours of cells that are not opaque anew, each pixel counting by its alpha. A cell without any cover keeps its plain average. */
function weighByAlpha(raster: AnyRaster, across: Cells, down: Cells, out: DataOf[Depth]): void {
  const { data: source, width, channels } = raster
  const opaque = raster.depth === 'f32' ? 1 : raster.range[1]
  const code = coding(raster.depth)
  const sums = new Float64Array(channels)
  let o = 0
  for (let j = 0; j < down.first.length; j++) {
    for (let i = 0; i < across.first.length; i++, o += channels) {
      if (out[o + channels - 1]! >= opaque && raster.depth !== 'f32') continue
      sumByAlpha(source, width, channels, across, i, down, j, sums)
      const cover = sums[channels - 1]!
      if (cover > 0) for (let c = 0; c < channels - 1; c++) out[o + c] = code(sums[c]! / cover)
    }
  }
}

function sumByAlpha(source: DataOf[Depth], width: number, channels: Channels, across: Cells, i: number, down: Cells, j: number, sums: Float64Array): void {
  sums.fill(0)
  for (let y = down.first[j]!; y < down.last[j]!; y++) {
    for (let x = across.first[i]!; x < across.last[i]!; x++) {
      const s = (y * width + x) * channels
      const weight = weightAt(down, j, y) * weightAt(across, i, x) * source[s + channels - 1]!
      for (let c = 0; c < channels - 1; c++) sums[c]! += weight * source[s + c]!
      sums[channels - 1]! += weight
    }
  }
}
