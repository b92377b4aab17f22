import type { Table } from '../compile.ts'
import { wholeWords, type Run } from './lanes.ts'
import { warming } from './warm.ts'

export interface Narrowing {
  load(lanes: readonly Table[]): Run
}

/** 16-bit samples through tables into bytes: two words in, one word out. Pixels come in multiples of `grain`. */
export function createNarrowing(source: Uint16Array, out: Uint8Array, channels: number): Narrowing {
  const words = new Int32Array(source.buffer, source.byteOffset, wholeWords(source, 4))
  const mapped = new Int32Array(out.buffer, out.byteOffset, wholeWords(out, 4))
  const red = new Uint8Array(65_536)
  const green = new Uint8Array(65_536)
  const blue = new Uint8Array(65_536)
  const alpha = new Uint8Array(65_536)

  const one = warming('narrow, one', (from, to) => {
    const end = (to * channels) >> 2
    for (let o = (from * channels) >> 2; o < end; o++) {
      const v = words[2 * o]!
      const w = words[2 * o + 1]!
      mapped[o] = red[v & 65_535]! | (red[v >>> 16]! << 8) | (red[w & 65_535]! << 16) | (red[w >>> 16]! << 24)
    }
  })
  const four = warming('narrow, four', (from, to) => {
    const end = (to * channels) >> 2
    for (let o = (from * channels) >> 2; o < end; o++) {
      const v = words[2 * o]!
      const w = words[2 * o + 1]!
      mapped[o] = red[v & 65_535]! | (green[v >>> 16]! << 8) | (blue[w & 65_535]! << 16) | (alpha[w >>> 16]! << 24)
    }
  })
  const three = warming('narrow, three', (from, to) => {
    const end = (to * 3) >> 2
    for (let o = (from * 3) >> 2, i = 2 * o; o < end; o += 3, i += 6) {
      const p = words[i]!
      const q = words[i + 1]!
      const r = words[i + 2]!
      const u = words[i + 3]!
      const v = words[i + 4]!
      const w = words[i + 5]!
      mapped[o] = red[p & 65_535]! | (green[p >>> 16]! << 8) | (blue[q & 65_535]! << 16) | (red[q >>> 16]! << 24)
      mapped[o + 1] = green[r & 65_535]! | (blue[r >>> 16]! << 8) | (red[u & 65_535]! << 16) | (green[u >>> 16]! << 24)
      mapped[o + 2] = blue[v & 65_535]! | (red[v >>> 16]! << 8) | (green[w & 65_535]! << 16) | (blue[w >>> 16]! << 24)
    }
  })

  return {
    load(lanes) {
      const [a, b, c, d] = [0, 1, 2, 3].map((place) => lanes[place % channels]!) as [Table, Table, Table, Table]
      red.set(a)
      if (lanes.every((lane) => lane === a)) return one
      green.set(b)
      blue.set(c)
      if (channels === 3) return three
      alpha.set(d)
      return four
    },
  }
}
