import { describe, expect, it } from 'vitest'
import { pictureLine } from '../../../src/ui/shell/picture-line.ts'

const picture = { width: 4096, height: 2160, channels: 3, depth: 'u8', bits: 8, encoding: 'sRGB', spectrum: undefined } as const

describe('the line about a picture', () => {
  it('tells its size, depth, colours and encoding', () => expect(pictureLine(picture)).toBe('4096 × 2160 · 8-bit RGB · sRGB'))
  it('tells the significant bits, not the container', () =>
    expect(pictureLine({ ...picture, channels: 1, depth: 'u16', bits: 12, encoding: 'linear' })).toBe('4096 × 2160 · 12-bit grey · linear'))
  it('tells of alpha', () => expect(pictureLine({ ...picture, channels: 4 })).toBe('4096 × 2160 · 8-bit RGB + alpha · sRGB'))
})
