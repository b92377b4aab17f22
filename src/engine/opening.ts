import { breather } from '../codecs/codec.ts'
import { decodePicture } from '../codecs/open.ts'
import { defaultLimits } from '../codecs/limits.ts'
import type { Histogram } from '../kernels/histogram.ts'
import { framedSize, type Geometry } from '../kernels/geometry.ts'
import { emptyLike } from '../kernels/resample.ts'
import { colourChannels, type AnyRaster } from '../kernels/raster.ts'
import { sampleName } from '../kernels/samples/ids.ts'
import { paintSample } from '../kernels/samples/index.ts'
import { spectrum } from '../kernels/spectrum.ts'
import { countsFrom } from './counting.ts'
import type { Crew } from './crew.ts'
import type { Head } from './describing.ts'
import type { JobContext } from './handlers.ts'
import type { PictureSource } from './protocol.ts'
import { shared, sharedMemory, sharedSamples } from './shared.ts'

export interface Decoded {
  readonly raster: AnyRaster
  readonly head: Head
  readonly counts: readonly Histogram[]
}

/** Browsers tell the memory of a machine in round numbers, and of most machines only that they have this much or more, in GiB. */
const orMore = 8

/** The memory of the machine, where it is small and the browser tells. */
export function memoryOf(navigator: object | undefined): number | undefined {
  const told = navigator && 'deviceMemory' in navigator ? navigator.deviceMemory : undefined
  return typeof told === 'number' && told < orMore ? told * 2 ** 30 : undefined
}

type Yielded = Omit<Head, 'extents'> & {
  readonly raster: AnyRaster
  /** The sums of a counter, where the pixels were counted on their way here. */
  readonly sums?: Uint32Array
}

/** The raster of a source. `of` is the picture that a spectrum is taken of, where it is open. */
async function yieldRaster(source: PictureSource, share: boolean, context: JobContext, crew: Crew, of?: Promise<AnyRaster>): Promise<Yielded> {
  switch (source.kind) {
    case 'sample':
      return { raster: paintSample(source.id), name: sampleName(source.id), format: 'sample', notes: [] }
    case 'pixels':
      return { raster: source.raster, name: source.name, format: 'pixels', notes: [] }
    case 'file': {
      let fetched: { readonly out: AnyRaster; readonly sums: Uint32Array } | undefined
      let needs: number | undefined
      const decoded = await decodePicture(source.blob, {
        signal: context.signal,
        limits: { ...defaultLimits, memory: memoryOf(globalThis.navigator) },
        onNeed: (bytes) => {
          needs = bytes
          context.onProgress({ done: 0, stage: 'decoding', needs })
        },
        memory: share ? sharedMemory : undefined,
        onProgress: (done) => context.onProgress({ done, stage: 'decoding', needs }),
        fetchFrame: async (frame, out, orientation) => {
          fetched = { out, sums: await crew.run({ kind: 'fetch', frame, raster: out, orientation }, { signal: context.signal }) }
        },
      })
      // a codec may have thought better of the browser's
      return { ...decoded, name: source.name, sums: fetched?.out.data === decoded.raster.data ? fetched.sums : undefined }
    }
    case 'framed': {
      const { of: whole, geometry, name, format, notes } = source
      const raster = await (of ?? yieldRaster(whole, share, context, crew).then((yielded) => yielded.raster))
      const out = emptyFrame(raster, geometry, share)
      const sums = await crew.run({ kind: 'frame', raster, geometry, out }, { signal: context.signal })
      return { raster: out, name, format, notes, sums }
    }
    case 'spectrum': {
      const raster = await (of ?? yieldRaster(source.of, false, context, crew).then((yielded) => yielded.raster))
      const { raster: magnitudes, facts } = await spectrum(raster, source.options, {
        breathe: breather(context),
        onProgress: (done) => context.onProgress({ done, stage: 'transforming' }),
      })
      return { raster: magnitudes, name: source.name, format: 'spectrum', notes: [], facts }
    }
  }
}

/** Room for what a geometry leaves of a picture. */
function emptyFrame(raster: AnyRaster, geometry: Geometry, share: boolean): AnyRaster {
  const size = framedSize(geometry, raster.width, raster.height)
  const length = size.width * size.height * raster.channels
  return { ...raster, ...size, data: share ? sharedSamples(raster.depth, length) : emptyLike(raster.depth, length) } as AnyRaster
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

/** Decodes a source and counts it: its pixels, on shared memory if asked, and what the source says of them. */
export async function decodeSource(source: PictureSource, share: boolean, context: JobContext, crew: Crew, of?: Promise<AnyRaster>): Promise<Decoded> {
  const { raster: given, sums, ...told } = await yieldRaster(source, share, context, crew, of)
  const counted = async (raster: AnyRaster, known?: Uint32Array): Promise<readonly Histogram[]> =>
    countsFrom(raster, known ?? (await crew.run({ kind: 'count', raster }, { signal: context.signal })))
  const raster = share ? shared(given) : given
  if (raster.depth !== 'f32') return { raster, head: { ...told, extents: undefined }, counts: await counted(raster, sums) }
  const extents = floatExtents(raster.data, raster.channels, colourChannels(raster.channels))
  const ranged = withRange(raster, extents)
  return { raster: ranged, head: { ...told, extents }, counts: await counted(ranged) }
}
