import { seeded, type Noise } from '../noise.ts'
import { clamp, cover, smooth } from '../shapes.ts'
import { lay, line, type Plate, type Rgb } from './plate.ts'

/** A spruce: tiers of hanging branches, lit from the left. (x, foot) is where it stands. */
function spruce(plate: Plate, x: number, foot: number, height: number, width: number, tone: number, noise: Noise): void {
  const left = Math.max(0, Math.floor(x - width))
  const right = Math.min(plate.width - 1, Math.ceil(x + width))
  for (let y = Math.max(0, Math.floor(foot - height)); y < foot; y++) {
    const t = (y - foot + height) / height
    const tier = (t * 9 + 0.3 * noise.at(x, y * 0.2)) % 1
    const reach = width * (0.06 + 0.94 * t) * (0.55 + 0.45 * tier) * 0.62
    for (let px = left; px <= right; px++) {
      const dx = px + 0.5 - x
      const ragged = reach * (0.72 + 0.6 * noise.at(px * 0.55 + 9 * x, y * 0.5))
      const covered = cover(ragged - Math.abs(dx), 1.2)
      if (covered <= 0) continue
      const side = clamp(0.5 - (0.5 * dx) / (reach + 0.5))
      const light = tone * (0.25 + 0.85 * side) * (0.55 + 0.75 * tier) * (0.65 + 0.7 * noise.at(px * 0.8, y * 0.8))
      lay(plate, px, y, covered, 0.055 * light + 0.006, 0.098 * light + 0.01, 0.036 * light + 0.012)
    }
  }
}

/** The wood along the far shore, smaller and bluer behind, larger in front. */
export function paintWood(plate: Plate, shore: (x: number) => number, from: number, to: number, count: number, height: number, tone: number, seed: number, noise: Noise): void {
  const random = seeded(seed)
  for (let k = 0; k < count; k++) {
    const x = from + ((to - from) * (k + random())) / count
    const tall = height * (0.6 + 0.6 * random())
    spruce(plate, x, shore(x) + 2 * random(), tall, tall * (0.19 + 0.07 * random()), tone * (0.75 + 0.5 * random()), noise)
  }
}

interface Crown {
  readonly x: number
  readonly y: number
  readonly rx: number
  readonly ry: number
}

/** A broad-leaved tree: a trunk and crowns of leaves, each a ball lit from the left above and dappled. */
export function broadleaf(plate: Plate, x: number, foot: number, size: number, leaf: Rgb, seed: number, noise: Noise): void {
  const random = seeded(seed)
  line(plate, [x, foot], [x + 0.02 * size, foot - 0.5 * size], 0.045 * size, [0.16, 0.13, 0.1], (px) => (px < x + 0.01 * size ? 1.4 : 0.7))
  const crowns: Crown[] = [{ x, y: foot - 0.6 * size, rx: 0.27 * size, ry: 0.34 * size }]
  for (let k = 0; k < 17; k++) {
    const angle = k * 2.4
    const out = Math.sqrt((k + 1) / 17)
    crowns.push({
      x: x + Math.cos(angle) * size * out * (0.29 + 0.1 * random()),
      y: foot - size * (0.57 + 0.34 * out * Math.sin(angle) + 0.06 * random()),
      rx: size * (0.1 + 0.07 * random()),
      ry: size * (0.085 + 0.055 * random()),
    })
  }
  // lower crowns stand behind: the upper ones catch the light before them
  crowns.sort((a, b) => b.y - a.y)
  const grain = 26 / size
  for (const crown of crowns) {
    for (let y = Math.max(0, Math.floor(crown.y - 1.3 * crown.ry)); y <= Math.min(plate.height - 1, crown.y + 1.3 * crown.ry); y++) {
      const ny = (y - crown.y) / crown.ry
      for (let px = Math.max(0, Math.floor(crown.x - 1.3 * crown.rx)); px <= Math.min(plate.width - 1, crown.x + 1.3 * crown.rx); px++) {
        const nx = (px - crown.x) / crown.rx
        const r2 = nx * nx + ny * ny
        if (r2 > 1.6) continue
        const leaves = noise.fractal(px * grain + seed, y * grain, 3)
        const covered = smooth(0.5, 0.62, leaves + 0.62 * (1 - r2) - 0.12)
        if (covered <= 0) continue
        const sun = clamp(0.48 - 0.42 * nx - 0.55 * ny)
        const dapple = 0.45 + 1.15 * noise.at(px * grain * 3.1 + 5, y * grain * 3.1)
        const light = (0.16 + 0.95 * sun) * dapple
        lay(plate, px, y, covered, leaf[0] * light + 0.008, leaf[1] * light + 0.01, leaf[2] * light + 0.012)
      }
    }
  }
}
