import { createStore } from 'zustand/vanilla'
import { fileFailures, toFailure, type Failure } from '../kernels/failure.ts'
import { transformOf } from '../kernels/registry.ts'
import { sampleName } from '../kernels/samples/ids.ts'
import { wholeGeometry } from '../recipe/geometry.ts'
import * as recipes from '../recipe/recipe.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { Engine } from '../engine/engine.ts'
import type { PictureInfo, PictureSource } from '../engine/protocol.ts'
import { derive, inForce } from './derive.ts'
import { createEdits } from './edits.ts'
import { createFilm, filmStepOf } from './film.ts'
import { overAnotherScan, reportOf } from './film-note.ts'
import { createFraming } from './framing.ts'
import { createFrameWait } from './frame-wait.ts'
import * as history from './history.ts'
import type { Entry, History } from './history.ts'
import type { Lab, LabStore, Message } from './lab-state.ts'
import { createSpectrum, isFailure } from './spectrum.ts'

export type { Derived, Lab, LabActions, LabState, LabStore, Message, Opening, Snapshot, Work } from './lab-state.ts'

const sourceName = (source: PictureSource): string => (source.kind === 'sample' ? sampleName(source.id) : source.name)

/** What the screen takes to show a frame that was drawn, in milliseconds: a new picture is seen before its plots are made. */
const painting = 25

/** A panel shows what a hand does with the picture, and after so many milliseconds without it: a slider must not lag. */
const lag = 20

