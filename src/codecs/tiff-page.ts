import type { Channels, Depth } from '../kernels/raster.ts'
import { failure } from '../kernels/failure.ts'
import { isOrientation, type Orientation } from './orientation.ts'
import { corruptTiff, tag, unsupportedTiff, type Directory } from './tiff-tags.ts'

export type Compression = 'none' | 'lzw' | 'deflate' | 'packbits' | 'jpeg'
export type SampleFormat = 'unsigned' | 'signed' | 'float'
export type Colour = 'white-is-zero' | 'black-is-zero' | 'rgb' | 'palette' | 'ycbcr'

/** A page as its tags describe it, checked: what follows can rely on every number. */
export interface TiffPage {
  readonly width: number
  readonly height: number
  readonly bits: number
  readonly format: SampleFormat
  /** Samples a pixel as stored. */
  readonly samples: number
  readonly planar: boolean
  readonly colour: Colour
  readonly alpha: 'none' | 'straight' | 'multiplied'
  readonly compression: Compression
  readonly predictor: 1 | 2 | 3
  readonly reversedBits: boolean
  readonly tiled: boolean
  readonly blockWidth: number
  readonly blockHeight: number
  readonly offsets: readonly number[]
  /** Bytes of each block; empty where the file does not say. */
  readonly counts: readonly number[]
  readonly colourMap: readonly number[] | undefined
  readonly jpegTables: Uint8Array | undefined
  readonly orientation: Orientation
  readonly icc: Uint8Array | undefined
  /** Significant bits by MaxSampleValue, where that is 2^n − 1. */
  readonly statedBits: number | undefined
  /** What the raster is to be. */
  readonly depth: Depth
  readonly channels: Channels
  readonly notes: readonly string[]
}

const compressions: Record<number, Compression> = { 1: 'none', 5: 'lzw', 7: 'jpeg', 8: 'deflate', 32773: 'packbits', 32946: 'deflate' }

const otherCompressions: Record<number, string> = {
  2: 'as a fax',
  3: 'as a fax (group 3)',
  4: 'as a fax (group 4)',
  6: 'as JPEG in the old way',
  34661: 'as JBIG',
  34712: 'as JPEG 2000',
  33003: 'as JPEG 2000',
  33005: 'as JPEG 2000',
  34887: 'with LERC',
  34925: 'with LZMA',
  50000: 'with Zstandard',
  50001: 'as WebP',
  50002: 'as JPEG XL',
}

const colours: Record<number, Colour> = { 0: 'white-is-zero', 1: 'black-is-zero', 2: 'rgb', 3: 'palette', 6: 'ycbcr' }
const otherColours: Record<number, string> = { 4: 'a mask', 5: 'CMYK', 8: 'CIE Lab', 9: 'ICC Lab', 10: 'ITU Lab', 32844: 'LogL', 32845: 'LogLuv' }

/** Samples a pixel that are believed. */
const mostSamples = 1024

const rawAdvice = 'a camera’s raw file has to be developed first; export it as a 16-bit TIFF'

/** Raw files of cameras are TIFFs whose first page is a thumbnail, or a mosaic. */
function refuseRaw(tags: Directory, photometric: number): void {
  if (tags.has(tag.dngVersion)) throw failure({ code: 'unsupported-format', format: 'DNG', what: rawAdvice })
  const thumbnail = (tags.number(tag.newSubfileType, 0) & 1) === 1 && tags.has(tag.subDirectories)
  if (thumbnail || photometric === 32803 || photometric === 34892) {
    throw failure({ code: 'unsupported-format', format: 'RAW', what: rawAdvice })
  }
}

function sampleBits(tags: Directory, samples: number): number {
  const all = tags.numbers(tag.bitsPerSample) ?? [1]
  const bits = all[0]
  if (all.slice(0, samples).some((each) => each !== bits)) throw unsupportedTiff(`its samples have different depths (${all.slice(0, 8).join(', ')} bits)`)
  return bits
}

function sampleFormat(tags: Directory, bits: number): SampleFormat {
  const code = tags.number(tag.sampleFormat, 1)
  if (code === 1 || code === 4) {
    if (bits >= 1 && (bits <= 16 || bits === 32)) return 'unsigned'
  } else if (code === 2) {
    if (bits === 8 || bits === 16 || bits === 32) return 'signed'
  } else if (code === 3) {
    if (bits === 16 || bits === 32 || bits === 64) return 'float'
  } else throw unsupportedTiff('its samples are complex numbers')
  throw unsupportedTiff(`it has ${bits} bits a sample`)
}

/** What the samples beyond the colours are (ExtraSamples; where it is missing, a fourth sample is alpha). */
function alphaOf(tags: Directory, extra: number, notes: string[]): TiffPage['alpha'] {
  if (extra <= 0) return 'none'
  const stated = tags.numbers(tag.extraSamples)
  const kind = stated ? stated[0] : 2
  const alpha = kind === 1 ? 'multiplied' : kind === 2 ? 'straight' : 'none'
  const unused = alpha === 'none' ? extra : extra - 1
  if (unused > 0) notes.push(unused === 1 ? 'one more channel is left out' : `${unused} more channels are left out`)
  if (alpha === 'multiplied') notes.push('the colours were stored multiplied by alpha and have been divided by it')
  return alpha
}

