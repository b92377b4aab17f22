import type { Raster } from '../kernels/raster.ts'

/** What an encoder writes: whole numbers. Float pictures are quantised before they get here. */
export type IntegerRaster = Raster<'u8'> | Raster<'u16'>

type Shape = Omit<Raster<'u8'>, 'data' | 'depth'> & { readonly depth: IntegerRaster['depth'] }

/** A picture whose samples need not all be there at the same time. */
export interface Rows extends Shape {
  /** The rows `top` … `top + count` (exclusive) as a raster of their own, there until the next are asked for. */
  rows(top: number, count: number): IntegerRaster
}

/** What an encoder is given. */
export interface RowSource extends Rows {
  /** All of them, for formats that cannot be written in parts. Throws `cancelled`, `out-of-memory`. */
  whole(): Promise<IntegerRaster>
}

/** A raster's rows where they are. */
export const rowsOf = (raster: IntegerRaster): RowSource => ({
  ...raster,
  rows: (top, count) => {
    const line = raster.width * raster.channels
    return { ...raster, height: count, data: raster.data.subarray(top * line, (top + count) * line) } as IntegerRaster
  },
  whole: async () => raster,
})
