import type { Area } from '../kernels/film/light.ts'
import type { Geometry } from './geometry.ts'

/** What is taken hold of: an edge, a corner, or the whole frame. */
export type Grip = 'top' | 'bottom' | 'left' | 'right' | 'top left' | 'top right' | 'bottom left' | 'bottom right' | 'all'

export const grips: readonly Exclude<Grip, 'all'>[] = ['top left', 'top', 'top right', 'right', 'bottom right', 'bottom', 'bottom left', 'left']

/** The edges, each of which is held anywhere along it. */
export const sides = ['top', 'right', 'bottom', 'left'] as const

/** The size of a scan in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Where a grip stands on the frame, in shares of it. */
export const gripPlace = (grip: Grip): { readonly x: number; readonly y: number } => ({
  x: grip.includes('left') ? 0 : grip.includes('right') ? 1 : 0.5,
  y: grip.includes('top') ? 0 : grip.includes('bottom') ? 1 : 0.5,
})

/** The least side of a frame, in the scan's pixels. */
const least = 16

/** An upright area that is turned about its middle. */
type Place = Pick<Geometry, 'area' | 'angle'>

/** Whether all corners lie in the scan; of a leaning frame half a pixel outside is drawn from the pixels at the edge. */
export function liesInside({ area, angle }: Place, scan: Size): boolean {
  const a = (angle * Math.PI) / 180
  const [cos, sin] = [Math.abs(Math.cos(a)), Math.abs(Math.sin(a))]
  const [width, height] = [area.width * scan.width, area.height * scan.height]
  const slack = angle === 0 ? 1e-6 : 0.5
  const reach = { x: (width * cos + height * sin) / 2 - slack, y: (width * sin + height * cos) / 2 - slack }
  const middle = { x: (area.x + area.width / 2) * scan.width, y: (area.y + area.height / 2) * scan.height }
  return middle.x >= reach.x && middle.y >= reach.y && scan.width - middle.x >= reach.x && scan.height - middle.y >= reach.y
}

const turn = (degrees: number): readonly [cos: number, sin: number] => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]

/** Whether all corners of a frame lie in another, to half a pixel. */
function liesWithin({ area, angle }: Place, outer: Place, scan: Size): boolean {
  const size = (of: Area): Size => ({ width: of.width * scan.width, height: of.height * scan.height })
  const [own, room] = [size(area), size(outer.area)]
  const dx = (area.x + area.width / 2 - outer.area.x - outer.area.width / 2) * scan.width
  const dy = (area.y + area.height / 2 - outer.area.y - outer.area.height / 2) * scan.height
  const [cos, sin] = turn(outer.angle)
  const [lean, slope] = turn(angle - outer.angle)
  // the middle in the outer frame's own directions, and how far the corners reach from it
  const [u, v] = [Math.abs(dx * cos + dy * sin), Math.abs(dy * cos - dx * sin)]
  const [x, y] = [(own.width * Math.abs(lean) + own.height * Math.abs(slope)) / 2, (own.width * Math.abs(slope) + own.height * Math.abs(lean)) / 2]
  return u + x <= room.width / 2 + 0.5 && v + y <= room.height / 2 + 0.5
}

/** How far one may go from `from` to `to`, in 1 / 2¹⁶ of the way, for the frame to lie inside; all the way from one that does not. */
function furthest(made: (share: number) => Geometry, scan: Size, lies: (frame: Place) => boolean = (frame) => liesInside(frame, scan)): Geometry {
  if (lies(made(1)) || !lies(made(0))) return made(1)
  let [good, bad] = [0, 1]
  for (let i = 0; i < 16; i++) {
    const middle = (good + bad) / 2
    if (lies(made(middle))) good = middle
    else bad = middle
  }
  return made(good)
}

/** Width over height of a frame, in the scan's pixels. */
export const ratioOf = ({ area }: Pick<Geometry, 'area'>, scan: Size): number => (area.width * scan.width) / (area.height * scan.height)

/** Ratios nearer than this are one: whole pixels round a frame by more. */
const alike = 2e-3

/** The largest area of a ratio inside another, about the same middle. */
function withRatio({ x, y, width, height }: Area, scan: Size, ratio: number): Area {
  const now = (width * scan.width) / (height * scan.height)
  if (Math.abs(now / ratio - 1) < alike) return { x, y, width, height }
  const [w, h] = now > ratio ? [(width * ratio) / now, height] : [width, (height * now) / ratio]
  return { x: x + (width - w) / 2, y: y + (height - h) / 2, width: w, height: h }
}

/**
 * A frame of another angle and ratio, as large as it can be inside `home`, the area that was found or dragged: turned about
 * its middle, and smaller, in its own shape, where its corners would leave the scan, or `within`, the picture in it, if `home`
 * lies there. What needs no change keeps it all, so that an angle taken back gives back what it took.
 */
