import type { Table } from '../compile.ts'
import { wholeWords, type Run } from './lanes.ts'
import { warming } from './warm.ts'

export interface HalfTables {
  load(lanes: readonly Table[]): Run
}

/** 16-bit samples through tables, two a 32-bit word; alpha is kept by a mask. Pixels come in multiples of `grain`. */
export function createHalfTables(source: Uint16Array, out: Uint16Array, channels: number): HalfTables {
  const words = new Int32Array(source.buffer, source.byteOffset, wholeWords(source, 4))
  const mapped = new Int32Array(out.buffer, out.byteOffset, wholeWords(out, 4))
  const red = new Uint16Array(65_536)
  const green = new Uint16Array(65_536)
  const blue = new Uint16Array(65_536)

  const one = warming('halves, one', (from, to) => {
    const end = (to * channels) >> 1
    for (let i = (from * channels) >> 1; i < end; i++) {
      const w = words[i]!
      mapped[i] = red[w & 65_535]! | (red[w >>> 16]! << 16)
    }
  })
  const greyAlpha = warming('halves, greyAlpha', (from, to) => {
    for (let i = from; i < to; i++) {
      const w = words[i]!
      mapped[i] = red[w & 65_535]! | (w & 0xffff_0000)
    }
  })
  const oneAlpha = warming('halves, oneAlpha', (from, to) => {
    for (let i = from * 2; i < to * 2; i += 2) {
      const v = words[i]!
      const w = words[i + 1]!
      mapped[i] = red[v & 65_535]! | (red[v >>> 16]! << 16)
      mapped[i + 1] = red[w & 65_535]! | (w & 0xffff_0000)
    }
  })
  const threeAlpha = warming('halves, threeAlpha', (from, to) => {
    for (let i = from * 2; i < to * 2; i += 2) {
      const v = words[i]!
      const w = words[i + 1]!
      mapped[i] = red[v & 65_535]! | (green[v >>> 16]! << 16)
      mapped[i + 1] = blue[w & 65_535]! | (w & 0xffff_0000)
    }
  })
  const three = warming('halves, three', (from, to) => {
    const end = (to * 3) >> 1
    for (let i = (from * 3) >> 1; i < end; i += 3) {
      const u = words[i]!
      const v = words[i + 1]!
      const w = words[i + 2]!
      mapped[i] = red[u & 65_535]! | (green[u >>> 16]! << 16)
      mapped[i + 1] = blue[v & 65_535]! | (red[v >>> 16]! << 16)
      mapped[i + 2] = green[w & 65_535]! | (blue[w >>> 16]! << 16)
    }
  })

  return {
    load(lanes) {
      const [a, b = a, c = a] = lanes as [Table, Table?, Table?]
      red.set(a)
      if (channels === 1) return one
      if (channels === 2) return greyAlpha
      // one table of 128 KB stays nearer to the processor than three
      if (a === b && b === c) return channels === 3 ? one : oneAlpha
      green.set(b)
      blue.set(c)
      return channels === 3 ? three : threeAlpha
    },
  }
}
