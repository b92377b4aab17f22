import { describe, expect, it } from 'vitest'
import { analyseFilm } from '../../../../src/kernels/film/analyse.ts'
import { frameSide } from '../../../../src/kernels/film/frame/frame.ts'
import { shrinkLight } from '../../../../src/kernels/film/light.ts'
import { linearToSrgb, scanRows } from '../../../../src/kernels/film/linearise.ts'
import { findRegions } from '../../../../src/kernels/film/frame/regions.ts'
import { findSprockets } from '../../../../src/kernels/film/frame/sprockets.ts'
import { createRaster, type AnyRaster } from '../../../../src/kernels/raster.ts'
import { makeScan, seeded } from './borders.ts'

const [width, height] = [640, 480]

interface Strip {
  readonly seed: number
  /** Degrees. */
  readonly lean?: number
  /** How much larger the strip's right end is seen than its middle, as a share: the telephone was not held level. */
  readonly slant?: number
  /** What the lamp loses in the corners. */
  readonly fallOff?: number
  readonly silver?: boolean
  readonly lamp?: boolean
  /** Clear film beside the pictures, as a negative has it, or black, as a slide has. */
  readonly clear?: boolean
}

/** Where the middle picture lies in an upright strip, in shares of the scan. */
const picture = { left: 0.5 - 0.27, right: 0.5 + 0.27, top: 0.5 - 0.24, bottom: 0.5 + 0.24 }

/** A photograph of a strip of 35 mm film on a lamp or on black, 8 bits, with neighbours left and right. */
function photographed({ seed, lean = 0, slant = 0, fallOff = 0.2, silver = false, lamp = true, clear = true }: Strip): AnyRaster {
  const random = seeded(seed)
  const base = silver ? [0.62, 0.61, 0.6] : [0.6, 0.3, 0.17]
  const patches = Array.from({ length: 900 }, () => [0.2 + 0.9 * random(), 0.12 * random(), 0.12 * random()] as const)
  const [sin, cos] = [Math.sin((lean * Math.PI) / 180), Math.cos((lean * Math.PI) / 180)]
  const light = (px: number, py: number): readonly number[] => {
    const [dx, dy] = [(px - width / 2) / height, (py - height / 2) / height]
    const away = 1 + slant * dx
    const [x, y] = [(dx * cos + dy * sin) * away, (dy * cos - dx * sin) * away]
    if (Math.abs(y) > 0.35) return lamp ? [0.85, 0.85, 0.85] : [0.003, 0.003, 0.003]
    const frame = Math.floor(x / 0.76 + 0.5)
    const u = (x - 0.76 * frame) / 0.72 + 0.5
    const v = y / 0.48 + 0.5
    if (u > 0 && u < 1 && v > 0 && v < 1) {
      const [d, red, blue] = patches[((frame + 1) * 300 + Math.floor(u * 20) * 15 + Math.floor(v * 15)) % 900]!
      return silver ? base.map((b) => b * 10 ** -d) : base.map((b, c) => b * 10 ** -(d * (0.75 + 0.1 * c) + (c === 0 ? red : c === 2 ? blue : 0)))
    }
    const along = (((x / 0.095) % 1) + 1) % 1
    if (Math.abs(y) > 0.27 && Math.abs(y) < 0.327 && along < 0.42) return [0.85, 0.85, 0.85]
    return clear ? base : [0.004, 0.004, 0.004]
  }
  const data = new Uint8Array(3 * width * height)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const seen = light(x + 0.5, y + 0.5)
      const dim = 1 - fallOff * ((((x + 0.5) / width - 0.5) * 4) ** 2 / 9 + ((y + 0.5) / height - 0.5) ** 2) * 1.44
      for (let c = 0; c < 3; c++, i++) data[i] = Math.round(255 * linearToSrgb(Math.min(1, seen[c]! * dim * (1 + 0.02 * (random() - 0.5)) + 0.002)))
    }
  }
  return createRaster({ width, height, channels: 3, depth: 'u8', encoding: 'srgb', data }) as AnyRaster
}

const strips: readonly Strip[] = [
  { seed: 1 },
  { seed: 2, lamp: false },
  { seed: 3, lean: 2 },
  { seed: 4, lean: -1.5, fallOff: 0.4 },
  { seed: 5, silver: true },
  { seed: 6, silver: true, lamp: false, lean: 1 },
  { seed: 7, fallOff: 0.4, lamp: false },
]

describe('a photograph of a strip of film', () => {
  it.each(strips)('shows its base between the holes and one picture without them: %o', (strip) => {
    const { area, kind, doubts, baseSeen, confidence } = analyseFilm(photographed(strip))
    expect(kind).toBe(strip.silver ? 'bw-negative' : 'colour-negative')
    expect(doubts).not.toContain('no-rebate')
    expect(doubts).not.toContain('bare-light')
    expect(confidence).toBeGreaterThan(0.3)
    const base = strip.silver ? [0.62, 0.61, 0.6] : [0.6, 0.3, 0.17]
    // the lamp falls off towards the rebate: what it has in common is not the film's
    const off = baseSeen.map((light, c) => Math.log10(light / base[c]!))
    expect(Math.max(...off) - Math.min(...off)).toBeLessThan(0.06)
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(0.2)
    // within a tenth of a frame of its upper and lower edge, which a lean moves, and clear of all holes
    expect(Math.abs(area.y - picture.top)).toBeLessThan(0.03)
    expect(Math.abs(area.y + area.height - picture.bottom)).toBeLessThan(0.03)
    expect(area.x).toBeGreaterThan(picture.left - 0.03)
    expect(area.x + area.width).toBeLessThan(picture.right + 0.03)
  })

  it('leaves the neighbours out of the frame in four of five that lean by four degrees and are seen at an angle', { timeout: 60_000 }, () => {
    const strips = Array.from({ length: 10 }, (_, i): Strip => ({ seed: 11 + i, slant: (i % 2 ? 1 : -1) * (0.04 + 0.01 * (i % 4)), lean: [-4, 4, -3.5, 3.5][i % 4]!, silver: i % 4 === 3 }))
    const alone = strips.filter((strip) => {
      const { area } = analyseFilm(photographed(strip))
      const off = [area.x - picture.left, area.x + area.width - picture.right, area.y - picture.top, area.y + area.height - picture.bottom]
      // its sides lean and its ends differ: within a sixteenth of the scan, while a neighbour would add a sixth
      return off.every((one) => Math.abs(one) < 0.06)
    })
    expect(alone.length).toBeGreaterThanOrEqual(8)
  })

  it('gives no base to be sure of where the film beside the pictures is black, as a slide’s is', () => {
    expect(analyseFilm(photographed({ seed: 8, clear: false, lamp: false })).confidence).toBeLessThan(0.5)
  })
})

const seen = (raster: AnyRaster) => findSprockets(findRegions(shrinkLight(scanRows(raster), frameSide)))

describe('findSprockets', () => {
  it('tells the distance from hole to hole', () => {
    for (const strip of strips) expect(Math.abs(seen(photographed(strip))!.pitch - 0.095 * height)).toBeLessThan(0.06 * 0.095 * height)
  })

  it('sees none in a picture, a holder or a rebate', () => {
    for (let seed = 6000; seed < 6040; seed++) {
      const scan = makeScan(seed, 400, (['rebate', 'holder', 'none', 'holder-only'] as const)[seed % 4]!)
      expect(seen(scan.raster)).toBeUndefined()
    }
  })
})
