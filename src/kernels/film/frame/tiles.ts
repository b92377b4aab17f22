import type { Mask } from './mask.ts'
import type { Regions } from './regions.ts'

/** Small squares of a scan with the mean and the deviation of their log₁₀ light. Rebate is flat; most of a picture is not. */
export interface Tiles {
  readonly columns: number
  readonly rows: number
  /** The side of a tile, in pixels. */
  readonly size: number
  /** Mean log₁₀ light, RGB interleaved. */
  readonly mean: Float32Array
  /** The largest of the three channels' deviations. */
  readonly deviation: Float32Array
}

export function measureTiles({ width, height, log }: Regions): Tiles {
  const size = Math.max(4, Math.floor(Math.min(width, height) / 110))
  const columns = Math.floor(width / size)
  const rows = Math.floor(height / size)
  const mean = new Float32Array(3 * columns * rows)
  const deviation = new Float32Array(columns * rows)
  const n = size * size
  for (let tile = 0; tile < columns * rows; tile++) {
    const left = size * (tile % columns)
    const top = size * Math.floor(tile / columns)
    for (let c = 0; c < 3; c++) {
      let sum = 0
      let squares = 0
      for (let y = top; y < top + size; y++) {
        for (let at = 3 * (y * width + left) + c, end = at + 3 * size; at < end; at += 3) {
          sum += log[at]
          squares += log[at] * log[at]
        }
      }
      mean[3 * tile + c] = sum / n
      deviation[tile] = Math.max(deviation[tile], Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2)))
    }
  }
  return { columns, rows, size, mean, deviation }
}

/** Which tiles lie wholly in the mask. */
export function tilesWithin({ columns, rows, size }: Tiles, { width, data }: Mask): Uint8Array {
  return Uint8Array.from({ length: columns * rows }, (_, tile) => {
    const left = size * (tile % columns)
    const top = size * Math.floor(tile / columns)
    for (let y = top; y < top + size; y++) for (let x = left; x < left + size; x++) if (data[y * width + x] === 0) return 0
    return 1
  })
}
