import type { Geometry } from '../../recipe/geometry.ts'

/** What is taken hold of: an edge, a corner, or the whole frame. */
export type Grip = 'top' | 'bottom' | 'left' | 'right' | 'top left' | 'top right' | 'bottom left' | 'bottom right' | 'all'

export const grips: readonly Exclude<Grip, 'all'>[] = ['top left', 'top', 'top right', 'right', 'bottom right', 'bottom', 'bottom left', 'left']

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

const inside = (value: number, size: number): number => Math.min(1 - size, Math.max(0, value))

/** How much a side grows: an edge goes no further than to leave the least of a frame, nor than the scan reaches. */
const grow = (by: number, side: -1 | 0 | 1, size: number, most: number): number => (side === 0 ? 0 : Math.min(most, Math.max(least, size + side * by)) - size)

/**
 * The frame after a grip was moved by so many pixels of the scan. The edges that are not held stay where they are on the
 * picture, leaning as the frame leans; a frame that is moved as a whole stays inside the scan.
 */
export function dragFrame(geometry: Geometry, scan: Size, grip: Grip, dx: number, dy: number): Geometry {
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
