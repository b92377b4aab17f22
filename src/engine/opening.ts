import { breather } from '../codecs/codec.ts'
import { decodePicture } from '../codecs/open.ts'
import { defaultLimits } from '../codecs/limits.ts'
import { colourChannels, type AnyRaster, type Encoding } from '../kernels/raster.ts'
import { sampleName } from '../kernels/samples/ids.ts'
import { paintSample } from '../kernels/samples/index.ts'
import { spectrum } from '../kernels/spectrum.ts'
import { extentOf, type Counts } from './counting.ts'
import type { JobContext } from './handlers.ts'
import type { PictureInfo, PictureSource, SpectrumFacts } from './protocol.ts'
import { shared, sharedMemory } from './shared.ts'

/** What a source says of its picture besides the pixels. */
export interface Head {
  readonly name: string
  readonly format: string
  readonly notes: readonly string[]
  readonly facts?: SpectrumFacts
  /** Smallest and largest value of each channel where a histogram's bins would blur them. */
  readonly extents: readonly (readonly [min: number, max: number])[] | undefined
}

export interface Decoded {
  readonly raster: AnyRaster
  readonly head: Head
}

type Yielded = Omit<Head, 'extents'> & { readonly raster: AnyRaster }

/** The raster of a source. `of` is the picture that a spectrum is taken of, where it is open. */
async function yieldRaster(source: PictureSource, share: boolean, context: JobContext, of?: Promise<AnyRaster>): Promise<Yielded> {
  switch (source.kind) {
    case 'sample':
      return { raster: paintSample(source.id), name: sampleName(source.id), format: 'sample', notes: [] }
    case 'file': {
      const decoded = await decodePicture(source.blob, {
        signal: context.signal,
        limits: defaultLimits,
        memory: share ? sharedMemory : undefined,
        onProgress: (done) => context.onProgress({ done, stage: 'decoding' }),
      })
      return { ...decoded, name: source.name }
    }
    case 'spectrum': {
      const raster = await (of ?? yieldRaster(source.of, false, context).then((yielded) => yielded.raster))
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

/** Decodes a source: its pixels, on shared memory if asked, and what the source says of them. */
export async function decodeSource(source: PictureSource, share: boolean, context: JobContext, of?: Promise<AnyRaster>): Promise<Decoded> {
  const { raster: given, ...told } = await yieldRaster(source, share, context, of)
  const raster = share ? shared(given) : given
  if (raster.depth !== 'f32') return { raster, head: { ...told, extents: undefined } }
  const extents = floatExtents(raster.data, raster.channels, colourChannels(raster.channels))
  return { raster: withRange(raster, extents), head: { ...told, extents } }
}

/** Everything that the page knows of a picture, from what its source says and what was counted. */
export function describePicture(id: number, raster: AnyRaster, head: Head, { before, luma }: Counts): PictureInfo {
  const { channels, depth, bits, width, height, range } = raster
  return {
    id,
    name: head.name,
    width,
    height,
    channels,
    depth,
    bits,
    range,
    encoding: encodingLabel(raster.encoding),
    format: head.format,
    source: { depth, channels, bits, white: range[1], extents: head.extents ?? before.map(extentOf) },
    before,
    lumaBefore: luma,
    spectrum: head.facts,
    notes: head.notes,
  }
}
