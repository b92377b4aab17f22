import { adler32 } from './adler32.ts'
import { breather, type EncodeContext } from './codec.ts'
import { deflateBlock } from './fast-deflate.ts'
import { type Packing, packWhole, zlibHead } from './packing.ts'
import { finishChunk, startChunk } from './png-chunks.ts'
import { averageFilter, filteredRows } from './png-filter.ts'
import type { Rows } from './rows.ts'
import { stripSamples } from './tiff-predictor.ts'

/** How a picture's rows are cut into strips that are packed one apart from the other. */
export interface StripCut {
  /** A PNG's strip is an IDAT chunk with its part of the one zlib stream, a TIFF's is a zlib stream. */
  readonly form: 'png' | 'tiff'
  readonly packing: Packing
  /** Rows a strip; the last may have fewer. */
  readonly rows: number
}

/** Strips `first` … `first + count`, to be packed in any order and by any number of workers, always to the same bytes. */
export interface StripWork extends StripCut {
  readonly first: number
  readonly count: number
  /** `room` bytes for each. */
  readonly packed: Uint8Array
  readonly room: number
  /** For each: how long it became, and the Adler-32 of what was packed. */
  readonly table: Uint32Array
}

/** About so many bytes a strip: enough to pack well, little enough to stop and to tell progress between. */
const stripBytes = 200_000
/** About so much is packed before it is gathered. */
const batchBytes = 24 << 20

const rowBytes = ({ width, channels, depth }: Rows): number => 1 + width * channels * (depth === 'u16' ? 2 : 1)

/** How many rows a strip of this picture has. */
export const rowsOfStrip = (picture: Rows): number => Math.min(picture.height, Math.max(1, Math.floor(stripBytes / rowBytes(picture))))

const stripsOf = ({ height }: Rows, { rows }: StripCut): number => Math.ceil(height / rows)

/** Room for any strip, whatever its samples: nobody's deflate grows by more than a 256th, and a chunk's frame is small. */
const roomOfStrip = (picture: Rows, { rows }: StripCut): number => {
  const bytes = rows * rowBytes(picture)
  return bytes + (bytes >> 8) + 1024
}

/** Packs the strips `from` … `to` (exclusive) of a picture's work, counted from its first. */
export function stripPacker(picture: Rows, work: StripWork): (from: number, to: number) => Promise<void> {
  const { rows, first, packed, room, table, form } = work
  const pack = form === 'png' ? packChunk : packZlib
  return async (from, to) => {
    for (let strip = from; strip < to; strip++) {
      const top = (first + strip) * rows
      const [length, sum] = await pack(picture, work.packing, top, Math.min(rows, picture.height - top), packed.subarray(strip * room, (strip + 1) * room))
      table[2 * strip] = length
      table[2 * strip + 1] = sum
    }
  }
}

type PackOne = (picture: Rows, packing: Packing, top: number, count: number, out: Uint8Array) => Promise<readonly [length: number, sum: number]>

const packChunk: PackOne = async (picture, _packing, top, count, out) => {
  const bytes = filteredRows(picture, averageFilter, top, count)
  let at = startChunk('IDAT', out)
  if (top === 0) {
    out.set(zlibHead, at)
    at += zlibHead.length
  }
  at = deflateBlock(bytes, top + count === picture.height, out, at)
  return [finishChunk(out, at), adler32(bytes)]
}

const packZlib: PackOne = async (picture, packing, top, count, out) => {
  const stream = await packWhole(packing, stripSamples(picture, packing, top, count))
  out.set(stream)
  return [stream.length, 0]
}

async function packAlone(picture: Rows, work: StripWork, context: EncodeContext, onProgress: (done: number) => void): Promise<boolean> {
  const pack = stripPacker(picture, work)
  const breathe = breather(context)
  for (let strip = 0; strip < work.count; strip++) {
    await breathe()
    await pack(strip, strip + 1)
    onProgress((strip + 1) / work.count)
  }
  return true
}

/**
 * Packs all strips of a picture and hands them over in their order, each with the Adler-32 of what was packed. The bytes
 * are only there until the next ones come. Throws `cancelled`, `out-of-memory`.
 */
export async function packStrips(picture: Rows, cut: StripCut, context: EncodeContext, take: (bytes: Uint8Array, sum: number, rows: number) => void): Promise<void> {
  const { packStrips: help, memory = (bytes: number) => new ArrayBuffer(bytes), onProgress } = context
  const all = stripsOf(picture, cut)
  const room = roomOfStrip(picture, cut)
  const most = Math.min(all, Math.max(1, Math.floor(batchBytes / room)))
  const place = () => ({ packed: new Uint8Array(memory(most * room)), table: new Uint32Array(memory(most * 8)) })
  let { packed, table } = place()
  for (let first = 0; first < all; first += most) {
    const work = { ...cut, first, count: Math.min(most, all - first), packed, room, table }
    const tell = (done: number): void => onProgress?.((first + done * work.count) / all)
    const quiet = await (help?.(work, tell) ?? packAlone(picture, work, context, tell))
    for (let k = 0; k < work.count; k++) {
      take(packed.subarray(k * room, k * room + table[2 * k]), table[2 * k + 1], Math.min(cut.rows, picture.height - (first + k) * cut.rows))
    }
    if (!quiet) ({ packed, table } = place())
  }
}
