import type { Light } from '../light.ts'
import { createMask, grow, maskShare, touchingBorder, type Mask } from './mask.ts'
import { percentile } from '../order.ts'

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
  const under = Math.max(opaque * top, holderLight(brightest, width, height, top))
  for (let at = 0; at < count; at++) dark.data[at] = brightest[at] < under ? 1 : 0
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

/** A holder that shines back, or that was lifted with one channel's gain: density 1.2 below the brightest at the least. */
const dimmest = 0.06
/** Around a picture it is as dark everywhere, and so much of the scan at most lies between it and the film. */
const evenRing = 1.6
const mostBetween = 0.03

/**
 * The light under which a scan's rim is its holder, where the rim is dark and even all the way round and stands apart from
 * everything else; 0 where it does not. `brightest` is the brightest channel of each pixel.
 */
function holderLight(brightest: Float32Array, width: number, height: number, top: number): number {
  const ring: number[] = []
  for (let x = 0; x < width; x++) ring.push(brightest[x], brightest[width * (height - 1) + x])
  for (let y = 0; y < height; y++) ring.push(brightest[width * y], brightest[width * y + width - 1])
  const level = percentile(ring, 0.5)
  if (level > dimmest * top || percentile(ring, 0.97) > evenRing * level + 0.001 * top) return 0
  const under = 2 * level + 0.001 * top
  let between = 0
  for (let at = 0; at < brightest.length; at += 5) if (brightest[at] > under && brightest[at] < 2 * under) between++
  return 5 * between < mostBetween * brightest.length ? under : 0
}

/** What is neither holder nor bare light, nor within their bleed. */
export function filmOf({ holder, bleed }: Regions, bare: Mask): Mask {
  const dark = grow(holder, bleed).data
  const bright = grow(bare, bleed).data
  const data = new Uint8Array(dark.length)
  for (let at = 0; at < data.length; at++) data[at] = dark[at] || bright[at] ? 0 : 1
  return { ...holder, data }
}
