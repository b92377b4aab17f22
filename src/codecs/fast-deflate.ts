import { codeLengths, reversedCodes } from './huffman.ts'

const endOfBlock = 256
const firstLength = 257
const longestMatch = 258

/** RFC 1951, 3.2.5: the symbol of each match length, and what is written behind it. */
const lengthSymbol = new Uint16Array(longestMatch + 1)
const lengthBase = new Uint16Array(29)
const lengthExtra = new Uint8Array(29)
for (let symbol = 0, length = 3; symbol < 28; symbol++) {
  lengthExtra[symbol] = symbol < 8 ? 0 : (symbol >> 2) - 1
  lengthBase[symbol] = length
  for (let i = 0; i < 1 << lengthExtra[symbol]; i++) lengthSymbol[length++] = firstLength + symbol
}
lengthSymbol[longestMatch] = firstLength + 28
lengthBase[28] = longestMatch

const orderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

interface Bits {
  readonly bytes: Uint8Array
  at: number
  buffer: number
  held: number
}

function put(bits: Bits, value: number, count: number): void {
  bits.buffer |= value << bits.held
  bits.held += count
  while (bits.held >= 8) {
    bits.bytes[bits.at++] = bits.buffer
    bits.buffer >>>= 8
    bits.held -= 8
  }
}

/** The code lengths of a block as symbols of their own: runs of zeros and repeats (3.2.7), as [symbol, extra, bits]. */
function describeLengths(lengths: Uint8Array): [symbol: number, extra: number, bits: number][] {
  const out: [number, number, number][] = []
  for (let i = 0; i < lengths.length; ) {
    let run = 1
    while (i + run < lengths.length && lengths[i + run] === lengths[i]) run++
    const value = lengths[i]
    i += run
    if (value === 0) {
      while (run >= 11) {
        const part = Math.min(run, 138)
        out.push([18, part - 11, 7])
        run -= part
      }
      if (run >= 3) {
        out.push([17, run - 3, 3])
        run = 0
      }
    } else {
      out.push([value, 0, 0])
      run--
      while (run >= 3) {
        const part = Math.min(run, 6)
        out.push([16, part - 3, 2])
        run -= part
      }
    }
    while (run-- > 0) out.push([value, 0, 0])
  }
  return out
}

function putHeader(bits: Bits, literals: Uint8Array): void {
  // One distance code of one bit: only distance 1 occurs.
  const described = describeLengths(Uint8Array.of(...literals, 1))
  const counts = new Uint32Array(19)
  for (const [symbol] of described) counts[symbol]++
  const lengths = codeLengths(counts, 7)
  const codes = reversedCodes(lengths)
  let used = 19
  while (used > 4 && lengths[orderOfLengths[used - 1]] === 0) used--
  put(bits, literals.length - 257, 5)
  put(bits, 0, 5)
  put(bits, used - 4, 4)
  for (let i = 0; i < used; i++) put(bits, lengths[orderOfLengths[i]], 3)
  for (const [symbol, extra, extraBits] of described) {
    put(bits, codes[symbol], lengths[symbol])
    if (extraBits) put(bits, extra, extraBits)
  }
}

/** How many bytes from `at` on equal the one before, at most 258. Fewer than 3 are no match: then 0. */
function runAt(source: Uint8Array, at: number): number {
  const value = source[at - 1]
  if (source[at + 1] !== value || source[at + 2] !== value) return 0
  const end = Math.min(at + longestMatch, source.length)
  let i = at + 3
  while (i < end && source[i] === value) i++
  return i - at
}

function countSymbols(source: Uint8Array): Uint32Array {
  const counts = new Uint32Array(286)
  counts[endOfBlock] = 1
  let before = -1
  for (let i = 0; i < source.length; ) {
    const value = source[i]
    const run = value === before ? runAt(source, i) : 0
    before = value
    if (run === 0) {
      counts[value]++
      i++
    } else {
      counts[lengthSymbol[run]]++
      i += run
    }
  }
  return counts
}

