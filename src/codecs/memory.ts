import { bytesPerSample, createRaster, type Channels, type DataOf, type Depth, type Encoding, type Raster } from '../kernels/raster.ts'
import type { DecodeContext } from './codec.ts'

interface Shape {
  readonly width: number
  readonly height: number
  readonly channels: Channels
  readonly bits?: number
  readonly encoding?: Encoding
}

const viewOn = (depth: Depth, buffer: ArrayBufferLike): DataOf[Depth] => {
  if (depth === 'u8') return new Uint8Array(buffer)
  return depth === 'u16' ? new Uint16Array(buffer) : new Float32Array(buffer)
}

/** A raster of zeros, on the caller's own memory where there is such. */
export function emptyRaster<D extends Depth>(shape: Shape, depth: D, { memory }: Pick<DecodeContext, 'memory'>): Raster<D> {
  const bytes = shape.width * shape.height * shape.channels * bytesPerSample[depth]
  return createRaster({ ...shape, depth, data: memory && (viewOn(depth, memory(bytes)) as DataOf[D]) })
}
