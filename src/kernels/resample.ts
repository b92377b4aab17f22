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

/**
 * Which source pixels one axis of the result averages: cell i takes `first[i]` … `last[i]` (exclusive), all with weight 1
 * but the two at the ends, which count `head[i]` and `tail[i]`.
 */
interface Cells {
  readonly first: Int32Array
  readonly last: Int32Array
  readonly head: Float64Array
  readonly tail: Float64Array
  /** Every weight is 1. */
  readonly whole: boolean
}

/**
 * From this reduction on a cell averages whole pixels: cells that differ by one pixel in four or more look the same, and
 * a 24 MP picture is averaged twice as fast.
 */
const wholeFrom = 4

const cellsOf = (from: number, length: number, count: number): Cells => {
  const first = new Int32Array(count)
  const last = new Int32Array(count)
  const head = new Float64Array(count).fill(1)
  const tail = new Float64Array(count).fill(1)
  const step = length / count
  const whole = step <= 1 || step >= wholeFrom || Number.isInteger(step)
  for (let i = 0; i < count; i++) {
    if (step <= 1) {
      first[i] = from + Math.min(length - 1, Math.floor((i + 0.5) * step))
      last[i] = first[i]! + 1
    } else if (whole) {
      first[i] = from + Math.floor((i * length) / count)
      last[i] = from + Math.floor(((i + 1) * length) / count)
    } else {
      const low = (i * length) / count
      const high = ((i + 1) * length) / count
      first[i] = from + Math.floor(low)
      last[i] = from + Math.min(length, Math.ceil(high))
      head[i] = Math.floor(low) + 1 - low
      tail[i] = high - (Math.ceil(high) - 1)
    }
  }
  return { first, last, head, tail, whole }
}

/** Where an axis averages nothing, so that the result is the source's own pixels. */
const single = ({ first, last }: Cells): boolean => first.every((from, i) => last[i] === from + 1)

const emptyLike = (depth: Depth, length: number): DataOf[Depth] => {
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
  const across = cellsOf(window.x, window.width, outWidth)
  const down = cellsOf(window.y, window.height, outHeight)
  const data = emptyLike(raster.depth, outWidth * outHeight * raster.channels)
  const result = { ...raster, width: outWidth, height: outHeight, data }
  if (single(across) && single(down)) {
    copyPixels(raster, across, down, data)
    return result
  }
  if (!across.whole || !down.whole) averageParts(raster, across, down, data)
  else if (raster.depth === 'u8' && raster.channels === 4 && raster.data.byteOffset % 4 === 0) averageBytes(raster.data, raster.width, across, down, data as Uint8Array)
  else averageWhole(raster, across, down, data)
  if (hasAlpha(raster.channels)) weighByAlpha(raster, across, down, data)
  return result
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

/**
 * Four bytes a pixel, read as one word: two sums of two channels each, 16 bits a sum. A row of 128 pixels
 * can be added before a sum needs the sign bit.
 */
function averageBytes(source: Uint8Array, width: number, across: Cells, down: Cells, out: Uint8Array): void {
  const pixels = new Uint32Array(source.buffer, source.byteOffset, source.length >> 2)
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
      let alpha = 0
      for (let y = top; y < bottom; y++) {
        const row = y * width
        for (let from = left; from < right; from += 128) {
          const to = Math.min(right, from + 128)
          let even = 0
          let odd = 0
          for (let p = row + from; p < row + to; p++) {
            const pixel = pixels[p]!
            even += pixel & 0x00ff00ff
            odd += (pixel >>> 8) & 0x00ff00ff
          }
          red += even & 0xffff
          blue += even >>> 16
          green += odd & 0xffff
          alpha += odd >>> 16
        }
      }
      const share = 1 / ((bottom - top) * (right - left))
      out[o++] = Math.round(red * share)
      out[o++] = Math.round(green * share)
      out[o++] = Math.round(blue * share)
      out[o++] = Math.round(alpha * share)
    }
  }
}

function averageWhole(raster: AnyRaster, across: Cells, down: Cells, out: DataOf[Depth]): void {
  const { data: source, width, channels } = raster
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

const weightAt = ({ first, last, head, tail }: Cells, cell: number, at: number): number => {
  if (at === first[cell]) return head[cell]!
  return at === last[cell]! - 1 ? tail[cell]! : 1
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
