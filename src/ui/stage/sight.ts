import type { Camera, Compare, ViewState } from '../../state/view.ts'
import { holdCamera, type Point, type Rect, type Size, type Viewport } from './camera.ts'

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
const modeOf = ({ compare, holdBefore }: Pick<ViewState, 'compare' | 'holdBefore'>): Compare =>
  holdBefore && compare !== 'side-by-side' ? 'before' : compare

const gap = 2
const innerPadding = 12

/** Two panes beside each other. */
function pair({ width: full, height, dpr, padding }: Viewport): { readonly viewport: Viewport; readonly panes: readonly Pane[] } {
  const width = Math.floor(Math.max(full - gap, 2) / 2)
  return {
    viewport: { width, height, dpr, padding: Math.min(padding, innerPadding) },
    panes: [
      { x: 0, y: 0, width, height, sides: ['before'] },
      { x: full - width, y: 0, width, height, sides: ['after'] },
    ],
  }
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
    mode === 'side-by-side' ? pair(box) : { viewport: box, panes: [{ x: 0, y: 0, width: box.width, height: box.height, sides: single[mode] }] }
  return { picture, mode, panes, viewport, camera: holdCamera(view.camera, picture, viewport) }
}

/** The pane under a point of the stage. */
export const paneAt = ({ panes }: Sight, { x }: Point): Pane =>
  panes.findLast((pane) => x >= pane.x) ?? panes[0]!

export const inPane = (pane: Pane, point: Point): Point => ({ x: point.x - pane.x, y: point.y - pane.y })
