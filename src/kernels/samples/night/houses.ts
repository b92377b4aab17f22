import { seeded, type Noise } from '../noise.ts'
import { box, clamp, cover, smooth } from '../shapes.ts'
import type { Surface } from './air.ts'

type Gable = 'cornice' | 'step' | 'neck' | 'spout'

interface House {
  readonly from: number
  readonly to: number
  readonly eaves: number
  readonly gable: Gable
  readonly bays: number
  readonly tone: readonly [r: number, g: number, b: number]
  /** Light behind each window, storey by storey; mostly none. */
  readonly windows: Float32Array
}

const storey = 3.05
const plinth = 0.55
const gables: readonly Gable[] = ['neck', 'step', 'cornice', 'spout', 'neck', 'cornice', 'step', 'spout']
const tones: readonly (readonly [number, number, number])[] = [
  [0.3, 0.15, 0.1],
  [0.4, 0.36, 0.3],
  [0.24, 0.12, 0.09],
  [0.34, 0.2, 0.13],
  [0.2, 0.17, 0.15],
]

/** A row of houses and, for every half metre from `start`, which one stands there. */
export interface Row {
  readonly start: number
  readonly houses: readonly House[]
  readonly at: Uint8Array
}

/** A row of canal houses along one axis, from `start` to about `end` metres. */
export function buildRow(seed: number, start: number, end: number, litShare: number): Row {
  const random = seeded(seed)
  const row: House[] = []
  for (let from = start; from < end; ) {
    const width = 0.5 * Math.round(2 * (4.6 + 2.4 * random()))
    const storeys = random() < 0.55 ? 3 : random() < 0.6 ? 4 : 2
    const windows = Float32Array.from({ length: 24 }, () => (random() < litShare ? 0.25 + 0.75 * random() : 0))
    row.push({
      from,
      to: from + width,
      eaves: plinth + storeys * storey + 0.3,
      gable: gables[Math.floor(random() * gables.length)]!,
      bays: width > 5.6 ? 3 : 2,
      tone: tones[Math.floor(random() * tones.length)]!,
      windows,
    })
    from += width
  }
  const last = row.at(-1)!.to
  const at = Uint8Array.from({ length: 2 * (last - start) }, (_, k) => row.findIndex((house) => start + k / 2 < house.to))
  return { start, houses: row, at }
}

/** Height of the house's outline at a place along the row, above its foot. */
export function outline(house: House, along: number): number {
  const s = Math.abs((2 * (along - house.from)) / (house.to - house.from) - 1)
  if (house.gable === 'cornice') return house.eaves + 0.35
  if (house.gable === 'step') return house.eaves + 0.62 * Math.floor((1 - s) * 6)
  if (house.gable === 'spout') return house.eaves + 3.1 * Math.min(1 - s, 0.86)
  return house.eaves + (s < 0.42 ? 2.9 - 1.2 * s * s : 1.5 * smooth(1, 0.42, s) * (1 - 0.4 * s))
}

export const houseAt = ({ start, houses, at }: Row, along: number): House | undefined => {
  const slot = Math.floor(2 * (along - start))
  return slot < 0 || slot >= at.length ? undefined : houses[at[slot]!]
}

