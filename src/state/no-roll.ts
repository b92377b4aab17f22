import { createStore } from 'zustand/vanilla'
import type { Roll } from './roll.ts'
import { emptyLog } from './roll-log.ts'

/** A roll without frames, for a lab that works on one picture at a time. */
export const noRoll: Roll = createStore(() => ({
  frames: [],
  shown: undefined,
  selection: new Set<number>(),
  filter: 'all' as const,
  together: false,
  work: undefined,
  report: undefined,
  log: emptyLog,
  start: async () => false,
  restore: async () => false,
  show: async () => undefined,
  step: async () => undefined,
  keep: () => undefined,
  undo: () => undefined,
  redo: () => undefined,
  clear: () => undefined,
  select: () => undefined,
  selectAll: () => undefined,
  setFilter: () => undefined,
  chosen: () => [],
  rate: () => undefined,
  toggle: () => undefined,
  copy: () => undefined,
  invert: async () => undefined,
  estimate: () => undefined,
  export: async ({ target }: { readonly target: string }) => ({ target, written: 0, stopped: true, failed: [] }),
  applyProfile: async () => undefined,
  cancel: () => undefined,
  pause: () => undefined,
  goOn: () => undefined,
  dismissReport: () => undefined,
  sheet: async () => new Blob(),
}))
