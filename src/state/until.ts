import type { PictureInfo } from '../engine/protocol.ts'
import { sameGeometry, wholeGeometry } from '../recipe/geometry.ts'
import { current } from './history.ts'
import type { Lab, LabState } from './lab-state.ts'

/** Resolves when something holds of the lab, to whether that scan is open then; at once where another one is. */
export function until(lab: Lab, scan: PictureInfo, holds: (state: LabState) => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const check = (state: LabState): boolean => {
      if (state.scan === scan && !holds(state)) return false
      resolve(state.scan === scan)
      return true
    }
    if (check(lab.getState())) return
    const stop = lab.subscribe((state) => {
      if (check(state)) stop()
    })
  })
}

/** Whether the part in the recipe's frame is shown: it may be on its way. */
export const isFramed = ({ part, history, unframed }: LabState): boolean => unframed || sameGeometry(part, current(history).geometry ?? wholeGeometry)
