import type { Engine } from '../engine/engine.ts'
import type { FilmAnalysis, PictureInfo } from '../engine/protocol.ts'
import { toFailure } from '../kernels/failure.ts'
import { filmLightOf, unmixingOf, withFilmLight, type FilmLight } from '../kernels/film/film-light.ts'
import { lightCurves } from '../kernels/film/step/negative-map.ts'
import { paramsOfBase, paramsOfFilm, scanEncodingOf, type NegativeParams } from '../kernels/film/step/negative-params.ts'
import { greyBalance, pickReach } from '../kernels/film/step/grey-balance.ts'
import { sourcePixel } from '../kernels/geometry.ts'
import { bytesPerSample, colourChannels } from '../kernels/raster.ts'
import type { Params } from '../kernels/params.ts'
import { transformOf } from '../kernels/registry.ts'
import { initialParams } from '../kernels/params.ts'
import type { Domain } from '../kernels/transform.ts'
import { wholeGeometry } from '../recipe/geometry.ts'
import { addStep, makeStep, setParams, withGeometry, type Recipe } from '../recipe/recipe.ts'
import { createFrameActions, type FrameActions } from './frame-actions.ts'
import { filmStepOf, withFilmNote } from './film-note.ts'
import { greysOf, overNumbers, withGrey, withoutGrey, type Greys } from './greys.ts'
import { current, settle, type Entry, type History } from './history.ts'
import type { LabStore } from './lab-state.ts'

export interface FilmActions extends FrameActions {
  /** One click: finds frame, base, kind and balance, and writes them into the recipe. Resolves when it is written. */
  invert(): Promise<void>
  cancelInvert(): void
  /** The film step of the scan before is meant for this one too. */
  keepFilm(): void
  /** The film base from the mean of a few pixels of the shown picture; where nothing is inverted yet, the scan is, and over that base. */
  pickBase(x: number, y: number): Promise<void>
  /**
   * A few pixels of the shown picture are to print grey. One such place sets the printer lights, a second one, darker or
   * lighter, the contrasts of red and blue too; a third takes the second's place.
   */
  pickGrey(x: number, y: number): Promise<void>
  /** Unmixes for another light of the scanner; the one that was found has the estimate's own numbers again. Greys stay grey. */
  setFilmLight(light: FilmLight): void
  /** Balances by what greys are left; without any the step has its numbers of before the first again. */
  removeGrey(index: number): void
}

export { filmStepOf, type FilmReport } from './film-note.ts'

/** Under this tilt a turn would soften the picture for nothing to be seen. */
const turnFrom = 0.15

const kinds = { 'colour-negative': 'colour', 'bw-negative': 'silver', positive: 'slide' } as const

/** Everything that the automatic decided, as numbers of the recipe: the film step first, other steps as they are. */
export function withFilm(recipe: Recipe, { kind, area, angle, fallOff, params: film }: FilmAnalysis): { readonly recipe: Recipe; readonly key: string } {
  const old = filmStepOf(recipe)
  const given: Params = { ...initialParams(transformOf('film-negative').params), ...(old && { codes: old.params['codes']! }), kind: kinds[kind], ...(film && paramsOfFilm(film)) }
  const step = old ? undefined : makeStep('film-negative', given)
  const stepped = step ? addStep(recipe, step, 0) : setParams(recipe, old!.key, given)
  const { turns, mirror } = recipe.geometry ?? wholeGeometry
  return { recipe: withGeometry(stepped, { area, angle: Math.abs(angle) < turnFrom ? 0 : angle, turns, mirror, fallOff }), key: (step ?? old!).key }
}

interface Ports {
  readonly engine: Engine
  readonly state: () => LabStore
  readonly set: (change: Partial<LabStore>) => void
  readonly commit: (next: Recipe, entry: Omit<Entry, 'recipe'>) => void
  readonly setHistory: (next: History) => void
  /** Brings what is shown into line with the recipe. */
  readonly sync: () => void
}

/** The domain of a film step that stands first. */
const domainOf = ({ source }: PictureInfo): Domain => ({ ...source, container: 8 * bytesPerSample[source.depth], max: () => source.white })

/** The numbers of a step, in a scan, that its greys ask for; those of before the first where there is none. */
const balanced = (params: NegativeParams, picture: PictureInfo, { before, picked }: Greys): Params => {
  const plain = { ...params, ...before }
  return { ...before, ...greyBalance(plain, domainOf(picture), picked.map(({ pixel }) => pixel)) }
}