/** The state of one lab over an engine. Tests inject the inline engine. */
export function createLab(engine: Engine): Lab {
  let opening: AbortController | undefined
  let nextMessage = 1
  let nextSnapshot = 1

  return createStore<LabStore>()((set, get) => {
    const recipe = (): Recipe => history.current(get().history)
    const frames = createFrameWait()
    const panels = createFrameWait(lag)
    /** Tells what is in force first: the stage asks for its frame at once, and tables and plots are made when that is drawn. */
    const rederive = (change: Partial<LabStore> = {}, rest = 0): void => {
      set((state) => {
        const { history: past, limit } = { ...state, ...change }
        const film = change.history && { film: reportOf(past, state.scan?.id, state.film) }
        return { ...change, ...film, shown: inForce(history.current(past), limit) }
      })
      frames.after(() => set(({ picture, shown }) => ({ derived: derive(picture, shown) })), rest)
    }
    const framing = createFraming({
      engine,
      state: get,
      show: (picture, part) => rederive({ picture, part, derived: undefined, measured: undefined, luma: undefined }, painting),
      fail: (subject, failure) => tell({ subject, failure }),
    })
    const setHistory = (next: History): void => {
      // the frame of a film goes with its step, and so does what it is drawn with
      const gone = filmStepOf(recipe()) !== undefined && filmStepOf(history.current(next)) === undefined
      rederive({ history: next, ...(gone && { unframed: false }) })
      framing.sync()
    }
    const commit = (next: Recipe, entry: Omit<Entry, 'recipe'>): void => {
      if (next !== recipe()) setHistory(history.record(get().history, { ...entry, recipe: next }))
    }
    const tell = (message: Omit<Message, 'id'>): void => set((state) => ({ messages: [...state.messages, { ...message, id: nextMessage++ }] }))

    /** Opens a source; the picture before it stays until the new one is there. */
    const load = async (source: PictureSource, quiet = false): Promise<PictureInfo | Failure> => {
      opening?.abort()
      const mine = new AbortController()
      opening = mine
      const name = sourceName(source)
      set({ opening: { name, progress: undefined } })
      try {
        const info = await engine.open(source, {
          signal: mine.signal,
          onProgress: (progress) => opening === mine && set({ opening: { name, progress } }),
        })
        if (!mine.signal.aborted) return info
        // it was ready before it heard that nobody wants it
        engine.close(info.id)
        return { code: 'cancelled' }
      } catch (caught) {
        const what = toFailure(caught)
        if (what.code !== 'cancelled' && !quiet) tell({ subject: name, failure: what })
        return what
      } finally {
        if (opening === mine) {
          opening = undefined
          set({ opening: undefined })
        }
      }
    }

    const closeOpen = (): void => {
      const { picture, scan, aside } = get()
      framing.close()
      if (aside && picture) engine.close(picture.id)
      if (scan) engine.close(scan.id)
    }

    const present = (picture: PictureInfo, source: PictureSource, past: History): void => {
      rederive({ picture, source, history: past, derived: undefined, measured: undefined, luma: undefined }, painting)
    }

    /** A picture as it was opened takes the place of all that was there. */
    const arrive = (scan: PictureInfo, source: PictureSource, past: History): void => {
      set({ scan, part: wholeGeometry, unframed: false, aside: undefined })
      present(scan, source, past)
      framing.sync()
    }

    return {
      picture: undefined,
      scan: undefined,
      part: wholeGeometry,
      unframed: false,
      film: undefined,
      inverting: false,
      source: undefined,
      opening: undefined,
      history: history.startHistory(recipes.emptyRecipe),
      shown: recipes.emptyRecipe,
      selected: undefined,
      snapshots: [],
      messages: [],
      derived: undefined,
      measured: undefined,
      luma: undefined,
      limit: undefined,
      aside: undefined,

      async open(source, { quiet, keepFrame, arrived } = {}) {
        const told = nextMessage
        const info = await load(source, quiet)
        if (isFailure(info)) return info
        // what was wrong with the files before this one is over
        set(({ messages }) => ({ messages: messages.filter(({ id, failure }) => id >= told || !failure || !fileFailures.has(failure.code)) }))
        closeOpen()
        const past = get().aside?.history ?? get().history
        const label = `Open ${info.name}`
        const kept = (): History => (past.entries.length === 1 ? history.startHistory(history.current(past), label) : history.record(past, { label, recipe: history.current(past) }))
        const over = !keepFrame && get().scan !== undefined
        // neither the frame of one scan nor what was found in it is the next one's
        if (over) set(({ snapshots }) => ({ snapshots: snapshots.map((snapshot) => ({ ...snapshot, recipe: recipes.withGeometry(snapshot.recipe, undefined) })) }))
        arrive(info, source, over ? overAnotherScan(past, label) : kept())
        arrived?.()
        return undefined
      },
      async resume({ source, history: past, selected, snapshots, spectrum }) {
        const info = source && (await load(source))
        if (info && isFailure(info)) return false
        closeOpen()
        nextSnapshot = Math.max(0, ...snapshots.map(({ id }) => Number(id.split('-').at(-1)) || 0)) + 1
        set({ aside: undefined, selected, snapshots, limit: undefined })
        if (!info || !source) {
          set({ picture: undefined, scan: undefined, source: undefined, measured: undefined, luma: undefined })
          setHistory(past)
          return false
        }
        arrive(info, source, past)
        if (spectrum) await get().openSpectrum(spectrum.options)
        if (spectrum && get().aside) {
          set({ selected: spectrum.selected })
          setHistory(spectrum.history)
        }
        return true
      },
      cancelOpening: () => opening?.abort(),
      closePicture() {
        // a picture on its way would come into a lab that was just emptied
        opening?.abort()
        closeOpen()
        set({ picture: undefined, scan: undefined, part: wholeGeometry, unframed: false, film: undefined, source: undefined, derived: undefined, measured: undefined, luma: undefined, aside: undefined, snapshots: [], selected: undefined, limit: undefined })
        setHistory(history.startHistory(recipes.emptyRecipe))
      },

      ...createEdits({ history: () => get().history, commit, select: (key) => set({ selected: key }) }),
      ...createSpectrum({ engine, state: get, set, load, present, framing }),
      ...createFilm({ engine, state: get, set, commit, setHistory, sync: framing.sync }),
      select: (key) => set({ selected: key }),
      settle: () => set((state) => ({ history: history.settle(state.history) })),
      undo: () => setHistory(history.undo(get().history)),
      redo: () => setHistory(history.redo(get().history)),
      jump: (at) => setHistory(history.jump(history.settle(get().history), at)),
      takeHistory(past, selected) {
        const { aside } = get()
        // behind a spectrum lies the picture's own
        if (aside) set({ aside: { ...aside, history: past, selected } })
        else {
          set({ selected })
          setHistory(past)
        }
      },

      snapshot: () =>
        set((state) => ({
          snapshots: [
            ...state.snapshots,
            {
              id: `snapshot-${nextSnapshot++}`,
              name: recipes.activeIds(recipe()).map((id) => transformOf(id).label).join(' + ') || 'As opened',
              recipe: recipe(),
            },
          ],
        })),
      removeSnapshot: (id) => set((state) => ({ snapshots: state.snapshots.filter((snapshot) => snapshot.id !== id) })),
      limitTo(limit) {
        rederive({ limit })
      },
      tell,
      dismiss: (id) => set((state) => ({ messages: state.messages.filter((message) => message.id !== id) })),

      async render(slot, { gain = 1, recipe: given = get().shown, ...look }) {
        const { picture } = get()
        // no print is made of all of a scan whose frame is being cut
        const cut = look.show === 'before' ? undefined : framing.cut()
        if (cut) await cut
        return picture && get().picture === picture ? panels.during(frames.during(engine.render(slot, { ...look, picture: picture.id, recipe: given, gain }))) : undefined
      },
      afterFrame: (work) => panels.after(work),
      recycle: (frame) => engine.recycle(frame),
      async sample(x, y, width, height) {
        const { picture } = get()
        return picture && engine.sample({ picture: picture.id, x, y, width, height })
      },
      async measure() {
        // what is seen is about to be another part of the scan: that one is counted, and has all hands until it is there
        const pending = framing.settled()
        if (pending) await pending
        const { picture } = get()
        if (!picture) return
        const asked = get().shown
        const result = await engine.measure({ picture: picture.id, recipe: asked })
        const now = get()
        if (!result || now.picture !== picture) return
        // one object for as long as the picture is there: what is drawn of it is not drawn again
        set({ measured: { recipe: asked, result }, luma: now.luma ?? result.luma?.before })
        if (now.derived && !now.derived.after && now.shown === asked) set({ derived: { ...now.derived, after: result.after } })
      },
      preview: (source, shots) => engine.preview(source, shots),
      async export(options, signal, onProgress) {
        // a file has the part in the frame, even while the whole scan is shown
        get().showScan(false)
        await framing.settled()
        const { picture } = get()
        if (!picture) throw new Error('there is no picture to export')
        return engine.export({ ...options, picture: picture.id, recipe: recipe() }, { signal, onProgress })
      },
    }
  })
}
