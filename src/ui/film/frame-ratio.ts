import { ratioOf } from '../../recipe/frame.ts'
import { wholeGeometry } from '../../recipe/geometry.ts'
import { ratioValue, type Ratio } from '../../recipe/ratio.ts'
import { seenRatio } from '../../recipe/seen-frame.ts'
import { current } from '../../state/history.ts'
import type { Stores } from '../lab-context.tsx'

/** The shape that the frame is to keep from now on; it takes it at once. */
export function chooseRatio({ lab, view }: Stores, ratio: Ratio): void {
  view.getState().set({ ratio })
  const { scan, history, reshape } = lab.getState()
  if (!scan) return
  const geometry = current(history).geometry ?? wholeGeometry
  const value = ratioValue(ratio, scan, seenRatio(ratioOf(geometry, scan), geometry))
  if (value !== undefined) reshape(seenRatio(value, geometry))
}

/** A lying frame stands, a standing one lies. */
export function swapSides({ lab }: Stores): void {
  const { scan, history, reshape } = lab.getState()
  if (scan) reshape(1 / ratioOf(current(history).geometry ?? wholeGeometry, scan), 'Swap the frame’s sides')
}
