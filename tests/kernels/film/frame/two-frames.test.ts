import { describe, expect, it } from 'vitest'
import { analyseFilm } from '../../../../src/kernels/film/analyse.ts'
import { createRaster, type AnyRaster } from '../../../../src/kernels/raster.ts'
import { seeded } from './borders.ts'

const [width, height] = [480, 320]
const base = [0.8, 0.36, 0.2] as const

interface Strip {
  /** Shares of the scan: the rebate all round, and the clear film between two pictures; no gap is one picture. */
  readonly rebate: number
  readonly gap: number
  /** Where the gap's middle lies. */
  readonly at?: number
  readonly standing?: boolean
}

/** A linear scan of one or two pictures of coloured patches on a strip. */
function scanOf({ rebate, gap, at = 0.5, standing = false }: Strip): AnyRaster {
  const random = seeded(11)
  const patches = Array.from({ length: 400 }, () => {
    const level = 0.25 + 0.9 * random()
    return [level + 0.06 * random(), level, level + 0.06 * random()] as const
  })
  const data = new Uint16Array(3 * width * height)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = standing ? [y / height, x / width] : [x / width, y / height]
      const clear = u < rebate || u > 1 - rebate || v < rebate || v > 1 - rebate || Math.abs(u - at) < gap / 2
      const d = clear ? [0, 0, 0] : patches[Math.floor(u * 20) * 20 + Math.floor(v * 20)]!
      for (let c = 0; c < 3; c++, i++) data[i] = 65535 * base[c]! * 10 ** -(d[c]! * (0.7 + 0.08 * c)) * (1 + 0.008 * (random() - 0.5))
    }
  }
  return createRaster({ width, height, channels: 3, depth: 'u16', encoding: 'linear', data }) as AnyRaster
}

const found = (strip: Strip) => analyseFilm(scanOf(strip))

describe('two frames on one scan', () => {
  it.each([
    [0.05, 0.02],
    [0.05, 0.05],
    [0, 0.03],
    [0, 0.08],
  ])('are told apart with a rebate of %f and a gap of %f', (rebate, gap) => {
    const { area, second, doubts, confidence } = found({ rebate, gap })
    expect(second).toBeDefined()
    for (const [one, from, to] of [[area, rebate, 0.5 - gap / 2], [second!, 0.5 + gap / 2, 1 - rebate]] as const) {
      expect(Math.abs(one.x - from)).toBeLessThan(0.01)
      expect(Math.abs(one.x + one.width - to)).toBeLessThan(0.01)
    }
    // what lies between them is as good as a rebate
    expect(doubts).not.toContain('no-rebate')
    expect(confidence).toBeGreaterThan(0.5)
  })

  it('are told apart one above the other', () => {
    const { area, second } = found({ rebate: 0.05, gap: 0.04, standing: true })
    expect(area.y + area.height).toBeLessThan(0.5)
    expect(second!.y).toBeGreaterThan(0.5)
  })

  it('are not seen in one picture', () => {
    for (const rebate of [0, 0.05]) expect(found({ rebate, gap: 0 }).second).toBeUndefined()
  })

  it('are not seen where a dark pillar divides a scene unevenly', () => {
    for (const at of [0.35, 0.7]) expect(found({ rebate: 0.05, gap: 0.04, at }).second).toBeUndefined()
  })
})
