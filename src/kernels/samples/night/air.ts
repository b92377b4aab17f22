import type { Noise } from '../noise.ts'
import { clamp, smooth } from '../shapes.ts'

// The painter hands records round and writes into them, because a number passed to a function that is not inlined is
// put on the heap: with a dozen a pixel that made the picture six times slower.

/** Light along a ray or off a surface, linear; 1 is white. */
export interface Light {
  r: number
  g: number
  b: number
}

/** A point in metres (x to the right, y up from the water, z away from the camera), where it faces, and what it does with light. */
export interface Surface {
  x: number
  y: number
  z: number
  nx: number
  ny: number
  nz: number
  r: number
  g: number
  b: number
  /** Light of its own. */
  glow: number
  gloss: number
  /** How much of the lamp it sees, 0 … 1. */
  sees: number
}

/** Directions have dz = 1, so that `t` is the depth gone. */
export interface Ray {
  ox: number
  oy: number
  oz: number
  dx: number
  dy: number
  t: number
}

export const newSurface = (): Surface => ({ x: 0.5, y: 0.5, z: 0.5, nx: 0.5, ny: 0.5, nz: 0.5, r: 0.5, g: 0.5, b: 0.5, glow: 0.5, gloss: 0.5, sees: 0.5 })
export const newRay = (): Ray => ({ ox: 0.5, oy: 0.5, oz: 0.5, dx: 0.5, dy: 0.5, t: 0.5 })
export const newLight = (): Light => ({ r: 0.5, g: 0.5, b: 0.5 })

export const lamp = { x: -3.5, y: 4.75, z: 18 } as const

const powerR = 24
const powerG = 13.4
const powerB = 5
const haze = 0.00062
const reach = 30

/** What a matt surface sends back: the lamp's by inverse square and cosine, the night sky's from all sides. */
export function light(s: Surface, out: Light): void {
  const lx = lamp.x - s.x
  const ly = lamp.y - s.y
  const lz = lamp.z - s.z
  const d2 = lx * lx + ly * ly + lz * lz + 0.05
  const cosine = lx * s.nx + ly * s.ny + lz * s.nz
  let e = 0
  if (cosine > 0 && s.sees > 0) {
    const d = Math.sqrt(d2)
    const elevation = -ly / d
    // the lantern's base plate and its cap keep light from going straight down and up
    const shade = smooth(-0.99, -0.86, elevation) * (1 - 0.8 * smooth(0.2, 0.75, elevation))
    const far = 1 / (1 + d2 / (reach * reach))
    e = (s.sees * cosine * shade * far) / (d2 * d)
  }
  const open = 0.65 + 0.35 * s.ny
  out.r = s.r * (e * powerR + open * 0.0019)
  out.g = s.g * (e * powerG + open * 0.0027)
  out.b = s.b * (e * powerB + open * 0.0047)
}

/**
 * Adds what the hazy air scatters from the lamp into a ray: the integral of the inverse square along a line,
 * (atan + atan) / h, with h the distance of the lamp from the line.
 */
export function scatter(ray: Ray, out: Light): void {
  const length = Math.sqrt(ray.dx * ray.dx + ray.dy * ray.dy + 1)
  const qx = lamp.x - ray.ox
  const qy = lamp.y - ray.oy
  const qz = lamp.z - ray.oz
  const nearest = (qx * ray.dx + qy * ray.dy + qz) / length
  const h = Math.sqrt(Math.max(qx * qx + qy * qy + qz * qz - nearest * nearest, 0.02))
  const glow = (haze * (Math.atan((ray.t * length - nearest) / h) + Math.atan(nearest / h))) / h
  out.r += glow * powerR
  out.g += glow * powerG
  out.b += glow * powerB
}

/** The sky: blue night, the town's glow at the horizon, thin cloud, stars where it is clear. */
export function sky(ray: Ray, stars: boolean, noise: Noise, out: Light): void {
  const u = ray.dx
  const v = Math.max(ray.dy, 0)
  const town = Math.exp(-v * 6.5) * (0.75 + 0.4 / (1 + (u - 0.06) * (u - 0.06) * 16))
  const cloud = smooth(0.46, 0.8, noise.fractal(u * 2.6 + 7, v * 7.5 + 0.5 * u + 2, 4)) / (1 + 3 * v)
  out.r = 0.0013 + 0.0066 * town + 0.0036 * cloud
  out.g = 0.0031 + 0.0064 * town + 0.0036 * cloud
  out.b = 0.0092 + 0.0078 * town + 0.0044 * cloud
  if (!stars || cloud > 0.6) return
  const sx = u * 86
  const sy = v * 86
  const i = Math.floor(sx)
  const j = Math.floor(sy)
  const chance = noise.cell(i + 31, j + 77)
  if (chance < 0.84) return
  const dx = sx - i - 0.2 - 0.6 * noise.cell(i, j)
  const dy = sy - j - 0.2 - 0.6 * noise.cell(i + 101, j + 59)
  const r2 = dx * dx + dy * dy
  if (r2 > 0.02) return
  const bright = (chance - 0.84) / 0.16
  const point = Math.exp(-r2 * 420) * (0.012 + 0.16 * bright * bright * bright * bright * bright) * clamp(v * 7) * (1 - cloud)
  out.r += point * (0.75 + 0.5 * noise.cell(i, j + 13))
  out.g += point
  out.b += point * 1.15
}
