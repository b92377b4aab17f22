import { createRaster, type Raster } from '../raster.ts'
import { lamp, newLight, newRay } from './night/air.ts'
import { buildScene, water } from './night/scene.ts'
import { fillWater } from './night/water.ts'
import { gaussians } from './noise.ts'

const width = 1440
const height = 960
const camera = { width, height, focal: 1305, horizon: 423, eye: 2.7 } as const
const lampX = width / 2 + (camera.focal * lamp.x) / lamp.z
const lampY = camera.horizon - (camera.focal * (lamp.y + 0.03 - camera.eye)) / lamp.z

const tableSize = 4096
const grains = 0x3fff

/** sRGB codes (IEC 61966-2-1) of linear light, indexed by its square root: fine steps where the eye needs them. */
function encodeTable(size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => {
    const linear = (i / (size - 1)) ** 2
    return 255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055)
  })
}

/** What the lens adds around the lamp: a veil, and the faint rays of a stopped-down iris. */
function addFlare(radiance: Float32Array): void {
  const reach = 300
  for (let y = Math.floor(lampY - reach); y < lampY + reach; y++) {
    if (y < 0 || y >= height) continue
    for (let x = Math.max(0, Math.floor(lampX - reach)); x < lampX + reach; x++) {
      const dx = x - lampX
      const dy = y - lampY
      const r2 = dx * dx + dy * dy
      if (r2 >= reach * reach) continue
      let ray = Math.abs(Math.cos(7 * Math.atan2(dy, dx) + 0.6))
      for (let k = 0; k < 6; k++) ray *= ray
      const edge = 1 - r2 / (reach * reach)
      const veil = edge * edge * (0.3 / (1 + r2 / 140) + (0.5 * ray) / (1 + r2 / 40) + 0.003 * edge)
      const i = 3 * (y * width + x)
      radiance[i]! += veil
      radiance[i + 1]! += 0.6 * veil
      radiance[i + 2]! += 0.27 * veil
    }
  }
}

/**
 * A canal at night with one lantern, 8-bit sRGB: most of it in the lowest sixth of the codes, the lantern clipped.
 * Rendered from a small model of the place with inverse-square light, haze and a sensor's noise.
 */
export function paintNight(): Raster<'u8'> {
  const look = buildScene(camera.focal)
  const radiance = new Float32Array(width * height * 3)
  const things = new Uint8Array(width * height)
  const seen = newLight()
  const ray = newRay()
  const trace = (px: number, py: number): number => {
    ray.ox = ray.oz = 0
    ray.oy = camera.eye
    ray.dx = (px - width / 2) / camera.focal
    ray.dy = (camera.horizon - py) / camera.focal
    return look(ray, false, seen)
  }
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      things[i] = trace(x + 0.5, y + 0.5)
      radiance[3 * i] = seen.r
      radiance[3 * i + 1] = seen.g
      radiance[3 * i + 2] = seen.b
    }
  }
  fillWater(look, camera, things, radiance)
  // edges are looked at four times; the water's own keeps what the mirror gave
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0; x < width - 1; x++) {
      const i = y * width + x
      if (things[i] === things[i + 1] && things[i] === things[i + width]) continue
      let r = 0
      let g = 0
      let b = 0
      for (let k = 0; k < 4; k++) {
        const hit = trace(x + 0.125 + 0.25 * k, y + 0.125 + 0.25 * ((2 * k + (k >> 1) + 1) & 3))
        const wet = hit === water ? 3 * (things[i] === water ? i : things[i + 1] === water ? i + 1 : i + width) : -1
        r += wet < 0 ? Math.min(seen.r, 4) : radiance[wet]!
        g += wet < 0 ? Math.min(seen.g, 4) : radiance[wet + 1]!
        b += wet < 0 ? Math.min(seen.b, 4) : radiance[wet + 2]!
      }
      radiance[3 * i] = r / 4
      radiance[3 * i + 1] = g / 4
      radiance[3 * i + 2] = b / 4
    }
  }
  addFlare(radiance)
  return develop(radiance)
}

/** Vignette, photon and read noise, and the codes. */
function develop(radiance: Float32Array): Raster<'u8'> {
  const noise = gaussians(7, grains + 1)
  const table = encodeTable(tableSize)
  // deviation of the noise in codes: read noise and photons in linear light, times the slope of the encoding
  const deviation = table.map((_, k) => {
    const linear = (k / (tableSize - 1)) ** 2
    const low = Math.max(k - 1, 0)
    const high = Math.min(k + 1, tableSize - 1)
    const slope = (table[high]! - table[low]!) / ((high / (tableSize - 1)) ** 2 - (low / (tableSize - 1)) ** 2)
    return slope * Math.sqrt(4e-8 + linear * 1.6e-5)
  })
  const raster = createRaster({ width, height, channels: 3, depth: 'u8' })
  const { data } = raster
  const top = tableSize - 1
  for (let y = 0, i = 0; y < height; y++) {
    const dy = y - height / 2
    let n = Math.imul(y, 40_503) >>> 3
    for (let x = 0; x < width; x++) {
      const dx = x - width / 2
      const fall = (1 - 3.2e-7 * (dx * dx + dy * dy)) * top
      const common = 0.55 * noise[n++ & grains]!
      for (let c = 0; c < 3; c++, i++) {
        const k = Math.min(top, fall * Math.sqrt(radiance[i]!)) | 0
        const code = table[k]! + deviation[k]! * (common + 0.85 * noise[n++ & grains]!)
        data[i] = k === top || code > 255 ? 255 : code > 0 ? code + 0.5 : 0
      }
    }
  }
  return raster
}
