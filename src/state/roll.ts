import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../engine/engine.ts'
import type { ExportFormat, FilmAnalysis, PictureInfo, PictureSource } from '../engine/protocol.ts'
import { toFailure, type Failure } from '../kernels/failure.ts'
import { exposuresOfRoll, framesOfFilm, kindOfRoll, sharedFilm, withSharedFilm } from '../kernels/film/roll.ts'
import { emptyRecipe, type Recipe } from '../recipe/recipe.ts'
import { withFilm } from './film.ts'
import { current, record, startHistory, type History } from './history.ts'
import type { Lab } from './lab-state.ts'
import { rollExport, type RollFile } from './roll-export.ts'
import { openFrame, thumbnailOf, type RollThumbnail } from './roll-picture.ts'

export interface RollFrame {
  readonly id: number
  readonly name: string
  readonly source: PictureSource
  /** The frame's own recipe and how it came about; the lab has a newer one while it is shown. */
  readonly history: History
  readonly selected: string | undefined
  readonly analysis: FilmAnalysis | undefined
  readonly thumbnail: RollThumbnail | undefined
  readonly failure: Failure | undefined
  /** Left out of the roll's estimate and of its export. */
  readonly left: boolean
  /** Why a person should look at it: "−2.6 stops". */
  readonly flag: string | undefined
}

/** What is being done to the roll, frame by frame. */
export interface RollWork {
  readonly what: 'reading' | 'inverting' | 'exporting'
  readonly done: number
  readonly of: number
}

export interface RollState {
  readonly frames: readonly RollFrame[]
  /** Id of the frame that is in the lab. */
  readonly shown: number | undefined
  readonly work: RollWork | undefined
  /** Takes several files as the frames of a roll and shows the first that can be read. Resolves to whether there is one. */
  start(files: readonly { readonly name: string; readonly blob: Blob }[]): Promise<boolean>
  show(id: number): Promise<void>
  /** The frame before or behind the one that is shown. */
  step(by: 1 | -1): Promise<void>
  leave(id: number, left: boolean): void
  /** Looks at every frame, and prints all of them with the film that they share. */
  invert(): Promise<void>
  /** Every frame as a file, one after the other; what cannot be read is told and the rest goes on. */
  export(options: { readonly format: ExportFormat; readonly bits: 8 | 16 }, write: (file: RollFile) => Promise<void>): Promise<{ readonly written: number; readonly failed: readonly string[] } | undefined>
  cancel(): void
  clear(): void
}

export type Roll = StoreApi<RollState>

/** From so many stops beside the roll's middle on, a frame is marked. */
const farOff = 2

const flagOf = (analysis: FilmAnalysis, kind: FilmAnalysis['kind'], member: boolean, stops: number | undefined): string | undefined => {
  if (analysis.kind !== kind) return { 'colour-negative': 'colour', 'bw-negative': 'B&W', positive: 'positive' }[analysis.kind]
  if (analysis.doubts.includes('blank')) return 'blank'
  if (!member) return 'other film'
  if (stops !== undefined && Math.abs(stops) >= farOff) return `${stops < 0 ? '−' : '+'}${Math.abs(stops).toFixed(1)} stops`
  return undefined
}

