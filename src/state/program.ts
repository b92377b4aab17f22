import type { Dialect } from '../recipe/code-picture.ts'
import { recipeToCode } from '../recipe/code.ts'
import { current } from './history.ts'
import type { LabState } from './lab-state.ts'

const nameOf = (kind: string, name: string): string | undefined => (kind === 'file' ? name : undefined)

/**
 * The recipe in force as a Python program for the open picture, or for its spectrum, which the program then computes.
 * Only a picture from a file has a name to be read by; for another the program names one to put in its place.
 */
export function programOf({ picture, source, shown, aside }: Pick<LabState, 'picture' | 'source' | 'shown' | 'aside'>, as: Dialect): string | undefined {
  if (!picture || !source) return undefined
  const geometry = aside && current(aside.history).geometry
  if (source.kind !== 'spectrum' || !aside) return recipeToCode(shown, picture.source, as, nameOf(source.kind, picture.name))
  return recipeToCode(shown, picture.source, as, nameOf(aside.source.kind, aside.picture.name), { of: aside.picture.source, ...source.options, ...(geometry && { geometry }) })
}
