import { canRedo, canUndo, type History } from '../../state/history.ts'
import { nextRedo, nextUndo } from '../../state/roll-log.ts'
import type { RollState } from '../../state/roll.ts'
import type { Stores } from '../lab-context.tsx'
import type { Now } from './actions.ts'

type Logged = Pick<RollState, 'log' | 'shown'>

/** What undo takes back: what was done to the whole roll, where that is newer than what was done to the shown picture. */
export const labelOfUndo = (history: History, roll: Logged | undefined): string | undefined => {
  const edit = roll && nextUndo(roll.log, roll.shown, history)
  return edit?.label ?? (canUndo(history) ? history.entries[history.at]!.label : undefined)
}

export const labelOfRedo = (history: History, roll: Logged | undefined): string | undefined => {
  const edit = roll && nextRedo(roll.log, roll.shown, history)
  return edit?.label ?? (canRedo(history) ? history.entries[history.at + 1]?.label : undefined)
}

export const mayUndo = ({ lab, roll }: Now): boolean => labelOfUndo(lab.history, roll) !== undefined
export const mayRedo = ({ lab, roll }: Now): boolean => labelOfRedo(lab.history, roll) !== undefined

export function undo({ lab, roll }: Stores): void {
  const { history, undo: undoOne } = lab.getState()
  const state = roll?.getState()
  if (state && nextUndo(state.log, state.shown, history)) state.undo()
  else undoOne()
}

export function redo({ lab, roll }: Stores): void {
  const { history, redo: redoOne } = lab.getState()
  const state = roll?.getState()
  if (state && nextRedo(state.log, state.shown, history)) state.redo()
  else redoOne()
}
