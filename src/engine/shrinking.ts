import { frameSide } from '../kernels/film/frame/frame.ts'
import { shrunkSize, type Light } from '../kernels/film/light.ts'
import type { ScanEncoding } from '../kernels/film/linearise.ts'
import { createRaster, type AnyRaster } from '../kernels/raster.ts'
import type { Crew } from './crew.ts'
import { isShared, sharedSamples } from './shared.ts'

/** A scan in the light and size in which frames are looked for, by all hands: the same to the bit as by one. */
export async function shrunk(raster: AnyRaster, encoding: ScanEncoding | undefined, crew: Crew): Promise<Light> {
  const { width, height } = shrunkSize(raster, frameSide)
  const data = isShared(raster) ? (sharedSamples('f32', 3 * width * height) as Float32Array) : new Float32Array(3 * width * height)
  const out = createRaster({ width, height, channels: 3, depth: 'f32', data })
  // it takes a tenth of a second, and somebody waits for the print: it does not stand back behind frames of the scan
  await crew.run({ kind: 'shrink', raster, encoding, longest: frameSide, out }, { urgent: true })
  return out
}