function blocksOf(tags: Directory, width: number, height: number): Pick<TiffPage, 'tiled' | 'blockWidth' | 'blockHeight' | 'offsets' | 'counts'> {
  const tiled = tags.has(tag.tileOffsets) || tags.has(tag.tileWidth)
  const offsets = tags.numbers(tiled ? tag.tileOffsets : tag.stripOffsets)
  const counts = tags.numbers(tiled ? tag.tileByteCounts : tag.stripByteCounts) ?? []
  if (!offsets || offsets.length === 0) throw corruptTiff(0, 'it does not say where its pixels are')
  const blockWidth = tiled ? tags.number(tag.tileWidth, 0) : width
  const rows = tiled ? tags.number(tag.tileLength, 0) : tags.number(tag.rowsPerStrip, height)
  const blockHeight = tiled ? rows : Math.min(rows || height, height)
  if (blockWidth < 1 || blockHeight < 1) throw corruptTiff(0, `its tiles are ${blockWidth} × ${blockHeight}`)
  if (blockWidth > width + 65536 || blockHeight > height + 65536) throw corruptTiff(0, `its tiles are ${blockWidth} × ${blockHeight}`)
  return { tiled, blockWidth, blockHeight, offsets, counts }
}

function depthOf(format: SampleFormat, bits: number, colour: Colour): Depth {
  if (format !== 'unsigned' || bits > 16) return 'f32'
  return bits <= 8 || colour === 'palette' ? 'u8' : 'u16'
}

/** 2^n − 1 for n significant bits of a 16-bit picture, else nothing. */
function statedBits(tags: Directory, bits: number): number | undefined {
  const most = tags.numbers(tag.maxSampleValue)
  if (bits !== 16 || !most || most.length === 0) return undefined
  const n = Math.log2(Math.max(...most.slice(0, mostSamples)) + 1)
  return Number.isInteger(n) && n > 8 && n < 16 ? n : undefined
}

function checkCombination(page: TiffPage): void {
  const { colour, bits, format, samples, predictor, compression, colourMap } = page
  if ((colour === 'rgb' || colour === 'ycbcr') && samples < 3) throw corruptTiff(0, `${samples} samples a pixel cannot hold its colours`)
  if (colour === 'palette' && (format !== 'unsigned' || bits > 16 || !colourMap || colourMap.length < 3 * 2 ** bits)) {
    throw corruptTiff(0, 'its palette is missing or too short')
  }
  if (colour === 'ycbcr' && compression !== 'jpeg') throw unsupportedTiff('its colours are YCbCr')
  if (compression === 'jpeg' && (bits !== 8 || format !== 'unsigned' || (samples !== 1 && samples !== 3) || colour === 'palette')) {
    throw unsupportedTiff(`it is compressed as JPEG with ${samples} samples of ${bits} bits`)
  }
  if (compression === 'jpeg' && page.planar && samples > 1) throw unsupportedTiff('it is compressed as JPEG, each colour on its own')
  if (predictor === 2 && ![8, 16, 32].includes(bits)) throw unsupportedTiff(`it predicts samples of ${bits} bits`)
  if (predictor === 3 && format !== 'float') throw corruptTiff(0, 'it predicts floating-point numbers and has none')
}

/** Checks a page's tags and says what they mean. Throws `unsupported-format` and `corrupt-file`. */
export function readTiffPage(tags: Directory): TiffPage {
  const width = tags.number(tag.width, 0)
  const height = tags.number(tag.height, 0)
  const photometric = tags.number(tag.photometric, tags.has(tag.colourMap) ? 3 : 1)
  refuseRaw(tags, photometric)
  if (width < 1 || height < 1) throw corruptTiff(0, `the size is ${width} × ${height}`)
  const colour = colours[photometric]
  if (!colour) throw unsupportedTiff(`its colours are ${otherColours[photometric] ?? `of the kind ${photometric}`}; convert it to RGB`)
  const code = tags.number(tag.compression, 1)
  const compression = compressions[code]
  if (!compression) throw unsupportedTiff(`it is compressed ${otherCompressions[code] ?? `in a way that is not known (${code})`}`)
  const samples = tags.number(tag.samplesPerPixel, 1)
  if (samples < 1 || samples > mostSamples) throw corruptTiff(0, `${samples} samples a pixel`)
  const bits = sampleBits(tags, samples)
  const format = sampleFormat(tags, bits)
  const predictor = compression === 'lzw' || compression === 'deflate' ? tags.number(tag.predictor, 1) : 1
  if (predictor !== 1 && predictor !== 2 && predictor !== 3) throw unsupportedTiff(`its predictor ${predictor} is not known`)
  const notes: string[] = []
  const own = colour === 'rgb' || colour === 'ycbcr' ? 3 : 1
  const alpha = alphaOf(tags, samples - own, notes)
  const shown = own === 3 || colour === 'palette' ? 3 : 1
  const orientation = tags.number(tag.orientation, 1)
  const icc = tags.bytes(tag.iccProfile)
  const page: TiffPage = {
    width,
    height,
    bits,
    format,
    samples,
    planar: samples > 1 && tags.number(tag.planarConfiguration, 1) === 2,
    colour,
    alpha,
    compression,
    predictor,
    reversedBits: tags.number(tag.fillOrder, 1) === 2,
    ...blocksOf(tags, width, height),
    colourMap: colour === 'palette' ? tags.numbers(tag.colourMap) : undefined,
    jpegTables: tags.bytes(tag.jpegTables),
    orientation: isOrientation(orientation) ? orientation : 1,
    icc: icc && icc.length >= 128 ? icc.slice() : undefined,
    statedBits: statedBits(tags, bits),
    depth: depthOf(format, bits, colour),
    channels: (alpha === 'none' ? shown : shown + 1) as Channels,
    notes,
  }
  checkCombination(page)
  return page
}
