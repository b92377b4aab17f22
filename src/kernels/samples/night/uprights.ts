import type { Noise } from '../noise.ts'
import { box, clamp, cover, smooth } from '../shapes.ts'

/** One point of a thing that stands upright facing the camera: how much it covers, its colour, and which way it faces. */
export interface Upright {
  cover: number
  r: number
  g: number
  b: number
  facing: number
  glow: number
}

export const newUpright = (): Upright => ({ cover: 0.5, r: 0.5, g: 0.5, b: 0.5, facing: 0.5, glow: 0.5 })

const set = (out: Upright, covered: number, r: number, g: number, b: number, facing: number): void => {
  if (covered <= 0) return
  const keep = out.cover * (1 - covered)
  const sum = covered + keep
  out.r = (r * covered + out.r * keep) / sum
  out.g = (g * covered + out.g * keep) / sum
  out.b = (b * covered + out.b * keep) / sum
  out.facing = (facing * covered + out.facing * keep) / sum
  out.glow *= 1 - covered
  out.cover = sum
}

/** The lantern and its post; (x, y) in metres from the foot of the post, `soft` the size of a pixel. */
export function lantern(x: number, y: number, soft: number, out: Upright): void {
  if (y < 0 || y > 4.75 || Math.abs(x) > 0.5) return
  const post = 0.055 + 0.05 * smooth(1.2, 0.7, y) + 0.05 * smooth(0.35, 0.15, y) + 0.03 * cover(0.05 - Math.abs(y - 2.6), soft)
  if (y < 3.42) set(out, cover(post - Math.abs(x), soft), 0.1, 0.11, 0.1, clamp(x / post, -1, 1))
  set(out, box(x, y - 3.42, 0.16, 0.05, soft), 0.1, 0.11, 0.1, 0)
  const half = 0.13 + 0.17 * ((y - 3.47) / 0.62)
  if (y >= 3.44 && y < 4.12) {
    const glass = cover(half - Math.abs(x), soft)
    const bar = Math.max(cover(Math.abs(x) - half + 0.03, soft), cover(0.012 - Math.abs(x), soft))
    out.cover = Math.max(out.cover, glass)
    out.r = out.g = out.b = 0.05
    out.glow = glass * (1 - 0.85 * bar) * Math.exp(-((x * x) / 0.035 + (y - 3.78) ** 2 / 0.06))
  }
  set(out, box(x, y - 4.13, 0.33, 0.03, soft), 0.08, 0.08, 0.08, 0)
  if (y > 4.15) set(out, cover(0.31 * (1 - (y - 4.15) / 0.36) - Math.abs(x), soft) * cover(4.5 - y, soft), 0.08, 0.08, 0.08, 0)
  set(out, cover(0.045 - Math.sqrt(x * x + (y - 4.54) * (y - 4.54)), soft), 0.08, 0.08, 0.08, 0)
}

/** A moored cutter seen from the side, somebody aboard; (x, y) from the middle of its waterline, bow to the left. */
export function cutter(x: number, y: number, soft: number, out: Upright): void {
  if (y < -0.05 || y > 8.4 || Math.abs(x) > 3.6) return
  const mast = x + 0.62
  const drop = 8.1 - y
  const wire = Math.min(Math.abs(mast + 0.233 * drop), Math.abs(mast - 0.378 * drop))
  // most of the rectangle that the rigging spans is air
  if (y > 1.9 && wire >= soft && Math.abs(mast) > 0.06) return
  const s = x / 2.5
  const sheer = 0.62 + 0.2 * s * s - 0.08 * s
  if (y > 1.9) {
    set(out, cover(0.05 - 0.004 * y - Math.abs(mast), soft) * cover(8.2 - y, soft), 0.4, 0.3, 0.2, clamp(mast * 18, -1, 1))
  } else {
    const ends = Math.min(x + 2.35 + 0.32 * (y / 0.8), 2.3 + 0.1 * y - x)
    // a low cabin with two portholes, its roof a little arched
    const roof = 1.08 - 0.05 * (x - 0.5) * (x - 0.5)
    const cabin = cover(roof - y, soft) * cover(Math.min(x + 0.45, 1.55 - x + 0.2 * (1 - y)), soft)
    const trim = smooth(0.06, 0.03, roof - y)
    set(out, cabin, 0.24 + 0.3 * trim, 0.2 + 0.27 * trim, 0.16 + 0.22 * trim, -0.45)
    const port = Math.sqrt(Math.min((x - 0.1) * (x - 0.1), (x - 0.95) * (x - 0.95)) + (y - 0.83) * (y - 0.83))
    out.glow += 0.0009 * cabin * cover(0.085 - port, soft)
    const strake = smooth(0.1, 0.05, Math.abs(y - sheer + 0.12))
    const seam = 1 - 0.25 * smooth(0.02, 0.005, Math.abs(((y + 0.1 * s * s) / 0.13) % 1) * 0.13)
    const boot = y < 0.16 ? 0.35 : seam
    const hull = cover(ends, soft) * cover(sheer - y, soft) * cover(y + 0.02, soft)
    set(out, hull, (0.34 + 0.3 * strake) * boot, (0.35 + 0.22 * strake) * boot, (0.34 + 0.08 * strake) * boot, -0.5 - 0.18 * s)
    set(out, cover(0.045 - Math.abs(mast), soft) * cover(y - 0.7, soft), 0.4, 0.3, 0.2, clamp(mast * 18, -1, 1))
    // boom and furled sail, tied every half metre
    const fold = 0.1 + 0.025 * Math.abs(Math.sin(6.3 * x)) - 0.02 * (x - 0.6)
    set(out, cover(fold - Math.abs(y - 1.6 - 0.03 * x), soft) * cover(1.45 - Math.abs(x - 0.85), soft), 0.5, 0.47, 0.42, -0.3 + 2.2 * (y - 1.6))
  }
  if (y > 0.75 && drop > 0 && wire < soft) set(out, Math.min(1, 0.012 / soft) * cover(soft / 2 - wire, soft), 0.3, 0.3, 0.3, 0)
}

/** A stone bridge of one arch across the canal; x from its middle, y from the water. Coverage only beyond the arch. */
export function arch(x: number, y: number, half: number, soft: number, noise: Noise, out: Upright): void {
  const deck = 2.75 - 0.034 * x * x
  const rail = deck + 0.95
  if (y < 0 || y > rail + 0.1) return
  const open = 1 - Math.sqrt((x * x) / (half * half) + (y * y) / 5)
  const stone = 0.2 + 0.12 * noise.fractal(x * 1.3, y * 2.2, 3)
  const ring = 1 + 0.5 * smooth(0.09, 0.05, Math.abs(open + 0.06))
  set(out, cover(deck - y, soft) * cover(-open * 2, soft), stone * ring, 0.93 * stone * ring, 0.82 * stone * ring, 0)
  const bars = Math.max(cover(0.05 - Math.abs(y - rail), soft), 0.35 * cover(rail - y, soft) * cover(y - deck, soft))
  set(out, bars, 0.06, 0.06, 0.06, 0)
}
