import { cellsOf, single, someOf, weightAt, type Cells } from './cells.ts'
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
  resampleRows(raster, window, data, 0, outHeight)
  return { ...raster, width: outWidth, height: outHeight, data }
}

/** The rows `from` … `to` (exclusive) of what `resample` gives, into `out`, which has the samples of all its rows. */
export function resampleRows(raster: AnyRaster, window: Window, out: DataOf[Depth], from: number, to: number): void {
  const across = cellsOf(window.x, window.width, window.outWidth)
  const down = someOf(cellsOf(window.y, window.height, window.outHeight), from, to)
  const line = window.outWidth * raster.channels
  const data = out.subarray(from * line, to * line)
  if (single(across) && single(down)) {
    copyPixels(raster, across, down, data)
    return
  }
  if (!across.whole || !down.whole) averageParts(raster, across, down, data)
  else if (inWords(raster, down)) averageBytes(raster, across, down, data)
  else averageWhole(raster, across, down, data)
  if (hasAlpha(raster.channels)) weighByAlpha(raster, across, down, data)
}

function copyPixels({ data: source, width, channels }: AnyRaster, across: Cells, down: Cells, out: DataOf[Depth]): void {
  let o = 0
  for (let j = 0; j < down.first.length; j++) {
    const row = down.first[j]! * width
    for (let i = 0; i < across.first.length; i++) {
      const s = (row + across.first[i]!) * channels
      for (let c = 0; c < channels; c++) out[o++] = source[s + c]!
    }
  }
}

/** A sum of so many bytes, twice in one word, stays clear of the sign bit. */
const mostRows = 128

/** Whether rows of bytes can be read as words. */
const inWords = ({ depth, data, width, channels }: AnyRaster, { first, last }: Cells): boolean =>
  depth === 'u8' && (width * channels) % 4 === 0 && data.byteOffset % 4 === 0 && first.every((from, j) => last[j]! - from <= mostRows)

/** Bytes four at a time: rows first, as words that hold two sums of 16 bits each, then the columns of those sums. */
function averageBytes({ data, width, channels }: AnyRaster, across: Cells, down: Cells, out: DataOf[Depth]): void {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2)
  const line = (width * channels) >> 2
  const start = (across.first[0]! * channels) >> 2
  const end = Math.ceil((across.last.at(-1)! * channels) / 4)
  const sums = new Uint16Array(line * 4)
  for (let j = 0; j < down.first.length; j++) {
    const top = down.first[j]! * line
    const bottom = down.last[j]! * line
    for (let k = start, m = start * 4; k < end; k++, m += 4) {
      let even = 0
      let odd = 0
      for (let at = top + k; at < bottom; at += line) {
        const word = words[at]!
        even += word & 0x00ff00ff
        odd += (word >>> 8) & 0x00ff00ff
      }
      sums[m] = even & 0xffff
      sums[m + 1] = odd & 0xffff
      sums[m + 2] = even >>> 16
      sums[m + 3] = odd >>> 16
    }
    averageSums(sums, channels, across, down.last[j]! - down.first[j]!, out, j * across.first.length * channels)
  }
}

function averageSums(sums: Uint16Array, channels: Channels, { first, last }: Cells, rows: number, out: DataOf[Depth], to: number): void {
  let o = to
  for (let i = 0; i < first.length; i++) {
    const end = last[i]! * channels
    const share = 1 / (rows * (last[i]! - first[i]!))
    if (channels === 3) {
      let red = 0
      let green = 0
      let blue = 0
      for (let s = first[i]! * 3; s < end; s += 3) {
        red += sums[s]!
        green += sums[s + 1]!
        blue += sums[s + 2]!
      }
      out[o++] = Math.round(red * share)
      out[o++] = Math.round(green * share)
      out[o++] = Math.round(blue * share)
      continue
    }
    for (let c = 0; c < channels; c++) {
      let sum = 0
      for (let s = first[i]! * channels + c; s < end; s += channels) sum += sums[s]!
      out[o++] = Math.round(sum * share)
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
