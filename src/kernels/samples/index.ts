import type { AnyRaster } from '../raster.ts'
import type { SampleId } from './ids.ts'
import { paintNegative } from './negative.ts'
import { paintNight } from './night.ts'
import { paintWedge } from './wedge.ts'

interface Sample {
  /** Stands where a file's name would, and begins an export's name. */
  readonly name: string
  readonly title: string
  readonly paint: () => AnyRaster
}

const samples: Record<SampleId, Sample> = {
  night: { name: 'night-scene', title: 'Night scene with one lamp', paint: paintNight },
  negative: { name: 'colour-negative', title: 'Colour negative, orange mask', paint: paintNegative },
  wedge: { name: 'step-wedge', title: 'Step wedge with ramps', paint: paintWedge },
}

/** Paints a sample: always the same pixels. Night is 8-bit RGB, the other two 16-bit RGB, about 1.4 megapixels each. */
export const paintSample = (id: SampleId): AnyRaster => samples[id].paint()

export const sampleName = (id: SampleId): string => samples[id].name
export const sampleTitle = (id: SampleId): string => samples[id].title
