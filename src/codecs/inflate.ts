import { joined } from './bytes.ts'

const batchBytes = 2 ** 18

/**
 * The same bytes in pieces of about 256 KiB: large ones are cut, so that no stretch between two turns of the event loop
 * is long, and small ones are gathered (libpng writes 8 KiB a chunk), because each write costs some 20 µs.
 */
function* batches(pieces: Iterable<Uint8Array>): Generator<Uint8Array<ArrayBuffer>> {
  let small: Uint8Array[] = []
  let held = 0
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += batchBytes) {
      const part = piece.subarray(at, at + batchBytes)
      small.push(part)
      held += part.length
      if (held < batchBytes) continue
      yield joined(small)
      small = []
      held = 0
    }
  }
  if (held > 0) yield joined(small)
}

/** Hands the pieces to a transform stream one after the other; the reader's side sees what goes wrong. */
function feed(stream: DecompressionStream | CompressionStream, pieces: Iterable<Uint8Array>): void {
  const writer = stream.writable.getWriter()
  const run = async (): Promise<void> => {
    for (const piece of batches(pieces)) await writer.write(piece)
    await writer.close()
  }
  run().catch(() => undefined)
}

/**
 * Inflates a zlib stream (RFC 1950) and hands each piece to `take` until `limit` bytes have come, then stops: a bomb
 * costs no more than the picture that was promised. Returns how many bytes came; fewer than `limit` mean a stream that
 * ends early or is damaged. What follows the promised bytes is not looked at.
 */
export async function inflate(
  pieces: Iterable<Uint8Array>,
  limit: number,
  take: (piece: Uint8Array) => void | Promise<void>,
): Promise<{ bytes: number; damaged: boolean }> {
  const stream = new DecompressionStream('deflate')
  feed(stream, pieces)
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader()
  let bytes = 0
  try {
    while (bytes < limit) {
      const piece = await reader.read().catch(() => undefined)
      if (!piece) return { bytes, damaged: true }
      if (piece.done) return { bytes, damaged: false }
      const part = piece.value.subarray(0, limit - bytes)
      bytes += part.length
      const waiting = take(part)
      if (waiting) await waiting
    }
    return { bytes, damaged: false }
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

/** The whole of a small zlib stream, or nothing when it is damaged or longer than `limit`. */
export async function inflateSmall(bytes: Uint8Array, limit: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  const result = await inflate([bytes], limit + 1, (piece) => {
    parts.push(piece.slice())
  })
  if (result.damaged || result.bytes > limit) return undefined
  return joined(parts)
}

/** `bytes` as one zlib stream, by the browser's own compressor. */
export async function deflate(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new CompressionStream('deflate')
  feed(stream, [bytes])
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader()
  const parts: Uint8Array[] = []
  for (;;) {
    const piece = await reader.read()
    if (piece.done) return joined(parts)
    parts.push(piece.value)
  }
}
