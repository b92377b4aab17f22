import type { Raster } from '../kernels/raster.ts'

/** Whole numbers. Float pictures are quantised before they are written. */
export type IntegerRaster = Raster<'u8'> | Raster<'u16'>

/** What an encoder writes: a picture whose samples need not all be there at the same time. */
export interface Rows extends Omit<Raster<IntegerRaster['depth']>, 'data'> {
  /** The rows `top` … `top + count` (exclusive) as a raster of their own, there until the next are asked for. */
  rows(top: number, count: number): IntegerRaster
}

/** A raster's rows where they are. */
export function rowsOf(raster: IntegerRaster): Rows {
  const line = raster.width * raster.channels
  return {
    ...raster,
    rows: (top, count) => ({ ...raster, height: count, data: raster.data.subarray(top * line, (top + count) * line) }) as IntegerRaster,
  }
}
