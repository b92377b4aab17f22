import { describe, expect, it } from 'vitest'
import { createLight } from '../../../../src/kernels/film/light.ts'
import { hex } from '../../../film/materials.ts'
import { paletteOf } from '../../../film/palette-of.ts'
import { palettes } from '../../../film/palettes.ts'
import { createRandom } from '../../../film/random.ts'
import { palette } from '../../../film/scenes-palette.ts'

const direction = (r: number, g: number, b: number): readonly number[] => [r, g, b].map((v) => v / Math.hypot(r, g, b))

describe('the colours of photographs', () => {
  it('are counted with their shares and heights', () => {
    const picture = createLight(192, 128)
    const bands = ['3f74be', 'f2f3f5', '566b2f'].map(hex)
    // A half, a quarter and a quarter of the height.
    for (let y = 0; y < 128; y++) for (let x = 0; x < 192; x++) picture.data.set(bands[y < 64 ? 0 : y < 96 ? 1 : 2], 3 * (y * 192 + x))
    const [sky, ...rest] = paletteOf(picture).split(' ')
    expect(sky).toBe('3f74be803')
    expect(rest.toSorted()).toEqual(['566b2f40d', 'f2f3f5409'])
  })

  it('fill their pictures', () => {
    for (const tints of palettes) {
      const whole = tints.reduce((sum, { share }) => sum + share, 0)
      expect(whole).toBeGreaterThan(0.97)
      expect(whole).toBeLessThan(1.03)
    }
  })
})

describe('a picture painted in a photograph’s colours', () => {
  it.each([1, 2, 3])('has these and no others, lighter and darker, each in its share, picture %i', (seed) => {
    const { data } = palette(createRandom(seed))
    const count = data.length / 3
    const seen = Array.from({ length: count }, (_, i) => direction(data[3 * i], data[3 * i + 1], data[3 * i + 2]))
    const shares = (tints: (typeof palettes)[number]): readonly number[] | undefined => {
      const found = new Float64Array(tints.length)
      const ways = tints.map(({ colour }) => direction(...colour))
      for (const one of seen) {
        const at = ways.findIndex((way) => Math.hypot(...way.map((v, c) => v - one[c])) < 1e-5)
        if (at < 0) return undefined
        found[at] += 1 / count
      }
      return [...found]
    }
    const fits = palettes.flatMap((tints) => {
      const found = shares(tints)
      return found ? [{ tints, found }] : []
    })
    expect(fits).toHaveLength(1)
    for (const [i, { share }] of fits[0].tints.entries()) expect(fits[0].found[i]).toBeCloseTo(share, 1)
  })
})
