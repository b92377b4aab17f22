import type { Point } from '../stage/camera.ts'
import type { Stores } from '../lab-context.tsx'
import type { Compare } from '../../state/view.ts'

/** How the picture was compared before a base was picked, which shows the scan alone. */
let compared: Compare | undefined

/** The next click on the picture says where the film base, or a grey, is. A base is picked on the scan as it came. */
export function startPicking({ lab, view }: Stores, what: 'base' | 'grey'): void {
  const { compare, set } = view.getState()
  if (what === 'base') {
    compared = compare
    lab.getState().showScan(true)
    set({ picking: what, compare: 'before', probe: undefined })
  } else {
    lab.getState().showScan(false)
    set({ picking: what, compare: compare === 'before' || compare === 'difference' ? 'after' : compare, probe: undefined })
  }
}

export function stopPicking({ lab, view }: Stores): void {
  const { picking, set } = view.getState()
  if (picking === undefined) return
  if (picking === 'base') lab.getState().showScan(false)
  set({ picking: undefined, probe: undefined, ...(picking === 'base' && compared && { compare: compared }) })
  compared = undefined
}

/** Takes what lies under a click. */
export async function pick(stores: Stores, what: 'base' | 'grey', { x, y }: Point): Promise<void> {
  const { pickBase, pickGrey } = stores.lab.getState()
  await (what === 'base' ? pickBase(x, y) : pickGrey(x, y))
  stopPicking(stores)
}
