import { ArrowDown, ArrowUp, Blend, Bookmark, Camera, Copy, Eye, EyeOff, Plus, Redo2, RefreshCw, SlidersHorizontal, Sigma, Trash2, Undo2, type LucideIcon } from 'lucide-react'
import type { Step } from '../../kernels/compile.ts'
import type { NumberSpec } from '../../kernels/params.ts'
import { transformOf, transforms } from '../../kernels/registry.ts'
import { spoken, type Transform } from '../../kernels/transform.ts'
import { presets, withPreset } from '../../recipe/presets.ts'
import { current } from '../../state/history.ts'
import type { LabStore } from '../../state/lab.ts'
import type { ViewState } from '../../state/view.ts'
import { precise } from '../format.ts'
import { handleOf } from '../present/handle.ts'
import { domainOf } from '../recipe/domains.ts'
import { targets } from '../recipe/targets.ts'
import type { Action, Now } from './actions.ts'
import type { Shortcut } from './keys.ts'
import { mayRedo, mayUndo, redo, undo } from './undo.ts'

const stepsOf = ({ lab }: Now) => current(lab.history).steps

export const recipeActions: readonly Action[] = [
  ...transforms.map((transform): Action => ({
    id: `add-${transform.id}`,
    label: `Add ${spoken(transform.label)}`,
    group: 'Recipe',
    icon: Plus,
    ...(transform.key && { keys: [transform.key] }),
    formula: transform.formula,
    words: `${transform.group} ${transform.summary}`,
    run: ({ lab }) => lab.getState().add(transform.id),
  })),
  { id: 'undo', label: 'Undo', group: 'Recipe', icon: Undo2, keys: ['mod+z'], enabled: (now) => mayUndo(now), run: undo },
  { id: 'redo', label: 'Redo', group: 'Recipe', icon: Redo2, keys: ['mod+shift+z', 'mod+y'], enabled: (now) => mayRedo(now), run: redo },
  {
    id: 'snapshot',
    label: 'Take a snapshot to compare with',
    group: 'Recipe',
    icon: Camera,
    keys: ['m'],
    enabled: ({ lab }) => lab.picture !== undefined,
    run: ({ lab }) => lab.getState().snapshot(),
  },
  {
    id: 'rounding',
    label: 'Round to nearest, or cut the fraction off',
    group: 'Recipe',
    icon: Sigma,
    keys: ['shift+r'],
    run: ({ lab }) => {
      const { history, setRounding } = lab.getState()
      setRounding(current(history).rounding === 'truncate' ? 'nearest-even' : 'truncate')
    },
  },
  {
    id: 'reset-all',
    label: 'Remove all steps',
    group: 'Recipe',
    icon: Trash2,
    keys: ['shift+delete'],
    enabled: (now) => stepsOf(now).length > 0,
    run: ({ lab }) => lab.getState().resetAll(),
  },
]

/** Brings the recipe in sight and gives the keyboard to the step's first slider, in the card that carries the step's key. */
const showControls = (_: LabStore, { key }: Step, { panels, set }: ViewState): void => {
  set({ panels: { ...panels, recipe: true }, tab: 'recipe' })
  requestAnimationFrame(() => {
    const card = document.querySelector(`[data-step="${CSS.escape(key)}"]`)
    const control = card?.querySelector<HTMLElement>('[role="slider"]') ?? card?.querySelector<HTMLElement>('button, input')
    control?.focus()
  })
}

const firstNumber = (transform: Transform | undefined): NumberSpec | undefined =>
  Object.values(transform?.params ?? {}).find((spec): spec is NumberSpec => spec.kind === 'number')

/** What can be done with the chosen step, by its name: "Reset gamma". With none chosen they are there, but cannot be run. */
export function stepActions(now: Now): readonly Action[] {
  const steps = stepsOf(now)
  const at = steps.findIndex((candidate) => candidate.key === now.lab.selected)
  const step = steps[at]
  const transform = step && transformOf(step.id)
  const name = transform ? spoken(transform.label) : 'the chosen step'
  const pipeline = now.lab.derived?.pipeline
  const handle = step && pipeline && handleOf(step, domainOf(pipeline, step))
  const first = handle?.spec ?? firstNumber(transform)

  /** An action on the chosen step, so far as there is one that it fits. */
  const on = (id: string, label: string, icon: LucideIcon, key: Shortcut, does: (lab: LabStore, step: Step, view: ViewState) => void, fits = true): Action => ({
    id: `step-${id}`,
    label,
    group: 'Chosen step',
    icon,
    keys: [key],
    enabled: () => step !== undefined && fits,
    run: ({ lab, view }) => step && does(lab.getState(), step, view.getState()),
  })

  return [
    {
      ...on('set', `Set ${name}…`, SlidersHorizontal, 'e', showControls, first !== undefined),
      ...(handle && { detail: `${handle.spec.symbol} is ${precise(handle.value, handle.spec.digits)}` }),
    },
    {
      ...on('reset', `Reset ${name}`, RefreshCw, 'r', (lab, { key }) => lab.reset(key), Object.keys(transform?.params ?? {}).length > 0),
      // a number that another parameter decides goes back to that one, not to its own initial value
      ...(first && !first.claims && { detail: `back to ${precise(first.initial, first.digits)}` }),
    },
    on('switch', `Switch ${name} ${step?.enabled === false ? 'on' : 'off'}`, step?.enabled === false ? Eye : EyeOff, 'x', (lab, { key, enabled }) => lab.enable(key, !enabled)),
    on('duplicate', `Duplicate ${name}`, Copy, 'mod+d', (lab, { key }) => lab.duplicate(key)),
    on('up', `Move ${name} up`, ArrowUp, 'alt+arrowup', (lab, { key }) => lab.move(key, at - 1), at > 0),
    on('down', `Move ${name} down`, ArrowDown, 'alt+arrowdown', (lab, { key }) => lab.move(key, at + 1), at < steps.length - 1),
    on('remove', `Remove ${name}`, Trash2, 'delete', (lab, { key }) => lab.remove(key)),
    ...targets.map(({ value, label }): Action => ({
      id: `step-on-${value}`,
      label: `Let ${name} act on ${label.toLowerCase()}`,
      group: 'Chosen step',
      icon: Blend,
      words: 'channel rgb',
      enabled: ({ lab }) => step !== undefined && (lab.picture?.channels ?? 0) >= 3,
      checked: () => step?.target === value,
      run: ({ lab }) => step && lab.getState().target(step.key, value),
    })),
  ]
}

export const presetActions: readonly Action[] = presets.map((preset) => ({
  id: `preset-${preset.id}`,
  label: preset.label,
  group: 'Presets',
  icon: Bookmark,
  detail: preset.detail,
  run: ({ lab }) => {
    const { history, replaceRecipe, select } = lab.getState()
    const next = withPreset(current(history), preset)
    replaceRecipe(next, preset.label)
    select(next.steps.at(-1)?.key)
  },
}))
