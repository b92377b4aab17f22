import type { AnyRaster } from '../raster.ts'
import type { SampleId } from './ids.ts'
import { paintNegative } from './negative.ts'
import { paintNight } from './night.ts'
import { paintWedge } from './wedge.ts'

const painters: Readonly<Record<SampleId, () => AnyRaster>> = { night: paintNight, negative: paintNegative, wedge: paintWedge }

/** Paints a sample: always the same pixels. Night is 8-bit RGB, the other two 16-bit RGB, about 1.4 megapixels each. */
export const paintSample = (id: SampleId): AnyRaster => painters[id]()
