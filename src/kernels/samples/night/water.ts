import { makeNoise } from '../noise.ts'
import { smooth } from '../shapes.ts'
import { lamp, newLight, newRay } from './air.ts'
import { water, type Look } from './scene.ts'

export interface Camera {
  readonly width: number
  readonly height: number
  readonly focal: number
  readonly horizon: number
  readonly eye: number
}

const side = 256

/** Slopes of a small stretch of rippled water, tiled: two numbers a cell. */
function ripples(): Float32Array {
  const noise = makeNoise(404)
  const height = new Float32Array(side * side)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      height[y * side + x] = 2 * noise.at(x / 16, y / 4) + 1.3 * noise.at(x / 8, y / 2) + 0.5 * noise.at(x / 4, y)
    }
  }
  const slopes = new Float32Array(2 * side * side)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const here = height[y * side + x]!
      slopes[2 * (y * side + x)] = height[y * side + ((x + 1) & (side - 1))]! - here
      slopes[2 * (y * side + x) + 1] = height[((y + 1) & (side - 1)) * side + x]! - here
    }
  }
  return slopes
}

/** What the canal mirrors, at half size: rows run down from the horizon; running sums down each column make long blurs cheap. */
function mirror(look: Look, { width, height, focal, horizon, eye }: Camera): Float64Array {
  const columns = width / 2
  const rows = Math.ceil((0.62 * (height - horizon)))
  const sums = new Float64Array((rows + 1) * columns * 3)
  const ray = newRay()
  const seen = newLight()
  for (let row = 0, i = 0; row < rows; row++) {
    const dy = (2 * row + 1) / focal
    for (let column = 0; column < columns; column++, i += 3) {
      const t = Math.min(eye / dy, 80)
      ray.dx = (2 * column + 1 - width / 2) / focal
      ray.dy = dy
        ray.ox = t * ray.dx
      ray.oy = 0.001
      ray.oz = t
      const inCanal = ray.ox > -3.2 && ray.ox < 8.8
      if (inCanal) look(ray, true, seen)
      else seen.r = seen.g = seen.b = 0
      // the lantern's glass is only a few cells wide: what the blur makes of it is given here
      const lx = lamp.x - ray.ox
      const lz = lamp.z - t
      const along = (lx * ray.dx + lamp.y * dy + lz) / Math.sqrt(ray.dx * ray.dx + dy * dy + 1)
      const h2 = lx * lx + lamp.y * lamp.y + lz * lz - along * along
      const halo = 5 * Math.exp(-h2 / 0.1) + 0.07 / (h2 + 0.4)
      seen.r += halo
      seen.g += 0.6 * halo
      seen.b += 0.26 * halo
      sums[i + 3 * columns] = sums[i]! + Math.min(seen.r, 9)
      sums[i + 3 * columns + 1] = sums[i + 1]! + Math.min(seen.g, 6)
      sums[i + 3 * columns + 2] = sums[i + 2]! + Math.min(seen.b, 3)
    }
  }
  return sums
}

/**
 * Fills the canal: a long exposure has drawn the mirror image out downwards, ripples break it sideways, and it is
 * stronger at a grazing angle (Schlick's approximation, 1994).
 */
export function fillWater(look: Look, camera: Camera, things: Uint8Array, radiance: Float32Array): void {
  const { width, height, focal, horizon, eye } = camera
  const sums = mirror(look, camera)
  const slopes = ripples()
  const columns = width / 2
  const rows = sums.length / columns / 3 - 1
  for (let y = horizon; y < height; y++) {
    const v = (y + 0.5 - horizon) / focal
    const z = eye / v
    const fresnel = 0.035 + 0.965 * (1 - v / Math.sqrt(1 + v * v)) ** 5
    const fade = smooth(70, 8, z)
    const line = (Math.floor(z * 24) & (side - 1)) * side
    const wideLine = (Math.floor(z * 7) & (side - 1)) * side
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      if (things[i] !== water) continue
      const across = (z * (x - width / 2)) / focal
      const fine = 2 * (line + (Math.floor(across * 30) & (side - 1)))
      const wide = 2 * (wideLine + (Math.floor(across * 9 + 50) & (side - 1)))
      const lean = fade * (0.5 * slopes[fine]! + slopes[wide]!)
      const tip = fade * (0.6 * slopes[fine + 1]! + slopes[wide + 1]!)
      const place = Math.min(columns - 1.001, Math.max(0, x / 2 + 30 * lean * (0.3 + v)))
      const column = Math.floor(place)
      const right = place - column
      const middle = (y - horizon) / 2 + 26 * tip
      const reach = 3 + 85 * v * (1 + 2 * tip)
      const from = Math.min(rows - 1, Math.max(0, Math.floor(middle - reach)))
      const to = Math.min(rows, Math.max(from + 1, Math.ceil(middle + reach)))
      const a = 3 * (from * columns + column)
      const b = 3 * (to * columns + column)
      const share = fresnel / (to - from)
      const near = share * (1 - right)
      const next = share * right
      radiance[3 * i] = 0.0003 + near * (sums[b]! - sums[a]!) + next * (sums[b + 3]! - sums[a + 3]!)
      radiance[3 * i + 1] = 0.0007 + near * (sums[b + 1]! - sums[a + 1]!) + next * (sums[b + 4]! - sums[a + 4]!)
      radiance[3 * i + 2] = 0.0011 + near * (sums[b + 2]! - sums[a + 2]!) + next * (sums[b + 5]! - sums[a + 5]!)
    }
  }
}
