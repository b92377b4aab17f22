import type { LucideIcon } from 'lucide-react'
import type { LabStore } from '../../state/lab.ts'
import type { RollState } from '../../state/roll.ts'
import type { ViewState } from '../../state/view.ts'
import type { Stores } from '../lab-context.tsx'
import { filmActions } from './film-actions.ts'
import type { Shortcut } from './keys.ts'
import { pictureActions, takeAwayActions } from './picture-actions.ts'
import { hasRoll, rollActions } from './roll-actions.ts'
import { presetActions, recipeActions, stepActions } from './recipe-actions.ts'
import { compareActions, plotActions, viewActions, windowActions } from './view-actions.ts'

export interface Now {
  readonly lab: LabStore
  readonly view: ViewState
  /** Where there are rolls. */
  readonly roll?: RollState
}

export type ActionGroup = 'Picture' | 'Roll' | 'Recipe' | 'Chosen step' | 'Presets' | 'Compare' | 'View' | 'Histogram' | 'Take away' | 'Window'

/** Something a person can do: the palette, the shortcut list and the keys are all made of these. */
export interface Action {
  readonly id: string
  readonly label: string
  readonly group: ActionGroup
  readonly icon: LucideIcon
  /** Any of these runs it. */
  readonly keys?: readonly Shortcut[]
  /** Said beside the label: "γ is 1.70". */
  readonly detail?: string
  /** Other words that people look for it by; never shown. */
  readonly words?: string
  /** Shown beside the label in the formula's own type. */
  readonly formula?: string
  /** The key is the browser's own (paste): it is listed, but nobody listens for it. */
  readonly native?: boolean
  readonly enabled?: (now: Now) => boolean
  /** Whether it is in force, for what is switched or chosen. */
  readonly checked?: (now: Now) => boolean
  readonly run: (stores: Stores) => void
  /** What letting go of the key does. Such an action is held, so it has no place in the palette. */
  readonly release?: (stores: Stores) => void
}

export const nowOf = ({ lab, view, roll }: Stores): Now => ({ lab: lab.getState(), view: view.getState(), ...(roll && { roll: roll.getState() }) })

/** The digits rate, where there is a roll. */
const withoutDigits = ({ keys, ...action }: Action): Action => {
  const left = keys?.filter((key) => !/^[0-5]$/.test(key)) ?? []
  return left.length > 0 ? { ...action, keys: left } : action
}

/** Every action there is now; those of the chosen step carry its name. */
export const actionsOf = (now: Now): readonly Action[] => [
  ...pictureActions,
  ...filmActions,
  ...rollActions(now),
  ...recipeActions,
  ...stepActions(now),
  ...presetActions,
  ...compareActions,
  ...(hasRoll(now) ? viewActions.map(withoutDigits) : viewActions),
  ...plotActions,
  ...takeAwayActions,
  ...windowActions,
]

export const isEnabled = (action: Action, now: Now): boolean => action.enabled?.(now) ?? true

/** Runs the action of that id where it can be run; for buttons, so that they and the palette do the same. */
export function runAction(id: string, stores: Stores): void {
  const now = nowOf(stores)
  const action = actionsOf(now).find((candidate) => candidate.id === id)
  if (action && isEnabled(action, now)) action.run(stores)
}
