import type { Camera, Compare, ViewState } from '../../state/view.ts'
import { fitZoom, holdCamera, type Point, type Rect, type Size, type Viewport } from './camera.ts'

export type Side = 'before' | 'after'

export interface Pane extends Rect {
  /** Split shows both pictures in one pane. */
  readonly sides: readonly Side[]
}

/** What the stage shows at this moment: everything that placing a picture, a handle or a ring needs. */
export interface Sight {
  readonly picture: Size
  readonly mode: Compare
  readonly panes: readonly Pane[]
  /** The size of one pane; all panes are alike, so one camera serves them. */
  readonly viewport: Viewport
  readonly camera: Camera
}

/** Space held: "before" fills the stage, but side by side keeps its panes, since moving the picture would hide the difference. */
export const modeOf = ({ compare, holdBefore }: Pick<ViewState, 'compare' | 'holdBefore'>): Compare =>
  holdBefore && compare !== 'side-by-side' ? 'before' : compare

const gap = 2
const innerPadding = 12

const half = (side: number): number => Math.floor(Math.max(side - gap, 2) / 2)

const halves = ({ width, height, dpr, padding }: Viewport, across: boolean): { readonly viewport: Viewport; readonly second: Point } => {
  const size = across ? { width: half(width), height } : { width, height: half(height) }
  return {
    viewport: { ...size, dpr, padding: Math.min(padding, innerPadding) },
    second: across ? { x: width - size.width, y: 0 } : { x: 0, y: height - size.height },
  }
}

/** Two panes beside each other, or one over the other where that shows the picture larger (a wide one on a phone held upright). */
function pair(box: Viewport, picture: Size): { readonly viewport: Viewport; readonly panes: readonly Pane[] } {
  const across = halves(box, true)
  const down = halves(box, false)
  const { viewport, second } = box.height > box.width && fitZoom(picture, down.viewport) > fitZoom(picture, across.viewport) ? down : across
  const { width, height } = viewport
  return { viewport, panes: [{ x: 0, y: 0, width, height, sides: ['before'] }, { ...second, width, height, sides: ['after'] }] }
}

const single: Readonly<Record<Exclude<Compare, 'side-by-side'>, readonly Side[]>> = {
  before: ['before'],
  after: ['after'],
  split: ['before', 'after'],
  difference: ['after'],
}

export function sightOf(picture: Size, view: Pick<ViewState, 'compare' | 'holdBefore' | 'camera'>, box: Viewport): Sight {
  const mode = modeOf(view)
  const { viewport, panes } =
    mode === 'side-by-side' ? pair(box, picture) : { viewport: box, panes: [{ x: 0, y: 0, width: box.width, height: box.height, sides: single[mode] }] }
  return { picture, mode, panes, viewport, camera: holdCamera(view.camera, picture, viewport) }
}

/** The pane under a point of the stage; the nearest one when the point is in the gap. */
export const paneAt = ({ panes }: Sight, { x, y }: Point): Pane =>
  panes.findLast((pane) => x >= pane.x && y >= pane.y) ?? panes[0]!

export const inPane = (pane: Pane, point: Point): Point => ({ x: point.x - pane.x, y: point.y - pane.y })