/** Glass, bars and what shows behind: (wx, wy) from the middle of the window in metres. */
function paintWindow(wx: number, wy: number, halfWidth: number, halfHeight: number, soft: number, lit: number, noise: Noise, out: Surface): void {
  const outer = box(wx, wy, halfWidth + 0.1, halfHeight + 0.1, soft)
  if (outer <= 0) {
    // a pale stone over the opening
    const lintel = box(wx, wy - halfHeight - 0.28, halfWidth + 0.22, 0.16, soft)
    out.r += lintel * (0.42 - out.r)
    out.g += lintel * (0.39 - out.g)
    out.b += lintel * (0.34 - out.b)
    return
  }
  const glass = box(wx, wy, halfWidth, halfHeight, soft)
  const bars = Math.max(cover(0.035 - Math.abs(wx), soft), cover(0.045 - Math.abs(wy - 0.15 * halfHeight), soft))
  const pane = glass * (1 - bars)
  const frame = outer - pane
  const keep = 1 - outer
  out.r = out.r * keep + frame * 0.55 + pane * 0.015
  out.g = out.g * keep + frame * 0.53 + pane * 0.017
  out.b = out.b * keep + frame * 0.47 + pane * 0.02
  out.gloss = pane
  if (lit > 0) {
    const curtain = smooth(0.35, 0.75, Math.abs(wx) / halfWidth + 0.12 * noise.at(wx * 9, 3))
    const room = 0.55 + 0.45 * noise.at(wx * 2.3 + 40 * lit, wy * 1.7)
    out.glow = pane * lit * room * (1 - 0.62 * curtain) * (0.75 + 0.35 * (wy / halfHeight))
  }
}

/**
 * The front of a house: brick courses, windows, a door, pale stone bands. `along` and `y` in metres, y from its
 * foot; `pixel` is the size of a pixel there, which decides how much detail is left.
 */
export function paintFront(house: House, along: number, y: number, pixel: number, noise: Noise, out: Surface): void {
  const fine = smooth(0.09, 0.03, pixel)
  const soft = Math.max(pixel, 0.02)
  const width = house.to - house.from
  const x = along - house.from
  const weather = 0.72 + 0.5 * noise.fractal(along * 0.9, y * 0.55, 3)
  let grain = 1
  if (fine > 0) {
    const course = Math.floor(y / 0.075)
    const brick = x / 0.225 + 0.5 * (course & 1)
    const bed = Math.abs(y / 0.075 - course - 0.5)
    const joint = Math.max(smooth(0.36, 0.48, bed), smooth(0.44, 0.5, Math.abs(brick - Math.floor(brick) - 0.5)))
    grain = 1 + fine * (0.34 * (noise.cell(Math.floor(brick), course) - 0.5) - 0.3 * joint)
  }
  out.r = house.tone[0] * weather * grain
  out.g = house.tone[1] * weather * grain
  out.b = house.tone[2] * weather * grain
  out.glow = 0
  out.gloss = 0

  const top = outline(house, along)
  const band = Math.max(cover(0.14 - Math.abs(top - 0.12 - y), soft), cover(0.11 - Math.abs(y - house.eaves), soft))
  if (band > 0) {
    out.r += band * (0.44 - out.r)
    out.g += band * (0.42 - out.g)
    out.b += band * (0.37 - out.b)
  }
  const pipe = cover(0.06 - Math.min(x, width - x), soft)
  if (y < plinth || pipe > 0) {
    const dark = y < plinth ? 0.62 : 1 - 0.75 * pipe
    out.r *= dark
    out.g *= dark
    out.b *= dark
    if (y < plinth) return
  }

  const level = Math.floor((y - plinth) / storey)
  if (y > house.eaves) {
    if (house.gable !== 'cornice') paintWindow(x - width / 2, y - house.eaves - 0.95, 0.36, 0.5, soft, 0, noise, out)
    return
  }
  const bay = width / house.bays
  const column = clamp(Math.floor(x / bay), 0, house.bays - 1)
  const wx = x - (column + 0.5) * bay
  const wy = y - plinth - level * storey - 1.45
  if (level === 0 && column === house.bays - 1) {
    const door = box(wx, y - plinth - 1.1, 0.55, 1.1, soft)
    out.r = out.r * (1 - door) + door * 0.035
    out.g = out.g * (1 - door) + door * 0.06
    out.b = out.b * (1 - door) + door * 0.05
    if (door <= 0) paintWindow(wx, y - plinth - 2.5, 0.5, 0.22, soft, 0.5 * (house.windows[column] ?? 0), noise, out)
    return
  }
  const halfWidth = Math.min(0.62, bay * 0.31)
  paintWindow(wx, wy, halfWidth, level === 0 ? 1.08 : 0.98 - 0.1 * level, soft, house.windows[level * 4 + column] ?? 0, noise, out)
}
