import type { Area } from '../../../../src/kernels/film/light.ts'
import { linearToSrgb } from '../../../../src/kernels/film/linearise.ts'
import { createRaster, type AnyRaster } from '../../../../src/kernels/raster.ts'

/** Seeded numbers in 0 … 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export type Border = 'rebate' | 'holder' | 'sprockets' | 'gap' | 'none' | 'holder-only'

/** A scan of a made-up negative, and what is true of it. */
export interface MadeScan {
  readonly raster: AnyRaster
  readonly border: Border
  /** The picture in shares of the scan, before it was turned by `angle` about the scan's middle. */
  readonly area: Area
  readonly angle: number
  /** Light through clear film in the middle of the scan. */
  readonly base: readonly [number, number, number]
}

type Colour = [number, number, number]

/** Log₁₀ exposures of a made-up scene at u, v in 0 … 1: slopes, plates and discs with a fine structure. */
function makeScene(random: () => number): (u: number, v: number) => Colour {
  const range = (from: number, to: number): number => from + (to - from) * random()
  const tint = (spread: number): Colour => [range(-spread, spread), 0, range(-spread, spread)]
  const ground = { level: range(-1, -0.3), along: range(-0.5, 0.5), down: range(-0.5, 0.5), tint: tint(0.2) }
  const things = Array.from({ length: 6 + Math.floor(18 * random()) }, () => ({
    x: random(), y: random(), wide: range(0.03, 0.3), high: range(0.03, 0.3), round: random() < 0.5, level: range(-1.9, 0.2), tint: tint(0.4), grain: range(0, 0.2), pitch: range(10, 90),
  }))
  // Night and stage: black all around, which on film is as clear as the rebate.
  const vignette = random() < 0.12 ? range(0.5, 1.5) : 0
  return (u, v) => {
    let level = ground.level + ground.along * (u - 0.5) + ground.down * (v - 0.5) + 0.08 * Math.sin(37 * u + 11 * v) * Math.sin(23 * v - 7 * u)
    let colour = ground.tint
    for (const thing of things) {
      const [dx, dy] = [(u - thing.x) / thing.wide, (v - thing.y) / thing.high]
      if (thing.round ? dx * dx + dy * dy > 1 : Math.abs(dx) > 1 || Math.abs(dy) > 1) continue
      level = thing.level + thing.grain * Math.sin(thing.pitch * u) * Math.cos(thing.pitch * v)
      colour = thing.tint
    }
    level -= vignette * 4 * ((u - 0.5) ** 2 + (v - 0.5) ** 2)
    return [level + colour[0], level + colour[1], level + colour[2]]
  }
}

const borders: readonly Border[] = ['rebate', 'rebate', 'holder', 'holder', 'sprockets', 'gap']

const quarters = [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]] as const
const middle = [[0.5, 0.5]] as const

