import { failure } from '../kernels/failure.ts'
import { bytesPerSample, type AnyRaster, type DataOf, type Depth } from '../kernels/raster.ts'

/** Whether other workers may read the raster's samples without a copy. */
export const isShared = ({ data }: AnyRaster): boolean =>
  typeof SharedArrayBuffer !== 'undefined' && data.buffer instanceof SharedArrayBuffer

/** Samples that all workers may read and write. Throws `out-of-memory`. */
export function sharedSamples(depth: Depth, length: number): DataOf[Depth] {
  const buffer = sharedMemory(length * bytesPerSample[depth])
  if (depth === 'u8') return new Uint8Array(buffer)
  return depth === 'u16' ? new Uint16Array(buffer) : new Float32Array(buffer)
}

export function sharedMemory(bytes: number): SharedArrayBuffer {
  try {
    return new SharedArrayBuffer(bytes)
  } catch (caught) {
    throw caught instanceof RangeError ? failure({ code: 'out-of-memory', bytes }) : caught
  }
}

/** The raster on shared memory: itself where it is there already. */
export function shared(raster: AnyRaster): AnyRaster {
  if (isShared(raster)) return raster
  const data = sharedSamples(raster.depth, raster.data.length)
  data.set(raster.data)
  return { ...raster, data } as AnyRaster
}
