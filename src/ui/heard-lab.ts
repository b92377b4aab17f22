import type { Lab, LabStore } from '../state/lab.ts'
import { afterMove, isMoving } from './kit/moving.ts'

/** What React needs of a store. */
export type HeardLab = Pick<Lab, 'getState' | 'getInitialState' | 'subscribe'>

type Listener = (state: LabStore, before: LabStore) => void

const heard = new WeakMap<Lab, HeardLab>()

/**
 * The lab as the panels hear of it. Its state is always the present one, but of what a moving hand changes they are told when
 * the picture has been drawn, together with all that is made of it then: else drawing the panels would keep the picture
 * waiting that the worker has ready, and they would be drawn twice a tick.
 */
export function heardLab(lab: Lab): HeardLab {
  const known = heard.get(lab)
  if (known) return known
  const listeners = new Set<Listener>()
  let leave: (() => void) | undefined
  /** The state of the last telling, while there is something to tell. */
  let untold: LabStore | undefined

  const tell = (before: LabStore): void => {
    untold = undefined
    const now = lab.getState()
    for (const listener of listeners) listener(now, before)
  }
  const hear = (_: LabStore, before: LabStore): void => {
    if (!isMoving()) return tell(untold ?? before)
    if (untold) return
    untold = before
    afterMove(() => lab.getState().afterFrame(() => untold && tell(untold)))
  }
  const made: HeardLab = {
    getState: lab.getState,
    getInitialState: lab.getInitialState,
    subscribe(listener) {
      listeners.add(listener)
      leave ??= lab.subscribe(hear)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        leave?.()
        leave = undefined
      }
    },
  }
  heard.set(lab, made)
  return made
}
