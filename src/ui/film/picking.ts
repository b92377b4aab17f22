import type { Point } from '../stage/camera.ts'
import type { Stores } from '../lab-context.tsx'
import { restingCompare } from '../../state/compare.ts'
import { current } from '../../state/history.ts'
import type { Compare, Picking } from '../../state/view.ts'

/** How the picture was compared before a base was picked, which shows the scan alone. */
let compared: Compare | undefined

/** Whether the whole scan was shown before a line was asked for. */
let framing = false

/**
 * The next click on the picture says where the film base, or a grey, is; the next line, what was level or upright. A base
 * is picked on the scan as it came, a line is drawn on the whole of it.
 */
export function startPicking(stores: Stores, what: Picking): void {
  const { lab, view } = stores
  stopPicking(stores)
  const { compare, set } = view.getState()
  if (what === 'base') {
    compared = compare
    lab.getState().showScan(true)
    set({ picking: what, compare: 'before', probe: undefined })
  } else if (what === 'level') {
    framing = lab.getState().unframed
    lab.getState().showScan(true)
    set({ picking: what, probe: undefined })
  } else {
    lab.getState().showScan(false)
    set({ picking: what, compare: compare === 'before' || compare === 'difference' ? 'after' : compare, probe: undefined })
  }
}

export function stopPicking({ lab, view }: Stores): void {
  const { picking, compare, compareByHand, set } = view.getState()
  if (picking === undefined) return
  const resting = restingCompare(current(lab.getState().history))
  // the click inverted the scan: its print is seen, even where the scan was asked for
  const printed = compared === 'before' && resting === 'after'
  if (picking === 'base' || (picking === 'level' && !framing)) lab.getState().showScan(false)
  set({ picking: undefined, probe: undefined, ...(picking === 'base' && compared && compare === 'before' && { compare: compareByHand && !printed ? compared : resting }) })
  compared = undefined
}

/** The frame tool out, in place of whatever is being picked, or put away. */
export function toggleFrame(stores: Stores): void {
  const out = stores.lab.getState().unframed && stores.view.getState().picking === undefined
  stopPicking(stores)
  stores.lab.getState().showScan(!out)
}

/** Takes what lies under a click. */
export async function pick(stores: Stores, what: Picking, { x, y }: Point): Promise<void> {
  // a line has two ends: a click is none
  if (what === 'level') return
  const { pickBase, pickGrey } = stores.lab.getState()
  await (what === 'base' ? pickBase(x, y) : pickGrey(x, y))
  stopPicking(stores)
}
