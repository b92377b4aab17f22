import { failure } from '../kernels/failure.ts'

/** Gathers a file part by part. */
export interface FileParts {
  /** Bytes so far. */
  readonly length: number
  add(part: Uint8Array): void
  /** The file, behind a head that could only be written at the end. */
  finish(type: string, head?: Uint8Array<ArrayBuffer>): Blob
}

/** So much is gathered here before the browser gets it: large enough that a blob is worth its while. */
const chunkBytes = 16 << 20

/** Only a chunk is held in memory: what is behind it is the browser's, in a process of its own or on disk. */
export function fileParts(): FileParts {
  const parts: Blob[] = []
  let chunk = new Uint8Array(0)
  let used = 0
  let length = 0
  const handOver = (): void => {
    if (used > 0) parts.push(new Blob([chunk.subarray(0, used)]))
    used = 0
  }
  return {
    get length() {
      return length
    },
    add(part) {
      if (chunk.length === 0) chunk = reserved()
      for (let from = 0; from < part.length; ) {
        const piece = part.subarray(from, from + chunk.length - used)
        chunk.set(piece, used)
        used += piece.length
        from += piece.length
        if (used === chunk.length) handOver()
      }
      length += part.length
    },
    finish(type, head) {
      handOver()
      return new Blob(head ? [head, ...parts] : parts, { type })
    },
  }
}

function reserved(): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(chunkBytes)
  } catch (caught) {
    throw caught instanceof RangeError ? failure({ code: 'out-of-memory', bytes: chunkBytes }) : caught
  }
}
