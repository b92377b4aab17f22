import type { Engine } from '../engine/engine.ts'
import type { PictureInfo, PictureSource } from '../engine/protocol.ts'
import type { Failure } from '../kernels/failure.ts'
import * as recipes from '../recipe/recipe.ts'
import type { Framing } from './framing.ts'
import { startHistory, type History } from './history.ts'
import type { LabActions, LabState } from './lab-state.ts'

interface Ports {
  readonly engine: Engine
  readonly state: () => LabState
  readonly set: (change: Partial<LabState>) => void
  /** Opens a source beside what is open. */
  readonly load: (source: PictureSource) => Promise<PictureInfo | Failure>
  /** Shows an open picture with a history of its own. */
  readonly present: (picture: PictureInfo, source: PictureSource, past: History) => void
  readonly framing: Framing
}

export const isFailure = (loaded: PictureInfo | Failure): loaded is Failure => 'code' in loaded

/** The spectrum of what is open: a picture of its own that stands in its place, which waits aside with its history. */
export const createSpectrum = ({ engine, state, set, load, present, framing }: Ports): Pick<LabActions, 'openSpectrum' | 'closeSpectrum'> => ({
  async openSpectrum(options) {
    const framed = framing.settled()
    if (framed) await framed
    const { picture, source, aside } = state()
    const whole = aside?.source ?? source
    if (!picture || !whole) return
    const of = framing.source() ?? whole
    const spectrum: PictureSource = { kind: 'spectrum', of, name: `${aside?.picture.name ?? picture.name}, spectrum`, options }
    const info = await load(spectrum)
    if (isFailure(info)) return
    // the picture may have been closed meanwhile, and the recipe goes on being edited
    const { picture: now, aside: still, history: past, selected } = state()
    if (now !== picture || still !== aside) {
      engine.close(info.id)
      return
    }
    if (aside) {
      engine.close(picture.id)
      present(info, spectrum, past)
      return
    }
    const log = recipes.makeStep('log')
    set({ aside: { picture, source: whole, history: past, selected }, selected: log.key })
    present(info, spectrum, startHistory(recipes.addStep(recipes.emptyRecipe, log), 'Fourier spectrum'))
  },
  closeSpectrum() {
    const { picture, aside } = state()
    if (!aside) return
    if (picture) engine.close(picture.id)
    set({ aside: undefined, selected: aside.selected })
    present(aside.picture, aside.source, aside.history)
    framing.sync()
  },
})
