import { joinedAdler32 } from './adler32.ts'
import { joined } from './bytes.ts'
import { breather, checkCancelled, type EncodeContext, type Encoded, type EncodeOptions } from './codec.ts'
import { fileParts } from './file-parts.ts'
import { deflate } from './inflate.ts'
import { choosePacking, drawingPacker, zlibTail } from './packing.ts'
import { chunk, pngSignature } from './png-chunks.ts'
import { averageFilter, filteredRows, noFilter } from './png-filter.ts'
import type { Rows } from './rows.ts'
import { packStrips, rowsOfStrip } from './strips.ts'

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

function headerChunk({ width, height, channels, depth }: Rows): Uint8Array {
  const body = new Uint8Array(13)
  const view = new DataView(body.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  body[8] = depth === 'u16' ? 16 : 8
  body[9] = { 1: 0, 2: 4, 3: 2, 4: 6 }[channels]
  return chunk('IHDR', body)
}

/** What the numbers mean: the picture's profile as it came, or the sRGB mark (PNG 11.3.3). */
async function colourChunk({ encoding }: Rows): Promise<Uint8Array> {
  if (encoding === 'srgb') return chunk('sRGB', Uint8Array.of(0))
  if (encoding === 'linear' || 'gamma' in encoding) {
    const body = new Uint8Array(4)
    new DataView(body.buffer).setUint32(0, Math.round(100000 / (encoding === 'linear' ? 1 : encoding.gamma)))
    return chunk('gAMA', body)
  }
  return chunk('iCCP', joined([latin('ICC profile\0\0'), await deflate(encoding.icc)]))
}

/** How many bits count, where that is fewer than the samples have (PNG 11.3.3.4); the codes stay as they are. */
const bitsChunk = ({ bits, depth, channels }: Rows): Uint8Array =>
  bits < (depth === 'u16' ? 16 : 8) ? chunk('sBIT', new Uint8Array(channels).fill(bits)) : new Uint8Array(0)

/** The one stream of a drawing, whose strips lean on one another; `take` gets its parts. */
async function packDrawing(picture: Rows, rows: number, context: EncodeContext, take: (part: Uint8Array) => void): Promise<void> {
  const { height } = picture
  const breathe = breather(context)
  const packer = drawingPacker()
  for (let top = 0; top < height; top += rows) {
    await breathe()
    const count = Math.min(rows, height - top)
    const packed = await packer.pack(filteredRows(picture, noFilter, top, count), top + count === height)
    if (packed.length > 0) take(chunk('IDAT', packed))
    context.onProgress?.((top + count) / height)
  }
}

/**
 * A PNG of 8 or 16 bits, grey or RGB, with or without alpha, and with the picture's ICC profile. The samples are written
 * as they are; 10, 12 or 14 significant bits are stated as sBIT.
 */
export async function encodePng(picture: Rows, _options: EncodeOptions, context: EncodeContext): Promise<Encoded> {
  const { width, height, channels, depth } = picture
  const rows = rowsOfStrip(picture)
  const packing = await choosePacking((kind, share) =>
    filteredRows(picture, kind === 'photograph' ? averageFilter : noFilter, Math.floor(share * (height - rows)), rows),
  )
  const head = joined([latin(pngSignature), headerChunk(picture), await colourChunk(picture), bitsChunk(picture)])
  const file = fileParts()
  file.add(head)
  if (packing === 'drawing') await packDrawing(picture, rows, context, file.add)
  else {
    const rowLength = 1 + width * channels * (depth === 'u16' ? 2 : 1)
    let whole = 1
    await packStrips(picture, { form: 'png', packing, rows }, context, (strip, sum, count) => {
      file.add(strip)
      whole = joinedAdler32(whole, sum, count * rowLength)
    })
    file.add(chunk('IDAT', zlibTail(whole)))
  }
  checkCancelled(context)
  file.add(chunk('IEND', new Uint8Array(0)))
  return { file: file.finish('image/png'), notes: [] }
}
