import { describe, expect, it } from 'vitest'
import { latin, joined, open } from './kit.ts'

/** A TIFF of one row of grey numbers, as plain as it can be, with more tags if given. */
function grey(values: Uint8Array, count: number, bits: number, format: 1 | 2 | 3, more: readonly (readonly [id: number, value: number])[] = []): Uint8Array {
  const directory = new DataView(new ArrayBuffer(2 + 12 * (9 + more.length) + 4))
  const tags = [
    [256, count],
    [257, 1],
    [258, bits],
    [259, 1],
    [262, 1],
    [273, 8],
    [278, 1],
    [279, values.length],
    [339, format],
    ...more,
  ].toSorted(([a], [b]) => a - b)
  directory.setUint16(0, tags.length, true)
  tags.forEach(([id, value], i) => {
    directory.setUint16(2 + 12 * i, id, true)
    directory.setUint16(4 + 12 * i, 4, true)
    directory.setUint32(6 + 12 * i, 1, true)
    directory.setUint32(10 + 12 * i, value, true)
  })
  const place = new Uint8Array(4)
  new DataView(place.buffer).setUint32(0, 8 + values.length, true)
  return joined(latin('II*\0'), place, values, new Uint8Array(directory.buffer))
}

const floats = (...values: number[]): Uint8Array => grey(new Uint8Array(Float32Array.from(values).buffer), values.length, 32, 3)

const withAlpha = (kind: 1 | 2) => [[277, 2], [338, kind]] as const

describe('numbers without a scale', () => {
  it('between 0 and 1 have white at 1, and nothing is said', async () => {
    const { raster, notes } = await open(floats(0, 0.25, 0.5))
    expect([...raster.data]).toEqual([0, 0.25, 0.5])
    expect(raster).toMatchObject({ depth: 'f32', range: [0, 1] })
    expect(notes).toEqual([])
  })

  it('that go further have white at the largest, and that is said', async () => {
    const { raster, notes } = await open(floats(-2, 0, 812.5, Infinity, NaN))
    expect([...raster.data]).toEqual([-2, 0, 812.5, Infinity, NaN])
    expect(raster.range).toEqual([0, 812.5])
    expect(notes).toEqual(['its floating-point numbers reach from −2 to 812.5: 0 is taken as black, 812.5 as white'])
  })

  it('are kept as they are where they are whole and have signs', async () => {
    const { raster, notes } = await open(grey(new Uint8Array(Int16Array.of(-32768, -1, 0, 32767).buffer), 4, 16, 2))
    expect([...raster.data]).toEqual([-32768, -1, 0, 32767])
    expect(raster).toMatchObject({ depth: 'f32', range: [0, 32767] })
    expect(notes).toHaveLength(1)
  })

  it('are divided by an alpha of 0 … 1, however far they reach, and have white at the largest behind that', async () => {
    const { raster } = await open(grey(new Uint8Array(Float32Array.of(3, 0.5, 2, 1).buffer), 2, 32, 3, withAlpha(1)))
    expect([...raster.data]).toEqual([6, 0.5, 2, 1])
    expect(raster).toMatchObject({ channels: 2, range: [0, 6] })
  })

  it('have an alpha of 0 … 1 where they are whole and of 32 bits', async () => {
    const { raster } = await open(grey(new Uint8Array(Uint32Array.of(7, 0, 9, 0xffffffff).buffer), 2, 32, 1, withAlpha(2)))
    expect([...raster.data]).toEqual([7, 0, 9, 1])
  })
})

it('a tile of gigabytes for one pixel is refused before it is held', async () => {
  const row = grey(new Uint8Array(64), 1, 16, 1, [[322, 60_000], [323, 60_000], [324, 8], [325, 64]])
  await expect(open(row)).rejects.toMatchObject({ failure: { code: 'too-large', width: 60_000, height: 60_000 } })
})
