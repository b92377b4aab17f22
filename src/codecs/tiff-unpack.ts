/** Decompressors of TIFF that work byte by byte. Each fills `out` and says how far it came; none writes beyond it. */

/** PackBits (TIFF 6.0, section 9). Returns the bytes written. */
export function unpackBits(source: Uint8Array, out: Uint8Array): number {
  let from = 0
  let to = 0
  while (from < source.length && to < out.length) {
    const n = source[from++]
    if (n < 128) {
      const part = source.subarray(from, Math.min(from + n + 1, from + out.length - to))
      out.set(part, to)
      to += part.length
      from += n + 1
    } else if (n > 128 && from < source.length) {
      const end = Math.min(to + 257 - n, out.length)
      out.fill(source[from++], to, end)
      to = end
    }
  }
  return to
}

export interface Lzw {
  /** Decodes until about `until` bytes are written, or the stream ends; returns how many are. */
  run(until: number): number
  /** Why the stream could not be followed, once it could not. */
  readonly fault: string | undefined
}

const clear = 256
const endOfInformation = 257

/**
 * LZW as TIFF has it (section 13): codes of 9 … 12 bits, high bit first, one code earlier than GIF. A table entry is the
 * string before it and one more byte, and those stand side by side in what was written already: so an entry is only a
 * place in `out` and a length.
 */
export function lzw(source: Uint8Array, out: Uint8Array): Lzw {
  const start = new Int32Array(4097)
  const length = new Int32Array(4097)
  let next = 258
  let width = 9
  let buffer = 0
  let held = 0
  let from = 0
  let to = 0
  // The place and length of the string before, or length 0 after a clear code.
  let lastStart = 0
  let lastLength = 0
  let over = false
  let fault: string | undefined

  const run = (until: number): number => {
    const stop = Math.min(until, out.length)
    // Locals, because V8 keeps captured variables in memory and these are touched for every code.
    let at = to
    let word = buffer
    let bits = held
    let size = width
    let read = from
    let entry = next
    let start0 = lastStart
    let length0 = lastLength
    while (at < stop && !over) {
      if (bits < size) {
        if (read >= source.length) {
          over = true
          break
        }
        word = ((word << 8) | source[read++]) & 0xffffff
        bits += 8
        continue
      }
      bits -= size
      const code = (word >>> bits) & ((1 << size) - 1)
      const here = at
      if (code < clear) out[at++] = code
      else if (code === clear) {
        entry = 258
        size = 9
        length0 = 0
        continue
      } else if (code === endOfInformation || length0 === 0 || code > entry) {
        over = true
        if (code !== endOfInformation) fault = `the LZW code ${code} has no meaning at byte ${read}`
        break
      } else {
        // The newest entry overlaps itself: its last byte is written by this very loop.
        const newest = code === entry
        let place = newest ? start0 : start[code]
        const end = Math.min(at + (newest ? length0 + 1 : length[code]), out.length)
        while (at < end) out[at++] = out[place++]
      }
      if (length0 > 0 && entry < 4096) {
        start[entry] = start0
        length[entry] = length0 + 1
        entry++
        if (entry + 1 >= 1 << size && size < 12) size++
      }
      start0 = here
      length0 = at - here
    }
    to = at
    buffer = word
    held = bits
    width = size
    from = read
    next = entry
    lastStart = start0
    lastLength = length0
    return at
  }
  return {
    run,
    get fault() {
      return fault
    },
  }
}

const reversed = Uint8Array.from({ length: 256 }, (_, byte) => {
  let turned = 0
  for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) turned |= 128 >> bit
  return turned
})

/** Bytes with their bits in the other order (FillOrder 2). */
export const reverseBits = (source: Uint8Array): Uint8Array => source.map((byte) => reversed[byte])
