import { proxyHeight, proxyWidth } from '../../src/kernels/film/estimator/proxy.ts'
import type { Random } from './random.ts'

/** Linear sRGB reflectance or light. */
export type Colour = readonly [number, number, number]

/** Pictures are painted at twice the proxy's size and averaged. Places: x 0 … 1.5, y 0 … 1 from the top. */
export const canvasWidth = 2 * proxyWidth
export const canvasHeight = 2 * proxyHeight
export const aspect = canvasWidth / canvasHeight

export interface Canvas {
  readonly data: Float32Array
  readonly random: Random
}

export const createCanvas = (random: Random): Canvas => ({ data: new Float32Array(3 * canvasWidth * canvasHeight), random })

export const scaled = (c: Colour, k: number): Colour => [c[0] * k, c[1] * k, c[2] * k]
export const lit = (c: Colour, light: Colour): Colour => [c[0] * light[0], c[1] * light[1], c[2] * light[2]]
export const blend = (a: Colour, b: Colour, t: number): Colour => [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])]
export const held = (v: number, low = 0, high = 1): number => Math.min(high, Math.max(low, v))

/** A field over the canvas, 0 … 1. */
export type Field = Float32Array
export const fieldAt = (field: Field, x: number, y: number): number =>
  field[held(Math.floor(y * canvasHeight), 0, canvasHeight - 1) * canvasWidth + held(Math.floor((x * canvasWidth) / aspect), 0, canvasWidth - 1)]

/**
 * Noise whose octaves fall by `fall` each: 0.5 is near the 1/f amplitude of photographs, more is rougher. `stretch` above
 * 1 draws it out sideways (clouds, water), below 1 downwards (reeds, rain, boards).
 */
export function noise(random: Random, fall: number, stretch = 1, coarsest = 2): Field {
  const out = new Float32Array(canvasWidth * canvasHeight)
  let weight = 1
  for (let cells = coarsest; cells <= canvasHeight / 2; cells *= 2, weight *= fall) addOctave(random, out, weight, Math.max(1, Math.round((cells * aspect) / stretch)), Math.max(1, Math.round(cells)))
  let [low, high] = [Infinity, -Infinity]
  for (const v of out) {
    if (v < low) low = v
    if (v > high) high = v
  }
  const k = 1 / (high - low || 1)
  for (let i = 0; i < out.length; i++) out[i] = (out[i] - low) * k
  return out
}

function addOctave(random: Random, out: Field, weight: number, columns: number, rows: number): void {
  const lattice = Float32Array.from({ length: (columns + 2) * (rows + 2) }, () => weight * random.even(-1, 1))
  const [ox, oy] = [random.even(), random.even()]
  for (let y = 0, i = 0; y < canvasHeight; y++) {
    const v = oy + (y * rows) / canvasHeight
    const row = Math.floor(v)
    const ty = smooth(v - row)
    for (let x = 0; x < canvasWidth; x++, i++) {
      const u = ox + (x * columns) / canvasWidth
      const column = Math.floor(u)
      const tx = smooth(u - column)
      const at = row * (columns + 2) + column
      const upper = lattice[at] + tx * (lattice[at + 1] - lattice[at])
      const lower = lattice[at + columns + 2] + tx * (lattice[at + columns + 3] - lattice[at + columns + 2])
      out[i] += upper + ty * (lower - upper)
    }
  }
}

const smooth = (t: number): number => t * t * (3 - 2 * t)

/** Every pixel anew: `by` writes its colour into the triple it is given, which holds what was there. */
export function wash(canvas: Canvas, by: (x: number, y: number, colour: Float64Array, index: number) => void, from = 0, to = 1): void {
  const one = new Float64Array(3)
  const { data } = canvas
  const last = held(Math.ceil(to * canvasHeight), 0, canvasHeight)
  for (let y = held(Math.floor(from * canvasHeight), 0, canvasHeight); y < last; y++) {
    for (let x = 0; x < canvasWidth; x++) {
      const i = y * canvasWidth + x
      for (let c = 0; c < 3; c++) one[c] = data[3 * i + c]
      by(((x + 0.5) * aspect) / canvasWidth, (y + 0.5) / canvasHeight, one, i)
      for (let c = 0; c < 3; c++) data[3 * i + c] = one[c]
    }
  }
}

export interface Shape {
  readonly kind: 'ellipse' | 'box'
  readonly x: number
  readonly y: number
  /** Half sizes, in picture heights. */
  readonly wide: number
  readonly high: number
  readonly turn?: number
  /** Width of the edge in picture heights: 0.01 is sharp, 0.1 far out of focus. */
  readonly edge?: number
}

