import type { FilmAnalysis } from '../engine/protocol.ts'
import { scanEncodingOf } from '../kernels/film/negative-params.ts'
import type { NamedProfile } from '../recipe/film-profile.ts'
import { withFilm } from './film.ts'
import { filmStepOf, type FilmFound } from './film-note.ts'
import { current, record, settle } from './history.ts'
import { foundIn, underProfile, type Use } from './profile-use.ts'
import { stateOf, type FrameState, type RollFrame } from './roll-frame.ts'
import type { RollCore } from './roll-state.ts'
import type { Working } from './roll-work.ts'

/** What a profile does to one frame; nothing where there is no negative on it. */
function frameUnder(frame: RollFrame, looked: FilmAnalysis | undefined, named: NamedProfile, use: Use): FrameState | undefined {
  const found: FilmFound | undefined = looked ? { analysis: looked, seconds: undefined } : foundIn(frame.history)
  if (!found?.analysis.params || found.analysis.doubts.includes('blank')) return undefined
  const own = current(frame.history)
  const recipe = looked || !filmStepOf(own) ? withFilm(own, found.analysis).recipe : own
  const made = underProfile(recipe, found, named, use)
  const history = record(settle(frame.history), { label: 'Use film profile', detail: named.name, recipe: made.recipe, film: made.note })
  return { ...stateOf(frame), found: looked ?? frame.found, selected: filmStepOf(made.recipe)?.key, history }
}

const codesOf = ({ history }: RollFrame): unknown => filmStepOf(current(history))?.params['codes'] ?? 'tagged'

/** Prints every frame that is not locked by a profile, each with its own exposure; looks first at those that nobody has looked at. */
export function createProfileRun({ get, keep, arrived, edit, change }: RollCore, working: Working): (named: NamedProfile, use?: Use) => Promise<void> {
  return async (named, use = {}) => {
    await arrived()
    keep()
    const encoding = scanEncodingOf(named.profile)
    const looked = new Map<number, FilmAnalysis>()
    const finished = await working.each(
      'inverting',
      get().frames.filter((frame) => frame.source && !frame.locked && (!foundIn(frame.history) || codesOf(frame) !== named.profile.codes)),
      async ({ id, source }, signal, part, workshop) => {
        await workshop.open(source!, undefined, { signal, onProgress: (done) => part(done / 2) }, async (picture, at) => {
          looked.set(id, await at.analyse({ picture: picture.id, ...(encoding && { encoding }) }, { signal }))
        })
        change(id, { failure: undefined })
      },
      ({ id }, failure) => change(id, { failure }),
    )
    if (!finished) return
    await arrived()
    keep()
    const after = get().frames.flatMap((frame): (readonly [number, FrameState])[] => {
      const state = frame.locked ? undefined : frameUnder(frame, looked.get(frame.id), named, use)
      return state ? [[frame.id, state]] : []
    })
    edit(`Use film profile ${named.name}`, new Map(after))
  }
}
