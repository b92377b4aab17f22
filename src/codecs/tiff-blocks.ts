import { failure } from '../kernels/failure.ts'
import { joined } from './bytes.ts'
import type { DecodeContext } from './codec.ts'
import { breather } from './codec.ts'
import { inflate } from './inflate.ts'
import { jpegDecoder } from './jpeg.ts'
import { readJpegHeader } from './jpeg-markers.ts'
import type { TiffPage } from './tiff-page.ts'
import { corruptTiff, truncatedTiff, unsupportedTiff } from './tiff-tags.ts'
import { lzw, reverseBits, unpackBits } from './tiff-unpack.ts'

/** How far a block can unfold at best, as a factor. */
const expansion: Record<TiffPage['compression'], number> = { none: 1, packbits: 64, lzw: 2800, deflate: 1032, jpeg: Infinity }

/** Gives the `expected` bytes of block number `index`. */
export type BlockReader = (index: number, expected: number, rows: number) => Promise<Uint8Array>

/** The stored bytes of a block, found to be within the file. */
function stored(bytes: Uint8Array, page: TiffPage, index: number, expected: number, blocks: number): Uint8Array | undefined {
  const offset = page.offsets[index]
  const count = page.counts[index] ?? (page.compression === 'none' ? expected : bytes.length - offset)
  const name = `${page.tiled ? 'tile' : 'strip'} ${index + 1} of ${blocks}`
  // Sparse files leave out empty tiles by giving them no place at all.
  if (offset === 0 && count === 0 && page.tiled) return undefined
  if (offset + count > bytes.length) throw truncatedTiff(`${name} ends at byte ${offset + count}, the file at ${bytes.length}`)
  if (count * expansion[page.compression] < expected) throw truncatedTiff(`the ${count} bytes of ${name} cannot hold its pixels`)
  const data = bytes.subarray(offset, offset + count)
  return page.reversedBits && page.compression !== 'jpeg' ? reverseBits(data) : data
}

async function inflated(data: Uint8Array, expected: number, name: string, offset: number, breathe: () => Promise<void>): Promise<Uint8Array> {
  const out = new Uint8Array(expected)
  let to = 0
  const result = await inflate([data], expected, (piece) => {
    out.set(piece, to)
    to += piece.length
    return breathe()
  })
  if (to === expected) return out
  if (result.damaged) throw corruptTiff(offset, `the compressed data of ${name} are damaged`)
  throw truncatedTiff(`the compressed data of ${name} end too early`)
}

async function unLzw(data: Uint8Array, expected: number, name: string, offset: number, breathe: () => Promise<void>): Promise<Uint8Array> {
  // Before 1988 some programs packed the codes low bit first; libtiff tells those files by the same two bytes.
  if (data[0] === 0 && ((data[1] ?? 0) & 1) === 1) throw unsupportedTiff('it is compressed with the LZW of before TIFF 5')
  const out = new Uint8Array(expected)
  const stream = lzw(data, out)
  let to = 0
  while (to < expected) {
    const before = to
    to = stream.run(to + 2 ** 20)
    if (stream.fault) throw corruptTiff(offset, `${stream.fault} of ${name}`)
    if (to === before) throw truncatedTiff(`the compressed data of ${name} end too early`)
    await breathe()
  }
  return out
}

/**
 * An abbreviated JPEG with the shared tables put into it, and a mark of Adobe's that says whether its colours are RGB or
 * YCbCr: inside a TIFF that stands in a tag, and a JPEG decoder left alone would guess.
 */
function wholeJpeg(data: Uint8Array, tables: Uint8Array | undefined, transform: 0 | 1): Uint8Array<ArrayBuffer> {
  if (data[0] !== 0xff || data[1] !== 0xd8) throw failure({ code: 'corrupt-file', format: 'TIFF', what: 'a JPEG inside it does not start as one' })
  const adobe = Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform)
  const shared = tables && tables.length > 4 ? tables.subarray(2, tables.length - 2) : new Uint8Array(0)
  return joined([data.subarray(0, 2), adobe, shared, data.subarray(2)])
}

const noJpeg = (): never => {
  throw new Error('no JPEG decoder was asked for')
}

/** A reader for the page's compression. Throws `truncated-file`, `corrupt-file`, `cancelled` as it is used. */
export async function blockReader(bytes: Uint8Array, page: TiffPage, blocks: number, context: DecodeContext): Promise<BlockReader> {
  const breathe = breather(context)
  const jpeg = page.compression === 'jpeg' ? await jpegDecoder() : noJpeg
  return async (index, expected, rows) => {
    const data = stored(bytes, page, index, expected, blocks)
    if (!data) return new Uint8Array(expected)
    const name = `${page.tiled ? 'tile' : 'strip'} ${index + 1}`
    const offset = page.offsets[index]
    await breathe()
    switch (page.compression) {
      case 'none':
        if (data.length < expected) throw truncatedTiff(`${name} has ${data.length} bytes instead of ${expected}`)
        // Nothing is undone in place here: only what is compressed has a predictor.
        return data.subarray(0, expected)
      case 'packbits': {
        const out = new Uint8Array(expected)
        if (unpackBits(data, out) < expected) throw truncatedTiff(`the compressed data of ${name} end too early`)
        return out
      }
      case 'lzw':
        return unLzw(data, expected, name, offset, breathe)
      case 'deflate':
        return inflated(data, expected, name, offset, breathe)
      case 'jpeg': {
        const whole = wholeJpeg(data, page.jpegTables, page.colour === 'rgb' ? 0 : 1)
        // Its own header first: a strip could claim any size, and the decoder would believe it.
        const header = readJpegHeader(whole)
        if (header.width !== page.blockWidth || header.height !== rows) throw corruptTiff(offset, `the JPEG of ${name} has another size`)
        const pixels = jpeg(whole)
        const out = new Uint8Array(expected)
        for (let i = 0, to = 0; to < expected; i += 4) for (let s = 0; s < page.samples; s++) out[to++] = pixels.data[i + s]
        return out
      }
    }
  }
}
