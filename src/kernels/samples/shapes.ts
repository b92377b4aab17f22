export const clamp = (x: number, low = 0, high = 1): number => (x < low ? low : x > high ? high : x)

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t

/** 0 below `from`, 1 above `to`, smooth between; `from` may be the greater one. */
export const smooth = (from: number, to: number, x: number): number => {
  const t = clamp((x - from) / (to - from))
  return t * t * (3 - 2 * t)
}

/** How much of a pixel lies inside an edge: `inside` is the distance into the shape, `soft` the width of the edge. */
export const cover = (inside: number, soft: number): number => clamp(inside / soft + 0.5)

/** Coverage of a rectangle by its centre and half sizes, with edges `soft` wide. */
export const box = (x: number, y: number, halfWidth: number, halfHeight: number, soft: number): number =>
  cover(halfWidth - Math.abs(x), soft) * cover(halfHeight - Math.abs(y), soft)

/** Distance from a point to a segment, and how far along it (0 … 1) the nearest point lies, in `out`. */
export const toSegment = (px: number, py: number, ax: number, ay: number, bx: number, by: number, out: { along: number }): number => {
  const dx = bx - ax
  const dy = by - ay
  const along = clamp(((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1))
  out.along = along
  const ex = px - ax - along * dx
  const ey = py - ay - along * dy
  return Math.sqrt(ex * ex + ey * ey)
}
