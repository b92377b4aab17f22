import { adler32 } from './adler32.ts'
import { joined } from './bytes.ts'
import { deflateBlock, deflateRoom } from './fast-deflate.ts'
import { deflate } from './inflate.ts'

/**
 * How a picture is packed. Photographs: differences of neighbours, then our own deflate without a search for matches,
 * five times as fast as the browser's and smaller on noise. Drawings repeat themselves: the bytes as they are, then the
 * browser's deflate, which finds that.
 */
export type Packing = 'photograph' | 'drawing'

/** The plain search has to save at least this much to be worth its time. */
const worthwhile = 0.8

/**
 * Tries both on three stretches of the picture. `sample` gives the bytes of one, prepared in that manner, at a place
 * between 0 and 1.
 */
export async function choosePacking(sample: (packing: Packing, place: number) => Uint8Array): Promise<Packing> {
  let photograph = 0
  let drawing = 0
  for (const place of [0.1, 0.5, 0.9]) {
    photograph += zlibWhole(sample('photograph', place)).length
    drawing += (await deflate(sample('drawing', place))).length
  }
  return drawing < worthwhile * photograph ? 'drawing' : 'photograph'
}

/** The two bytes that start a zlib stream (RFC 1950). */
export const zlibHead = Uint8Array.of(0x78, 0x01)

/** The checksum that ends it. */
export function zlibTail(sum: number): Uint8Array {
  const tail = new Uint8Array(4)
  new DataView(tail.buffer).setUint32(0, sum)
  return tail
}

function zlibWhole(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(zlibHead.length + deflateRoom(bytes.length) + 4)
  out.set(zlibHead)
  const end = deflateBlock(bytes, true, out, zlibHead.length)
  out.set(zlibTail(adler32(bytes)), end)
  return out.subarray(0, end + 4)
}

/** One block as a zlib stream of its own, as TIFF's strips are. */
export const packWhole = async (packing: Packing, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> =>
  packing === 'photograph' ? zlibWhole(bytes) : deflate(bytes)

export interface DrawingPacker {
  /** The next part of the one zlib stream; empty while the compressor still collects. */
  pack(bytes: Uint8Array, last: boolean): Promise<Uint8Array<ArrayBuffer>>
}

/** A drawing's zlib stream, written part by part: what repeats may do so from one part to the next. */
export function drawingPacker(): DrawingPacker {
  const stream = new CompressionStream('deflate')
  const writer = stream.writable.getWriter()
  const parts: Uint8Array[] = []
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader()
  const collect = async (): Promise<void> => {
    for (;;) {
      const piece = await reader.read()
      if (piece.done) return
      parts.push(piece.value)
    }
  }
  const collected = collect()
  return {
    pack: async (bytes, last) => {
      await writer.write(bytes as Uint8Array<ArrayBuffer>)
      if (last) {
        await writer.close()
        await collected
      }
      return joined(parts.splice(0))
    },
  }
}
