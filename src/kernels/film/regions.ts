import type { Light } from './light.ts'
import { createMask, grow, maskShare, touchingBorder, type Mask } from './mask.ts'
import { percentile } from './order.ts'

/** A scan told apart by brightness alone: what can be film, and what cannot. */
export interface Regions {
  readonly width: number
  readonly height: number
  /** log₁₀ of the light, RGB interleaved, not below −4. */
  readonly log: Float32Array
  /** Opaque and joined to the border: the holder, or the scanner's own frame. */
  readonly holder: Mask
  /** Nothing between the lamp and the sensor: sprocket holes, gaps beside the film. */
  readonly bare: Mask
  /** How far a border of holder or light bleeds into its neighbours, in pixels. */
  readonly bleed: number
}

const clipped = 0.985

/** Density 1.9 below the brightest: denser than any colour negative gets in its clearest channel. */
const opaque = 0.013

export function findRegions({ width, height, data }: Light): Regions {
  const count = width * height
  const brightest = new Float32Array(count)
  const bare = createMask(width, height)
  for (let at = 0, i = 0; at < count; at++, i += 3) {
    brightest[at] = Math.max(data[i], data[i + 1], data[i + 2])
    bare.data[at] = Math.min(data[i], data[i + 1], data[i + 2]) > clipped ? 1 : 0
  }
  const some = Float32Array.from({ length: Math.ceil(count / 7) }, (_, index) => brightest[7 * index])
  const top = percentile(some, 0.997)
  const dark = createMask(width, height)
  for (let at = 0; at < count; at++) dark.data[at] = brightest[at] < opaque * top ? 1 : 0
  // A scan that is mostly clipped is overexposed, not mostly holes.
  if (maskShare(bare) > 0.6) bare.data.fill(0)
  const log = new Float32Array(data.length)
  for (let i = 0; i < data.length; i++) log[i] = Math.log10(Math.max(data[i], 1e-4))
  return {
    width,
    height,
    log,
    holder: touchingBorder(dark),
    bare,
    bleed: Math.max(1, Math.round(0.002 * Math.max(width, height))),
  }
}

/** What is neither holder nor bare light, nor within their bleed. */
export function filmOf({ holder, bleed }: Regions, bare: Mask): Mask {
  const dark = grow(holder, bleed).data
  const bright = grow(bare, bleed).data
  const data = new Uint8Array(dark.length)
  for (let at = 0; at < data.length; at++) data[at] = dark[at] || bright[at] ? 0 : 1
  return { ...holder, data }
}
