import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../engine/engine.ts'
import type { PictureInfo } from '../engine/protocol.ts'
import { chartEditions, patches, type ChartEdition } from '../kernels/film/chart/chart.ts'
import { fewestPatches, fitChart, meanOf, uprightChart, type ChartFit } from '../kernels/film/chart/fit.ts'
import { searchChart, searchSide } from '../kernels/film/chart/find.ts'
import { isConvex, patchBlocks, readPatch, type PatchReading, type Quad } from '../kernels/film/chart/grid.ts'
import { lengthwise } from '../kernels/film/chart/read.ts'
import type { FilmParams } from '../kernels/film/develop.ts'
import { shrinkLight } from '../kernels/film/light.ts'
import { scanRows } from '../kernels/film/linearise.ts'
import { lightCurves } from '../kernels/film/step/negative-map.ts'
import { scanEncodingOf, type NegativeParams } from '../kernels/film/step/negative-params.ts'
import { bytesPerSample, colourChannels } from '../kernels/raster.ts'
import type { Domain } from '../kernels/transform.ts'
import { breath, inBreaths } from './breaths.ts'
import { originOf, originOfFit } from './film-origin.ts'
import { filmStepOf } from './film-note.ts'
import { current, record, settle } from './history.ts'
import type { Lab } from './lab-state.ts'
import { estimateFirst, filmInForce, foundIn, withFilmOf } from './profile-use.ts'
import { isFramed, until } from './until.ts'

export interface ChartState {
  /** The chart's corners in the shown picture, in shares of it, while they are being placed. */
  readonly quad: Quad | undefined
  readonly fitting: boolean
  /** The corners are where a chart was found, and nobody has moved them. */
  readonly found: boolean
  /** What stands in the way, as a sentence. */
  readonly trouble: string | undefined
  /** Begins to place the corners; looks at the scan first where nobody has. */
  open(): Promise<void>
  /** All corners or one of them; one that would fold the grid stays where it is. */
  place(quad: Quad): void
  /** The chart lies a quarter turn further round under its corners. */
  turn(): void
  /** Reads the patches and writes the film that fits them. Without an edition, the one that fits better. */
  fit(edition?: ChartEdition): Promise<void>
  close(): void
}

export type Chart = StoreApi<ChartState>

/** Where the corners stand at first: in the middle, in the chart's own shape. */
export function firstQuad({ width, height }: Pick<PictureInfo, 'width' | 'height'>): Quad {
  const across = width >= height
  const shape = across ? 1.5 : 1 / 1.5
  const wide = Math.min(0.7, (0.7 * height * shape) / width)
  const high = (wide * width) / shape / height
  const [l, r, t, b] = [0.5 - wide / 2, 0.5 + wide / 2, 0.5 - high / 2, 0.5 + high / 2]
  return across ? [{ x: l, y: t }, { x: r, y: t }, { x: r, y: b }, { x: l, y: b }] : [{ x: r, y: t }, { x: r, y: b }, { x: l, y: b }, { x: l, y: t }]
}

const domainOf = ({ source }: PictureInfo): Domain => ({ ...source, container: 8 * bytesPerSample[source.depth], max: () => source.white })

/** The fit to one edition after the other, and the best of them. */
const fitEach = async (film: FilmParams, readings: readonly PatchReading[], editions: readonly ChartEdition[]): Promise<ChartFit | undefined> => {
  let best: ChartFit | undefined
  for (const edition of editions) {
    await breath()
    const fit = fitChart(film, readings, edition)
    if (fit && (!best || meanOf(fit.after) < meanOf(best.after))) best = fit
  }
  return best
}

