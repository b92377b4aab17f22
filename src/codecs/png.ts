import { createRaster, type AnyRaster, type Raster } from '../kernels/raster.ts'
import { stateNeed } from './budget.ts'
import { startsWith } from './bytes.ts'
import type { Codec, DecodeContext, Decoded } from './codec.ts'
import { exifOrientation } from './exif.ts'
import { inflateSmall } from './inflate.ts'
import { encodingOf } from './icc.ts'
import { checkSize } from './limits.ts'
import { applyOrientation, storedContext } from './orientation.ts'
import { pngSignature, readPngChunks, readPngHeader, storedSamples, type PngFile } from './png-chunks.ts'
import { pngChannels, readPngPixels } from './png-read.ts'
import { encodePng } from './png-write.ts'

const profileLimit = 16 * 2 ** 20

/** The profile of iCCP: a name of up to 79 bytes, a zero, the method (0), the zlib stream. A damaged one is left out. */
async function profileOf(file: PngFile): Promise<Uint8Array | undefined> {
  const chunk = file.profile
  if (!chunk) return undefined
  const zero = chunk.indexOf(0)
  if (zero < 1 || zero > 79 || chunk[zero + 1] !== 0) return undefined
  const profile = await inflateSmall(chunk.subarray(zero + 2), profileLimit)
  return profile && profile.length >= 128 ? profile : undefined
}

/**
 * sBIT says how many bits the source had. The standard wants the samples stretched to the full range all the same, and
 * then all 16 bits count; only a file whose samples really stay within those bits is a 10-, 12- or 14-bit picture.
 * Stretched samples of a dark picture stay within them too, but have nothing in their lowest bits.
 */
function withSignificantBits(raster: Raster<'u8'> | Raster<'u16'>, stated: Uint8Array | undefined): AnyRaster {
  if (raster.depth !== 'u16' || !stated || stated.length === 0) return raster
  const bits = Math.max(...stated.subarray(0, 4))
  if (bits < 9 || bits > 15) return raster
  const { data } = raster
  let used = 0
  for (let i = 0; i < data.length; i++) used |= data[i]
  if (used >= 2 ** bits || used % 2 ** (16 - bits) === 0) return raster
  return createRaster({ ...raster, bits, range: [0, 2 ** bits - 1] })
}

async function decode(bytes: Uint8Array, context: DecodeContext): Promise<Decoded> {
  const header = readPngHeader(bytes)
  const samples = header.colourType === 3 ? 3 : storedSamples(header)
  checkSize(header.width, header.height, samples * (header.bitDepth === 16 ? 2 : 1), context.limits, bytes.length)
  const file = readPngChunks(bytes)
  const orientation = file.exif ? exifOrientation(file.exif) : 1
  const depth = header.bitDepth === 16 ? 'u16' : 'u8'
  stateNeed({ width: header.width, height: header.height, channels: pngChannels(file), depth, orientation, stored: bytes.length, working: 0 }, context)
  const profile = await profileOf(file)
  const encoding = encodingOf(profile)
  const pixels = await readPngPixels(file, storedContext(context, orientation))
  const raster = withSignificantBits({ ...pixels, encoding }, file.significantBits)
  const notes = file.animated ? ['the first picture of an animation is shown'] : []
  return { raster: applyOrientation(raster, orientation, context), format: 'PNG', notes }
}

export const png: Codec = {
  id: 'png',
  label: 'PNG',
  extensions: ['png', 'apng'],
  types: ['image/png'],
  sniff: (head) => startsWith(head, pngSignature),
  decode,
  encode: encodePng,
}
