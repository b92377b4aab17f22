import { failure } from './failure.ts'
import type { Transform } from './transform.ts'
import * as registered from './transforms/index.ts'

/** Every transform, by the name of its export: a namespace lists its names in alphabetical order. */
export const transforms: readonly Transform[] = Object.values(registered)

const byId: ReadonlyMap<string, Transform> = new Map(transforms.map((transform) => [transform.id, transform]))

/** Whether there is a transform of that id; ids from links and files are asked here first. */
export const isTransform = (id: string): boolean => byId.has(id)

/** The transform of that id. Throws `bad-recipe` for an unknown one. */
export function transformOf(id: string): Transform {
  const found = byId.get(id)
  if (!found) throw failure({ code: 'bad-recipe', what: `there is no transform "${id}"` })
  return found
}
