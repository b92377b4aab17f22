import { describe, expect, it } from 'vitest'
import { searchWedge, type WedgeLine } from '../../../../src/kernels/film/wedge/line.ts'
import type { AnyRaster } from '../../../../src/kernels/raster.ts'
import { paintSample } from '../../../../src/kernels/samples/index.ts'
import { wedgeDensity } from '../../../state/wedge-kit.ts'
import { seeded } from '../frame/borders.ts'

const gamma = 2.2
const density = (code: number): number => -gamma * Math.log10(Math.max(1, code) / 65_535)
const scene = paintSample('negative')

interface Wedge {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly steps: number
  readonly upright?: boolean
}

/** The painted negative with a wedge exposed over a part of it. */
function withWedge({ left, top, right, bottom, steps, upright = false }: Wedge): AnyRaster {
  const { width, height, channels } = scene
  const data = Uint16Array.from(scene.data)
  const random = seeded(5)
  for (let y = Math.ceil(top * height); y < bottom * height; y++) {
    for (let x = Math.ceil(left * width); x < right * width; x++) {
      const along = upright ? (y / height - top) / (bottom - top) : (x / width - left) / (right - left)
      for (let c = 0; c < 3; c++) {
        const d = 0.1 + 0.2 * c + wedgeDensity(Math.min(steps - 1, Math.floor(along * steps)), c)
        data[(y * width + x) * channels + c] = 65_535 * (10 ** -d * (1 + 0.01 * (random() - 0.5))) ** (1 / gamma)
      }
    }
  }
  return { ...scene, data } as AnyRaster
}

const find = (raster: AnyRaster): WedgeLine | undefined => {
  for (const search = searchWedge(raster, [density, density, density]); ; ) {
    const { done, value } = search.next()
    if (done) return value
  }
}

describe('looking for a wedge', () => {
  it.each([
    { left: 0.3, top: 0.05, right: 0.8, bottom: 0.2, steps: 21 },
    { left: 0.05, top: 0.7, right: 0.45, bottom: 0.85, steps: 21 },
    { left: 0.5, top: 0.5, right: 0.95, bottom: 0.62, steps: 10 },
  ])('finds one of $steps steps that lies in a part of a scene', (wedge) => {
    const [a, b] = find(withWedge(wedge))!
    // to half a step
    const half = (wedge.right - wedge.left) / wedge.steps / 2
    expect(Math.abs(a.x - wedge.left)).toBeLessThan(half)
    expect(Math.abs(b.x - wedge.right)).toBeLessThan(half)
    expect(a.y).toBe(b.y)
    expect(a.y).toBeGreaterThan(wedge.top)
    expect(a.y).toBeLessThan(wedge.bottom)
  })

  it('finds one that stands', () => {
    const [a, b] = find(withWedge({ left: 0.6, top: 0.2, right: 0.7, bottom: 0.8, steps: 21, upright: true }))!
    expect(a.x).toBe(b.x)
    expect(Math.abs(a.y - 0.2)).toBeLessThan(0.015)
    expect(Math.abs(b.y - 0.8)).toBeLessThan(0.015)
  })

  it('takes no shades of a scene for one', () => {
    expect(find(scene as AnyRaster)).toBeUndefined()
  })
})
