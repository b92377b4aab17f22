import { describe, expect, it } from 'vitest'
import { failureOf, open } from './kit.ts'

const [width, height, channels] = [1200, 700, 3]
const samples = Uint16Array.from({ length: width * height * channels }, (_, i) => (i * 40_503) % 65_536)
const planes = [0, 1, 2].map((c) => Uint16Array.from({ length: width * height }, (_, i) => samples[channels * i + c]!))

/** An uncompressed TIFF of 16 bits, little-endian (TIFF 6.0, section 2), whose pixels stand in the strips given, with what the file says of their lengths. */
function tiff({ strips, planar, counts }: { strips: readonly Uint16Array[]; planar: 1 | 2; counts?: readonly number[] }): Uint8Array {
  const n = strips.length
  const size = (counts ? 1 : 0) + 9
  const directory = 8
  const bitsAt = directory + 2 + 12 * size + 4
  const offsetsAt = bitsAt + 2 * channels
  const countsAt = offsetsAt + 4 * n
  const pixelsAt = countsAt + 4 * n
  const starts = strips.map((_, k) => pixelsAt + strips.slice(0, k).reduce((sum, strip) => sum + strip.byteLength, 0))
  const bytes = new Uint8Array(pixelsAt + strips.reduce((sum, strip) => sum + strip.byteLength, 0))
  const view = new DataView(bytes.buffer)
  bytes.set([0x49, 0x49, 42, 0, directory])
  view.setUint16(directory, size, true)
  const longs = (values: readonly number[], at: number): number => {
    if (values.length === 1) return values[0]!
    values.forEach((value, k) => view.setUint32(at + 4 * k, value, true))
    return at
  }
  for (let k = 0; k < channels; k++) view.setUint16(bitsAt + 2 * k, 16, true)
  const fields: readonly (readonly [id: number, type: 3 | 4, count: number, value: number])[] = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, channels, bitsAt],
    [259, 3, 1, 1],
    [262, 3, 1, 2],
    [273, 4, n, longs(starts, offsetsAt)],
    [277, 3, 1, channels],
    [278, 4, 1, height],
    ...(counts ? [[279, 4, n, longs(counts, countsAt)] as const] : []),
    [284, 3, 1, planar],
  ]
  fields.forEach(([id, type, count, value], k) => {
    const at = directory + 2 + 12 * k
    view.setUint16(at, id, true)
    view.setUint16(at + 2, type, true)
    view.setUint32(at + 4, count, true)
    view.setUint32(at + 8, value, true)
  })
  strips.forEach((strip, k) => bytes.set(new Uint8Array(strip.buffer), starts[k]))
  return bytes
}

const lengths = (strips: readonly Uint16Array[]): number[] => strips.map(({ byteLength }) => byteLength)

describe('a TIFF in one long strip', () => {
  it.each([
    ['whose length it says', { strips: [samples], planar: 1, counts: lengths([samples]) }],
    ['whose length it does not say', { strips: [samples], planar: 1 }],
    ['a colour', { strips: planes, planar: 2, counts: lengths(planes) }],
  ] as const)('%s is read sample by sample', async (_, layout) => {
    const { raster } = await open(tiff(layout))
    expect(raster).toMatchObject({ width, height, channels, depth: 'u16' })
    expect(Buffer.compare(Buffer.from(raster.data.buffer), Buffer.from(samples.buffer))).toBe(0)
  })

  it('is held but once beside its pixels', async () => {
    const file = tiff({ strips: [samples], planar: 1, counts: lengths([samples]) })
    const failure = await failureOf(file, { limits: { bytes: 1e9, pixels: 1e9, memory: 1 } })
    const opening = 'code' in failure && failure.code === 'too-large' ? failure.bytes : Infinity
    // the file, the pixels, and a strip of a megabyte
    expect(opening).toBeLessThan(file.length + samples.byteLength + 1.1 * 2 ** 20)
  })

  it('that ends early is told of by the strip it has', async () => {
    const file = tiff({ strips: [samples], planar: 1, counts: lengths([samples]) })
    expect(await failureOf(file.subarray(0, file.length - 1))).toMatchObject({ code: 'truncated-file', what: expect.stringContaining('strip 1 of 1') })
  })
})
