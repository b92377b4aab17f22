import { describe, expect, it } from 'vitest'
import { budgetOf } from '../../src/codecs/budget.ts'
import { defaultLimits } from '../../src/codecs/limits.ts'
import { encodePicture } from '../../src/codecs/save.ts'
import { failureOf, noise, open } from './kit.ts'

const claim = { width: 1000, height: 100, channels: 3, depth: 'u16', orientation: 1, stored: 50_000, working: 7 } as const

describe('what a picture takes', () => {
  it('while it is opened is the file, the pixels and what the decoder needs', () => {
    expect(budgetOf(claim).opening).toBe(50_000 + 600_000 + 7)
    expect(budgetOf({ ...claim, orientation: 6 }).opening).toBe(50_000 + 2 * 600_000 + 7)
  })

  it('while it is exported is the pixels, as many codes, and a file no larger', () => {
    expect(budgetOf(claim).whole).toBe(3 * 600_000)
    // floats are written as 16 bits
    expect(budgetOf({ ...claim, depth: 'f32' }).whole).toBe(1_200_000 + 2 * 600_000)
  })

  it('is the larger of both', () => {
    expect(budgetOf({ ...claim, working: 5_000_000 }).whole).toBe(5_650_000)
  })
})

describe.each(['png', 'tiff', 'jpeg', 'webp'])('a %s', (format) => {
  const [width, height] = [61, 40]
  const raster = format === 'png' || format === 'tiff' ? noise(width, height, 3, 'u16') : noise(width, height, 3, 'u8')
  const pixels = raster.data.byteLength

  it('is told of before its memory is set aside, with no less than its pixels and an export', async () => {
    const { bytes } = await encodePicture(raster, format, { quality: 100 })
    const heard: string[] = []
    let needs = 0
    await open(bytes, {
      onNeed: (told) => {
        needs = told
        heard.push('need')
      },
      memory: (length) => {
        heard.push('memory')
        return new ArrayBuffer(length)
      },
    })
    expect(heard.filter((one) => one === 'need')).toHaveLength(1)
    expect(heard[0]).toBe('need')
    expect(needs).toBeGreaterThanOrEqual(3 * pixels)
    expect(needs).toBeLessThan(3 * pixels + bytes.length + 8 * width * height + 1)
  })

  it('that needs more than the machine has is refused by its header', async () => {
    const { bytes } = await encodePicture(raster, format, { quality: 100 })
    let set = false
    const memory = (length: number): ArrayBuffer => {
      set = true
      return new ArrayBuffer(length)
    }
    const limits = { ...defaultLimits, memory: pixels + bytes.length - 1 }
    expect(await failureOf(bytes, { limits, memory })).toMatchObject({ code: 'too-large', width, height, limit: limits.memory })
    expect(set).toBe(false)
  })
})