export function reframe(geometry: Geometry, scan: Size, home: Area, angle: number, ratio: number, within?: Place): Geometry {
  const area = withRatio(home, scan, ratio)
  const made = (share: number): Geometry => ({
    ...geometry,
    angle,
    area: { x: area.x + ((1 - share) * area.width) / 2, y: area.y + ((1 - share) * area.height) / 2, width: share * area.width, height: share * area.height },
  })
  const held = within && liesWithin({ area: home, angle: within.angle }, within, scan) ? within : undefined
  return furthest((share) => made(0.01 + 0.99 * share), scan, held && ((frame) => liesInside(frame, scan) && liesWithin(frame, held, scan)))
}

/**
 * Degrees by which a line on the scan, from one end to the other, leans from the nearest of level and upright: −45 … 45.
 * Undefined where its ends are one.
 */
export function leanOf(dx: number, dy: number): number | undefined {
  if (Math.hypot(dx, dy) < 1e-9) return undefined
  const degrees = (Math.atan2(dy, dx) * 180) / Math.PI
  return degrees - 90 * Math.round(degrees / 90)
}

const inside = (value: number, size: number): number => Math.min(1 - size, Math.max(0, value))

/** How much a side grows: an edge goes no further than to leave the least of a frame, nor than the scan reaches. */
const grow = (by: number, side: -1 | 0 | 1, size: number, most: number): number => (side === 0 ? 0 : Math.min(most, Math.max(least, size + side * by)) - size)

/**
 * The frame after a grip was moved by so many pixels of the scan, or as many of them as leave its corners in the scan. With
 * a ratio it keeps that shape: a corner then follows the hand along its diagonal, an edge takes the sides beside it along.
 */
export function dragFrame(geometry: Geometry, scan: Size, grip: Grip, dx: number, dy: number, ratio?: number): Geometry {
  if (ratio !== undefined && grip !== 'all') return furthest((share) => scaled(geometry, scan, grip, share * dx, share * dy, ratio), scan)
  return geometry.angle === 0 ? dragged(geometry, scan, grip, dx, dy) : furthest((share) => dragged(geometry, scan, grip, share * dx, share * dy), scan)
}

const sideOf = (place: number): -1 | 0 | 1 => (place === 0 ? -1 : place === 1 ? 1 : 0)

/** A frame of a ratio after a grip was moved: what is opposite to the grip stays where it is on the picture. */
function scaled(geometry: Geometry, scan: Size, grip: Exclude<Grip, 'all'>, dx: number, dy: number, ratio: number): Geometry {
  const { area } = geometry
  const [width, height] = [area.width * scan.width, area.height * scan.height]
  const angle = (geometry.angle * Math.PI) / 180
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
  const place = gripPlace(grip)
  const [sideX, sideY] = [sideOf(place.x), sideOf(place.y)]
  const wider = width + sideX * (dx * cos + dy * sin)
  const higher = height + sideY * (dy * cos - dx * sin)
  const asked = sideY === 0 ? wider / ratio : sideX === 0 ? higher : (wider * ratio + higher) / (ratio * ratio + 1)
  const h = Math.max(asked, least, least / ratio)
  const w = ratio * h
  const u = (sideX * (w - width)) / 2
  const v = (sideY * (h - height)) / 2
  const x = (area.x + area.width / 2) * scan.width + u * cos - v * sin
  const y = (area.y + area.height / 2) * scan.height + u * sin + v * cos
  return { ...geometry, area: { x: (x - w / 2) / scan.width, y: (y - h / 2) / scan.height, width: w / scan.width, height: h / scan.height } }
}

/**
 * The frame after a grip was moved by so many pixels of the scan. The edges that are not held stay where they are on the
 * picture, leaning as the frame leans; a frame that is moved as a whole stays inside the scan.
 */
function dragged(geometry: Geometry, scan: Size, grip: Grip, dx: number, dy: number): Geometry {
  const { area } = geometry
  const width = area.width * scan.width
  const height = area.height * scan.height
  const middle = { x: (area.x + area.width / 2) * scan.width, y: (area.y + area.height / 2) * scan.height }
  const made = (x: number, y: number, w: number, h: number): Geometry => {
    const share = { width: Math.min(1, w / scan.width), height: Math.min(1, h / scan.height) }
    return { ...geometry, area: { x: inside(x / scan.width - share.width / 2, share.width), y: inside(y / scan.height - share.height / 2, share.height), ...share } }
  }
  if (grip === 'all') return made(middle.x + dx, middle.y + dy, width, height)
  const angle = (geometry.angle * Math.PI) / 180
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
  const along = dx * cos + dy * sin
  const across = dy * cos - dx * sin
  const { x: gx, y: gy } = gripPlace(grip)
  const [sideX, sideY] = [sideOf(gx), sideOf(gy)]
  const reach = (side: number, centre: number, size: number, limit: number): number => (geometry.angle === 0 ? (side < 0 ? centre + size / 2 : limit - centre + size / 2) : limit)
  const wider = grow(along, sideX, width, reach(sideX, middle.x, width, scan.width))
  const higher = grow(across, sideY, height, reach(sideY, middle.y, height, scan.height))
  const u = (sideX * wider) / 2
  const v = (sideY * higher) / 2
  return made(middle.x + u * cos - v * sin, middle.y + u * sin + v * cos, width + wider, height + higher)
}
