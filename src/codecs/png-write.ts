import { joined } from './bytes.ts'
import { checkCancelled, type EncodeContext, type Encoded, type EncodeOptions, type IntegerRaster } from './codec.ts'
import { crc32 } from './crc32.ts'
import { deflate } from './inflate.ts'
import { pngSignature } from './png-chunks.ts'
import { paethRow } from './png-filter.ts'

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
  const packed: Uint8Array[] = [latin('ICC profile\0\0')]
  await deflate([encoding.icc], (piece) => packed.push(piece))
  return chunk('iCCP', joined(packed))
}

/** The rows as the filter leaves them, in batches of about 256 KiB. */
function* filteredRows(raster: IntegerRaster, context: EncodeContext): Generator<Uint8Array> {
  const { width, height, channels } = raster
  const wide = raster.depth === 'u16'
  const step = channels * (wide ? 2 : 1)
  const length = width * step
  let row: Uint8Array = new Uint8Array(length)
  let above: Uint8Array = new Uint8Array(length)
  const batch = Math.max(1, Math.floor(2 ** 18 / (length + 1)))
  for (let top = 0; top < height; top += batch) {
    checkCancelled(context)
    const count = Math.min(batch, height - top)
    const out = new Uint8Array(count * (length + 1))
    for (let i = 0; i < count; i++) {
      const from = (top + i) * width * channels
      if (wide) {
        const data = raster.data
        for (let k = 0; k < length; k += 2) {
          const value = data[from + (k >> 1)]
          row[k] = value >> 8
          row[k + 1] = value
        }
      } else row.set(raster.data.subarray(from, from + length))
      paethRow(out.subarray(i * (length + 1), (i + 1) * (length + 1)), row, above, step)
      ;[row, above] = [above, row]
    }
    context.onProgress?.(top / height)
    yield out
  }
}

/**
 * A PNG of 8 or 16 bits, grey or RGB, with or without alpha, and with the picture's ICC profile. The samples are written
 * as they are.
 */
export async function encodePng(raster: IntegerRaster, _options: EncodeOptions, context: EncodeContext): Promise<Encoded> {
  const parts: Uint8Array[] = [latin(pngSignature), ...headerChunk(raster), ...(await colourChunks(raster))]
  await deflate(filteredRows(raster, context), (piece) => parts.push(...chunk('IDAT', piece)), context.signal)
  checkCancelled(context)
  parts.push(...chunk('IEND', new Uint8Array(0)))
  return { bytes: joined(parts), type: 'image/png', notes: [] }
}
