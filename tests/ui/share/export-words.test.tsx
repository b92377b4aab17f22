import { describe, expect, it } from 'vitest'
import type { PictureInfo } from '../../../src/engine/protocol.ts'
import { alphaWords, dataWords, depthWords, isExact, promise, rawBytes, usualBits, writingBytes } from '../../../src/ui/share/export-words.ts'

const picture = (change: Partial<PictureInfo>): PictureInfo => ({ width: 100, height: 50, channels: 3, depth: 'u8', bits: 8, ...change }) as PictureInfo
const deep = picture({ depth: 'u16', bits: 16 })
const scan = picture({ depth: 'u16', bits: 12 })
const float = picture({ depth: 'f32', bits: 32 })
const plain = (text: string): string => text.replaceAll('\u202f', ' ')

describe('the words of the export dialog', () => {
  it('offer 16 bits to what has more than 8', () => {
    expect([picture({}), scan, deep, float].map(usualBits)).toEqual([8, 16, 16, 16])
  })

  it('say what 8 bits cost a deep picture', () => {
    expect(plain(depthWords(deep, 'png', 8))).toBe('The picture has 16 bits; 8 keep 256 of its 65 536 levels.')
    expect(plain(depthWords(scan, 'tiff', 8))).toBe('The picture has 12 bits; 8 keep 256 of its 4096 levels.')
    expect(depthWords(deep, 'jpeg', 8)).toContain('takes 8. PNG and TIFF keep more.')
  })

  it('promise the codes only where the format keeps them', () => {
    expect(isExact('png', 1)).toBe(true)
    expect(isExact('tiff', 1)).toBe(true)
    expect(isExact('webp', 100)).toBe(true)
    expect(isExact('webp', 99)).toBe(false)
    expect(isExact('jpeg', 100)).toBe(false)
    expect(promise('png', 92)).toBe('The file holds the computed codes, whatever the screen shows.')
    expect(promise('jpeg', 100)).not.toContain('holds the computed codes')
  })

  it('say that JPEG leaves alpha out, and only then', () => {
    const alpha = picture({ channels: 4 })
    expect(alphaWords(alpha, 'jpeg')).toContain('left out')
    expect(alphaWords(alpha, 'png')).toBeUndefined()
    expect(alphaWords(picture({}), 'jpeg')).toBeUndefined()
  })

  it('say what memory a format of whole pictures takes, where that is much', () => {
    const scan = picture({ width: 12_000, height: 8400 })
    expect(writingBytes(scan, 'jpeg')).toBeGreaterThan(2e9)
    expect(writingBytes(scan, 'tiff')).toBeUndefined()
    expect(writingBytes(picture({ width: 3000, height: 2000 }), 'jpeg')).toBeUndefined()
  })

  it('count the samples that will be in the file', () => {
    expect(rawBytes(picture({ channels: 4 }), 'png', 16)).toBe(100 * 50 * 4 * 2)
    expect(rawBytes(picture({ channels: 4 }), 'jpeg', 8)).toBe(100 * 50 * 3)
    expect(dataWords(picture({ channels: 2 }), 'png', 16)).toBe('16-bit grey + alpha')
    expect(dataWords(picture({ channels: 2 }), 'jpeg', 8)).toBe('8-bit grey')
  })
})
