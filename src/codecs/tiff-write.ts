import { failure } from '../kernels/failure.ts'
import { hasAlpha } from '../kernels/raster.ts'
import { joined } from './bytes.ts'
import { breather, checkCancelled, type EncodeContext, type Encoded, type EncodeOptions, type IntegerRaster } from './codec.ts'
import { choosePacking, type Packing, packWhole } from './packing.ts'
import { tag } from './tiff-tags.ts'

const short = 3
const long = 4
const undefinedBytes = 7

type Field = readonly [id: number, type: typeof short | typeof long | typeof undefinedBytes, values: readonly number[] | Uint8Array]

const bytesOf = { [short]: 2, [long]: 4, [undefinedBytes]: 1 }

/** Rows as little-endian bytes: each sample less the one before it (predictor 2) for photographs, else as they are. */
function stripBytes(raster: IntegerRaster, packing: Packing, top: number, rows: number): Uint8Array {
  const { width, channels, data } = raster
  const line = width * channels
  const step = packing === 'photograph' ? channels : line
  const wide = raster.depth === 'u16'
  const out = new Uint8Array(rows * line * (wide ? 2 : 1))
  for (let y = 0, to = 0; y < rows; y++) {
    const from = (top + y) * line
    for (let i = 0; i < line; i++) {
      const value = i < step ? data[from + i] : data[from + i] - data[from + i - step]
      out[to++] = value
      if (wide) out[to++] = value >> 8
    }
  }
  return out
}

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

/** About so much a strip: enough to pack well, little enough to stop and to tell progress between. */
const bytesOfStrip = 200_000
const mostBytes = 2 ** 32 - 2 ** 26

/**
 * A TIFF of 8 or 16 bits, little-endian, deflate, straight alpha, with the picture's ICC
 * profile. Samples are written as they are; 10, 12 or 14 significant bits are stated as MaxSampleValue.
 */
export async function encodeTiff(raster: IntegerRaster, _options: EncodeOptions, context: EncodeContext): Promise<Encoded> {
  const { width, height, channels, depth, bits, encoding } = raster
  const container = depth === 'u16' ? 16 : 8
  const rows = Math.min(height, Math.max(1, Math.floor(bytesOfStrip / (width * channels * (container / 8)))))
  const head = Uint8Array.of(0x49, 0x49, 42, 0, 0, 0, 0, 0)
  const parts: Uint8Array[] = [head]
  const offsets: number[] = []
  const counts: number[] = []
  let at = head.length
  const packing = await choosePacking((kind, share) => stripBytes(raster, kind, Math.floor(share * (height - rows)), rows))
  const breathe = breather(context)
  for (let top = 0; top < height; top += rows) {
    await breathe()
    const strip = await packWhole(packing, stripBytes(raster, packing, top, Math.min(rows, height - top)))
    offsets.push(at)
    counts.push(strip.length)
    parts.push(strip)
    at += strip.length
    // Offsets have 32 bits.
    if (at >= mostBytes) throw failure({ code: 'too-large', width, height, bytes: at, limit: mostBytes })
    context.onProgress?.(Math.min(1, (top + rows) / height))
  }
  checkCancelled(context)
  if (at & 1) {
    parts.push(new Uint8Array(1))
    at++
  }
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
  if (typeof encoding === 'object' && 'icc' in encoding) fields.push([tag.iccProfile, undefinedBytes, encoding.icc])
  new DataView(head.buffer).setUint32(4, at, true)
  parts.push(directory(fields, at))
  return { bytes: joined(parts), type: 'image/tiff', notes: [] }
}