export interface Look {
  readonly colour: Colour
  /** 0 flat … 1 as round as a ball. */
  readonly round?: number
  /** Where light comes from: −1 left, 1 right. */
  readonly from?: number
  readonly gloss?: number
  readonly texture?: Field
  readonly rough?: number
  /** Second colour, where the texture is low (patterns, rust, bark). */
  readonly other?: Colour
}

/** Paints one thing over what is there. */
export function paint(canvas: Canvas, shape: Shape, look: Look): void {
  const { wide, high, edge = 0.01, turn = 0 } = shape
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const reachX = Math.abs(wide * cos) + Math.abs(high * sin) + edge
  const reachY = Math.abs(wide * sin) + Math.abs(high * cos) + edge
  const { data } = canvas
  const { colour, round = 0, from = 0, gloss = 0, texture, rough = 0, other = colour } = look
  const x0 = held(Math.floor(((shape.x - reachX) * canvasWidth) / aspect), 0, canvasWidth)
  const x1 = held(Math.ceil(((shape.x + reachX) * canvasWidth) / aspect), 0, canvasWidth)
  const y0 = held(Math.floor((shape.y - reachY) * canvasHeight), 0, canvasHeight)
  const y1 = held(Math.ceil((shape.y + reachY) * canvasHeight), 0, canvasHeight)
  const small = Math.min(wide, high)
  for (let py = y0; py < y1; py++) {
    for (let px = x0; px < x1; px++) {
      const dx = ((px + 0.5) * aspect) / canvasWidth - shape.x
      const dy = (py + 0.5) / canvasHeight - shape.y
      const u = (dx * cos + dy * sin) / wide
      const v = (dy * cos - dx * sin) / high
      const distance = shape.kind === 'ellipse' ? Math.hypot(u, v) : Math.max(Math.abs(u), Math.abs(v))
      const cover = held(((1 - distance) * small) / edge + 0.5)
      if (cover === 0) continue
      const up = Math.sqrt(Math.max(0, 1 - distance * distance))
      const facing = held(0.62 * up + 0.45 * from * u - 0.42 * v)
      const shade = 1 - round + round * (0.12 + 1.05 * facing)
      const grain = texture ? texture[py * canvasWidth + px] : 0.5
      const k = shade * (1 + rough * (grain - 0.5) * 2)
      const shine = gloss > 0 ? gloss * held(0.75 * up + 0.35 * from * u - 0.4 * v) ** 30 : 0
      const i = 3 * (py * canvasWidth + px)
      for (let c = 0; c < 3; c++) data[i + c] += cover * ((other[c] + Math.min(1, 2 * grain) * (colour[c] - other[c])) * Math.max(0.02, k) + shine - data[i + c])
    }
  }
}

/** Light spilt around a point: lamps, signs, the sun. */
export function glow(canvas: Canvas, x: number, y: number, radius: number, colour: Colour): void {
  wash(canvas, (px, py, one) => {
    const k = 1 / (1 + ((px - x) ** 2 + (py - y) ** 2) / (radius * radius)) ** 1.5
    for (let c = 0; c < 3; c++) one[c] += k * colour[c]
  })
}

/** Out of focus: three box blurs each way are nearly a Gaussian. Radius in pixels of the canvas. */
export function blur(canvas: Canvas, radius: number): void {
  if (radius < 1) return
  for (let round = 0; round < 3; round++) {
    boxPass(canvas.data, canvasWidth, canvasHeight, 3, 3 * canvasWidth, Math.round(radius))
    boxPass(canvas.data, canvasHeight, canvasWidth, 3 * canvasWidth, 3, Math.round(radius))
  }
}

function boxPass(data: Float32Array, length: number, lines: number, step: number, nextLine: number, radius: number): void {
  const copy = new Float64Array(length)
  for (let line = 0; line < lines; line++) {
    for (let c = 0; c < 3; c++) {
      const start = line * nextLine + c
      for (let i = 0; i < length; i++) copy[i] = data[start + i * step]
      let sum = copy[0] * (radius + 1)
      for (let i = 0; i < radius; i++) sum += copy[Math.min(length - 1, i)]
      for (let i = 0; i < length; i++) {
        sum += copy[Math.min(length - 1, i + radius)]
        data[start + i * step] = sum / (2 * radius + 1)
        sum -= copy[Math.max(0, i - radius)]
      }
    }
  }
}
