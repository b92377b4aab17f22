import type { Geometry } from '../../recipe/geometry.ts'

/** What is taken hold of: an edge, a corner, or the whole frame. */
export type Grip = 'top' | 'bottom' | 'left' | 'right' | 'top left' | 'top right' | 'bottom left' | 'bottom right' | 'all'

export const grips: readonly Exclude<Grip, 'all'>[] = ['top left', 'top', 'top right', 'right', 'bottom right', 'bottom', 'bottom left', 'left']

/** The edges, each of which is held anywhere along it. */
export const sides = ['top', 'right', 'bottom', 'left'] as const

interface Size {
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

/** Whether all corners lie in the scan; half a pixel outside is drawn from the pixels at the edge. */
export function liesInside({ area, angle }: Geometry, scan: Size): boolean {
  const a = (angle * Math.PI) / 180
  const [cos, sin] = [Math.abs(Math.cos(a)), Math.abs(Math.sin(a))]
  const [width, height] = [area.width * scan.width, area.height * scan.height]
  const reach = { x: (width * cos + height * sin) / 2 - 0.5, y: (width * sin + height * cos) / 2 - 0.5 }
  const middle = { x: (area.x + area.width / 2) * scan.width, y: (area.y + area.height / 2) * scan.height }
  return middle.x >= reach.x && middle.y >= reach.y && scan.width - middle.x >= reach.x && scan.height - middle.y >= reach.y
}

/** How far one may go from `from` to `to`, in 1 / 2¹⁶ of the way, for the frame to lie inside; all the way from one that does not. */
function furthest(made: (share: number) => Geometry, scan: Size): Geometry {
  if (liesInside(made(1), scan) || !liesInside(made(0), scan)) return made(1)
  let [good, bad] = [0, 1]
  for (let i = 0; i < 16; i++) {
    const middle = (good + bad) / 2
    if (liesInside(made(middle), scan)) good = middle
    else bad = middle
  }
  return made(good)
}

/** The frame leaning by another angle about its middle; smaller, in its own shape, where its corners would leave the scan. */
export function straighten(geometry: Geometry, scan: Size, angle: number): Geometry {
  const { area } = geometry
  const made = (share: number): Geometry => ({
    ...geometry,
    angle,
    area: { x: area.x + ((1 - share) * area.width) / 2, y: area.y + ((1 - share) * area.height) / 2, width: share * area.width, height: share * area.height },
  })
  return furthest((share) => made(0.01 + 0.99 * share), scan)
}

const inside = (value: number, size: number): number => Math.min(1 - size, Math.max(0, value))

/** How much a side grows: an edge goes no further than to leave the least of a frame, nor than the scan reaches. */
const grow = (by: number, side: -1 | 0 | 1, size: number, most: number): number => (side === 0 ? 0 : Math.min(most, Math.max(least, size + side * by)) - size)

/**
 * The frame after a grip was moved by so many pixels of the scan, or as many of them as leave its corners in the scan.
 */
export const dragFrame = (geometry: Geometry, scan: Size, grip: Grip, dx: number, dy: number): Geometry =>
  geometry.angle === 0 ? dragged(geometry, scan, grip, dx, dy) : furthest((share) => dragged(geometry, scan, grip, share * dx, share * dy), scan)

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
  const sideX = gx === 0 ? -1 : gx === 1 ? 1 : 0
  const sideY = gy === 0 ? -1 : gy === 1 ? 1 : 0
  const reach = (side: number, centre: number, size: number, limit: number): number => (geometry.angle === 0 ? (side < 0 ? centre + size / 2 : limit - centre + size / 2) : limit)
  const wider = grow(along, sideX, width, reach(sideX, middle.x, width, scan.width))
  const higher = grow(across, sideY, height, reach(sideY, middle.y, height, scan.height))
  const u = (sideX * wider) / 2
  const v = (sideY * higher) / 2
  return made(middle.x + u * cos - v * sin, middle.y + u * sin + v * cos, width + wider, height + higher)
}
