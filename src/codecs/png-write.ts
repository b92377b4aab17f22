import { joined } from './bytes.ts'
import { breather, checkCancelled, type EncodeContext, type Encoded, type EncodeOptions, type IntegerRaster } from './codec.ts'
import { crc32 } from './crc32.ts'
import { deflate } from './inflate.ts'
import { choosePacking, makePacker } from './packing.ts'
import { pngSignature } from './png-chunks.ts'
import { averageFilter, type Filter, noFilter } from './png-filter.ts'

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** Length, type, body and checksum. */
function chunk(type: string, body: Uint8Array): Uint8Array[] {
  const head = new Uint8Array(8)
  new DataView(head.buffer).setUint32(0, body.length)
  head.set(latin(type), 4)
  const tail = new Uint8Array(4)
  new DataView(tail.buffer).setUint32(0, crc32(body, crc32(head.subarray(4))))
  return [head, body, tail]
}

function headerChunk(raster: IntegerRaster): Uint8Array[] {
  const body = new Uint8Array(13)
  const view = new DataView(body.buffer)
  view.setUint32(0, raster.width)
  view.setUint32(4, raster.height)
  body[8] = raster.depth === 'u16' ? 16 : 8
  body[9] = { 1: 0, 2: 4, 3: 2, 4: 6 }[raster.channels]
  return chunk('IHDR', body)
}

/** What the numbers mean: the picture's profile as it came, or the sRGB mark (PNG 11.3.3). */
async function colourChunks({ encoding }: IntegerRaster): Promise<Uint8Array[]> {
  if (encoding === 'srgb') return chunk('sRGB', Uint8Array.of(0))
  if (encoding === 'linear' || 'gamma' in encoding) {
    const body = new Uint8Array(4)
    new DataView(body.buffer).setUint32(0, Math.round(100000 / (encoding === 'linear' ? 1 : encoding.gamma)))
    return chunk('gAMA', body)
  }
  return chunk('iCCP', joined([latin('ICC profile\0\0'), await deflate(encoding.icc)]))
}

/** How many bits count, where that is fewer than the samples have (PNG 11.3.3.4); the codes stay as they are. */
const bitsChunk = ({ bits, depth, channels }: IntegerRaster): Uint8Array[] =>
  bits < (depth === 'u16' ? 16 : 8) ? chunk('sBIT', new Uint8Array(channels).fill(bits)) : []

/** `count` rows from `top` on, as the filter leaves them. */
function filteredRows(raster: IntegerRaster, filter: Filter, top: number, count: number): Uint8Array {
  const { width, channels } = raster
  const wide = raster.depth === 'u16'
  const step = channels * (wide ? 2 : 1)
  const length = width * step
  const out = new Uint8Array(count * (length + 1))
  let row: Uint8Array = new Uint8Array(length)
  let above: Uint8Array = new Uint8Array(length)
  if (top > 0) rowBytes(raster, top - 1, above)
  for (let i = 0; i < count; i++) {
    rowBytes(raster, top + i, row)
    filter(out.subarray(i * (length + 1), (i + 1) * (length + 1)), row, above, step)
    ;[row, above] = [above, row]
  }
  return out
}

/** The samples of a row, big-endian. */
function rowBytes({ width, channels, data }: IntegerRaster, y: number, row: Uint8Array): void {
  const from = y * width * channels
  if (data instanceof Uint8Array) {
    row.set(data.subarray(from, from + row.length))
    return
  }
  for (let i = 0, k = 0; k < row.length; i++, k += 2) {
    const value = data[from + i]
    row[k] = value >> 8
    row[k + 1] = value
  }
}

/** About so many bytes are filtered and packed at a time. */
const batchBytes = 200_000

/**
 * A PNG of 8 or 16 bits, grey or RGB, with or without alpha, and with the picture's ICC profile. The samples are written
 * as they are; 10, 12 or 14 significant bits are stated as sBIT.
 */
export async function encodePng(raster: IntegerRaster, _options: EncodeOptions, context: EncodeContext): Promise<Encoded> {
  const { height } = raster
  const parts: Uint8Array[] = [latin(pngSignature), ...headerChunk(raster), ...(await colourChunks(raster)), ...bitsChunk(raster)]
  const rowLength = 1 + raster.width * raster.channels * (raster.depth === 'u16' ? 2 : 1)
  const batch = Math.max(1, Math.floor(batchBytes / rowLength))
  const packing = await choosePacking((kind, share) => {
    const top = Math.floor(share * Math.max(0, height - batch))
    return filteredRows(raster, kind === 'photograph' ? averageFilter : noFilter, top, Math.min(batch, height))
  })
  const filter = packing === 'photograph' ? averageFilter : noFilter
  const breathe = breather(context)
  const packer = makePacker(packing)
  for (let top = 0; top < height; top += batch) {
    await breathe()
    const count = Math.min(batch, height - top)
    const packed = await packer.pack(filteredRows(raster, filter, top, count), top + count === height)
    if (packed.length > 0) parts.push(...chunk('IDAT', packed))
    context.onProgress?.((top + count) / height)
  }
  checkCancelled(context)
  parts.push(...chunk('IEND', new Uint8Array(0)))
  return { bytes: joined(parts), type: 'image/png', notes: [] }
}
