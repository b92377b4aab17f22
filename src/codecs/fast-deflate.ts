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

/** Adler-32 of what was before and of these bytes (RFC 1950, 8.2). */
export function adler32(bytes: Uint8Array, before = 1): number {
  let a = before & 0xffff
  let b = before >>> 16
  for (let at = 0; at < bytes.length; ) {
    // 5552 sums stay below 2^32
    const end = Math.min(at + 5552, bytes.length)
    for (; at < end; at++) {
      a += bytes[at]
      b += a
    }
    a %= 65521
    b %= 65521
  }
  return ((b << 16) | a) >>> 0
}

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

/** How many bytes from `at` on equal the one before, at most 258. */
function runAt(source: Uint8Array, at: number): number {
  const value = source[at - 1]
  const end = Math.min(at + longestMatch, source.length)
  let i = at
  while (i < end && source[i] === value) i++
  return i - at
}

function countSymbols(source: Uint8Array): Uint32Array {
  const counts = new Uint32Array(286)
  counts[endOfBlock] = 1
  for (let i = 0; i < source.length; ) {
    const run = i > 0 && source[i] === source[i - 1] ? runAt(source, i) : 0
    if (run >= 3) {
      counts[lengthSymbol[run]]++
      i += run
    } else counts[source[i++]]++
  }
  return counts
}

function putSymbols(bits: Bits, source: Uint8Array, lengths: Uint8Array, codes: Uint16Array): void {
  const { bytes } = bits
  let { at, buffer, held } = bits
  for (let i = 0; i < source.length; ) {
    const run = i > 0 && source[i] === source[i - 1] ? runAt(source, i) : 0
    let symbol: number
    if (run >= 3) {
      symbol = lengthSymbol[run]
      i += run
    } else symbol = source[i++]
    buffer |= codes[symbol] << held
    held += lengths[symbol]
    if (run >= 3) {
      const kind = symbol - firstLength
      // At most 15 + 7 bits are held here; the extra bits and the distance's one zero follow.
      if (held >= 16) {
        bytes[at++] = buffer
        bytes[at++] = buffer >>> 8
        buffer >>>= 16
        held -= 16
      }
      buffer |= (run - lengthBase[kind]) << held
      held += lengthExtra[kind] + 1
    }
    if (held >= 16) {
      bytes[at++] = buffer
      bytes[at++] = buffer >>> 8
      buffer >>>= 16
      held -= 16
    }
  }
  Object.assign(bits, { at, buffer, held })
  while (bits.held >= 8) put(bits, 0, 0)
}

/** A compressor that keeps the bits left over between its blocks. */
export interface FastDeflate {
  /** These bytes as one block. The first piece carries the zlib header, the last one the checksum. */
  block(source: Uint8Array, last: boolean): Uint8Array<ArrayBuffer>
}

/**
 * A zlib stream (RFC 1950, 1951) with Huffman codes and runs of one byte, and no other matches: what a filter leaves of
 * a photograph has hardly any, and searching for them is what makes deflate slow. Blocks of some 100 KB suit it.
 */
export function fastDeflate(): FastDeflate {
  let buffer = 0
  let held = 0
  let sum = 1
  let started = false
  return {
    block(source, last) {
      const lengths = codeLengths(countSymbols(source), 15)
      const codes = reversedCodes(lengths)
      const bits: Bits = { bytes: new Uint8Array(source.length * 2 + 1024), at: 0, buffer, held }
      if (!started) {
        bits.bytes[bits.at++] = 0x78
        bits.bytes[bits.at++] = 0x01
        started = true
      }
      put(bits, last ? 1 : 0, 1)
      put(bits, 2, 2)
      putHeader(bits, lengths)
      putSymbols(bits, source, lengths, codes)
      put(bits, codes[endOfBlock], lengths[endOfBlock])
      sum = adler32(source, sum)
      if (last) {
        put(bits, 0, (8 - bits.held) & 7)
        for (const shift of [24, 16, 8, 0]) put(bits, (sum >>> shift) & 255, 8)
      }
      buffer = bits.buffer
      held = bits.held
      return bits.bytes.slice(0, bits.at)
    },
  }
}
