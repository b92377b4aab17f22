import type { Noise } from '../noise.ts'
import { clamp, mix, smooth } from '../shapes.ts'
import { lay, newPlate, type Plate } from './plate.ts'

/** How much cloud there is at a place of the sky: heaps with flat feet, smaller towards the horizon. */
const cloud = (noise: Noise, u: number, v: number): number => {
  const far = 1 / (v + 0.42)
  const x = (u - 0.5) * 3.3 * far
  const y = 4.6 * far
  const heap = noise.at(x * 0.9 + 21.4, y * 0.8 + 4.3)
  return 0.62 * noise.fractal(x * 1.5 + 5.1, y * 1.6 + 2.2, 5) + 0.42 * heap
}

/** A summer sky down to row `horizon`: deeper blue upwards, cumulus lit from the left above. */
export function paintSky(plate: Plate, horizon: number, noise: Noise): void {
  const step = 2
  const half = newPlate(Math.ceil(plate.width / step), Math.ceil(horizon / step))
  for (let y = 0, i = 0; y < half.height; y++) {
    const v = 1 - (y * step) / horizon
    for (let x = 0; x < half.width; x++, i += 3) {
      const u = (x * step) / plate.width
      const here = cloud(noise, u, v)
      const body = smooth(0.535, 0.66, here)
      // thicker towards the light means shade
      const lit = body > 0 ? clamp(0.66 + 4.2 * (here - cloud(noise, u - 0.014, v + 0.045)) - 0.9 * (here - 0.6)) : 0
      half.data[i] = body
      half.data[i + 1] = lit
    }
  }
  for (let y = 0, i = 0; y < horizon; y++) {
    const v = 1 - y / horizon
    const r = mix(0.62, 0.1, v ** 0.55)
    const g = mix(0.74, 0.24, v ** 0.6)
    const b = mix(0.86, 0.56, v ** 0.7)
    for (let x = 0; x < plate.width; x++, i += 3) {
      plate.data[i] = r
      plate.data[i + 1] = g
      plate.data[i + 2] = b
      const fx = Math.min(x / step, half.width - 1.001)
      const fy = Math.min(y / step, half.height - 1.001)
      const x0 = Math.floor(fx)
      const y0 = Math.floor(fy)
      const at = 3 * (y0 * half.width + x0)
      const below = at + 3 * half.width
      const body = mix(mix(half.data[at]!, half.data[at + 3]!, fx - x0), mix(half.data[below]!, half.data[below + 3]!, fx - x0), fy - y0)
      if (body <= 0) continue
      const lit = mix(mix(half.data[at + 1]!, half.data[at + 4]!, fx - x0), mix(half.data[below + 1]!, half.data[below + 4]!, fx - x0), fy - y0)
      const light = mix(0.42, 1.02, lit)
      const far = 0.75 * (1 - v) ** 2
      lay(plate, x, y, body * 0.94, mix(light, r, far), mix(light * 0.985 + 0.01, g, far), mix(light * 0.95 + 0.05, b, far))
    }
  }
}

interface Range {
  readonly base: number
  readonly height: number
  readonly scale: number
  readonly seed: number
  readonly rock: readonly [number, number, number]
  readonly air: number
  readonly snow: number
}

const ranges: readonly Range[] = [
  { base: 0, height: 190, scale: 0.0042, seed: 3, rock: [0.2, 0.2, 0.19], air: 0.62, snow: 0.55 },
  { base: 0, height: 104, scale: 0.0058, seed: 21, rock: [0.1, 0.13, 0.07], air: 0.4, snow: 0 },
  { base: 0, height: 58, scale: 0.009, seed: 47, rock: [0.06, 0.1, 0.04], air: 0.2, snow: 0 },
]

/** Mountains behind the lake, the farther the bluer: ridges lit from the left, snow on the highest. */
export function paintMountains(plate: Plate, shore: number, noise: Noise): void {
  for (const range of ranges) {
    for (let x = 0; x < plate.width; x++) {
      const along = x * range.scale + range.seed
      const shape = 1 - Math.abs(2 * noise.fractal(along, range.seed, 5) - 1) * 1.5
      const crest = shore - range.height * (0.28 + 0.72 * clamp(shape)) * (0.78 + 0.3 * Math.sin(along * 1.9 + range.seed))
      for (let y = Math.max(0, Math.floor(crest)); y < shore; y++) {
        const covered = clamp(y + 1 - crest)
        const px = x * range.scale * 3.2
        const py = (y - crest) * range.scale * 2.4 + range.seed
        const fold = noise.fractal(px, py, 4) - noise.fractal(px + 0.09, py - 0.05, 4)
        const sun = clamp(0.62 + 4.2 * fold, 0.12, 1.15)
        const high = (shore - y) / range.height
        const snow = range.snow > 0 ? smooth(range.snow - 0.1, range.snow + 0.12, high + 1.1 * fold) : 0
        const veil = range.air * (0.75 + 0.3 * (1 - high))
        const r = mix(range.rock[0], 0.86, snow) * sun
        const g = mix(range.rock[1], 0.88, snow) * sun
        const b = mix(range.rock[2], 0.93, snow) * (0.8 * sun + 0.2)
        lay(plate, x, y, covered, mix(r, 0.36, veil), mix(g, 0.47, veil), mix(b, 0.62, veil))
      }
    }
  }
}
