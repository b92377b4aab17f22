import { describe, expect, it } from 'vitest'
import { foldedHeight, restAt } from '../../../src/ui/shell/sheet.tsx'

describe('a sheet that is let go', () => {
  it('rests at the nearest height', () => {
    expect(restAt(90, 800, 0)).toBe('folded')
    expect(restAt(400, 800, 0)).toBe('half')
    expect(restAt(750, 800, 0)).toBe('full')
    expect(restAt(foldedHeight, 800, 0)).toBe('folded')
  })
  it('is carried on by a flick', () => {
    expect(restAt(400, 800, 2)).toBe('full')
    expect(restAt(400, 800, -2)).toBe('folded')
  })
})
