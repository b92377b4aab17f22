import { failure, type FailureError } from '../kernels/failure.ts'
import { ascii, joined, startsWith, u16le, u32le } from './bytes.ts'

export interface WebpHeader {
  readonly width: number
  readonly height: number
  readonly alpha: boolean
  readonly animated: boolean
  readonly icc: Uint8Array | undefined
  readonly exif: Uint8Array | undefined
  /** The (first) picture alone, as a WebP without profile, EXIF and animation. */
  readonly plain: Uint8Array<ArrayBuffer>
}

const corrupt = (offset: number, what: string): FailureError => failure({ code: 'corrupt-file', format: 'WebP', offset, what })
const truncated = (what: string): FailureError => failure({ code: 'truncated-file', format: 'WebP', what })

interface Chunk {
  readonly type: string
  readonly body: Uint8Array
  readonly offset: number
}

const u24le = (bytes: Uint8Array, at: number): number => u16le(bytes, at) + ((bytes[at + 2] ?? 0) << 16)

/** The chunks between two offsets; each is padded to an even length. */
function chunksOf(bytes: Uint8Array, from: number, to: number): Chunk[] {
  const chunks: Chunk[] = []
  let at = from
  while (at + 8 <= to) {
    const type = ascii(bytes, at, 4)
    const length = u32le(bytes, at + 4)
    if (at + 8 + length > to) throw truncated(`the chunk ${JSON.stringify(type)} says ${length} bytes, ${to - at - 8} are there`)
    chunks.push({ type, body: bytes.subarray(at + 8, at + 8 + length), offset: at })
    at += 8 + length + (length & 1)
  }
  return chunks
}

interface Size {
  readonly width: number
  readonly height: number
  readonly alpha: boolean
}

/** The size in the picture's own header: VP8 (RFC 6386, 9.1) or VP8L (lossless specification, 3). */
function pictureSize({ type, body, offset }: Chunk): Size {
  if (type === 'VP8L') {
    if (body.length < 5 || body[0] !== 0x2f) throw corrupt(offset, 'the lossless picture has no header')
    const packed = u32le(body, 1)
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1, alpha: ((packed >>> 28) & 1) === 1 }
  }
  if (body.length < 10 || !startsWith(body, '\x9d\x01\x2a', 3) || (body[0] & 1) !== 0) throw corrupt(offset, 'the picture has no header')
  const firstPartition = u24le(body, 0) >>> 5
  if (10 + firstPartition > body.length) throw truncated('the picture data break off')
  return { width: u16le(body, 6) & 0x3fff, height: u16le(body, 8) & 0x3fff, alpha: false }
}

function chunkBytes(type: string, body: Uint8Array): Uint8Array[] {
  const head = new Uint8Array(8)
  for (let i = 0; i < 4; i++) head[i] = type.charCodeAt(i)
  new DataView(head.buffer).setUint32(4, body.length, true)
  return body.length & 1 ? [head, body, new Uint8Array(1)] : [head, body]
}

/** VP8X: flags, then the canvas's size less one, in 24 bits each. */
function canvasChunk({ width, height }: Size, flags: number): Uint8Array[] {
  const body = new Uint8Array(10)
  body[0] = flags
  for (let i = 0; i < 3; i++) {
    body[4 + i] = ((width - 1) >>> (8 * i)) & 255
    body[7 + i] = ((height - 1) >>> (8 * i)) & 255
  }
  return chunkBytes('VP8X', body)
}

function container(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const head = Uint8Array.from('RIFF\0\0\0\0WEBP', (letter) => letter.charCodeAt(0))
  new DataView(head.buffer).setUint32(4, length + 4, true)
  return joined([head, ...parts])
}

/** A still WebP of one picture and, perhaps, its alpha plane. */
function still(picture: Chunk, alpha: Chunk | undefined, size: Size): Uint8Array<ArrayBuffer> {
  const main = chunkBytes(picture.type, picture.body)
  return container(alpha ? [...canvasChunk(size, 0x10), ...chunkBytes('ALPH', alpha.body), ...main] : main)
}

const isPicture = (chunk: Chunk): boolean => chunk.type === 'VP8 ' || chunk.type === 'VP8L'

/**
 * Reads the container of a WebP. Throws `truncated-file` when the file is shorter than it says, `corrupt-file` when there
 * is no picture in it, `unsupported-format` when an animation does not start with a whole picture.
 */
export function readWebp(bytes: Uint8Array): WebpHeader {
  const end = 8 + u32le(bytes, 4)
  if (end > bytes.length) throw truncated(`it says ${end} bytes and has ${bytes.length}`)
  const chunks = chunksOf(bytes, 12, end)
  const extended = chunks.find((chunk) => chunk.type === 'VP8X')
  const firstFrame = chunks.find((chunk) => chunk.type === 'ANMF')
  // The header of an animation's frame has 16 bytes: position, size, duration, flags.
  const inside = firstFrame ? chunksOf(bytes, firstFrame.offset + 24, firstFrame.offset + 8 + firstFrame.body.length) : chunks
  const picture = inside.find(isPicture)
  if (!picture) throw corrupt(12, 'there is no picture in it')
  const size = pictureSize(picture)
  if (size.width === 0 || size.height === 0) throw corrupt(picture.offset, `the size is ${size.width} × ${size.height}`)
  if (extended) {
    const width = u24le(extended.body, 4) + 1
    const height = u24le(extended.body, 7) + 1
    if (width !== size.width || height !== size.height) {
      if (!firstFrame) throw corrupt(extended.offset, 'the canvas and the picture differ in size')
      throw failure({ code: 'unsupported-format', format: 'WebP', what: 'it is an animation of parts of a picture' })
    }
  }
  const alpha = picture.type === 'VP8 ' ? inside.find((chunk) => chunk.type === 'ALPH') : undefined
  return {
    width: size.width,
    height: size.height,
    alpha: alpha !== undefined || size.alpha,
    animated: firstFrame !== undefined,
    icc: chunks.find((chunk) => chunk.type === 'ICCP')?.body,
    exif: chunks.find((chunk) => chunk.type === 'EXIF')?.body,
    plain: still(picture, alpha, size),
  }
}

/** A WebP with an ICC profile put into it: VP8X, ICCP, then what was there. */
export function withProfile(webp: Uint8Array, icc: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunks = chunksOf(webp, 12, webp.length)
  const picture = chunks.find(isPicture)
  if (!picture) throw corrupt(12, 'there is no picture in it')
  const size = pictureSize(picture)
  const inner = chunks.filter((chunk) => chunk.type === 'ALPH' || isPicture(chunk))
  const hasAlpha = size.alpha || inner.length > 1
  const canvas = canvasChunk(size, 0x20 | (hasAlpha ? 0x10 : 0))
  return container([...canvas, ...chunkBytes('ICCP', icc), ...inner.flatMap(({ type, body }) => chunkBytes(type, body))])
}
