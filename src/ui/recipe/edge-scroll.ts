/** How near the edge of a scrolling panel a dragged thing scrolls it (px). */
const reach = 48
/** At the edge and past it (px a second). */
const fastest = 900

/** How fast a panel from `top` to `bottom` scrolls under something dragged at `y`: the nearer the edge, the faster; downwards is positive (px a second). */
export function edgeSpeed(y: number, top: number, bottom: number): number {
  const near = Math.min(reach, (bottom - top) / 4)
  if (near <= 0) return 0
  const depth = y < top + near ? y - (top + near) : y > bottom - near ? y - (bottom - near) : 0
  return Math.min(Math.max(depth / near, -1), 1) * fastest
}

/** The panel that an element scrolls in, if it does. */
export function scrollerOf(element: Element): Element | undefined {
  for (let up = element.parentElement; up; up = up.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(up).overflowY) && up.scrollHeight > up.clientHeight) return up
  }
  return undefined
}