/** One scan of a random film in a random holder. `border` leaves the choice to the seed when it is left out. */
export function makeScan(seed: number, size = 540, given?: Border): MadeScan {
  const random = seeded(seed)
  const range = (from: number, to: number): number => from + (to - from) * random()
  const border = given ?? borders[Math.floor(random() * borders.length)]
  const upright = random() < 0.2
  const [width, height] = upright ? [Math.round(size / 1.5), size] : [size, Math.round(size / 1.5)]
  const angle = border === 'none' ? 0 : range(-1, 1)
  const silver = random() < 0.2
  const top = range(0.75, 0.95)
  const base: Colour = silver ? [top, top * range(0.97, 1.02), top * range(0.95, 1.03)] : [top, top * 10 ** -range(0.18, 0.5), top * 10 ** -range(0.45, 0.75)]
  const contrast = silver ? [0.62, 0.62, 0.62] : [range(0.42, 0.6), range(0.5, 0.65), range(0.6, 0.8)]
  const foot = range(0.08, 0.2)
  const speed = range(1.4, 2.2)
  const corner = range(0, 0.2)
  const flare = range(0, 0.002)
  const noise = range(0.001, 0.006)
  const scene = makeScene(random)

  // The picture, the film around it and the light or holder around that, in shares of the scan.
  const edge = (from: number, to: number): number => (border === 'none' ? 0 : range(from, to))
  const sprocket = border === 'sprockets'
  const inset = { left: edge(0.03, 0.1), right: edge(0.03, 0.1), top: sprocket ? range(0.13, 0.17) : edge(0.035, 0.1), bottom: sprocket ? range(0.13, 0.17) : edge(0.035, 0.1) }
  // Most cameras have a gate of 3 : 2, as the scan has; some have not.
  if (border !== 'none' && random() < 0.8) {
    const short = Math.min(1 - inset.left - inset.right, 1 - inset.top - inset.bottom) * range(0.995, 1)
    inset.right = 1 - inset.left - short
    inset.bottom = 1 - inset.top - short
  }
  const area: Area = { x: inset.left, y: inset.top, width: 1 - inset.left - inset.right, height: 1 - inset.top - inset.bottom }
  // Where a holder covers the film: it leaves half of the rebate on each side, or none at all.
  const covered = border === 'holder' ? range(0.3, 0.55) : border === 'holder-only' ? 1.12 : 0
  const holder = border === 'holder' || border === 'holder-only'
  const gapSide = border === 'gap' ? 0.35 : 0
  const holes = Math.floor(range(7, 10))
  const prints = Array.from({ length: 3 }, () => ({ at: random(), wide: range(0.02, 0.06) }))

  const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)]
  const lightAt = (px: number, py: number): Colour => {
    const [dx, dy] = [px - width / 2, py - height / 2]
    const x = (width / 2 + dx * cos + dy * sin) / width
    const y = (height / 2 - dx * sin + dy * cos) / height
    if (holder && (x < covered * inset.left || x > 1 - covered * inset.right || y < covered * inset.top || y > 1 - covered * inset.bottom)) return [0.0004, 0.0004, 0.0004]
    if (gapSide > 0 && (y < gapSide * inset.top || y > 1 - gapSide * inset.bottom)) return [1.2, 1.2, 1.2]
    const [u, v] = [(x - area.x) / area.width, (y - area.y) / area.height]
    if (u >= 0 && u < 1 && v >= 0 && v < 1) {
      const exposure = scene(u, v)
      return exposure.map((x0, c) => base[c] * 10 ** (-contrast[c] * foot * Math.log1p(Math.exp((x0 + speed) / foot)))) as Colour
    }
    if (sprocket) {
      const hole = (x * holes) % 1
      const depth = y < 0.5 ? y / inset.top : (1 - y) / inset.bottom
      if (hole > 0.2 && hole < 0.6 && depth > 0.3 && depth < 0.72) return [1.3, 1.3, 1.3]
    }
    // Edge print: the maker's name, exposed beside the picture.
    const beside = v < 0 ? -v * area.height / inset.top : 0
    if (prints.some(({ at, wide }) => Math.abs(x - at) < wide) && beside > 0.15 && beside < 0.28 && Math.sin(180 * x) > 0) return base.map((value) => value * 0.35) as Colour
    return [...base]
  }

  // Edges that are measured need four looks a pixel. What lies well inside a picture needs one, unless there is no rebate
  // and the picture's own fine structure is all that could be taken for one.
  const plainInside = border !== 'none' && border !== 'holder-only'
  const wellInside = (px: number, py: number): boolean => {
    const [dx, dy] = [px - width / 2, py - height / 2]
    const [x, y] = [width / 2 + dx * cos + dy * sin - area.x * width, height / 2 - dx * sin + dy * cos - area.y * height]
    return plainInside && x > 2 && y > 2 && x < area.width * width - 2 && y < area.height * height - 2
  }

  const depth = random() < 0.4 ? ('u8' as const) : ('u16' as const)
  const data = depth === 'u8' ? new Uint8Array(3 * width * height) : new Uint16Array(3 * width * height)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const places = wellInside(x + 0.5, y + 0.5) ? middle : quarters
      const light: Colour = [0, 0, 0]
      for (const [ox, oy] of places) {
        const one = lightAt(x + ox, y + oy)
        for (let c = 0; c < 3; c++) light[c] += one[c] / places.length
      }
      const aspect = width / height
      const r2 = ((((x + 0.5) / width - 0.5) * aspect) ** 2 + ((y + 0.5) / height - 0.5) ** 2) / ((aspect * aspect + 1) / 4)
      for (let c = 0; c < 3; c++, at++) {
        const seen = Math.min(1, Math.max(0, light[c] * (1 - corner * r2) * (1 + noise * 3.4 * (random() + random() + random() - 1.5)) + flare))
        data[at] = depth === 'u8' ? Math.round(255 * linearToSrgb(seen)) : Math.round(65535 * seen)
      }
    }
  }
  const shape = { width, height, channels: 3 as const, encoding: depth === 'u8' ? ('srgb' as const) : ('linear' as const) }
  const raster = data instanceof Uint8Array ? createRaster({ ...shape, depth: 'u8', data }) : createRaster({ ...shape, depth: 'u16', data })
  return { raster, border, area, angle, base: base.map((value) => value + flare) as Colour }
}

/** The largest distance of the found picture's edges from the true ones, in shares of the scan, at the middles of the sides. */
export function edgeError({ area, angle, raster }: MadeScan, found: Area): number {
  // The true picture's middle, turned with the scan about the scan's middle.
  const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)]
  const dx = (area.x + area.width / 2 - 0.5) * raster.width
  const dy = (area.y + area.height / 2 - 0.5) * raster.height
  const x = 0.5 + (dx * cos - dy * sin) / raster.width - area.width / 2
  const y = 0.5 + (dx * sin + dy * cos) / raster.height - area.height / 2
  return Math.max(Math.abs(found.x - x), Math.abs(found.y - y), Math.abs(found.x + found.width - x - area.width), Math.abs(found.y + found.height - y - area.height))
}
