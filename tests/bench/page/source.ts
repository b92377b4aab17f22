import type { Source } from '../../../src/kernels/compile.ts'
import { colourChannels, type Channels } from '../../../src/kernels/raster.ts'
import type { Samples } from './race.ts'

/** What compiling needs to know of the painted pictures, which use all their codes. */
export function describe(samples: Samples, channels: Channels): Source {
  const [depth, bits, white] = samples instanceof Float32Array ? (['f32', 32, 1] as const) : samples instanceof Uint16Array ? (['u16', 16, 65_535] as const) : (['u8', 8, 255] as const)
  return { depth, channels, bits, white, extents: Array.from({ length: colourChannels(channels) }, () => [0, white] as const) }
}
