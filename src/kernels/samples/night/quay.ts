import type { Noise } from '../noise.ts'
import { smooth } from '../shapes.ts'
import { lamp, light, type Light, type Ray, type Surface } from './air.ts'

/** The stones of the quay's wall: courses, a pale kerb, damp below. */
export function wall(s: Surface, pixel: number, noise: Noise): void {
  const course = Math.floor(s.y / 0.26)
  const fine = smooth(0.25, 0.08, pixel)
  const block = noise.cell(Math.floor(s.z / 0.62 + 0.5 * (course & 1)), course + 40)
  const damp = 0.4 + 0.6 * smooth(0.05, 0.5, s.y + 0.2 * noise.at(s.z * 1.6, 9))
  const tone = (s.y > 0.84 ? 0.4 : 0.26) * damp * (0.7 + 0.5 * noise.fractal(s.z * 1.1, s.y * 3, 2)) * (1 + 0.6 * fine * (block - 0.5))
  s.r = tone
  s.g = tone
  s.b = 0.92 * tone
}

/** Wet paving bricks: each leans a little, and mirrors the lamp towards the eye. `inland` is the distance from the kerb. */
export function pave(s: Surface, ray: Ray, inland: number, focal: number, noise: Noise, out: Light): void {
  const { x, z } = s
  const kerb = inland < 0.42
  const pixel = (z * z) / (1.7 * focal)
  const fine = smooth(0.22, 0.05, pixel)
  const course = Math.floor(z / 0.11)
  const across = x / 0.21 + 0.5 * (course & 1)
  const stone = kerb ? 0.5 : noise.cell(Math.floor(across), course)
  const patch = noise.fractal(x * 0.6 + 3, z * 0.45, 4)
  const joint = kerb ? 0 : fine * Math.max(smooth(0.09, 0, Math.abs(across - Math.round(across))), smooth(0.14, 0, Math.abs(z / 0.11 - Math.round(z / 0.11))))
  const tone = kerb ? 0.3 + 0.16 * patch : (0.1 + 0.17 * patch) * (1 + 0.55 * fine * (stone - 0.5)) * (1 - 0.6 * joint)
  s.r = tone
  s.g = 0.95 * tone
  s.b = 0.87 * tone
  light(s, out)
  const lx = lamp.x - x
  const ly = lamp.y - s.y
  const lz = lamp.z - z
  const d2 = lx * lx + ly * ly + lz * lz
  const toLamp = 1 / Math.sqrt(d2)
  const toEye = 1 / Math.sqrt(ray.dx * ray.dx + ray.dy * ray.dy + 1)
  const hx = lx * toLamp - ray.dx * toEye
  const hy = ly * toLamp - ray.dy * toEye
  const hz = lz * toLamp - toEye
  const lean = 0.3 * (stone - 0.5)
  const tilt = 0.34 * (noise.cell(course, Math.floor(across) + 7) - 0.5)
  const half = (hx * lean + hy + hz * tilt) / Math.sqrt((hx * hx + hy * hy + hz * hz) * (1 + lean * lean + tilt * tilt))
  const wet = (0.25 + 0.75 * smooth(0.4, 0.6, patch)) * (kerb ? 0.35 : 1) * (1 - joint)
  // (cos θ)^64 by squaring
  let lobe = Math.max(half, 0)
  for (let k = 0; k < 6; k++) lobe *= lobe
  const grazing = 1 - Math.abs(ray.dy) * toEye
  const shine = (14 * s.sees * wet * lobe * grazing * grazing * grazing) / (d2 + 4)
  out.r += shine
  out.g += 0.58 * shine
  out.b += 0.24 * shine
}
