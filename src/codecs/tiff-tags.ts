import { failure, type FailureError } from '../kernels/failure.ts'

export const corruptTiff = (offset: number, what: string): FailureError =>
  failure({ code: 'corrupt-file', format: 'TIFF', offset, what })

export const truncatedTiff = (what: string): FailureError => failure({ code: 'truncated-file', format: 'TIFF', what })

export const unsupportedTiff = (what: string): FailureError => failure({ code: 'unsupported-format', format: 'TIFF', what })

/** Tags by number (TIFF 6.0, section 8, and its supplements). */
export const tag = {
  newSubfileType: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  maxSampleValue: 281,
  planarConfiguration: 284,
  predictor: 317,
  colourMap: 320,
  tileWidth: 322,
  tileLength: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  subDirectories: 330,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
  iccProfile: 34675,
  dngVersion: 50706,
} as const

/** Bytes of one value, by field type. */
const sizeOf: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8 }

interface Entry {
  readonly type: number
  readonly count: number
  /** Where the values stand in the file. */
  readonly at: number
}

/** One directory: the tags of a page. Values are read when they are asked for, and only within the file. */
export interface Directory {
  has(id: number): boolean
  /** All values of a tag of whole numbers; nothing where the tag is missing. */
  numbers(id: number): number[] | undefined
  /** The first value, or `otherwise`. */
  number(id: number, otherwise: number): number
  bytes(id: number): Uint8Array | undefined
}

export interface TiffFile {
  readonly little: boolean
  readonly first: Directory
  readonly pages: number
}

/** More pages than that are not counted. */
const mostPages = 10_000

function directoryAt(bytes: Uint8Array, view: DataView, little: boolean, big: boolean, offset: number): { directory: Directory; next: number } {
  const long = (at: number): number => (big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little))
  const head = big ? 8 : 2
  const slot = big ? 20 : 12
  const wide = big ? 8 : 4
  if (offset + head > bytes.length) throw truncatedTiff(`its directory should stand at byte ${offset}; it has ${bytes.length} bytes`)
  const count = big ? long(offset) : view.getUint16(offset, little)
  if (count === 0 || count > 4096) throw corruptTiff(offset, `a directory of ${count} tags`)
  const end = offset + head + count * slot
  if (end + wide > bytes.length) throw truncatedTiff('it ends within its directory')
  const entries = new Map<number, Entry>()
  for (let i = 0; i < count; i++) {
    const at = offset + head + i * slot
    const type = view.getUint16(at + 2, little)
    const values = long(at + 4)
    const size = (sizeOf[type] ?? 0) * values
    const inline = size <= wide
    const where = inline ? at + 4 + wide : long(at + 4 + wide)
    // Of a tag that is there twice, the first counts, as in libtiff.
    const id = view.getUint16(at, little)
    if (size > 0 && !entries.has(id)) entries.set(id, { type, count: values, at: where })
  }
  const read: Record<number, (at: number) => number> = {
    1: (at) => bytes[at],
    3: (at) => view.getUint16(at, little),
    4: (at) => view.getUint32(at, little),
    7: (at) => bytes[at],
    8: (at) => view.getInt16(at, little),
    9: (at) => view.getInt32(at, little),
    13: (at) => view.getUint32(at, little),
    16: (at) => Number(view.getBigUint64(at, little)),
    18: (at) => Number(view.getBigUint64(at, little)),
  }
  const inFile = (id: number): Entry | undefined => {
    const entry = entries.get(id)
    if (entry && entry.at + entry.count * sizeOf[entry.type] > bytes.length) throw truncatedTiff(`the values of tag ${id} lie beyond its end`)
    return entry
  }
  const numbers = (id: number): number[] | undefined => {
    const entry = inFile(id)
    if (!entry) return undefined
    const value = read[entry.type]
    if (!value) throw corruptTiff(offset, `tag ${id} holds no whole numbers`)
    return Array.from({ length: entry.count }, (_, i) => value(entry.at + i * sizeOf[entry.type]))
  }
  return {
    next: long(end),
    directory: {
      has: (id) => entries.has(id),
      numbers,
      number: (id, otherwise) => numbers(id)?.[0] ?? otherwise,
      bytes: (id) => {
        const entry = inFile(id)
        return entry && bytes.subarray(entry.at, entry.at + entry.count * sizeOf[entry.type])
      },
    },
  }
}

/**
 * Reads the header and the first directory, and counts the pages. Classic and Big TIFF in either byte order. Throws
 * `truncated-file` for what lies beyond the end, `corrupt-file` for directories that form a loop.
 */
export function readTiffFile(bytes: Uint8Array): TiffFile {
  if (bytes.length < 8) throw truncatedTiff('it ends within its header')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = bytes[0] === 0x49
  const big = view.getUint16(2, little) === 43
  if (big && bytes.length < 16) throw truncatedTiff('it ends within its header')
  if (big && view.getUint16(4, little) !== 8) throw corruptTiff(4, 'offsets of another width than 8 bytes')
  let offset = big ? Number(view.getBigUint64(8, little)) : view.getUint32(4, little)
  if (offset === 0) throw corruptTiff(4, 'it has no directory')
  const seen = new Set<number>()
  let first: Directory | undefined
  while (offset !== 0 && seen.size < mostPages) {
    if (seen.has(offset)) throw corruptTiff(offset, 'its directories form a loop')
    seen.add(offset)
    const { directory, next } = directoryAt(bytes, view, little, big, offset)
    first ??= directory
    offset = next
  }
  if (!first) throw corruptTiff(4, 'it has no directory')
  return { little, first, pages: seen.size }
}
