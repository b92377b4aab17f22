import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exifOrientation } from '../../src/codecs/exif.ts'
import { applyOrientation, inverseOrientation, type Orientation } from '../../src/codecs/orientation.ts'
import { createRaster } from '../../src/kernels/raster.ts'
import { latin, rasters, shapeOf } from './kit.ts'

const orientations = fc.constantFrom<Orientation[]>(1, 2, 3, 4, 5, 6, 7, 8)

describe('orientation', () => {
  it('comes back through its inverse, whatever the picture', () => {
    fc.assert(
      fc.property(rasters({ most: 80 }), orientations, (raster, orientation) => {
        const back = applyOrientation(applyOrientation(raster, orientation), inverseOrientation(orientation))
        expect(shapeOf(back)).toEqual(shapeOf(raster))
        expect(back.data).toEqual(raster.data)
      }),
      { seed: 1, numRuns: 80 },
    )
  })

  it('puts each corner where TIFF 6.0 says the 0th row and column are', () => {
    // 1 2 3
    // 4 5 6
    const raster = createRaster({ width: 3, height: 2, channels: 1, depth: 'u8', data: Uint8Array.of(1, 2, 3, 4, 5, 6) })
    const upright: Record<Orientation, number[]> = {
      1: [1, 2, 3, 4, 5, 6],
      2: [3, 2, 1, 6, 5, 4],
      3: [6, 5, 4, 3, 2, 1],
      4: [4, 5, 6, 1, 2, 3],
      5: [1, 4, 2, 5, 3, 6],
      6: [4, 1, 5, 2, 6, 3],
      7: [6, 3, 5, 2, 4, 1],
      8: [3, 6, 2, 5, 1, 4],
    }
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8] as const) {
      const turned = applyOrientation(raster, orientation)
      expect([...turned.data]).toEqual(upright[orientation])
      expect([turned.width, turned.height]).toEqual(orientation > 4 ? [2, 3] : [3, 2])
    }
  })

  it('leaves an upright picture as the very same object', () => {
    const raster = createRaster({ width: 2, height: 2, channels: 1, depth: 'u8' })
    expect(applyOrientation(raster, 1)).toBe(raster)
  })

  it('keeps bits, range and profile', () => {
    const raster = createRaster({ width: 2, height: 3, channels: 1, depth: 'u16', bits: 12, encoding: { icc: latin('profile') } })
    const turned = applyOrientation(raster, 6)
    expect(turned).toMatchObject({ bits: 12, range: [0, 4095], encoding: { icc: latin('profile') } })
  })
})

/** A big-endian block with one tag, the orientation. */
const block = (value: number, type = 3): Uint8Array =>
  Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, type, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0)

describe('an EXIF block', () => {
  it('gives its orientation', () => {
    expect(exifOrientation(block(6))).toBe(6)
  })

  it('is upright where the value or its type make no sense', () => {
    expect(exifOrientation(block(0))).toBe(1)
    expect(exifOrientation(block(9))).toBe(1)
    expect(exifOrientation(block(6, 2))).toBe(1)
    expect(exifOrientation(latin('Exif\0\0'))).toBe(1)
  })

  it('never throws, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const orientation = exifOrientation(Uint8Array.of(0x49, 0x49, 42, 0, ...bytes))
        expect(orientation).toBeGreaterThanOrEqual(1)
        expect(orientation).toBeLessThanOrEqual(8)
      }),
      { seed: 2, numRuns: 500 },
    )
  })
})
