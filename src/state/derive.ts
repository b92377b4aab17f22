import type { PictureInfo } from '../engine/protocol.ts'
import { buildTables, compile, isIdle } from '../kernels/compile.ts'
import { pushThrough } from '../kernels/histogram.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { Derived } from './lab-state.ts'

/** The recipe in force: the first `limit` enabled steps while presenting, else all. */
export const inForce = (recipe: Recipe, limit: number | undefined): Recipe =>
  limit === undefined ? recipe : { ...recipe, steps: recipe.steps.filter((step) => step.enabled).slice(0, limit) }

/** Pipeline and exact histograms of a recipe on a picture; what has to be counted is left out. */
export const derive = (picture: PictureInfo | undefined, recipe: Recipe): Derived | undefined => {
  if (!picture) return undefined
  const pipeline = compile(recipe.steps, recipe.rounding, picture.source)
  if (picture.depth === 'f32' || pipeline.mixing) return { pipeline, after: isIdle(pipeline) ? picture.before : undefined }
  const tables = buildTables(pipeline, picture.depth)
  return { pipeline, after: picture.before.map((before, c) => pushThrough(before, tables[c]!, pipeline.channels[c]!.white)) }
}
