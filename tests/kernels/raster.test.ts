import { describe, expect, it } from 'vitest'
import { toFailure } from '../../src/kernels/failure.ts'
import { colourChannels, createRaster, hasAlpha } from '../../src/kernels/raster.ts'

describe('createRaster', () => {
  it('takes all bits of the container unless told otherwise', () => {
    const shape = { width: 2, height: 3, channels: 3 } as const
    expect(createRaster({ ...shape, depth: 'u8' })).toMatchObject({ bits: 8, range: [0, 255], encoding: 'srgb' })
    expect(createRaster({ ...shape, depth: 'u16' })).toMatchObject({ bits: 16, range: [0, 65_535] })
    expect(createRaster({ ...shape, depth: 'u16', bits: 12 })).toMatchObject({ bits: 12, range: [0, 4095] })
    expect(createRaster({ ...shape, depth: 'f32' })).toMatchObject({ bits: 32, range: [0, 1] })
  })

  it('allocates zeros of the depth', () => {
    expect(createRaster({ width: 2, height: 2, channels: 4, depth: 'u16' }).data).toEqual(new Uint16Array(16))
  })

  it('keeps the very array that it is given', () => {
    const data = new Uint8Array(6)
    expect(createRaster({ width: 3, height: 2, channels: 1, depth: 'u8', data }).data).toBe(data)
  })

  it('refuses an array that does not fit the shape, and says both', () => {
    try {
      createRaster({ width: 3, height: 2, channels: 3, depth: 'u8', data: new Uint8Array(17) })
      expect.unreachable()
    } catch (caught) {
      expect(toFailure(caught)).toMatchObject({ code: 'corrupt-file', what: expect.stringMatching(/17.*3 × 2 × 3/) })
    }
  })
})

it('counts alpha apart from the channels that carry light', () => {
  expect(([1, 2, 3, 4] as const).map(colourChannels)).toEqual([1, 1, 3, 3])
  expect(([1, 2, 3, 4] as const).map(hasAlpha)).toEqual([false, true, false, true])
})
