import type { Cells } from '../cells.ts'
import type { AnyRaster, Channels, Raster } from '../raster.ts'
import type { Codes, Run } from './lanes.ts'
import { warming } from './warm.ts'

/** So many rows of codes can be added two samples to a word: the upper sum stays clear of the sign. */
const mostRows = { u8: 128, u16: 32_767 } as const

/** Whether the cells of a picture can be averaged here: whole pixels of whole numbers, in rows that are whole 32-bit words. */
export const averagesWords = (raster: AnyRaster, across: Cells, down: Cells): raster is Raster<'u8'> | Raster<'u16'> => {
  if (raster.depth === 'f32' || !across.whole || !down.whole) return false
  const { data, width, channels } = raster
  const most = mostRows[raster.depth]
  return (width * channels * data.BYTES_PER_ELEMENT) % 4 === 0 && data.byteOffset % 4 === 0 && down.first.every((from, j) => down.last[j]! - from <= most)
}

/**
 * Averages rows of cells into `out`, which has the samples of all rows in `down`: the codes of a cell are added and their
 * mean rounded to the nearest code, half up. Rows first, several samples in one word; then the columns of those sums.
 */
export function createAverager({ data, width, channels }: Raster<'u8'> | Raster<'u16'>, across: Cells, down: Cells, out: Codes): Run {
  const perWord = 4 / data.BYTES_PER_ELEMENT
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length / perWord)
  const line = (width * channels) / perWord
  const start = Math.floor((across.first[0]! * channels) / perWord)
  const end = Math.ceil((across.last.at(-1)! * channels) / perWord)
  const cells = across.first.length
  const sums = new Uint32Array(width * channels)
  const rows = perWord === 4 ? addBytes(words, line, sums) : addHalves(words, line, sums)
  const columns = channels === 3 ? divideThree(sums, across, out) : divide(sums, channels, across, out)
  return (from, to) => {
    for (let j = from; j < to; j++) {
      rows.take(down.first[j]! * line, down.last[j]! * line)
      rows.run(start, end)
      columns.take(j * cells, down.last[j]! - down.first[j]!)
      columns.run(0, cells)
    }
  }
}

/** A loop, and the two numbers that change between its calls. */
interface Pass {
  take(a: number, b: number): void
  readonly run: Run
}

/** The words `from` … `to` of one row of cells, whose words lie from the first number up to the second: bytes. */
function addBytes(words: Uint32Array, line: number, sums: Uint32Array): Pass {
  let top = 0
  let bottom = 0
  const run = warming('average, rows of bytes', (from, to) => {
    const first = top
    const last = bottom
    for (let k = from, m = from * 4; k < to; k++, m += 4) {
      let even = 0
      let odd = 0
      for (let at = first + k; at < last; at += line) {
        const word = words[at]!
        even += word & 0x00ff00ff
        odd += (word >>> 8) & 0x00ff00ff
      }
      sums[m] = even & 0xffff
      sums[m + 1] = odd & 0xffff
      sums[m + 2] = even >>> 16
      sums[m + 3] = odd >>> 16
    }
  })
  return { run, take: (a, b) => void ((top = a), (bottom = b)) }
}

/** The same for samples of 16 bits. */
function addHalves(words: Uint32Array, line: number, sums: Uint32Array): Pass {
  let top = 0
  let bottom = 0
  const run = warming('average, rows of halves', (from, to) => {
    const first = top
    const last = bottom
    for (let k = from, m = from * 2; k < to; k++, m += 2) {
      let even = 0
      let odd = 0
      for (let at = first + k; at < last; at += line) {
        const word = words[at]!
        even += word & 0xffff
        odd += word >>> 16
      }
      sums[m] = even
      sums[m + 1] = odd
    }
  })
  return { run, take: (a, b) => void ((top = a), (bottom = b)) }
}

/** The cells `from` … `to` of one row, which is written from the cell of the first number on and is as many pixels high as the second says. */
function divideThree(sums: Uint32Array, { first, last }: Cells, out: Codes): Pass {
  let place = 0
  let high = 0
  const run = warming(`average, columns of three into ${out.BYTES_PER_ELEMENT}`, (from, to) => {
    const height = high
    for (let i = from, o = (place + from) * 3; i < to; i++, o += 3) {
      const right = last[i]!
      let red = 0
      let green = 0
      let blue = 0
      for (let x = first[i]!, s = x * 3; x < right; x++, s += 3) {
        red += sums[s]!
        green += sums[s + 1]!
        blue += sums[s + 2]!
      }
      const count = height * (right - first[i]!)
      out[o] = (red / count + 0.5) | 0
      out[o + 1] = (green / count + 0.5) | 0
      out[o + 2] = (blue / count + 0.5) | 0
    }
  })
  return { run, take: (a, b) => void ((place = a), (high = b)) }
}

function divide(sums: Uint32Array, channels: Channels, { first, last }: Cells, out: Codes): Pass {
  let place = 0
  let high = 0
  const run = warming(`average, columns of ${channels} into ${out.BYTES_PER_ELEMENT}`, (from, to) => {
    for (let i = from; i < to; i++) {
      const count = high * (last[i]! - first[i]!)
      for (let c = 0; c < channels; c++) {
        let sum = 0
        for (let s = first[i]! * channels + c; s < last[i]! * channels; s += channels) sum += sums[s]!
        out[(place + i) * channels + c] = (sum / count + 0.5) | 0
      }
    }
  })
  return { run, take: (a, b) => void ((place = a), (high = b)) }
}
