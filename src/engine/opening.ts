import { breather } from '../codecs/codec.ts'
import { decodePicture } from '../codecs/open.ts'
import { defaultLimits } from '../codecs/limits.ts'
import { failure } from '../kernels/failure.ts'
import { binValue, countHistograms, countLuma, type Histogram } from '../kernels/histogram.ts'
import { bytesPerSample, colourChannels, createRaster, type AnyRaster, type Encoding } from '../kernels/raster.ts'
import { sampleName } from '../kernels/samples/ids.ts'
import { paintSample } from '../kernels/samples/index.ts'
import { spectrum } from '../kernels/spectrum.ts'
import type { JobContext } from './handlers.ts'
import type { Picture } from './pictures.ts'
import type { PictureInfo, PictureSource, SpectrumFacts } from './protocol.ts'

interface Opened {
  readonly raster: AnyRaster
  readonly name: string
  readonly format: string
  readonly notes: readonly string[]
  readonly facts?: SpectrumFacts
}

/** The raster of a source. `of` is the picture that a spectrum is taken of, where it is open. */
async function yieldRaster(source: PictureSource, share: boolean, context: JobContext, of?: Promise<Picture>): Promise<Opened> {
  switch (source.kind) {
    case 'sample':
      return { raster: paintSample(source.id), name: sampleName(source.id), format: 'sample', notes: [] }
    case 'file': {
      const decoded = await decodePicture(source.blob, {
        signal: context.signal,
        limits: defaultLimits,
        memory: share ? (bytes) => new SharedArrayBuffer(bytes) : undefined,
        onProgress: (done) => context.onProgress({ done, stage: 'decoding' }),
      })
      return { ...decoded, name: source.name }
    }
    case 'spectrum': {
      const { raster } = await (of ?? yieldRaster(source.of, share, context))
      const { raster: magnitudes, facts } = await spectrum(raster, source.options, {
        breathe: breather(context),
        onProgress: (done) => context.onProgress({ done, stage: 'transforming' }),
      })
      return { raster: magnitudes, name: source.name, format: 'spectrum', notes: [], facts }
    }
  }
}

const encodingLabel = (encoding: Encoding): string => {
  if (encoding === 'srgb') return 'sRGB'
  if (encoding === 'linear') return 'linear'
  return 'gamma' in encoding ? `gamma ${encoding.gamma}` : 'ICC profile'
}

/** Smallest and largest value that a histogram holds: exact for integers, where a bin is a code. */
const extentOf = (histogram: Histogram): readonly [number, number] => {
  const { bins } = histogram
  const first = bins.findIndex((count) => count > 0)
  return first < 0 ? [0, 0] : [binValue(histogram, first), binValue(histogram, bins.findLastIndex((count) => count > 0))]
}

/** Smallest and largest finite value of each colour channel. A channel without any has [0, 0]. */
function floatExtents(data: Float32Array, channels: number, colours: number): (readonly [number, number])[] {
  return Array.from({ length: colours }, (_, c) => {
    let low = Infinity
    let high = -Infinity
    for (let i = c; i < data.length; i += channels) {
      const value = data[i]!
      // also false for not-a-number; infinities say nothing of the scale
      if (value < low && value > -Infinity) low = value
      if (value > high && value < Infinity) high = value
    }
    return low <= high ? ([low, high] as const) : ([0, 0] as const)
  })
}

/** Float pictures are shown from 0 to 1, or to their largest value where that is more. */
const withRange = (raster: AnyRaster, extents: readonly (readonly [number, number])[]): AnyRaster =>
  raster.depth === 'f32' ? { ...raster, range: [0, Math.max(1, ...extents.map(([, high]) => high))] } : raster

/** The raster on memory that other workers may read without a copy. */
function shared(raster: AnyRaster): AnyRaster {
  if (raster.data.buffer instanceof SharedArrayBuffer) return raster
  const length = raster.data.length
  const bytes = length * bytesPerSample[raster.depth]
  try {
    const buffer = new SharedArrayBuffer(bytes)
    if (raster.depth === 'u8') return createRaster({ ...raster, data: copied(new Uint8Array(buffer), raster.data) })
    if (raster.depth === 'u16') return createRaster({ ...raster, data: copied(new Uint16Array(buffer), raster.data) })
    return createRaster({ ...raster, data: copied(new Float32Array(buffer), raster.data) })
  } catch (caught) {
    throw caught instanceof RangeError ? failure({ code: 'out-of-memory', bytes }) : caught
  }
}

const copied = <T extends { set(from: T): void }>(to: T, from: T): T => {
  to.set(from)
  return to
}

/** Opens a source: its pixels, on shared memory if asked, and everything that is said of them. */
export async function openPicture(id: number, source: PictureSource, share: boolean, context: JobContext, of?: Promise<Picture>): Promise<Picture> {
  const opened = await yieldRaster(source, share, context, of)
  const plain = share ? shared(opened.raster) : opened.raster
  const { channels, depth, bits, width, height } = plain
  const colours = colourChannels(channels)
  const extentsOfFloats = plain.depth === 'f32' ? floatExtents(plain.data, channels, colours) : undefined
  const raster = extentsOfFloats ? withRange(plain, extentsOfFloats) : plain
  const before = countHistograms(raster)
  const info: PictureInfo = {
    id,
    name: opened.name,
    width,
    height,
    channels,
    depth,
    bits,
    range: raster.range,
    encoding: encodingLabel(raster.encoding),
    format: opened.format,
    source: { depth, channels, bits, white: raster.range[1], extents: extentsOfFloats ?? before.map(extentOf) },
    before,
    lumaBefore: countLuma(raster),
    spectrum: opened.facts,
    notes: opened.notes,
  }
  return { raster, info }
}
