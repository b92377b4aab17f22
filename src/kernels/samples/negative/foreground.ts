import { seeded, type Noise } from '../noise.ts'
import { clamp, cover, mix, smooth } from '../shapes.ts'
import { lay, line, polygon, rectangle, type Plate, type Rgb } from './plate.ts'

/** Twenty-four painted patches of our own choosing, reflectances in linear light: colours of the landscape, primaries, a grey scale. */
export const patches: readonly Rgb[] = [
  [0.17, 0.085, 0.055], [0.5, 0.3, 0.21], [0.12, 0.2, 0.34], [0.1, 0.15, 0.05], [0.23, 0.22, 0.44], [0.13, 0.5, 0.41],
  [0.66, 0.2, 0.025], [0.07, 0.1, 0.38], [0.52, 0.09, 0.12], [0.11, 0.045, 0.15], [0.34, 0.5, 0.05], [0.72, 0.36, 0.025],
  [0.03, 0.05, 0.3], [0.06, 0.3, 0.07], [0.42, 0.035, 0.045], [0.78, 0.57, 0.015], [0.48, 0.09, 0.3], [0.01, 0.24, 0.36],
  [0.9, 0.9, 0.88], [0.59, 0.59, 0.585], [0.36, 0.36, 0.358], [0.18, 0.18, 0.18], [0.09, 0.09, 0.09], [0.033, 0.033, 0.033],
]

/** Where the chart stands in the landscape, in its pixels: left, top, and the side of a cell. */
export const chartPlace = { x: 318, y: 560, cell: 40, columns: 6, rows: 4 } as const

const vanishing = { x: 640, y: 396 } as const
const jetty = { left: 96, right: 668, far: 596 } as const

const jettyEdge = (x: number, y: number, height: number): number => mix(vanishing.x, x, (y - vanishing.y) / (height - vanishing.y))

/** A jetty of grey planks that runs towards the middle of the lake. */
export function paintJetty(plate: Plate, noise: Noise): void {
  const { width, height } = plate
  const end = jetty.far
  for (const x of [jetty.left, jetty.right]) {
    const px = jettyEdge(x, end + 6, height)
    rectangle(plate, px - 9, end - 34, 18, 92, [0.3, 0.26, 0.22], (gx, gy) => clamp(1.45 - (gx - px + 9) / 13, 0.3, 1.3) * (gy > end + 30 ? 0.35 : 0.8 + 0.4 * noise.at(gx, gy * 0.08)))
  }
  for (let y = end; y < height; y++) {
    const left = jettyEdge(jetty.left, y, height)
    const right = jettyEdge(jetty.right, y, height)
    const depth = 11_500 / (y + 0.5 - vanishing.y)
    const plank = Math.floor(depth)
    const inPlank = depth - plank
    const soft = 11_500 / (y - vanishing.y) ** 2
    const gap = smooth(0.06 + soft, 0.03, Math.min(inPlank, 1 - inPlank))
    const tone = 0.3 + 0.13 * noise.cell(plank, 3)
    const warm = 0.9 + 0.08 * noise.cell(plank, 8)
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, right + 1); x++) {
      const across = (x - left) / (right - left)
      const fibre = noise.at(across * 46 + plank * 13, inPlank * 26 + plank) + 0.6 * noise.at(across * 9 + plank * 7, inPlank * 40)
      const nail = Math.abs(Math.abs(across - 0.5) - 0.4) < 0.006 && Math.abs(inPlank - 0.5) < 0.09 ? 0.35 : 1
      const k = tone * (0.68 + 0.4 * fibre) * (1 - 0.82 * gap) * nail
      lay(plate, x, y, clamp(right - x) * clamp(x + 1 - left), k, 0.97 * warm * k, 0.94 * warm * warm * k)
    }
  }
  const ex = jettyEdge(jetty.right, end, height)
  polygon(plate, [[jettyEdge(jetty.left, end, height), end - 1], [ex, end - 1], [ex, end + 3], [jettyEdge(jetty.left, end, height), end + 3]], [0.5, 0.47, 0.42])
  // the beam along the side that faces the water is in shade, and so is the water under it
  polygon(plate, [[ex, end], [jetty.right, height], [jetty.right + 30, height], [ex + 12, end + 8]], [0.1, 0.085, 0.07], (x, y) => 0.8 + 0.4 * noise.at(x * 0.1, y * 0.5))
}

