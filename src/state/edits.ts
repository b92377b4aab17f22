import type { Target } from '../kernels/compile.ts'
import type { ParamSpec, Params } from '../kernels/params.ts'
import type { Rounding } from '../kernels/quantise.ts'
import { transformOf } from '../kernels/registry.ts'
import { precise, spoken } from '../kernels/transform.ts'
import * as recipes from '../recipe/recipe.ts'
import type { Recipe } from '../recipe/recipe.ts'
import { current, type Entry, type History } from './history.ts'

/** Everything that changes the recipe; each is one named entry of the history. */
export interface Edits {
  add(id: string, params?: Params): void
  remove(key: string): void
  duplicate(key: string): void
  move(key: string, to: number): void
  enable(key: string, enabled: boolean): void
  target(key: string, target: Target): void
  /** Runs of the same parameter (a drag) merge into one entry until `settle`. */
  setParams(key: string, params: Params): void
  reset(key: string): void
  resetAll(): void
  setRounding(rounding: Rounding): void
  replaceRecipe(recipe: Recipe, label: string): void
}

interface Ports {
  readonly history: () => History
  readonly commit: (next: Recipe, entry: Omit<Entry, 'recipe'>) => void
  readonly select: (key: string) => void
}

const show = (value: unknown, spec: ParamSpec): string => {
  if (typeof value === 'number') return precise(value, spec.kind === 'number' ? spec.digits : 0)
  return spec.kind === 'choice' ? (spec.options.find((option) => option.value === value)?.label ?? String(value)) : value === true ? 'on' : 'off'
}

/** "1.00 → 1.70", when one parameter changed. */
const change = (before: Params, after: Params, specs: Readonly<Record<string, ParamSpec>>): string | undefined => {
  const [name, ...more] = Object.keys(after).filter((each) => before[each] !== after[each])
  return name !== undefined && more.length === 0 ? `${show(before[name], specs[name]!)} → ${show(after[name], specs[name]!)}` : undefined
}

/** What was changed, behind the name of its step: " γ" where it has a letter of its own, else ": exposure", in words. Several that are one thing have its name: "Film base, red" and "Film base, green" are ": film base". */
function nameOf([spec, ...others]: readonly ParamSpec[]): string {
  if (!spec) return ''
  const [whole] = spec.label.split(',') as [string]
  if (others.length > 0 && others.every(({ label }) => label.split(',')[0] === whole)) return `: ${spoken(whole)}`
  if (spec.kind !== 'number') return `: ${spoken(spec.label)}`
  if (/^\p{L}$/u.test(spec.symbol)) return ` ${spec.symbol}`
  return `: ${spoken(spec.symbol.includes('_') ? spec.label : spec.symbol)}`
}

const stepOf = (recipe: Recipe, key: string) => recipe.steps.find((step) => step.key === key)

export function createEdits({ history, commit, select }: Ports): Edits {
  const recipe = (): Recipe => current(history())
  const labelOf = (key: string): string => {
    const step = stepOf(recipe(), key)
    return step ? transformOf(step.id).label : 'step'
  }
  const lower = (key: string): string => spoken(labelOf(key))

  return {
    add(id, params) {
      const step = recipes.makeStep(id, params)
      select(step.key)
      commit(recipes.addStep(recipe(), step), { label: `Add ${spoken(transformOf(id).label)}` })
    },
    remove: (key) => commit(recipes.removeStep(recipe(), key), { label: `Remove ${lower(key)}` }),
    duplicate: (key) => commit(recipes.duplicateStep(recipe(), key), { label: `Duplicate ${lower(key)}` }),
    move: (key, to) => commit(recipes.moveStep(recipe(), key, to), { label: `Move ${lower(key)}` }),
    enable: (key, enabled) => commit(recipes.enableStep(recipe(), key, enabled), { label: `Switch ${lower(key)} ${enabled ? 'on' : 'off'}` }),
    target: (key, target) =>
      commit(recipes.targetStep(recipe(), key, target), {
        label: `${labelOf(key)} acts on`,
        detail: target === 'all' ? 'all colours' : target.toUpperCase(),
      }),
    setParams(key, params) {
      const step = stepOf(recipe(), key)
      if (!step || Object.entries(params).every(([name, value]) => step.params[name] === value)) return
      const next = recipes.setParams(recipe(), key, params)
      const merge = `${key}:${Object.keys(params).join()}`
      const { entries, at } = history()
      // within a drag the detail tells the whole way, from the value before the drag
      const start = entries[at]!.merge === merge && at > 0 ? stepOf(entries[at - 1]!.recipe, key) : step
      const specs = transformOf(step.id).params
      commit(next, {
        label: `${labelOf(key)}${nameOf(Object.keys(params).map((each) => specs[each]!))}`,
        detail: change((start ?? step).params, stepOf(next, key)!.params, specs),
        merge,
      })
    },
    reset: (key) => commit(recipes.resetStep(recipe(), key), { label: `Reset ${lower(key)}` }),
    resetAll: () => recipe().steps.length > 0 && commit({ ...recipe(), steps: [] }, { label: 'Remove all steps' }),
    setRounding: (rounding) => rounding !== recipe().rounding && commit({ ...recipe(), rounding }, { label: 'Rounding', detail: rounding }),
    replaceRecipe: (next, label) => commit(next, { label }),
  }
}
