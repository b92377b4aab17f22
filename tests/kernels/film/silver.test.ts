import { describe, expect, it } from 'vitest'
import { compile } from '../../../src/kernels/compile.ts'
import { luminance } from '../../../src/kernels/film/print.ts'
import { mixPixel } from '../../../src/kernels/mixing.ts'
import { tracePixel } from '../../../src/kernels/trace-pixel.ts'
import { anyFilm, negativeStep, scanSource, seeded } from '../negative-recipe.ts'

const pipelineOf = (params: Readonly<Record<string, number | string | boolean>>) => compile([negativeStep(params)], 'nearest-even', scanSource('u16'))

describe('a colour negative on black-and-white paper', () => {
  it('prints every pixel neutral, whatever the numbers', () => {
    const random = seeded(5)
    for (let i = 0; i < 200; i++) {
      const pipeline = pipelineOf({ ...anyFilm(random), kind: 'silver' })
      const pixel = [0, 1, 2].map(() => Math.floor(random() * 65_536))
      const [r, g, b] = tracePixel(pipeline, pixel).channels.map(({ s }) => s)
      expect([g, b], JSON.stringify(pixel)).toEqual([r, r])
    }
  })

  it('has the luminance of its colour print', () => {
    const random = seeded(6)
    for (let i = 0; i < 100; i++) {
      const film = { ...anyFilm(random), saturation: 1 }
      const pixel = [0.2 + random() * 0.5, 0.1 + random() * 0.3, 0.05 + random() * 0.2] as const
      const colour = mixPixel(pipelineOf({ ...film, kind: 'colour' }).mixing!.map, [...pixel])
      const silver = mixPixel(pipelineOf({ ...film, kind: 'silver' }).mixing!.map, [...pixel])
      expect(silver.w[0]).toBeCloseTo(luminance(colour.w[0], colour.w[1], colour.w[2]), 9)
    }
  })
})