/** The tool that fits a film to a colour chart in the picture. */
export function createChart(lab: Lab, engine?: Pick<Engine, 'shrink'>): Chart {
  /** The film before the first fit: every other begins there again. */
  let start: FilmParams | undefined
  let opening = false

  const read = async (picture: PictureInfo, params: NegativeParams, quad: Quad): Promise<readonly PatchReading[]> => {
    const curves = lightCurves(params, domainOf(picture))
    return Promise.all(
      patches.map(async (patch) => {
        const samples = await Promise.all(patchBlocks(quad, patch, picture).map(({ x, y, width, height }) => lab.getState().sample(x, y, width, height)))
        const light = samples.flatMap((got) => {
          if (!got) return []
          const colours = colourChannels(got.channels)
          return Array.from({ length: (3 * got.values.length) / got.channels }, (_, i) => {
            const code = got.values[Math.floor(i / 3) * got.channels + (colours === 3 ? i % 3 : 0)]!
            return curves[(i % 3) as 0 | 1 | 2](code / picture.range[1])
          })
        })
        return readPatch(Float64Array.from(light))
      }),
    )
  }

  /** Where a chart lies in the shown picture, if one is seen in it. */
  const find = async (): Promise<Quad | undefined> => {
    const { picture, history } = lab.getState()
    const params = filmStepOf(current(history))?.params as unknown as NegativeParams | undefined
    if (!engine || !picture || params?.kind !== 'colour') return undefined
    const small = await engine.shrink({ picture: picture.id, longest: searchSide })
    const seen = await inBreaths(searchChart(shrinkLight(scanRows(small, scanEncodingOf(params)), searchSide), filmInForce(params)))
    return lab.getState().picture === picture ? seen : undefined
  }

  const chart: Chart = createStore<ChartState>()((set, get) => ({
    quad: undefined,
    fitting: false,
    found: false,
    trouble: undefined,
    async open() {
      const { scan, aside, showScan } = lab.getState()
      if (!scan || aside || get().quad || opening) return
      opening = true
      try {
        showScan(false)
        start = undefined
        set({ trouble: undefined })
        if (!(await estimateFirst(lab, undefined)) || !(await until(lab, scan, isFramed))) return
        const seen = await find().catch(() => undefined)
        const { picture } = lab.getState()
        if (picture && lab.getState().scan === scan) set({ quad: seen ?? firstQuad(picture), found: seen !== undefined })
      } finally {
        opening = false
      }
    },
    place(quad) {
      if (get().quad && isConvex(quad)) set({ quad, found: false, trouble: undefined })
    },
    turn() {
      const { quad } = get()
      if (quad) set({ quad: [quad[3], quad[0], quad[1], quad[2]], found: false })
    },
    async fit(edition) {
      const { quad } = get()
      const { picture, history } = lab.getState()
      const step = filmStepOf(current(history))
      const found = foundIn(history)
      if (!quad || !picture || !step || !found || get().fitting) return
      if (step.params['kind'] !== 'colour') {
        set({ trouble: 'A chart tells colours: it fits a colour negative only.' })
        return
      }
      set({ fitting: true, trouble: undefined })
      try {
        if (originOf(history)?.kind !== 'chart') start = undefined
        start ??= filmInForce(step.params as unknown as NegativeParams)
        const laid = lengthwise(quad, picture)
        const seen = await read(picture, step.params as unknown as NegativeParams, laid)
        const { quad: upright, readings } = uprightChart(laid, start, seen)
        const fit = await fitEach(start, readings, edition ? [edition] : chartEditions)
        const now = lab.getState()
        // what was read is of no use once the picture or the recipe is another
        if (now.picture !== picture || now.history !== history || get().quad !== quad) return
        if (!fit) {
          set({ trouble: `Fewer than ${fewestPatches} patches can be read. Put the corners on the outer corners of the chart’s patches.` })
          return
        }
        set({ quad: upright })
        const recipe = withFilmOf(current(history), fit.film)
        const detail = `ΔE ${meanOf(fit.before).toFixed(1)} → ${meanOf(fit.after).toFixed(1)}`
        const film = { ...found, analysis: { ...found.analysis, params: fit.film }, from: originOfFit(fit, readings) }
        now.takeHistory(record(settle(history), { label: 'Fit a colour chart', detail, recipe, film }), step.key)
      } finally {
        set({ fitting: false })
      }
    },
    close: () => set({ quad: undefined, found: false, trouble: undefined }),
  }))

  // corners of one picture mean nothing on another, nor without a film
  lab.subscribe(({ picture, history, unframed, aside }, before) => {
    if (!chart.getState().quad) return
    if (picture !== before.picture || unframed || aside || !filmStepOf(current(history))) chart.getState().close()
  })
  return chart
}
