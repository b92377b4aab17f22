import type { Point, Size } from './camera.ts'

const inside = (value: number): number => Math.min(1, Math.max(0, value))
/** So far that all of them stay inside. */
const held = (delta: number, all: readonly number[]): number => Math.min(1 - Math.max(...all), Math.max(-Math.min(...all), delta))

/**
 * Points in shares of a picture after one of them, or all, were moved by pixels of it. None leaves the picture: all of them
 * together go no further than the outermost.
 */
export function movePoints<Points extends readonly Point[]>(points: Points, which: number | 'all', dx: number, dy: number, { width, height }: Size): Points {
  const x = which === 'all' ? held(dx / width, points.map((point) => point.x)) : dx / width
  const y = which === 'all' ? held(dy / height, points.map((point) => point.y)) : dy / height
  return points.map((point, i) => (which === 'all' || which === i ? { x: inside(point.x + x), y: inside(point.y + y) } : point)) as readonly Point[] as Points
}
