import { hasAlpha, type DataOf, type Depth } from '../kernels/raster.ts'
import { checkCancelled, type DecodeContext } from './codec.ts'
import { blockReader } from './tiff-blocks.ts'
import type { TiffPage } from './tiff-page.ts'
import { rowBytes, samplesOf, type Samples } from './tiff-samples.ts'
import { corruptTiff, truncatedTiff } from './tiff-tags.ts'

type Line = DataOf[Depth]

/**
 * Puts the samples of a part of a row into the raster. `plane` is the sample's number in a planar file, −1 where all
 * samples of a pixel stand together.
 */
type Place = (row: Samples, pixels: number, to: number, plane: number) => void

/** Stored sample → channel of the raster, −1 for those left out. */
function channelOfSample(page: TiffPage): number[] {
  const colours = page.colour === 'rgb' || page.colour === 'ycbcr' ? 3 : 1
  return Array.from({ length: page.samples }, (_, s) => {
    if (s < colours) return s
    return s === colours && page.alpha !== 'none' ? page.channels - 1 : -1
  })
}

/** Codes of up to 8 bits as the raster shows them: stretched to 0 … 255, and black first where the file has white first. */
function codeTable(page: TiffPage, invert: boolean): Uint8Array {
  const most = 2 ** page.bits - 1
  return Uint8Array.from({ length: most + 1 }, (_, code) => Math.round(((invert ? most - code : code) * 255) / most))
}

/** Palette entries have 16 bits; old programs wrote 8 (libtiff looks for that in the same way). */
function paletteTables(page: TiffPage): readonly Uint8Array[] {
  const map = page.colourMap ?? []
  const entries = 2 ** page.bits
  const shift = map.some((value) => value > 255) ? 8 : 0
  return [0, 1, 2].map((c) => Uint8Array.from({ length: entries }, (_, i) => map[c * entries + i] >> shift))
}

function placer(page: TiffPage, out: Line): Place {
  const { channels, samples, colour, bits, depth } = page
  const target = channelOfSample(page)
  const tables = colour === 'palette' ? paletteTables(page) : undefined
  const invert = colour === 'white-is-zero'
  const most = 2 ** bits - 1
  const table = depth === 'u8' && !tables && (bits < 8 || invert) ? codeTable(page, invert) : undefined
  const straightTable = table && codeTable(page, false)
  const copies = !tables && !table && !invert && samples === channels

  return (row, pixels, to, plane) => {
    if (copies && plane < 0) {
      out.set(row.length === pixels * samples ? row : row.subarray(0, pixels * samples), to * channels)
      return
    }
    const step = plane < 0 ? samples : 1
    const first = plane < 0 ? 0 : plane
    const last = plane < 0 ? samples - 1 : plane
    for (let s = first; s <= last; s++) {
      const channel = target[s]
      if (channel < 0) continue
      let from = plane < 0 ? s : 0
      let at = to * channels + channel
      const isColour = !(hasAlpha(channels) && channel === channels - 1)
      if (tables && isColour) {
        for (let x = 0; x < pixels; x++, from += step, at += channels) {
          const index = row[from]
          out[at] = tables[0][index]
          out[at + 1] = tables[1][index]
          out[at + 2] = tables[2][index]
        }
      } else if (table && straightTable) {
        const codes = isColour ? table : straightTable
        for (let x = 0; x < pixels; x++, from += step, at += channels) out[at] = codes[row[from]]
      } else if (invert && isColour && depth !== 'f32') {
        for (let x = 0; x < pixels; x++, from += step, at += channels) out[at] = most - row[from]
      } else for (let x = 0; x < pixels; x++, from += step, at += channels) out[at] = row[from]
    }
  }
}

/**
 * Reads all blocks of a page into `out`, which has page.width × page.height × page.channels samples. Memory is one block
 * beside it. Throws `truncated-file`, `corrupt-file`, `cancelled`.
 */
export async function readTiffPixels(bytes: Uint8Array, little: boolean, page: TiffPage, out: Line, context: DecodeContext): Promise<void> {
  const { width, height, blockWidth, blockHeight, samples, bits } = page
  const across = Math.ceil(width / blockWidth)
  const down = Math.ceil(height / blockHeight)
  const perPlane = across * down
  const blocks = perPlane * (page.planar ? samples : 1)
  if (page.offsets.length < blocks) throw corruptTiff(0, `it names ${page.offsets.length} of ${blocks} ${page.tiled ? 'tiles' : 'strips'}`)
  if (page.counts.length < blocks && page.compression !== 'none' && blocks > 1) throw truncatedTiff('it does not say how long its parts are')
  const together = page.planar ? 1 : samples
  const bytesOfRow = rowBytes(blockWidth * together, bits)
  const layout = { bits, format: page.format, little, predictor: page.predictor, step: together }
  const target = channelOfSample(page)
  const read = await blockReader(bytes, page, blocks, context)
  const place = placer(page, out)
  for (let index = 0; index < blocks; index++) {
    const plane = page.planar ? Math.floor(index / perPlane) : -1
    if (plane >= 0 && target[plane] < 0) continue
    const inPlane = index % perPlane
    const left = (inPlane % across) * blockWidth
    const top = Math.floor(inPlane / across) * blockHeight
    const rows = Math.min(blockHeight, height - top)
    // A tile is always whole, a last strip only as long as it has to be.
    const storedRows = page.tiled ? blockHeight : rows
    const data = await read(index, storedRows * bytesOfRow, storedRows)
    const pixels = Math.min(blockWidth, width - left)
    for (let y = 0; y < rows; y++) {
      if ((y & 255) === 0) checkCancelled(context)
      const row = samplesOf(data.subarray(y * bytesOfRow, (y + 1) * bytesOfRow), blockWidth * together, layout)
      place(row, pixels, (top + y) * width + left, plane)
    }
    context.onProgress?.((index + 1) / blocks)
  }
}
