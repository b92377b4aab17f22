import { describe, expect, it } from 'vitest'
import { paintSample } from '../../../src/kernels/samples/index.ts'
import { sampleIds, sampleName } from '../../../src/kernels/samples/ids.ts'
import { chartPlace } from '../../../src/kernels/samples/negative/foreground.ts'
import { negativeFrame } from '../../../src/kernels/samples/negative.ts'
import { wedgeLayout } from '../../../src/kernels/samples/wedge.ts'
import type { AnyRaster } from '../../../src/kernels/raster.ts'

const painted = Object.fromEntries(sampleIds.map((id) => [id, paintSample(id)])) as Record<(typeof sampleIds)[number], AnyRaster>

const at = (raster: AnyRaster, x: number, y: number): readonly number[] => {
  const i = (y * raster.width + x) * raster.channels
  return [raster.data[i]!, raster.data[i + 1]!, raster.data[i + 2]!]
}

/** Mean of each channel over a rectangle. */
const mean = (raster: AnyRaster, x0: number, y0: number, width: number, height: number): readonly number[] => {
  const sum = [0, 0, 0]
  for (let y = y0; y < y0 + height; y++) for (let x = x0; x < x0 + width; x++) at(raster, x, y).forEach((value, c) => (sum[c]! += value))
  return sum.map((value) => value / (width * height))
}

/** Density behind a code, by the power that the scan's codes are. */
const density = (code: number): number => -2.2 * Math.log10(code / 65_535)

describe('every sample', () => {
  it.each(sampleIds)('%s is about one and a half megapixels of RGB and has a name for a file', (id) => {
    const { width, height, channels, data } = painted[id]
    expect(width * height).toBeGreaterThan(1.2e6)
    expect(width * height).toBeLessThan(2e6)
    expect(channels).toBe(3)
    expect(data.length).toBe(width * height * 3)
    expect(sampleName(id)).toMatch(/^[a-z-]+$/)
  })

  it.each(sampleIds)('%s comes out the same when it is painted again', (id) => {
    const again = paintSample(id)
    expect(Buffer.from(again.data.buffer).equals(Buffer.from(painted[id].data.buffer))).toBe(true)
  })
})

describe('the night scene', () => {
  const night = painted.night
  const counts = new Uint32Array(256)
  for (const value of night.data) counts[value]!++
  const share = (from: number, to: number): number => counts.slice(from, to).reduce((sum, count) => sum + count, 0) / night.data.length

  it('is 8-bit, and most of it lies below code 40', () => {
    expect(night.depth).toBe('u8')
    expect(share(0, 40)).toBeGreaterThan(0.6)
  })

  it('holds something in the shadows for a transform to find: many codes below 40, few of them zero', () => {
    expect(counts.slice(1, 40).every((count) => count > 1000)).toBe(true)
    expect(share(0, 1)).toBeLessThan(0.05)
  })

  it('is clipped in the lamp alone', () => {
    expect(share(255, 256)).toBeGreaterThan(0)
    expect(share(255, 256)).toBeLessThan(0.01)
    let furthest = 0
    const lamp = { x: 466, y: 272 }
    for (let y = 0; y < night.height; y++) {
      for (let x = 0; x < night.width; x++) if (at(night, x, y).every((value) => value === 255)) furthest = Math.max(furthest, Math.hypot(x - lamp.x, y - lamp.y))
    }
    expect(furthest).toBeGreaterThan(10)
    expect(furthest).toBeLessThan(60)
  })

  it('falls off with the distance from the lamp along the paving', () => {
    const near = mean(night, 330, 520, 30, 12)[0]!
    const far = mean(night, 60, 700, 30, 12)[0]!
    expect(near).toBeGreaterThan(2 * far)
  })
})

