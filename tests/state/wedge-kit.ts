import { encode } from 'fast-png'
import type { PictureSource } from '../../src/engine/protocol.ts'
import { seeded } from '../kernels/film/frame/borders.ts'

export const wedgeFilm = { codes: 'linear', baseR: 0.8, baseG: 0.5, baseB: 0.25 } as const
export const wedgeSlopes = [0.55, 0.62, 0.7] as const

export interface WedgeScan {
  readonly steps?: number
  /** Where the wedge begins and ends, in shares of the picture's width; a grey lies around it. */
  readonly left?: number
  readonly right?: number
}

/** The density that a step leaves in a channel: a foot of a quarter of a decade, then a straight line. */
export const wedgeDensity = (step: number, c: number, size = 0.15): number => wedgeSlopes[c]! * 0.08 * Math.log1p(Math.exp((step * size - 0.25) / 0.08))

/** A 16-bit linear scan of a step wedge of 0.15 a step on a film of three slopes. */
export function wedgeFile({ steps = 21, left = 0.15, right = 0.85 }: WedgeScan = {}): PictureSource {
  const [width, height] = [660, 220]
  const random = seeded(17)
  const base = [wedgeFilm.baseR, wedgeFilm.baseG, wedgeFilm.baseB]
  const data = new Uint16Array(3 * width * height)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = ((x + 0.5) / width - left) / (right - left)
      const on = u >= 0 && u < 1 && Math.abs((y + 0.5) / height - 0.5) < 0.35
      for (let c = 0; c < 3; c++, i++) {
        const d = on ? wedgeDensity(Math.floor(u * steps), c) : 0.3
        data[i] = Math.round(65_535 * base[c]! * 10 ** -d * (1 + 0.01 * (random() - 0.5)))
      }
    }
  }
  const png = encode({ width, height, channels: 3, depth: 16, data })
  return { kind: 'file', name: 'wedge.png', blob: new Blob([png as Uint8Array<ArrayBuffer>]) }
}
