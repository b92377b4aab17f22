import type { Table } from '../compile.ts'
import { wholeWords, type Run } from './lanes.ts'
import { warming } from './warm.ts'

const pair = (into: Int32Array, low: Table, high: Table): void => {
  for (let p = 0; p < 65_536; p++) into[p] = low[p & 255]! | (high[p >>> 8]! << 16)
}

export interface Widening {
  load(lanes: readonly Table[]): Run
}

/** Bytes through tables into 16-bit samples: a table of 65,536 pairs gives two samples at once. Pixels come in multiples of `grain`. */
export function createWidening(source: Uint8Array, out: Uint16Array, channels: number): Widening {
  const halves = new Uint16Array(source.buffer, source.byteOffset, wholeWords(source, 2))
  const mapped = new Int32Array(out.buffer, out.byteOffset, wholeWords(out, 4))
  const first = new Int32Array(65_536)
  const second = new Int32Array(65_536)
  const third = new Int32Array(65_536)

  const one = warming('widen, one', (from, to) => {
    const end = (to * channels) >> 1
    for (let i = (from * channels) >> 1; i < end; i++) mapped[i] = first[halves[i]!]!
  })
  const two = warming('widen, two', (from, to) => {
    for (let i = from * 2; i < to * 2; i += 2) {
      mapped[i] = first[halves[i]!]!
      mapped[i + 1] = second[halves[i + 1]!]!
    }
  })
  const three = warming('widen, three', (from, to) => {
    const end = (to * 3) >> 1
    for (let i = (from * 3) >> 1; i < end; i += 3) {
      mapped[i] = first[halves[i]!]!
      mapped[i + 1] = second[halves[i + 1]!]!
      mapped[i + 2] = third[halves[i + 2]!]!
    }
  })

  return {
    load(lanes) {
      const [a, b = a, c = a, d] = lanes as [Table, Table?, Table?, Table?]
      pair(first, a, b)
      if (lanes.length < 3 || (!d && a === b && b === c)) return one
      pair(second, c, d ?? a)
      if (d) return two
      pair(third, b, c)
      return three
    },
  }
}