export function createFilm({ engine, state, set, commit, setHistory, sync }: Ports): FilmActions {
  const recipe = (): Recipe => current(state().history)
  let running: AbortController | undefined

  /** Mean of the pixels about a point, as shares of white. */
  const meanAt = async (x: number, y: number): Promise<readonly [number, number, number] | undefined> => {
    const { picture, sample } = state()
    if (!picture) return undefined
    const left = Math.max(0, x - pickReach)
    const top = Math.max(0, y - pickReach)
    const width = Math.min(picture.width, x + pickReach + 1) - left
    const height = Math.min(picture.height, y + pickReach + 1) - top
    const got = await sample(left, top, width, height)
    if (!got) return undefined
    const colours = colourChannels(got.channels)
    const sums = [0, 0, 0]
    for (let i = 0; i < got.values.length; i += got.channels) for (let c = 0; c < 3; c++) sums[c]! += got.values[i + (colours === 3 ? c : 0)]!
    const scale = 1 / (width * height * picture.range[1])
    return [sums[0]! * scale, sums[1]! * scale, sums[2]! * scale]
  }

  const change = (params: Params, label: string): void => {
    const step = filmStepOf(recipe())
    if (step) commit(setParams(recipe(), step.key, params), { label })
  }

  const setGreys = (greys: Greys, label: string): void => {
    const { picture } = state()
    const step = filmStepOf(recipe())
    if (step && picture) commit(setParams(recipe(), step.key, balanced(step.params as unknown as NegativeParams, picture, greys)), { label, greys })
  }

  return {
    ...createFrameActions({ state, set, commit, sync }),
    async invert() {
      const { scan, aside, tell } = state()
      if (!scan || aside) return
      running?.abort()
      const mine = new AbortController()
      running = mine
      set({ inverting: true })
      const since = performance.now()
      try {
        const old = filmStepOf(recipe())
        const encoding = old && scanEncodingOf(old.params as unknown as NegativeParams)
        const analysis = await engine.analyse({ picture: scan.id, ...(encoding && { encoding }) }, { signal: mine.signal })
        if (mine.signal.aborted || state().scan !== scan) return
        const made = withFilm(recipe(), analysis)
        set({ selected: made.key, unframed: false })
        commit(made.recipe, { label: 'Invert film', film: { analysis, seconds: (performance.now() - since) / 1000 } })
        sync()
      } catch (caught) {
        const failure = toFailure(caught)
        if (failure.code !== 'cancelled') tell({ subject: scan.name, failure })
      } finally {
        if (running === mine) set({ inverting: false })
      }
    },
    cancelInvert: () => running?.abort(),
    keepFilm: () => setHistory(withFilmNote(settle(state().history), 'kept')),
    async pickBase(x, y) {
      const { scan } = state()
      const mean = await meanAt(x, y)
      if (!mean) return
      if (!filmStepOf(recipe())) await state().invert()
      const picture = state().picture
      const step = filmStepOf(recipe())
      if (!step || !picture || state().scan !== scan) return
      const curves = lightCurves(step.params as unknown as NegativeParams, domainOf(picture))
      const base = paramsOfBase([curves[0](mean[0]), curves[1](mean[1]), curves[2](mean[2])])
      // what was said to be grey stays grey over another base
      change({ ...base, ...balanced({ ...(step.params as unknown as NegativeParams), ...base }, picture, greysOf(state().history)) }, 'Pick film base')
    },
    async pickGrey(x, y) {
      const { picture, scan, part } = state()
      const pixel = await meanAt(x, y)
      const step = filmStepOf(recipe())
      if (!pixel || !step || !picture || !scan || state().picture !== picture) return
      const at = sourcePixel(part, scan.width, scan.height, x, y)
      const greys = greysOf(state().history)
      const place = { x: (at.x + 0.5) / scan.width, y: (at.y + 0.5) / scan.height }
      setGreys(withGrey(greys, step.params as unknown as NegativeParams, { ...place, pixel }), greys.picked.length === 0 ? 'Pick a grey' : 'Pick a second grey')
    },
    setFilmLight(light) {
      const { picture, film, scan, history } = state()
      const step = filmStepOf(recipe())
      if (!step || !picture) return
      const greys = greysOf(history)
      const params = { ...(step.params as unknown as NegativeParams), ...greys.before }
      const found = film && film.scan === scan?.id && film.analysis.params ? unmixingOf(paramsOfFilm(film.analysis.params)) : undefined
      const numbers = found && filmLightOf({ ...params, ...found }) === light ? found : withFilmLight(params, light)
      const next = { ...params, ...numbers }
      const over = overNumbers(greys, next)
      const entry = { label: 'Film light', detail: light === 'broad' ? 'broad' : 'narrow-band', ...(over.picked.length > 0 && { greys: over }) }
      commit(setParams(recipe(), step.key, { ...greys.before, ...numbers, ...balanced(next, picture, over) }), entry)
    },
    removeGrey: (index) => setGreys(withoutGrey(greysOf(state().history), index), 'Remove a grey'),
  }
}
