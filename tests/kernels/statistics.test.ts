import { describe, expect, it } from 'vitest'
import { countHistograms, floatBins } from '../../src/kernels/histogram.ts'
import { createRaster, type AnyRaster } from '../../src/kernels/raster.ts'
import { statistics, type Statistics } from '../../src/kernels/statistics.ts'
import { golden, inflate, type StatisticsOf } from '../golden/numbers.ts'

const pictures = golden('statistics')

const rasterOf = ({ depth, white, data }: StatisticsOf): AnyRaster => {
  const { buffer } = Uint8Array.from(inflate(data))
  const shape = { height: 1, channels: 1, range: [0, white] as const } as const
  if (depth === 'f32') return createRaster({ ...shape, depth, width: buffer.byteLength / 4, data: new Float32Array(buffer) })
  const bits = Math.log2(white + 1)
  if (depth === 'u8') return createRaster({ ...shape, depth, bits, width: buffer.byteLength, data: new Uint8Array(buffer) })
  return createRaster({ ...shape, depth, bits, width: buffer.byteLength / 2, data: new Uint16Array(buffer) })
}

const ours = (picture: StatisticsOf): Statistics => statistics(countHistograms(rasterOf(picture))[0]!)

describe('statistics', () => {
  it.each(['night', 'scan', 'flat'])('of the %s picture are those of NumPy and scikit-image', (name) => {
    const { want, ...picture } = pictures[name]!
    const got = ours({ ...picture, want })
    expect(Object.keys(want).toSorted()).toEqual(Object.keys(got).toSorted())
    for (const [field, value] of Object.entries(want)) expect(got[field as keyof Statistics], field).toBeCloseTo(value, 9)
  })

  it('of a float picture are those of NumPy to half a bin', () => {
    const picture = pictures['light']!
    const got = ours(picture)
    const { want } = picture
    for (const field of ['count', 'levels', 'clippedLow', 'clippedHigh'] as const) expect(got[field], field).toBe(want[field])
    expect(got.entropy).toBeCloseTo(want['entropy']!, 9)
    for (const field of ['mean', 'deviation', 'low', 'high'] as const) expect(Math.abs(got[field] - want[field]!), field).toBeLessThanOrEqual(0.5 / floatBins)
    expect(got.stops).toBeCloseTo(Math.log2(got.high / got.low), 12)
  })

  it('of nothing are zeros', () => {
    const empty = statistics({ channel: 'r', bins: new Uint32Array(256), range: [0, 255], outside: { below: 0, above: 0, nan: 3 } })
    expect(new Set(Object.values(empty))).toEqual(new Set([0]))
  })

  it('count what lies at white and beyond as clipped', () => {
    const bins = new Uint32Array(65_536)
    bins[0] = 1
    bins[1022] = 5
    bins[1023] = 2
    bins[2000] = 2
    const got = statistics({ channel: 'grey', bins, range: [0, 1023], outside: { below: 0, above: 0, nan: 0 } })
    expect(got.clippedHigh).toBe(0.4)
    expect(got.clippedLow).toBe(0.1)
  })

  it('give 8 bits of entropy and 8 stops to a picture with every code once', () => {
    const got = statistics({ channel: 'grey', bins: new Uint32Array(256).fill(1), range: [0, 255], outside: { below: 0, above: 0, nan: 0 } })
    expect(got.entropy).toBeCloseTo(8, 12)
    expect(got.mean).toBe(127.5)
    expect(got.deviation).toBeCloseTo(Math.sqrt((256 ** 2 - 1) / 12), 12)
    expect(got.stops).toBeCloseTo(Math.log2(255 / 2), 12)
  })
})
