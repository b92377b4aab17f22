import type { Channels, Raster } from '../kernels/raster.ts'
import { breather, type DecodeContext } from './codec.ts'
import { inflate } from './inflate.ts'
import { emptyRaster } from './memory.ts'
import { corruptPng, storedSamples, transparentKey, truncatedPng, type PngFile, type PngHeader } from './png-chunks.ts'
import { unfilter } from './png-filter.ts'

interface Pass {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
  readonly width: number
  readonly height: number
}

const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** The passes that are not empty (PNG 8.1): one for a picture that is not interlaced. */
function passesOf({ width, height, interlaced }: PngHeader): readonly Pass[] {
  if (!interlaced) return [{ x: 0, y: 0, dx: 1, dy: 1, width, height }]
  return adam7
    .map(([x, y, dx, dy]) => ({ x, y, dx, dy, width: Math.ceil((width - x) / dx), height: Math.ceil((height - y) / dy) }))
    .filter((pass) => pass.width > 0 && pass.height > 0)
}

type Line = Uint8Array | Uint16Array
/** Turns a row's bytes into samples of the raster, from `to` on. */
type Expand = (row: Uint8Array, count: number, out: Line, to: number) => void

/** Channels of the raster: a palette becomes RGB, transparent colours and palette entries add alpha. */
export function pngChannels(file: PngFile): Channels {
  const { colourType } = file.header
  if (colourType === 3) return file.transparency ? 4 : 3
  const stored = storedSamples(file.header)
  return transparentKey(file) ? ((stored + 1) as Channels) : stored
}

function expandPalette(file: PngFile, bits: number): Expand {
  const palette = file.palette ?? new Uint8Array(0)
  const alpha = file.transparency
  const entries = palette.length / 3
  const mask = (1 << bits) - 1
  return (row, count, out, to) => {
    for (let x = 0; x < count; x++) {
      const bit = x * bits
      const index = (row[bit >> 3] >> (8 - bits - (bit & 7))) & mask
      if (index >= entries) throw corruptPng(file.dataOffset, `a pixel has the colour ${index} of ${entries}`)
      out[to++] = palette[3 * index]
      out[to++] = palette[3 * index + 1]
      out[to++] = palette[3 * index + 2]
      if (alpha) out[to++] = alpha[index] ?? 255
    }
  }
}

/** Grey of 1, 2 or 4 bits, stretched to 8: white stays white. */
function expandSmallGrey(bits: number, key: number | undefined): Expand {
  const mask = (1 << bits) - 1
  const scale = 255 / mask
  return (row, count, out, to) => {
    for (let x = 0; x < count; x++) {
      const bit = x * bits
      const value = (row[bit >> 3] >> (8 - bits - (bit & 7))) & mask
      out[to++] = value * scale
      if (key !== undefined) out[to++] = value === key ? 0 : 255
    }
  }
}

function expandWhole(samples: number, wide: boolean, key: readonly number[] | undefined): Expand {
  if (!key) {
    if (!wide) return (row, count, out, to) => out.set(row.subarray(0, count * samples), to)
    return (row, count, out, to) => {
      for (let i = 0, n = 2 * count * samples; i < n; i += 2) out[to++] = (row[i] << 8) | row[i + 1]
    }
  }
  const opaque = wide ? 65535 : 255
  return (row, count, out, to) => {
    for (let x = 0; x < count; x++) {
      let same = true
      for (let s = 0; s < samples; s++) {
        const i = x * samples + s
        const value = wide ? (row[2 * i] << 8) | row[2 * i + 1] : row[i]
        same &&= value === key[s]
        out[to++] = value
      }
      out[to++] = same ? 0 : opaque
    }
  }
}

function expandOf(file: PngFile): Expand {
  const { colourType, bitDepth } = file.header
  const key = transparentKey(file)
  if (colourType === 3) return expandPalette(file, bitDepth)
  if (bitDepth < 8) return expandSmallGrey(bitDepth, key?.[0])
  return expandWhole(storedSamples(file.header), bitDepth === 16, key)
}

/**
 * The pixels of a PNG: 8 bits for depths up to 8, 16 bits exact for 16. Memory is the raster and two rows. Throws
 * `truncated-file` when the stream ends before the last row, `corrupt-file` when it is damaged, `cancelled`.
 */
export async function readPngPixels(file: PngFile, context: DecodeContext): Promise<Raster<'u8'> | Raster<'u16'>> {
  const { header } = file
  const { width, height } = header
  const channels = pngChannels(file)
  const bitsPerPixel = storedSamples(header) * header.bitDepth
  const step = Math.max(1, bitsPerPixel >> 3)
  const passes = passesOf(header)
  const bytesOf = (pass: Pass): number => Math.ceil((pass.width * bitsPerPixel) / 8)
  const expected = passes.reduce((sum, pass) => sum + pass.height * (1 + bytesOf(pass)), 0)
  const stored = file.data.reduce((sum, piece) => sum + piece.length, 0)
  // Deflate cannot shrink below 1 : 1032, so a header that promises more is refused before its raster is allocated.
  if (expected > (stored + 1) * 1032) throw truncatedPng(`${stored} bytes of data cannot hold ${width} × ${height} pixels`)

  const shape = { width, height, channels }
  const raster = header.bitDepth === 16 ? emptyRaster(shape, 'u16', context) : emptyRaster(shape, 'u8', context)
  const out: Line = raster.data
  const expand = expandOf(file)
  const scratch: Line | undefined = header.interlaced ? new (raster.depth === 'u16' ? Uint16Array : Uint8Array)(width * channels) : undefined

  let index = 0
  let pass = passes[0]
  let y = 0
  let row = new Uint8Array(1 + bytesOf(pass))
  let above = new Uint8Array(1 + bytesOf(pass))
  let filled = 0

  const place = (): void => {
    const line = row.subarray(1)
    unfilter(row[0], line, above.subarray(1), step, file.dataOffset)
    const top = (pass.y + y * pass.dy) * width
    if (!scratch) expand(line, width, out, top * channels)
    else {
      expand(line, pass.width, scratch, 0)
      for (let x = 0, from = 0; x < pass.width; x++) {
        let to = (top + pass.x + x * pass.dx) * channels
        for (let c = 0; c < channels; c++) out[to++] = scratch[from++]
      }
    }
    ;[row, above] = [above, row]
    y++
    if (y < pass.height || index + 1 === passes.length) return
    pass = passes[++index]
    y = 0
    row = new Uint8Array(1 + bytesOf(pass))
    above = new Uint8Array(1 + bytesOf(pass))
  }

  const breathe = breather(context)
  let done = 0
  const take = (piece: Uint8Array): Promise<void> => {
    let at = 0
    while (at < piece.length) {
      const part = Math.min(row.length - filled, piece.length - at)
      row.set(piece.subarray(at, at + part), filled)
      filled += part
      at += part
      if (filled < row.length) break
      filled = 0
      place()
    }
    done += piece.length
    context.onProgress?.(done / expected)
    return breathe()
  }
  const result = await inflate(file.data, expected, take)
  if (result.bytes < expected) {
    const share = Math.floor((100 * result.bytes) / expected)
    if (result.damaged) throw corruptPng(file.dataOffset, `the compressed data are damaged after ${share} % of the picture`)
    throw truncatedPng(`the data end after ${share} % of the picture`)
  }
  return raster
}
