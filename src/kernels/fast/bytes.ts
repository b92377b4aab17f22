import type { Table } from '../compile.ts'
import { identityOf, wholeWords, type Run } from './lanes.ts'
import { warming } from './warm.ts'

const pair = (into: Uint16Array, low: Table, high: Table): void => {
  for (let p = 0; p < 65_536; p++) into[p] = low[p & 255]! | (high[p >>> 8]! << 8)
}

export interface ByteTables {
  load(lanes: readonly Table[]): Run
}

/**
 * Bytes through tables, four at a time: a 32-bit word is two halves, and a table of 65,536 pairs maps both bytes of a
 * half at once. Pixels come in multiples of `grain`.
 */
export function createByteTables(source: Uint8Array, out: Uint8Array, channels: number): ByteTables {
  const words = new Int32Array(source.buffer, source.byteOffset, wholeWords(source, 4))
  const mapped = new Int32Array(out.buffer, out.byteOffset, wholeWords(out, 4))
  const first = new Uint16Array(65_536)
  const second = new Uint16Array(65_536)
  const third = new Uint16Array(65_536)

  const one = warming('bytes, one', (from, to) => {
    const end = (to * channels) >> 2
    for (let i = (from * channels) >> 2; i < end; i++) {
      const w = words[i]!
      mapped[i] = first[w & 65_535]! | (first[w >>> 16]! << 16)
    }
  })
  const two = warming('bytes, two', (from, to) => {
    for (let i = from; i < to; i++) {
      const w = words[i]!
      mapped[i] = first[w & 65_535]! | (second[w >>> 16]! << 16)
    }
  })
  const lowOnly = warming('bytes, lowOnly', (from, to) => {
    for (let i = from; i < to; i++) {
      const w = words[i]!
      mapped[i] = first[w & 65_535]! | (w & 0xffff_0000)
    }
  })
  const highOnly = warming('bytes, highOnly', (from, to) => {
    for (let i = from; i < to; i++) {
      const w = words[i]!
      mapped[i] = (w & 65_535) | (second[w >>> 16]! << 16)
    }
  })
  /** Three channels: the pairs are RG, BR, GB and again. */
  const three = warming('bytes, three', (from, to) => {
    const end = (to * 3) >> 2
    for (let i = (from * 3) >> 2; i < end; i += 3) {
      const u = words[i]!
      const v = words[i + 1]!
      const w = words[i + 2]!
      mapped[i] = first[u & 65_535]! | (second[u >>> 16]! << 16)
      mapped[i + 1] = third[v & 65_535]! | (first[v >>> 16]! << 16)
      mapped[i + 2] = second[w & 65_535]! | (third[w >>> 16]! << 16)
    }
  })

  return {
    load(lanes) {
      const [a, b = a, c = a, d] = lanes as [Table, Table?, Table?, Table?]
      pair(first, a, b)
      if (d) {
        pair(second, c, d)
        const same = identityOf(source)
        if (c === same && d === same) return lowOnly
        return a === same && b === same ? highOnly : two
      }
      if (lanes.length < 3 || (a === b && b === c)) return one
      pair(second, c, a)
      pair(third, b, c)
      return three
    },
  }
}