/** A painter's easel with a colour chart, and a grey card that leans on it. */
export function paintChart(plate: Plate, noise: Noise): void {
  const { x, y, cell, columns, rows } = chartPlace
  const w = columns * cell
  const h = rows * cell
  // its shadow on the planks
  polygon(plate, [[x + 20, y + h + 62], [x + w + 150, y + h + 40], [x + w + 190, y + h + 58], [x + 60, y + h + 84]], [0.06, 0.06, 0.07], (px, py) => 0.8 + 0.4 * noise.at(px * 0.4, py), 9)
  line(plate, [x + 34, y + h], [x + 8, y + h + 78], 8, [0.4, 0.28, 0.16])
  line(plate, [x + w - 34, y + h], [x + w - 8, y + h + 78], 8, [0.34, 0.23, 0.13])
  line(plate, [x + w / 2, y + h], [x + w / 2 + 26, y + h + 40], 7, [0.16, 0.11, 0.07])
  rectangle(plate, x - 12, y - 12, w + 24, h + 24, [0.035, 0.034, 0.033])
  rectangle(plate, x - 12, y - 12, w + 24, 1.6, [0.2, 0.2, 0.2])
  rectangle(plate, x - 16, y + h + 11, w + 32, 9, [0.46, 0.33, 0.19])
  patches.forEach((colour, k) => rectangle(plate, x + (k % columns) * cell + 3, y + Math.floor(k / columns) * cell + 3, cell - 6, cell - 6, colour))
  const gx = x + w + 26
  const gy = y + h - 18
  polygon(plate, [[gx + 12, gy + 100], [gx + 150, gy + 84], [gx + 168, gy + 96], [gx + 40, gy + 112]], [0.07, 0.07, 0.08], undefined, 7)
  polygon(plate, [[gx + 6, gy], [gx + 82, gy + 3], [gx + 76, gy + 104], [gx, gy + 101]], [0.18, 0.18, 0.18])
  polygon(plate, [[gx, gy + 101], [gx + 76, gy + 104], [gx + 76, gy + 107], [gx, gy + 104]], [0.7, 0.7, 0.7])
}

