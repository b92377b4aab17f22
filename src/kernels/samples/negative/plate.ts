import { clamp, cover, mix } from '../shapes.ts'

export type Rgb = readonly [r: number, g: number, b: number]
export type Point = readonly [x: number, y: number]

/** A picture in linear light, three numbers a pixel; 1 is a white card in the sun. */
export interface Plate {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

export const newPlate = (width: number, height: number): Plate => ({ width, height, data: new Float32Array(3 * width * height) })

/** Lays a colour over a pixel by its coverage. */
export function lay({ width, data }: Plate, x: number, y: number, covered: number, r: number, g: number, b: number): void {
  const i = 3 * (y * width + x)
  data[i] = mix(data[i]!, r, covered)
  data[i + 1] = mix(data[i + 1]!, g, covered)
  data[i + 2] = mix(data[i + 2]!, b, covered)
}

/** Brightness of a surface at a pixel, times its colour. */
export type Grain = (x: number, y: number) => number

/**
 * Fills a convex polygon (corners clockwise on the screen) with a colour and, if given, a grain that multiplies it.
 * Edges are as soft as a pixel, or as `soft` pixels for what lies out of focus.
 */
export function polygon(plate: Plate, corners: readonly Point[], [r, g, b]: Rgb, grain?: Grain, soft = 1): void {
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  const left = Math.max(0, Math.floor(Math.min(...xs) - soft))
  const right = Math.min(plate.width - 1, Math.ceil(Math.max(...xs) + soft))
  const top = Math.max(0, Math.floor(Math.min(...ys) - soft))
  const bottom = Math.min(plate.height - 1, Math.ceil(Math.max(...ys) + soft))
  const edges = corners.map(([x, y], k) => {
    const [nextX, nextY] = corners[(k + 1) % corners.length]!
    const length = Math.hypot(nextX - x, nextY - y)
    return { x, y, nx: -(nextY - y) / length, ny: (nextX - x) / length }
  })
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      let inside = 1
      for (const edge of edges) inside = Math.min(inside, cover((x + 0.5 - edge.x) * edge.nx + (y + 0.5 - edge.y) * edge.ny, soft))
      if (inside <= 0) continue
      const k = grain ? grain(x, y) : 1
      lay(plate, x, y, inside, r * k, g * k, b * k)
    }
  }
}

/** A rectangle by its corner and size. */
export const rectangle = (plate: Plate, x: number, y: number, width: number, height: number, colour: Rgb, grain?: Grain, soft = 1): void =>
  polygon(plate, [[x, y], [x + width, y], [x + width, y + height], [x, y + height]], colour, grain, soft)

/** A line of some width. */
export function line(plate: Plate, [ax, ay]: Point, [bx, by]: Point, width: number, colour: Rgb, grain?: Grain): void {
  const length = Math.hypot(bx - ax, by - ay)
  const nx = (-(by - ay) / length) * (width / 2)
  const ny = ((bx - ax) / length) * (width / 2)
  polygon(plate, [[ax - nx, ay - ny], [bx - nx, by - ny], [bx + nx, by + ny], [ax + nx, ay + ny]], colour, grain)
}

/** A point between two, and inside a quadrilateral by (u, v) from its first corner: enough for boards seen at a slant. */
export const between = ([ax, ay]: Point, [bx, by]: Point, t: number): Point => [mix(ax, bx, t), mix(ay, by, t)]
export const inQuad = (quad: readonly [Point, Point, Point, Point], u: number, v: number): Point =>
  between(between(quad[0], quad[1], u), between(quad[3], quad[2], u), v)

/** Takes a picture of itself through `sample`, for mirrors: nearest row and column, held inside. */
export const pixelIndex = ({ width, height }: Plate, x: number, y: number): number =>
  3 * (Math.floor(clamp(y, 0, height - 1)) * width + Math.floor(clamp(x, 0, width - 1)))
