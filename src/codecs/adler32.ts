const modulus = 65_521

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
    a %= modulus
    b %= modulus
  }
  return ((b << 16) | a) >>> 0
}

/** The Adler-32 of two pieces in a row, from that of each and the second one's length. */
export function joinedAdler32(first: number, second: number, secondLength: number): number {
  const a = first & 0xffff
  // the second piece began with a sum of 1; every one of its bytes would have added the first piece's sum instead
  const low = (a + (second & 0xffff) - 1 + modulus) % modulus
  const high = ((first >>> 16) + (second >>> 16) + (secondLength % modulus) * (a - 1 + modulus)) % modulus
  return ((high << 16) | low) >>> 0
}
