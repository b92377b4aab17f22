import type { Step, Target } from '../kernels/compile.ts'
import { checkParams, initialParams, type Params } from '../kernels/params.ts'
import type { Rounding } from '../kernels/quantise.ts'
import { transformOf } from '../kernels/registry.ts'
import { isWhole, soundGeometry, type Geometry } from './geometry.ts'

/** An ordered list of steps, the rule by which the result is rounded, and the part of the picture that is looked at: plain data, immutable. */
export interface Recipe {
  readonly version: 1
  readonly rounding: Rounding
  readonly steps: readonly Step[]
  /** Left out where the whole picture is looked at as it lies. */
  readonly geometry?: Geometry
}

export const emptyRecipe: Recipe = { version: 1, rounding: 'nearest-even', steps: [] }

let serial = 0
const newKey = (): string => `step-${++serial}`

/** A step with the given parameters, the rest initial. Throws `bad-recipe` or `bad-parameter`. */
export const makeStep = (id: string, params: Readonly<Record<string, unknown>> = {}, target: Target = 'all', enabled = true): Step => ({
  key: newKey(),
  id,
  params: checkParams(transformOf(id).params, params),
  target,
  enabled,
})

const withSteps = (recipe: Recipe, steps: readonly Step[]): Recipe => ({ ...recipe, steps })

/** The recipe with another geometry; without one where it would leave the picture as it is. */
export const withGeometry = ({ version, rounding, steps }: Recipe, geometry: Geometry | undefined): Recipe => {
  const sound = geometry && soundGeometry(geometry)
  return sound && !isWhole(sound) ? { version, rounding, steps, geometry: sound } : { version, rounding, steps }
}

const changeStep = (recipe: Recipe, key: string, change: (step: Step) => Step): Recipe =>
  withSteps(recipe, recipe.steps.map((step) => (step.key === key ? change(step) : step)))

export const addStep = (recipe: Recipe, step: Step, at = recipe.steps.length): Recipe =>
  withSteps(recipe, recipe.steps.toSpliced(at, 0, step))

export const removeStep = (recipe: Recipe, key: string): Recipe =>
  withSteps(recipe, recipe.steps.filter((step) => step.key !== key))

/** A copy of the step right behind it, with a key of its own. */
export const duplicateStep = (recipe: Recipe, key: string): Recipe => {
  const at = recipe.steps.findIndex((step) => step.key === key)
  return at < 0 ? recipe : addStep(recipe, { ...recipe.steps[at]!, key: newKey() }, at + 1)
}

/** Moves the step to the position `to`, held inside the list. */
export const moveStep = (recipe: Recipe, key: string, to: number): Recipe => {
  const from = recipe.steps.findIndex((step) => step.key === key)
  if (from < 0) return recipe
  const target = Math.min(Math.max(to, 0), recipe.steps.length - 1)
  return target === from ? recipe : withSteps(recipe, recipe.steps.toSpliced(from, 1).toSpliced(target, 0, recipe.steps[from]!))
}

export const enableStep = (recipe: Recipe, key: string, enabled: boolean): Recipe =>
  changeStep(recipe, key, (step) => ({ ...step, enabled }))

export const targetStep = (recipe: Recipe, key: string, target: Target): Recipe =>
  changeStep(recipe, key, (step) => ({ ...step, target }))

/** Sets some parameters of a step. Throws `bad-parameter`. */
export const setParams = (recipe: Recipe, key: string, params: Params): Recipe =>
  changeStep(recipe, key, (step) => ({ ...step, params: checkParams(transformOf(step.id).params, { ...step.params, ...params }) }))

/** All parameters of a step back to their initial values. */
export const resetStep = (recipe: Recipe, key: string): Recipe =>
  changeStep(recipe, key, (step) => ({ ...step, params: initialParams(transformOf(step.id).params) }))

/** Names of the steps in force, for a file name or a list: ["log", "gamma"]. */
export const activeIds = (recipe: Recipe): readonly string[] => recipe.steps.filter((step) => step.enabled).map((step) => step.id)
