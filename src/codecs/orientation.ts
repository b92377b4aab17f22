import type { AnyRaster, DataOf, Depth, Raster } from '../kernels/raster.ts'
import type { DecodeContext } from './codec.ts'
import { emptyRaster } from './memory.ts'

/** How EXIF and TIFF count: 1 as stored, 2 mirrored, 3 turned by 180°, 4 upside down, 5 … 8 with rows and columns swapped. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** Whether a tag's value is one of the eight there are. */
export const isOrientation = (value: number): value is Orientation => Number.isInteger(value) && value >= 1 && value <= 8

/** The orientation that undoes another: each is its own inverse, but for the quarter turns. */
export const inverseOrientation = (orientation: Orientation): Orientation =>
  orientation === 6 ? 8 : orientation === 8 ? 6 : orientation

/**
 * Where the walk over the stored picture starts and how it steps, in pixels of the stored picture, so that the result
 * is upright (TIFF 6.0, tag 274).
 */
export function walk(orientation: Orientation, width: number, height: number): [start: number, alongRow: number, alongColumn: number] {
  const last = width * height - 1
  const paths: Record<Orientation, [number, number, number]> = {
    1: [0, 1, width],
    2: [width - 1, -1, width],
    3: [last, -1, -width],
    4: [last - width + 1, 1, -width],
    5: [0, width, 1],
    6: [last - width + 1, -width, 1],
    7: [last, -width, -1],
    8: [width - 1, width, -1],
  }
  return paths[orientation]
}

/** Width and height of what is stored once it is upright, and of what is upright as it is stored. */
export const turnedSize = ({ width, height }: { readonly width: number; readonly height: number }, orientation: Orientation) =>
  orientation > 4 ? { width: height, height: width } : { width, height }

function turned<D extends Depth>(raster: Raster<D>, orientation: Orientation, context: Pick<DecodeContext, 'memory'>): Raster<D> {
  const { width, height, channels, data } = raster
  const { width: outWidth, height: outHeight } = turnedSize(raster, orientation)
  const out = emptyRaster({ ...raster, width: outWidth, height: outHeight }, raster.depth, context)
  const target: DataOf[Depth] = out.data
  const [start, alongRow, alongColumn] = walk(orientation, width, height)
  // Squares of 64 pixels, so that the rows read and the rows written both stay in the cache where they cross.
  for (let top = 0; top < outHeight; top += 64) {
    for (let left = 0; left < outWidth; left += 64) {
      const bottom = Math.min(top + 64, outHeight)
      const right = Math.min(left + 64, outWidth)
      for (let y = top; y < bottom; y++) {
        let from = (start + y * alongColumn + left * alongRow) * channels
        let to = (y * outWidth + left) * channels
        for (let x = left; x < right; x++) {
          for (let c = 0; c < channels; c++) target[to++] = data[from + c]
          from += alongRow * channels
        }
      }
    }
  }
  return out
}

/** A picture that will be turned is decoded on memory of its own: only what comes out is kept. */
export const storedContext = (context: DecodeContext, orientation: Orientation): DecodeContext => (orientation === 1 ? context : { ...context, memory: undefined })

/** The picture upright, on the caller's own memory where there is such. Orientation 1 gives the very same raster. */
export function applyOrientation(raster: AnyRaster, orientation: Orientation, context: Pick<DecodeContext, 'memory'> = {}): AnyRaster {
  if (orientation === 1) return raster
  if (raster.depth === 'u8') return turned(raster, orientation, context)
  return raster.depth === 'u16' ? turned(raster, orientation, context) : turned(raster, orientation, context)
}

/**
 * Puts rows of a stored picture, from `top` on, where they belong in the upright one. `band` are those rows as words of
 * RGBA; one channel of `out` keeps red, three drop alpha.
 */
export function placeTurned(band: Uint32Array, top: number, out: Raster<'u8'>, orientation: Orientation): void {
  const { channels, data } = out
  const { width } = turnedSize(out, orientation)
  const rows = band.length / width
  const [start, alongRow, alongColumn] = walk(inverseOrientation(orientation), out.width, out.height)
  // the inner loop goes along a row of the upright picture
  const swapped = orientation > 4
  const [lines, count] = swapped ? [width, rows] : [rows, width]
  const [nextLine, next] = swapped ? [alongRow, alongColumn] : [alongColumn, alongRow]
  const [fromLine, from] = swapped ? [1, width] : [width, 1]
  for (let line = 0; line < lines; line++) {
    let to = (start + top * alongColumn + line * nextLine) * channels
    for (let i = 0, at = line * fromLine; i < count; i++, at += from, to += next * channels) {
      const word = band[at]
      data[to] = word
      if (channels === 1) continue
      data[to + 1] = word >>> 8
      data[to + 2] = word >>> 16
    }
  }
}
