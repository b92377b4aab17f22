import { current, type History } from './history.ts'
import type { FrameState } from './roll-frame.ts'

/** Something that was done to several frames at once, or to what the roll knows of them. */
export interface RollEdit {
  readonly label: string
  /** The frames it touched, by their ids. */
  readonly before: ReadonlyMap<number, FrameState>
  readonly after: ReadonlyMap<number, FrameState>
  /** Where every frame's history stood then and thereafter. */
  readonly spotsBefore: ReadonlyMap<number, History>
  readonly spotsAfter: ReadonlyMap<number, History>
  readonly togetherBefore: boolean
  readonly togetherAfter: boolean
}

/** The edits of a roll, oldest first, and how many of them are in force. */
export interface RollLog {
  readonly edits: readonly RollEdit[]
  readonly at: number
}

export const emptyLog: RollLog = { edits: [], at: 0 }

export const withEdit = ({ edits, at }: RollLog, edit: RollEdit): RollLog => ({ edits: [...edits.slice(0, at), edit], at: at + 1 })

/** Whether two histories stand at the same recipe, however they are kept. */
const sameSpot = (a: History, b: History): boolean => a === b || (a.at === b.at && current(a) === current(b))

/**
 * The edit of the roll that undo takes back next, if that is newer than what was done to the shown frame alone: nothing was if its
 * history still stands where the edit left it.
 */
export function nextUndo({ edits, at }: RollLog, shown: number | undefined, history: History): RollEdit | undefined {
  const edit = edits[at - 1]
  const spot = edit && shown !== undefined ? edit.spotsAfter.get(shown) : undefined
  return spot && sameSpot(spot, history) ? edit : undefined
}

/** The same for redo. */
export function nextRedo({ edits, at }: RollLog, shown: number | undefined, history: History): RollEdit | undefined {
  const edit = edits[at]
  const spot = edit && shown !== undefined ? edit.spotsBefore.get(shown) : undefined
  return spot && sameSpot(spot, history) ? edit : undefined
}

/** A frame's state on the way from one side of an edit to the other: settings that were changed since stay. */
export const across = (now: FrameState, from: FrameState, to: FrameState): FrameState =>
  sameSpot(now.history, from.history) ? to : { ...to, history: now.history, selected: now.selected }