/** Several scans that are worked on one at a time: each frame has a recipe of its own, the film is shared. */
export function createRoll(lab: Lab, engine: Engine): Roll {
  let ids = 0
  let running: AbortController | undefined

  const roll: Roll = createStore<RollState>()((set, get) => {
    const change = (id: number, to: Partial<RollFrame>): void => set(({ frames }) => ({ frames: frames.map((frame) => (frame.id === id ? { ...frame, ...to } : frame)) }))
    const find = (id: number): RollFrame | undefined => get().frames.find((frame) => frame.id === id)

    /** What was done to the shown frame goes back into the roll. */
    const keep = (): void => {
      const { shown } = get()
      const { history, selected, aside } = lab.getState()
      if (shown !== undefined) change(shown, aside ? { history: aside.history, selected: aside.selected } : { history, selected })
    }

    /** Does something to frame after frame; a frame that fails is marked, and the rest goes on. Resolves to whether it came to its end. */
    const each = async (what: RollWork['what'], frames: readonly RollFrame[], run: (frame: RollFrame, signal: AbortSignal) => Promise<void>): Promise<boolean> => {
      running?.abort()
      const mine = new AbortController()
      running = mine
      let done = 0
      try {
        for (const frame of frames) {
          set({ work: { what, done, of: frames.length } })
          try {
            await run(frame, mine.signal)
          } catch (caught) {
            const failure = toFailure(caught)
            if (mine.signal.aborted || failure.code === 'cancelled') return false
            change(frame.id, { failure })
          }
          if (mine.signal.aborted) return false
          done++
        }
        return true
      } finally {
        if (running === mine) {
          running = undefined
          set({ work: undefined })
        }
      }
    }

    const drawThumbnails = (): Promise<boolean> =>
      each('reading', get().frames.filter(({ failure }) => !failure), async ({ id }, signal) => {
        const frame = find(id)
        if (!frame) return
        const recipe = current(frame.history)
        const thumbnail = await openFrame(engine, frame, recipe.geometry, signal, (picture) => thumbnailOf(engine, picture, recipe))
        change(id, { thumbnail })
      })

    const bring = async (frame: RollFrame): Promise<boolean> => {
      const resumed = await lab.getState().resume({ source: frame.source, history: frame.history, selected: frame.selected, snapshots: [], spectrum: undefined })
      if (!resumed) return false
      set({ shown: frame.id })
      return true
    }

    /** A frame on its way into the lab: until it is there, the lab's recipe is not that frame's. */
    let arriving: Promise<boolean> | undefined
    const put = async (frame: RollFrame): Promise<boolean> => {
      await arriving
      const mine = bring(frame).finally(() => {
        if (arriving === mine) arriving = undefined
      })
      arriving = mine
      return mine
    }

    return {
      frames: [],
      shown: undefined,
      work: undefined,

      async start(files) {
        running?.abort()
        const frames = files.map(({ name, blob }): RollFrame => ({
          id: ++ids,
          name,
          source: { kind: 'file', name, blob },
          history: startHistory(emptyRecipe, `Open ${name}`),
          selected: undefined,
          analysis: undefined,
          thumbnail: undefined,
          failure: undefined,
          left: false,
          flag: undefined,
        }))
        set({ frames, shown: undefined })
        let opened = false
        for (const frame of frames) {
          opened = await put(frame)
          if (opened) break
        }
        if (opened) void drawThumbnails()
        else set({ frames: [] })
        return opened
      },
      async show(id) {
        await arriving
        if (id === get().shown) return
        keep()
        const frame = find(id)
        if (frame) await put(frame)
      },
      async step(by) {
        await arriving
        const { frames, shown, show } = get()
        const next = frames[frames.findIndex(({ id }) => id === shown) + by]
        if (next) await show(next.id)
      },
      leave: (id, left) => change(id, { left }),
      async invert() {
        await arriving
        keep()
        const included = get().frames.filter(({ left }) => !left)
        const found = new Map<number, FilmAnalysis>()
        const finished = await each('inverting', included, async (frame, signal) => {
          const analysis = await openFrame(engine, frame, undefined, signal, (picture: PictureInfo) => engine.analyse({ picture: picture.id }, { signal }))
          found.set(frame.id, analysis)
          change(frame.id, { failure: undefined })
        })
        if (!finished) return
        // what a person did meanwhile to the frame that is shown stays the step before
        await arriving
        keep()
        const analyses = [...found.values()]
        const shared = sharedFilm(analyses)
        const kind = kindOfRoll(analyses)
        const members = framesOfFilm(analyses)
        const stops = shared ? exposuresOfRoll(analyses, shared) : []
        ;[...found].forEach(([id, analysis], i) => {
          const frame = find(id)
          if (!frame) return
          const member = members.includes(analysis)
          const used: FilmAnalysis = shared && member ? { ...analysis, params: withSharedFilm(shared, analysis.params!) } : analysis
          const { recipe, key } = withFilm(current(frame.history), used)
          change(id, { analysis: used, flag: flagOf(analysis, kind, member, stops[i]), selected: key, history: record(frame.history, { label: 'Invert the roll', recipe, film: { analysis: used, seconds: undefined, ...(member && { shared: true }) } }) })
        })
        const shown = find(get().shown ?? -1)
        if (shown && found.has(shown.id)) await put(shown)
        await drawThumbnails()
      },
      async export({ format, bits }, write) {
        await arriving
        keep()
        const frames = get().frames.filter(({ left }) => !left)
        const before = new Set(frames.flatMap(({ id, failure }) => (failure ? [id] : [])))
        const files = rollExport(engine, { format, bits })
        let written = 0
        const finished = await each('exporting', frames, async (frame, signal) => {
          await write(await files(frame.name, frame.source, current(frame.history) satisfies Recipe, signal))
          written++
          if (before.has(frame.id)) change(frame.id, { failure: undefined })
        })
        return finished ? { written, failed: get().frames.flatMap(({ left, failure, name }) => (!left && failure ? [name] : [])) } : undefined
      },
      cancel: () => running?.abort(),
      clear() {
        running?.abort()
        set({ frames: [], shown: undefined })
      },
    }
  })

  // another picture than one of its frames, or none, ends the roll
  lab.subscribe(({ source, aside }, before) => {
    const { frames, clear } = roll.getState()
    if (frames.length > 0 && source !== before.source && !aside && !frames.some((frame) => frame.source === source)) clear()
  })
  return roll
}
