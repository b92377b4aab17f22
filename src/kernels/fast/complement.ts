import type { Table } from '../compile.ts'
import { wholeWords, type Codes, type Run } from './lanes.ts'
import { warming } from './warm.ts'

/**
 * The bits that each lane flips, where every lane is either untouched or a complement: s = r ^ mask for every code up to
 * `largest`. Undefined where a lane is anything else.
 */
export function masksOf(lanes: readonly Table[], largest: number): readonly number[] | undefined {
  const masks: number[] = []
  for (const table of lanes) {
    const mask = table[0]!
    // a negative of 12 bits flips 12 bits, as long as no code lies above its white
    const end = Math.min(table.length, Math.max(largest, mask) + 1)
    for (let r = 0; r < end; r++) if (table[r] !== (r ^ mask)) return undefined
    masks.push(mask)
  }
  return masks
}

export interface Xor {
  /** The kernel of these masks, one a lane. */
  load(masks: readonly number[]): Run
}

/**
 * Flips bits 64 at a time, at the speed of a copy. Masks repeat after one word, or after three where there are three
 * lanes. Pixels come in multiples of `grain`.
 */
export function createXor(source: Codes, out: Codes, lanes: number): Xor {
  const from64 = new BigUint64Array(source.buffer as ArrayBuffer, source.byteOffset, wholeWords(source, 8))
  const to64 = new BigUint64Array(out.buffer as ArrayBuffer, out.byteOffset, wholeWords(out, 8))
  const period = new BigUint64Array(3)
  // eight pixels are as many words as one pixel has bytes: an index that is never divided stays an integer
  const grainWords = lanes * source.BYTES_PER_ELEMENT

  // asUintN changes nothing here, but without it the compiler takes the words for integers of any length: 30 times slower
  const uniform = warming('complement, uniform', (from, to) => {
    const mask = BigInt.asUintN(64, period[0]!)
    const end = (to >> 3) * grainWords
    for (let i = (from >> 3) * grainWords; i < end; i++) to64[i] = BigInt.asUintN(64, from64[i]! ^ mask)
  })
  const threefold = warming('complement, threefold', (from, to) => {
    const first = BigInt.asUintN(64, period[0]!)
    const second = BigInt.asUintN(64, period[1]!)
    const third = BigInt.asUintN(64, period[2]!)
    const end = (to >> 3) * grainWords
    for (let i = (from >> 3) * grainWords; i < end; i += 3) {
      to64[i] = BigInt.asUintN(64, from64[i]! ^ first)
      to64[i + 1] = BigInt.asUintN(64, from64[i + 1]! ^ second)
      to64[i + 2] = BigInt.asUintN(64, from64[i + 2]! ^ third)
    }
  })

  return {
    load(masks) {
      const samples = source.BYTES_PER_ELEMENT === 1 ? new Uint8Array(period.buffer) : new Uint16Array(period.buffer)
      for (let i = 0; i < samples.length; i++) samples[i] = masks[i % lanes]!
      return period[0] === period[1] && period[1] === period[2] ? uniform : threefold
    },
  }
}
