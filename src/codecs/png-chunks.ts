import { failure, type FailureError } from '../kernels/failure.ts'
import { ascii, startsWith, u16be, u32be } from './bytes.ts'
import { crc32 } from '../kernels/crc32.ts'

export const pngSignature = '\x89PNG\r\n\x1a\n'

/** IHDR, PNG (third edition) 11.2.1. */
export interface PngHeader {
  readonly width: number
  readonly height: number
  readonly bitDepth: number
  readonly colourType: 0 | 2 | 3 | 4 | 6
  readonly interlaced: boolean
}

/** What a decoder needs of a PNG, in the file's own words. */
export interface PngFile {
  readonly header: PngHeader
  readonly palette: Uint8Array | undefined
  readonly transparency: Uint8Array | undefined
  readonly profile: Uint8Array | undefined
  readonly exif: Uint8Array | undefined
  readonly significantBits: Uint8Array | undefined
  readonly animated: boolean
  /** The pieces of the one zlib stream. */
  readonly data: readonly Uint8Array[]
  /** Where the first of them starts, for messages. */
  readonly dataOffset: number
}

const chunkHead = 8

/** Leaves room for a chunk's length, writes its type, and returns where its body goes. */
export function startChunk(type: string, out: Uint8Array): number {
  for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i)
  return chunkHead
}

/** Writes the length and the checksum of a chunk whose body ends at `end`, and returns where the chunk does. */
export function finishChunk(out: Uint8Array, end: number): number {
  const view = new DataView(out.buffer, out.byteOffset)
  view.setUint32(0, end - chunkHead)
  view.setUint32(end, crc32(out.subarray(4, end)))
  return end + 4
}

/** Length, type, body and checksum. */
export function chunk(type: string, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(body.length + 12)
  out.set(body, startChunk(type, out))
  finishChunk(out, chunkHead + body.length)
  return out
}

export const corruptPng = (offset: number, what: string): FailureError =>
  failure({ code: 'corrupt-file', format: 'PNG', offset, what })

export const truncatedPng = (what: string): FailureError => failure({ code: 'truncated-file', format: 'PNG', what })

const depthsOf: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

const samplesOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const

/** Samples a pixel as they are stored: a palette index is one. */
export const storedSamples = (header: PngHeader): 1 | 2 | 3 | 4 => samplesOf[header.colourType]

function readHeader(body: Uint8Array, offset: number): PngHeader {
  if (body.length !== 13) throw corruptPng(offset, `the header has ${body.length} bytes instead of 13`)
  const width = u32be(body, 0)
  const height = u32be(body, 4)
  const bitDepth = body[8]
  const colourType = body[9]
  if (width < 1 || height < 1 || width >= 2 ** 31 || height >= 2 ** 31) throw corruptPng(offset, `the size is ${width} × ${height}`)
  if (!depthsOf[colourType]?.includes(bitDepth)) {
    throw corruptPng(offset, `colour type ${colourType} with ${bitDepth} bits does not exist`)
  }
  if (body[10] !== 0 || body[11] !== 0 || body[12] > 1) throw corruptPng(offset, 'compression, filter or interlace method is unknown')
  return { width, height, bitDepth, colourType: colourType as PngHeader['colourType'], interlaced: body[12] === 1 }
}

/** The header alone, so that sizes can be refused before anything else is read; its checksum is tested by `readPngChunks`. */
export function readPngHeader(bytes: Uint8Array): PngHeader {
  if (bytes.length < 33) throw truncatedPng('the file ends within its header')
  if (startsWith(bytes, 'CgBI', 12)) {
    throw failure({ code: 'unsupported-format', format: 'PNG', what: 'it is in the form that only iOS programs use' })
  }
  if (!startsWith(bytes, 'IHDR', 12) || u32be(bytes, 8) !== 13) throw corruptPng(8, 'it does not start with a header')
  return readHeader(bytes.subarray(16, 29), 16)
}

const isCritical = (type: string): boolean => (type.charCodeAt(0) & 32) === 0

/**
 * Walks all chunks and checks lengths and checksums. A damaged chunk that the picture does not need is left out; a
 * damaged one that it needs, and a missing end, are failures.
 */
export function readPngChunks(bytes: Uint8Array): PngFile {
  const header = readPngHeader(bytes)
  if (crc32(bytes.subarray(12, 29)) !== u32be(bytes, 29)) throw corruptPng(12, 'the checksum of the header is wrong')
  const found = new Map<string, Uint8Array>()
  const data: Uint8Array[] = []
  let dataOffset = 0
  let at = 33
  for (;;) {
    if (at + 12 > bytes.length) throw truncatedPng(`it ends after ${bytes.length} bytes, before its end mark`)
    const length = u32be(bytes, at)
    const type = ascii(bytes, at + 4, 4)
    if (!/^[A-Za-z]{4}$/.test(type) || length >= 2 ** 31) throw corruptPng(at, 'a chunk was expected')
    const end = at + 12 + length
    if (end > bytes.length) throw truncatedPng(`it ends after ${bytes.length} bytes, within the chunk ${type}`)
    const body = bytes.subarray(at + 8, at + 8 + length)
    const sound = crc32(bytes.subarray(at + 4, at + 8 + length)) === u32be(bytes, end - 4)
    if (!sound && isCritical(type)) throw corruptPng(at, `the checksum of the chunk ${type} is wrong`)
    if (type === 'IEND') break
    if (type === 'IDAT') {
      if (data.length === 0) dataOffset = at
      data.push(body)
    } else if (isCritical(type) && type !== 'PLTE') throw corruptPng(at, `the chunk ${type} is unknown`)
    else if (sound && !found.has(type)) found.set(type, body)
    at = end
  }
  if (data.length === 0) throw corruptPng(at, 'there are no picture data')
  const palette = found.get('PLTE')
  if (header.colourType === 3 && (!palette || palette.length === 0 || palette.length % 3 !== 0 || palette.length > 768)) {
    throw corruptPng(33, 'the palette is missing or damaged')
  }
  return {
    header,
    palette,
    transparency: found.get('tRNS'),
    profile: found.get('iCCP'),
    exif: found.get('eXIf'),
    significantBits: found.get('sBIT'),
    animated: found.has('acTL'),
    data,
    dataOffset,
  }
}

/** The two-byte values of tRNS that mean "transparent", for grey and RGB. */
export function transparentKey(file: PngFile): readonly number[] | undefined {
  const { transparency, header } = file
  if (!transparency) return undefined
  if (header.colourType === 0 && transparency.length >= 2) return [u16be(transparency, 0)]
  if (header.colourType === 2 && transparency.length >= 6) return [0, 2, 4].map((i) => u16be(transparency, i))
  return undefined
}
