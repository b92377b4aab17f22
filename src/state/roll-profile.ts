import type { FilmAnalysis } from '../engine/protocol.ts'
import { scanEncodingOf } from '../kernels/film/step/negative-params.ts'
import type { NamedProfile } from '../recipe/film-profile.ts'
import { withFilm } from './film.ts'
import { filmStepOf, type FilmFound } from './film-note.ts'
import { current, record, settle } from './history.ts'
import { foundIn, underProfile, type Use } from './profile-use.ts'
import { stateOf, type FrameState, type RollFrame } from './roll-frame.ts'
import type { RollCore } from './roll-state.ts'
import type { Working } from './roll-work.ts'

export interface RollUse extends Use {
  /** A frame that has this film already: the one with the chart. */
  readonly except?: number | undefined
}

/** What became of a roll under a profile: how many frames have it, and the names of those that are of another film. */
export interface RollUsed {
  readonly used: number
  readonly other: readonly string[]
}

/** What a profile does to one frame; nothing where there is no negative on it, a name where it is another film's. */
function frameUnder(frame: RollFrame, looked: FilmAnalysis | undefined, named: NamedProfile, use: Use): FrameState | string | undefined {
  const found: FilmFound | undefined = looked ? { analysis: looked, seconds: undefined } : foundIn(frame.history)
  if (!found?.analysis.params || found.analysis.doubts.includes('blank')) return undefined
  const own = current(frame.history)
  const recipe = looked || !filmStepOf(own) ? withFilm(own, found.analysis).recipe : own
  const made = underProfile(recipe, found, named, use)
  if (made.note.from.kind === 'profile' && made.note.from.base === 'other') return frame.name
  const history = record(settle(frame.history), { label: 'Use film profile', detail: named.name, recipe: made.recipe, film: made.note })
  return { ...stateOf(frame), found: looked ?? frame.found, selected: filmStepOf(made.recipe)?.key, history }
}

const codesOf = ({ history }: RollFrame): unknown => filmStepOf(current(history))?.params['codes'] ?? 'tagged'

/**
 * Prints every frame that is not locked by a profile, each with its own exposure; looks first at those that nobody has looked at.
 * Frames whose base was seen to be another film's keep their own: under a strange film they would come out neon. Undefined
 * when it was stopped.
 */
export function createProfileRun({ get, keep, arrived, edit, change }: RollCore, working: Working): (named: NamedProfile, use?: RollUse) => Promise<RollUsed | undefined> {
  return async (named, { except, ...use } = {}) => {
    await arrived()
    keep()
    const encoding = scanEncodingOf(named.profile)
    const looked = new Map<number, FilmAnalysis>()
    const finished = await working.each(
      'inverting',
      get().frames.filter((frame) => frame.source && !frame.locked && frame.id !== except && (!foundIn(frame.history) || codesOf(frame) !== named.profile.codes)),
      async ({ id, source }, signal, part, workshop) => {
        await workshop.open(source!, undefined, { signal, onProgress: (done) => part(done / 2) }, async (picture, at) => {
          looked.set(id, await at.analyse({ picture: picture.id, ...(encoding && { encoding }) }, { signal }))
        })
        change(id, { failure: undefined })
      },
      ({ id }, failure) => change(id, { failure }),
    )
    if (!finished) return undefined
    await arrived()
    keep()
    const after = new Map<number, FrameState>()
    const other: string[] = []
    for (const frame of get().frames) {
      const state = frame.locked || frame.id === except ? undefined : frameUnder(frame, looked.get(frame.id), named, use)
      if (typeof state === 'string') other.push(state)
      else if (state) after.set(frame.id, state)
    }
    edit(`Use film profile ${named.name}`, after)
    return { used: after.size, other }
  }
}
