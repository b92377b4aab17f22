import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../engine/engine.ts'
import { toFailure } from '../kernels/failure.ts'
import type { Place } from '../kernels/film/chart/grid.ts'
import { opticalDensity } from '../kernels/film/step/density-scale.ts'
import { filmStageOf } from '../kernels/film/step/film-stage.ts'
import { fewestSteps } from '../kernels/film/wedge/step-wedge.ts'
import { codesAlong, readWedge, searchWedge, type WedgeLine, type WedgeStep } from '../kernels/film/wedge/line.ts'
import type { AnyRaster } from '../kernels/raster.ts'
import { isWholeScan, wholeGeometry } from '../recipe/geometry.ts'
import { inBreaths } from './breaths.ts'
import { current } from './history.ts'
import type { Lab } from './lab-state.ts'
import { isFramed, until } from './until.ts'

export interface WedgeState {
  /** The line along the wedge in the shown picture, in shares of it, while it is being placed. */
  readonly line: WedgeLine | undefined
  /** The steps that were read last, in the line's order: they stay when the line is put away. */
  readonly steps: readonly WedgeStep[]
  /** Log₁₀ exposure from one step to the next. */
  readonly size: number
  /** How many steps somebody counted; undefined where they are found by their edges. */
  readonly count: number | undefined
  readonly trouble: string | undefined
  /** A wedge is being looked for. */
  readonly looking: boolean
  /** Lays a line along a wedge, if one is seen in the picture, else across its middle. */
  open(): Promise<void>
  /** Moves the ends of the line, and reads what lies on it. */
  place(line: WedgeLine): void
  setSize(size: number): void
  setCount(count: number | undefined): void
  /** Takes all of the scan into the frame, as a wedge may lie beside the picture, and looks for one there. */
  openWhole(): Promise<void>
  /** Puts the line away. */
  close(): void
  /** Puts the reading away too. */
  forget(): void
}

export type Wedge = StoreApi<WedgeState>

/** A wedge's usual step: half a stop of a printed one, as 21-step tablets have it. */
const usualSize = 0.15

const middleLine: WedgeLine = [{ x: 0.08, y: 0.5 }, { x: 0.92, y: 0.5 }]

/** The picture in which a line is read is at most so long: a step of 21 has some 80 pixels then. */
const longest = 2000

const nothing = { line: undefined, steps: [], trouble: undefined } as const

/** Where there is no lab of films: no line is ever laid. */
export const noWedge: Wedge = createStore<WedgeState>()(() => ({ ...nothing, looking: false, size: usualSize, count: undefined, open: async () => undefined, openWhole: async () => undefined, place: () => undefined, setSize: () => undefined, setCount: () => undefined, close: () => undefined, forget: () => undefined }))

const inside = ({ x, y }: Place): Place => ({ x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) })

const few = `Fewer than ${fewestSteps} steps are seen along this line. Put its ends on the first and the last step, or count the steps and type how many there are.`

/** The tool that reads a photographed step wedge. */
export function createWedge(lab: Lab, engine: Pick<Engine, 'shrink'>): Wedge {
  let small: AnyRaster | undefined
  /** Counts searches: what an older one finds is not wanted any more. */
  let search = 0
  let work: ReturnType<typeof searchWedge> | undefined

  const curvesOf = (): readonly ((value: number) => number)[] | undefined => {
    const { derived } = lab.getState()
    const stage = derived && filmStageOf(derived.pipeline)
    return stage?.layers.map((_, channel) => opticalDensity(stage, channel))
  }

  const wedge: Wedge = createStore<WedgeState>()((set, get) => {
    const read = (line: WedgeLine, count: number | undefined): void => {
      const curves = curvesOf()
      if (!small || !curves) return
      const steps = readWedge(codesAlong(small, line), curves, small.range[1], count)
      set({ line, steps, count, trouble: steps.length === 0 ? few : undefined })
    }
    const callOff = (): void => {
      search++
      work?.return(undefined)
      set({ looking: false })
    }
    return {
      ...nothing,
      looking: false,
      size: usualSize,
      count: undefined,
      async open() {
        const { picture, aside, unframed } = lab.getState()
        if (!picture || aside || unframed || get().line || get().looking || !curvesOf()) return
        const mine = ++search
        set({ looking: true })
        try {
          const raster = await engine.shrink({ picture: picture.id, longest })
          const curves = curvesOf()
          if (mine !== search || !curves) return
          work = searchWedge(raster, curves)
          const seen = await inBreaths(work)
          const now = lab.getState()
          // the line is laid in the picture that was looked at, and not where the frame is being set
          if (mine !== search || now.unframed || now.aside) return
          small = raster
          read(seen ?? middleLine, undefined)
        } catch (caught) {
          const failure = toFailure(caught)
          if (mine === search && failure.code !== 'cancelled') lab.getState().tell({ subject: picture.name, failure })
        } finally {
          if (mine === search) set({ looking: false })
        }
      },
      async openWhole() {
        const { scan, history, setGeometry, settle } = lab.getState()
        const { geometry } = current(history)
        if (!scan || !geometry || isWholeScan(geometry)) return
        get().close()
        setGeometry({ ...geometry, area: wholeGeometry.area, angle: 0 }, 'Frame the whole scan')
        settle()
        // densities are read with what is in force for the new picture
        if (await until(lab, scan, (state) => isFramed(state) && state.derived !== undefined)) await get().open()
      },
      place([a, b]) {
        if (!get().line) return
        read([inside(a), inside(b)], get().count)
      },
      setSize: (size) => set({ size }),
      setCount(count) {
        const { line } = get()
        if (line) read(line, count)
      },
      close() {
        callOff()
        small = undefined
        set({ line: undefined, trouble: undefined })
      },
      forget() {
        callOff()
        small = undefined
        set({ ...nothing, count: undefined })
      },
    }
  })

  // what was read of one scan means nothing on another, nor without a film; a line nothing on another part of the scan
  lab.subscribe(({ scan, picture, derived, unframed, aside }, before) => {
    const { line, steps, looking } = wedge.getState()
    if (!line && !looking && steps.length === 0) return
    if (scan !== before.scan || (derived && !filmStageOf(derived.pipeline) && !aside)) wedge.getState().forget()
    else if ((line || looking) && (picture !== before.picture || unframed || aside)) wedge.getState().close()
  })
  return wedge
}
