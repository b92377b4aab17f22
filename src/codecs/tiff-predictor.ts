import type { Packing } from './packing.ts'
import type { Rows } from './rows.ts'

/** Rows as little-endian bytes: each sample less the one before it (predictor 2) for photographs, else as they are. */
export function stripSamples(picture: Rows, packing: Packing, top: number, rows: number): Uint8Array {
  const { data, width, channels, depth } = picture.rows(top, rows)
  const line = width * channels
  const step = packing === 'photograph' ? channels : line
  const wide = depth === 'u16'
  const out = new Uint8Array(rows * line * (wide ? 2 : 1))
  for (let y = 0, to = 0; y < rows; y++) {
    const from = y * line
    for (let i = 0; i < line; i++) {
      const value = i < step ? data[from + i] : data[from + i] - data[from + i - step]
      out[to++] = value
      if (wide) out[to++] = value >> 8
    }
  }
  return out
}