/** Each symbol's code, and from bit 16 on how long it is. */
const codeTable = (lengths: Uint8Array): Uint32Array => Uint32Array.from(reversedCodes(lengths), (code, symbol) => code | (lengths[symbol] << 16))

function putSymbols(bits: Bits, source: Uint8Array, table: Uint32Array): void {
  const { bytes } = bits
  const length = source.length
  let { at, buffer, held } = bits
  let before = -1
  for (let i = 0; i < length; ) {
    const value = source[i]
    const run = value === before ? runAt(source, i) : 0
    before = value
    const symbol = run === 0 ? value : lengthSymbol[run]
    const entry = table[symbol]
    buffer |= (entry & 0xffff) << held
    held += entry >>> 16
    // fewer than 16 bits were held before, and no code has more than 15
    if (held >= 16) {
      bytes[at] = buffer
      bytes[at + 1] = buffer >>> 8
      at += 2
      buffer >>>= 16
      held -= 16
    }
    if (run === 0) {
      i++
      continue
    }
    // the extra bits, and the one zero that stands for distance 1
    i += run
    const kind = symbol - firstLength
    buffer |= (run - lengthBase[kind]) << held
    held += lengthExtra[kind] + 1
    if (held >= 16) {
      bytes[at] = buffer
      bytes[at + 1] = buffer >>> 8
      at += 2
      buffer >>>= 16
      held -= 16
    }
  }
  Object.assign(bits, { at, buffer, held })
  put(bits, 0, 0)
}

/** How many bits the symbols take. */
function bitsOf(counts: Uint32Array, lengths: Uint8Array): number {
  let bits = 0
  for (let symbol = 0; symbol < counts.length; symbol++) {
    const extra = symbol > endOfBlock ? lengthExtra[symbol - firstLength] + 1 : 0
    bits += counts[symbol] * (lengths[symbol] + extra)
  }
  return bits
}

const storedMost = 65_535
/** The longest description of a block's codes: 17 bits, 19 lengths of 3, and 287 lengths of at most 14 bits. */
const headerBytes = 512

/** The bytes as they are, in blocks without codes (RFC 1951, 3.2.4). */
function putStored(bits: Bits, source: Uint8Array, last: boolean): void {
  for (let from = 0; from < source.length; from += storedMost) {
    const part = source.subarray(from, from + storedMost)
    putStoredHead(bits, part.length, last && from + storedMost >= source.length)
    bits.bytes.set(part, bits.at)
    bits.at += part.length
  }
}

function putStoredHead(bits: Bits, length: number, last: boolean): void {
  put(bits, last ? 1 : 0, 3)
  put(bits, 0, -bits.held & 7)
  put(bits, length | 0, 16)
  put(bits, ~length & 0xffff, 16)
}

/** Room that a block of so many bytes can take. */
export const deflateRoom = (length: number): number => length + 5 * Math.ceil(length / storedMost) + headerBytes

/**
 * Writes one block of raw deflate (RFC 1951) from `out[at]` on and returns where it ends: Huffman codes and runs of one
 * byte, and no other matches. What a filter leaves of a photograph has hardly any, and searching for them is what makes
 * deflate slow. Blocks of some 100 KB suit it. A block stands on its own and ends with a whole byte, so that blocks made
 * anywhere follow one another; one that would grow is stored as it is.
 */
export function deflateBlock(source: Uint8Array, last: boolean, out: Uint8Array, at = 0): number {
  const counts = countSymbols(source)
  const lengths = codeLengths(counts, 15)
  const bits: Bits = { bytes: out, at, buffer: 0, held: 0 }
  if (source.length > 0 && bitsOf(counts, lengths) >= 8 * source.length) {
    putStored(bits, source, last)
    return bits.at
  }
  const table = codeTable(lengths)
  put(bits, last ? 1 : 0, 1)
  put(bits, 2, 2)
  putHeader(bits, lengths)
  putSymbols(bits, source, table)
  put(bits, table[endOfBlock] & 0xffff, table[endOfBlock] >>> 16)
  // an empty stored block fills the last byte and says nothing
  if (last) put(bits, 0, -bits.held & 7)
  else putStoredHead(bits, 0, false)
  return bits.at
}
