import type { NamedProfile } from '../../recipe/film-profile.ts'
import type { Stores } from '../lab-context.tsx'

const frames = (n: number): string => (n === 1 ? 'one frame' : `${n} frames`)

/** Prints the roll by a profile, all but the frame that has it already, and says which frames are of another film. */
export async function printRoll({ lab, roll }: Stores, named: NamedProfile, except?: number): Promise<void> {
  const done = await roll?.getState().applyProfile(named, { except })
  if (!done) return
  const other = done.other.length === 0 ? '' : ` Of another film or scanner by their base, and left as they were: ${done.other.join(', ')}.`
  lab.getState().tell({ subject: named.name, note: `The film profile prints ${frames(done.used)}.${other}` })
}
