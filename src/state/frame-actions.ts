import type { Area } from '../kernels/film/light.ts'
import { ratioOf, reframe } from '../recipe/frame.ts'
import { flipped, turned, wholeGeometry, type Geometry } from '../recipe/geometry.ts'
import { withGeometry, type Recipe } from '../recipe/recipe.ts'
import { current, type Entry, type History } from './history.ts'
import type { LabStore } from './lab-state.ts'

export interface FrameActions {
  /** Another part of the scan; runs of it merge into one entry until `settle`. */
  setGeometry(geometry: Geometry, label?: string): void
  /** Turns the frame to an angle in degrees; taken back, the frame has its size again. Runs merge like those of `setGeometry`. */
  straighten(angle: number): void
  /** Gives the frame another ratio of width to height, inside what was found or dragged. */
  reshape(ratio: number, label?: string): void
  /** The whole scan, as it lies. */
  removeFrame(): void
  turn(quarters: 1 | -1): void
  flip(axis: 'left-right' | 'upside-down'): void
  /** Shows the whole scan, so that its frame can be moved; or the part in the frame again. */
  showScan(whole: boolean): void
}

interface Ports {
  readonly state: () => LabStore
  readonly set: (change: Partial<LabStore>) => void
  readonly commit: (next: Recipe, entry: Omit<Entry, 'recipe'>) => void
  /** Brings what is shown into line with the recipe. */
  readonly sync: () => void
}

const geometryOf = ({ geometry }: Recipe): Geometry => geometry ?? wholeGeometry

const samePlace = (a: Geometry, b: Geometry): boolean =>
  a.angle === b.angle && a.area.x === b.area.x && a.area.y === b.area.y && a.area.width === b.area.width && a.area.height === b.area.height

/** The area that was found or dragged, of which the frame is what an angle and a ratio have left. */
function homeOf({ entries, at }: History): Area {
  const now = geometryOf(entries[at]!.recipe)
  for (let i = at; i >= 0 && samePlace(geometryOf(entries[i]!.recipe), now); i--) {
    const { home } = entries[i]!
    if (home) return home
  }
  return now.area
}

export function createFrameActions({ state, set, commit, sync }: Ports): FrameActions {
  const geometry = (): Geometry => geometryOf(current(state().history))

  const put = (next: Geometry, entry: Omit<Entry, 'recipe'>): void => commit(withGeometry(current(state().history), next), entry)

  const derive = (change: { readonly angle?: number; readonly ratio?: number }, entry: Omit<Entry, 'recipe'>): void => {
    const { scan, history, film } = state()
    if (!scan) return
    const now = geometry()
    const home = homeOf(history)
    // where the picture was found, its rebate is not turned into it
    const found = film?.scan === scan.id ? film.analysis : undefined
    put(reframe(now, scan, home, change.angle ?? now.angle, change.ratio ?? ratioOf(now, scan), found), { ...entry, home })
  }

  return {
    setGeometry: (next, label = 'Move an edge of the frame') => put(next, { label, merge: 'frame' }),
    straighten: (angle) => derive({ angle }, { label: 'Straighten', merge: 'straighten' }),
    reshape: (ratio, label = 'Ratio of the frame') => derive({ ratio }, { label }),
    removeFrame() {
      set({ unframed: false })
      put(wholeGeometry, { label: 'Remove the frame' })
    },
    turn: (quarters) => put(turned(geometry(), quarters), { label: quarters > 0 ? 'Rotate clockwise' : 'Rotate counter-clockwise' }),
    flip: (axis) => put(flipped(geometry(), axis), { label: axis === 'left-right' ? 'Flip left to right' : 'Flip upside down' }),
    showScan(whole) {
      if (state().unframed === whole) return
      set({ unframed: whole })
      sync()
    },
  }
}

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1

/** An area that was saved, or nothing where something else was written. */
export function soundHome(saved: unknown): Area | undefined {
  const { x, y, width, height } = (saved ?? {}) as Partial<Area>
  return isShare(x) && isShare(y) && isShare(width) && isShare(height) ? { x, y, width, height } : undefined
}