/** A rowing boat at its mooring, bow to the left: (x, y) is the middle of its waterline. */
export function paintBoat(plate: Plate, x: number, y: number, length: number, hull: Rgb, inside: Rgb, noise: Noise): void {
  const half = length / 2
  // in the water before it: the hull upside down, broken by the ripples
  for (let px = Math.floor(x - half); px < x + half; px++) {
    const s = (px - x) / half
    const depth = 0.155 * length * (1 - 0.75 * s * s)
    for (let py = Math.floor(y - 3); py < y + depth && py < plate.height; py++) {
      const wave = 7 * (noise.at(px * 0.05, py * 0.4) - 0.5)
      const seen = 0.62 * smooth(depth, 0.25 * depth, py - y + wave) * smooth(1, 0.9, Math.abs(s))
      if (px >= 0 && px < plate.width) lay(plate, px, py, seen, 0.5 * hull[0] + 0.01, 0.5 * hull[1] + 0.02, 0.5 * hull[2] + 0.03)
    }
  }
  for (let px = Math.max(0, Math.floor(x - 1.06 * half)); px < Math.min(plate.width, x + half); px++) {
    const s = (px - x) / half
    // the stem rakes: below the waterline the bow starts later
    const stem = s < -0.8 ? 1 - ((s + 0.8) / 0.26) ** 2 : 1
    if (stem <= 0) continue
    const rise = 0.045 * length * s * s + (s < 0 ? 0.05 * length * s * s * s * s : 0)
    const nearTop = y - 0.088 * length - rise + 0.03 * length * (1 - s * s)
    const farTop = y - 0.155 * length - 0.9 * rise + 0.012 * length * s * s
    const keel = mix(nearTop, y + 0.012 * length * (1 - s * s), Math.sqrt(stem))
    const open = s > 0.9 ? smooth(1, 0.985, s) : 1
    const rim = Math.min(nearTop, mix(nearTop, farTop, Math.min(1, 6 * (s + 1.02))))
    for (let py = Math.floor(rim) - 3; py <= keel + 1; py++) {
      if (py < 0 || py >= plate.height) continue
      const inner = cover(py - rim, 1.5) * cover(nearTop - py, 1.5)
      if (inner > 0) {
        const board = ((py - rim) / (nearTop - rim + 0.01)) * 4
        const shade = (0.35 + 0.5 * smooth(0, 0.9, (py - rim) / (nearTop - rim + 1))) * (board % 1 < 0.14 ? 0.6 : 1) * (0.85 + 0.3 * noise.at(px * 0.05, py * 0.7))
        lay(plate, px, py, inner * open, inside[0] * shade, inside[1] * shade, inside[2] * shade)
        const thwart = [-0.45, 0.05, 0.55].some((at) => Math.abs(s - at - 0.05 * ((py - rim) / length) * 9) < 0.05)
        if (thwart) lay(plate, px, py, 0.92 * inner * open, 0.52, 0.36, 0.19)
      }
      const outer = cover(py - nearTop, 1.5) * cover(keel - py, 1.5)
      if (outer > 0) {
        const t = (py - nearTop) / (keel - nearTop)
        const strake = (t * 5) % 1
        const shade = (1.02 - 0.45 * t) * (strake < 0.13 ? 0.7 : strake < 0.3 ? 1.12 : 1) * (0.93 + 0.1 * noise.at(px * 0.12, py)) * (0.9 - 0.14 * s)
        const water = t > 0.86 ? 0.45 : 1
        lay(plate, px, py, outer * open, hull[0] * shade * water, hull[1] * shade * water, hull[2] * shade * water)
      }
      const edge = Math.max(cover(1.9 - Math.abs(py - nearTop), 1.4), cover(1.5 - Math.abs(py - rim), 1.4))
      if (edge > 0) lay(plate, px, py, edge * open, 0.66, 0.5, 0.29)
    }
  }
  line(plate, [x - 0.32 * half, y - 0.15 * length], [x + 0.62 * half, y - 0.09 * length], 4, [0.62, 0.45, 0.25])
  line(plate, [x - 0.98 * half, y - 0.16 * length], [x - 1.34 * half, y - 0.17 * length], 2, [0.62, 0.58, 0.48])
}

/** Reeds and grass that stand in the near corner. */
export function paintReeds(plate: Plate, from: number, to: number, seed: number): void {
  const random = seeded(seed)
  for (let k = 0; k < 210; k++) {
    const x = mix(from, to, random() ** 0.8)
    const tall = (70 + 150 * random()) * mix(0.45, 1, (x - from) / (to - from))
    const bend = (random() - 0.35) * 46
    const foot = plate.height + 14
    const light = 0.5 + 0.7 * random()
    const dry = random() < 0.28
    const colour: Rgb = dry ? [0.34 * light, 0.25 * light, 0.1 * light] : [0.12 * light, 0.2 * light, 0.035 * light]
    const middle = [x + 0.3 * bend, foot - 0.6 * tall] as const
    line(plate, [x, foot], middle, 3.4, colour)
    line(plate, middle, [x + bend, foot - tall], 1.8, colour)
  }
}
