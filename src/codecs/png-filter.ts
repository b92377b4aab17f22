import { corruptPng } from './png-chunks.ts'
import type { IntegerRaster, Rows } from './rows.ts'

/**
 * Undoes a row's filter in place (PNG 9.2). `row` are the bytes after the filter's own; `above` is the row before, already
 * undone, or zeros; `step` is the distance to the byte of the pixel on the left, at least 1.
 */
export function unfilter(filter: number, row: Uint8Array, above: Uint8Array, step: number, offset: number): void {
  const length = row.length
  switch (filter) {
    case 0:
      return
    case 1:
      for (let i = step; i < length; i++) row[i] += row[i - step]
      return
    case 2:
      for (let i = 0; i < length; i++) row[i] += above[i]
      return
    case 3:
      for (let i = 0; i < step && i < length; i++) row[i] += above[i] >> 1
      for (let i = step; i < length; i++) row[i] += (row[i - step] + above[i]) >> 1
      return
    case 4:
      for (let i = 0; i < step && i < length; i++) row[i] += above[i]
      for (let i = step, left = 0; i < length; i++, left++) {
        const a = row[left]
        const b = above[i]
        const c = above[left]
        const pa = Math.abs(b - c)
        const pb = Math.abs(a - c)
        const pc = Math.abs(a + b - c - c)
        row[i] += pa <= pb && pa <= pc ? a : pb <= pc ? b : c
      }
      return
    default:
      throw corruptPng(offset, `the row filter ${filter} does not exist`)
  }
}

/** Writes a row as a filter leaves it: the filter's byte, then the differences. */
export type Filter = (out: Uint8Array, row: Uint8Array, above: Uint8Array, step: number) => void

/**
 * Filter 3, the mean of left and above. On photographs it comes within 1 … 4 % of Paeth's size, at a third of the time
 * (24 MP of 16 bits: 0.4 s against 1.4).
 */
export const averageFilter: Filter = (out, row, above, step) => {
  out[0] = 3
  const length = row.length
  for (let i = 0; i < step && i < length; i++) out[i + 1] = row[i] - (above[i] >> 1)
  for (let i = step, left = 0; i < length; i++, left++) out[i + 1] = row[i] - ((row[left] + above[i]) >> 1)
}

/** Filter 0: drawings repeat themselves exactly, and differences would hide that. */
export const noFilter: Filter = (out, row) => {
  out[0] = 0
  out.set(row, 1)
}

/** `count` rows from `top` on, as the filter leaves them. */
export function filteredRows(picture: Rows, filter: Filter, top: number, count: number): Uint8Array {
  const { width, channels, depth } = picture
  const before = top > 0 ? 1 : 0
  const raster = picture.rows(top - before, before + count)
  const step = channels * (depth === 'u16' ? 2 : 1)
  const length = width * step
  const out = new Uint8Array(count * (length + 1))
  let row: Uint8Array = new Uint8Array(length)
  let above: Uint8Array = new Uint8Array(length)
  if (before > 0) rowBytes(raster, 0, above)
  for (let i = 0; i < count; i++) {
    rowBytes(raster, before + i, row)
    filter(out.subarray(i * (length + 1), (i + 1) * (length + 1)), row, above, step)
    ;[row, above] = [above, row]
  }
  return out
}

/** The samples of a row, big-endian. */
function rowBytes({ width, channels, data }: IntegerRaster, y: number, row: Uint8Array): void {
  const from = y * width * channels
  if (data instanceof Uint8Array) {
    row.set(data.subarray(from, from + row.length))
    return
  }
  for (let i = 0, k = 0; k < row.length; i++, k += 2) {
    const value = data[from + i]
    row[k] = value >> 8
    row[k + 1] = value
  }
}