describe('the colour negative', () => {
  const negative = painted.negative
  const { x, y, width, height } = negativeFrame
  const rebate = mean(negative, 8, 8, negative.width - 16, y - 16)

  it('has an orange rebate: red over green over blue', () => {
    expect(negative.depth).toBe('u16')
    expect(rebate[0]!).toBeGreaterThan(1.3 * rebate[1]!)
    expect(rebate[1]!).toBeGreaterThan(1.1 * rebate[2]!)
  })

  it('is darker than its base everywhere in the picture, but for grain', () => {
    const picture = mean(negative, x, y, width, height)
    picture.forEach((value, c) => expect(value).toBeLessThan(0.8 * rebate[c]!))
    let brighter = 0
    for (let py = y; py < y + height; py++) for (let px = x; px < x + width; px++) if (at(negative, px, py).some((value, c) => value > 1.04 * rebate[c]!)) brighter++
    expect(brighter / (width * height)).toBeLessThan(1e-3)
  })

  it('turns the grey scale round: each darker patch of the scene is lighter in every channel', () => {
    const cell = chartPlace.cell
    const greys = [0, 1, 2, 3, 4, 5].map((k) => mean(negative, x + chartPlace.x + k * cell + 8, y + chartPlace.y + 3 * cell + 8, cell - 16, cell - 16))
    for (let k = 1; k < greys.length; k++) greys[k]!.forEach((value, c) => expect(value).toBeGreaterThan(greys[k - 1]![c]!))
  })

  it('has three curves of different contrast: blue gains the most density from grey to white', () => {
    const cell = chartPlace.cell
    const patch = (k: number): readonly number[] => mean(negative, x + chartPlace.x + k * cell + 8, y + chartPlace.y + 3 * cell + 8, cell - 16, cell - 16)
    const span = [0, 1, 2].map((c) => density(patch(0)[c]!) - density(patch(3)[c]!))
    expect(span[1]!).toBeGreaterThan(span[0]!)
    expect(span[2]!).toBeGreaterThan(span[1]!)
  })

  it('says that its codes are light to the power 1/2.2', () => expect(negative.encoding).toEqual({ gamma: 2.2 }))
})

describe('the step wedge', () => {
  const wedge = painted.wedge
  const { margin, inner, steps, ramp, channels, nearBlack, nearBlackBytes, nearWhiteBytes } = wedgeLayout
  const middles = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => margin + Math.floor(((k + 0.5) * inner) / count))

  it('has 21 equal grey steps from 0 to 65535', () => {
    middles(steps.count).forEach((x, k) => {
      const [r, g, b] = at(wedge, x, steps.y + 80)
      expect(Math.abs(r! - (k * 65_535) / 20)).toBeLessThanOrEqual(0.5)
      expect([g, b]).toEqual([r, r])
    })
  })

  it('has a ramp that rises from one end to the other, each code within half of the straight line', () => {
    for (let k = 0; k < inner; k++) expect(Math.abs(at(wedge, margin + k, ramp.y + 10)[0]! - (k * 65_535) / (inner - 1))).toBeLessThanOrEqual(0.5)
  })

  it('has one ramp a channel, with the other two at zero', () => {
    for (let c = 0; c < 3; c++) {
      const y = channels.y + c * (channels.height + channels.gap) + 20
      const end = at(wedge, margin + inner - 1, y)
      expect(end[c]).toBe(65_535)
      expect(end.filter((value) => value !== 0)).toHaveLength(1)
    }
  })

  it('counts single codes up from black, and 8-bit codes up from black and down from white', () => {
    middles(32).forEach((x, k) => {
      expect(at(wedge, x, nearBlack.y + 20)).toEqual([k, k, k])
      expect(at(wedge, x, nearBlackBytes.y + 20)[1]).toBe(257 * k)
      expect(at(wedge, x, nearWhiteBytes.y + 20)[2]).toBe(65_535 - 257 * k)
    })
  })

  it('is crisp: a step keeps its code up to its very edge', () => {
    const edge = margin + inner / steps.count
    expect(at(wedge, edge - 1, steps.y)[0]).toBe(0)
    expect(at(wedge, edge, steps.y)[0]).toBe(3277)
  })
})
