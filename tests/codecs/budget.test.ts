import { describe, expect, it } from 'vitest'
import { budgetOf } from '../../src/codecs/budget.ts'
import { defaultLimits } from '../../src/codecs/limits.ts'
import { encodeBytes } from './encode.ts'
import { failureOf, noise, open } from './kit.ts'

const claim = { width: 1000, height: 100, channels: 3, depth: 'u16', orientation: 1, stored: 50_000, working: 7 } as const

/** What the export of a picture that many times as wide takes beside its opening. */
const exportOf = (scale: number): number => {
  const { opening, whole } = budgetOf({ ...claim, width: scale * claim.width })
  return whole - opening
}

describe('what a picture takes', () => {
  it('while it is opened is the file, the pixels and what the decoder needs', () => {
    expect(budgetOf(claim).opening).toBe(50_000 + 600_000 + 7)
    expect(budgetOf({ ...claim, orientation: 6 }).opening).toBe(50_000 + 2 * 600_000 + 7)
  })

  it('takes as much more for its export, whatever its size', () => {
    expect(exportOf(100)).toBe(exportOf(1))
    expect(exportOf(1)).toBeGreaterThan(0)
  })

  it('is near what a renderer was measured to take', () => {
    // a TIFF of 12 000 × 8400 in 16 bits: gigabytes of the renderer over the empty page, opening and exporting
    const { opening, whole } = budgetOf({ ...claim, width: 12_000, height: 8400, stored: 604_800_256, working: 1e6 })
    expect(opening / 1.25e9).toBeCloseTo(1, 1)
    expect(whole / 1.4e9).toBeCloseTo(1, 1)
  })
})

describe.each(['png', 'tiff', 'jpeg', 'webp'])('a %s', (format) => {
  const [width, height] = [61, 40]
  const raster = format === 'png' || format === 'tiff' ? noise(width, height, 3, 'u16') : noise(width, height, 3, 'u8')
  const pixels = raster.data.byteLength

  it('is told of before its memory is set aside, with no less than its pixels and an export', async () => {
    const bytes = await encodeBytes(raster, format, { quality: 100 })
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
    const { opening, whole } = budgetOf({ width, height, channels: 3, depth: raster.depth, orientation: 1, stored: bytes.length, working: 0 })
    expect(needs).toBeGreaterThanOrEqual(whole)
    expect(needs).toBeLessThanOrEqual(whole + 8 * width * height)
    expect(opening).toBeGreaterThanOrEqual(pixels + bytes.length)
  })

  it('that needs more than the machine has is refused by its header', async () => {
    const bytes = await encodeBytes(raster, format, { quality: 100 })
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
