import { createRaster, type AnyRaster, type DataOf, type Depth, type Raster } from '../kernels/raster.ts'

/** How EXIF and TIFF count: 1 as stored, 2 mirrored, 3 turned by 180°, 4 upside down, 5 … 8 with rows and columns swapped. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** Whether a tag's value is one of the eight there are. */
export const isOrientation = (value: number): value is Orientation => Number.isInteger(value) && value >= 1 && value <= 8

/**
 * Where the walk over the stored picture starts and how it steps, in pixels of the stored picture, so that the result
 * is upright (TIFF 6.0, tag 274).
 */
function walk(orientation: Orientation, width: number, height: number): [start: number, alongRow: number, alongColumn: number] {
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

function turned<D extends Depth>(raster: Raster<D>, orientation: Orientation): Raster<D> {
  const { width, height, channels, data } = raster
  const swapped = orientation > 4
  const outWidth = swapped ? height : width
  const outHeight = swapped ? width : height
  const out = createRaster({ ...raster, width: outWidth, height: outHeight, data: undefined })
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

/** The picture upright. Orientation 1 gives the very same raster. */
export function applyOrientation(raster: AnyRaster, orientation: Orientation): AnyRaster {
  if (orientation === 1) return raster
  if (raster.depth === 'u8') return turned(raster, orientation)
  return raster.depth === 'u16' ? turned(raster, orientation) : turned(raster, orientation)
}

/** The orientation that undoes another: each is its own inverse, but for the quarter turns. */
export const inverseOrientation = (orientation: Orientation): Orientation =>
  orientation === 6 ? 8 : orientation === 8 ? 6 : orientation
