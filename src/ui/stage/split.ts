import { visibleRect } from './camera.ts'
import type { Sight } from './sight.ts'

/** Where the split's line stands in the pane: a share of the part of the picture in sight, so it is always at hand. */
export const splitAt = ({ camera, picture, viewport }: Sight, split: number): number => {
  const { x, width } = visibleRect(camera, picture, viewport)
  return Math.round(x + split * width)
}

/** The share that a place in the pane means. */
export const splitOf = ({ camera, picture, viewport }: Sight, at: number): number => {
  const { x, width } = visibleRect(camera, picture, viewport)
  return width > 0 ? Math.min(Math.max((at - x) / width, 0), 1) : 0.5
}
