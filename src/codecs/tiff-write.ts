import { failure } from '../kernels/failure.ts'
import { hasAlpha } from '../kernels/raster.ts'
import { checkCancelled, type EncodeContext, type Encoded, type EncodeOptions } from './codec.ts'
import { profileOf } from './icc.ts'
import { fileParts } from './file-parts.ts'
import { choosePacking } from './packing.ts'
import type { Rows } from './rows.ts'
import { packStrips, rowsOfStrip } from './strips.ts'
import { stripSamples } from './tiff-predictor.ts'
import { tag } from './tiff-tags.ts'

const short = 3
const long = 4
const undefinedBytes = 7

type Field = readonly [id: number, type: typeof short | typeof long | typeof undefinedBytes, values: readonly number[] | Uint8Array]

const bytesOf = { [short]: 2, [long]: 4, [undefinedBytes]: 1 }

/** A directory at `offset`, with the values that do not fit into its slots behind it. Tags in rising order. */
function directory(fields: readonly Field[], offset: number): Uint8Array {
  const sorted = fields.toSorted(([a], [b]) => a - b)
  const head = 2 + 12 * sorted.length + 4
  const outside = sorted.reduce((sum, [, type, values]) => {
    const size = values.length * bytesOf[type]
    return sum + (size > 4 ? size + (size & 1) : 0)
  }, 0)
  const bytes = new Uint8Array(head + outside)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, sorted.length, true)
  let free = head
  sorted.forEach(([id, type, values], i) => {
    const slot = 2 + 12 * i
    const size = values.length * bytesOf[type]
    view.setUint16(slot, id, true)
    view.setUint16(slot + 2, type, true)
    view.setUint32(slot + 4, values.length, true)
    let at = slot + 8
    if (size > 4) {
      view.setUint32(at, offset + free, true)
      at = free
      free += size + (size & 1)
    }
    for (const value of values) {
      if (type === short) view.setUint16(at, value, true)
      else if (type === long) view.setUint32(at, value, true)
      else bytes[at] = value
      at += bytesOf[type]
    }
  })
  return bytes
}

const headBytes = 8

/** Offsets have 32 bits. */
const mostBytes = 2 ** 32 - 2 ** 26

/** The file's first bytes, which name the place of the directory. */
function headOf(directoryAt: number): Uint8Array<ArrayBuffer> {
  const head = Uint8Array.of(0x49, 0x49, 42, 0, 0, 0, 0, 0)
  new DataView(head.buffer).setUint32(4, directoryAt, true)
  return head
}

/**
 * A TIFF of 8 or 16 bits, little-endian, deflate, straight alpha, with the picture's ICC
 * profile. Samples are written as they are; 10, 12 or 14 significant bits are stated as MaxSampleValue.
 */
export async function encodeTiff(picture: Rows, _options: EncodeOptions, context: EncodeContext): Promise<Encoded> {
  const { width, height, channels, depth, bits, encoding } = picture
  const container = depth === 'u16' ? 16 : 8
  const rows = rowsOfStrip(picture)
  const offsets: number[] = []
  const counts: number[] = []
  const packing = await choosePacking((kind, share) => stripSamples(picture, kind, Math.floor(share * (height - rows)), rows))
  const body = fileParts()
  const place = (): number => headBytes + body.length
  await packStrips(picture, { form: 'tiff', packing, rows }, context, (strip) => {
    const bytes = place() + strip.length
    if (bytes >= mostBytes) throw failure({ code: 'too-large', width, height, bytes, limit: mostBytes })
    offsets.push(place())
    counts.push(strip.length)
    body.add(strip)
  })
  checkCancelled(context)
  if (body.length & 1) body.add(new Uint8Array(1))
  const alike = (value: number): number[] => Array.from({ length: channels }, () => value)
  const fields: Field[] = [
    [tag.width, long, [width]],
    [tag.height, long, [height]],
    [tag.bitsPerSample, short, alike(container)],
    [tag.compression, short, [8]],
    [tag.photometric, short, [channels < 3 ? 1 : 2]],
    [tag.stripOffsets, long, offsets],
    [tag.samplesPerPixel, short, [channels]],
    [tag.rowsPerStrip, long, [rows]],
    [tag.stripByteCounts, long, counts],
    [tag.planarConfiguration, short, [1]],
    [tag.predictor, short, [packing === 'photograph' ? 2 : 1]],
    [tag.sampleFormat, short, alike(1)],
  ]
  if (bits < container) fields.push([tag.maxSampleValue, short, alike(2 ** bits - 1)])
  if (hasAlpha(channels)) fields.push([tag.extraSamples, short, [2]])
  fields.push([tag.iccProfile, undefinedBytes, profileOf(encoding, channels)])
  const at = place()
  body.add(directory(fields, at))
  return { file: body.finish('image/tiff', headOf(at)), notes: [] }
}
