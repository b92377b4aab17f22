import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../engine/engine.ts'
import { current, type History } from './history.ts'
import type { Lab } from './lab-state.ts'
import { newFrame, stateOf, visibleFrames, type FrameState, type RollFrame } from './roll-frame.ts'
import { across, emptyLog, nextRedo, nextUndo, withEdit } from './roll-log.ts'
import { createMarks } from './roll-marks.ts'
import { createRuns } from './roll-runs.ts'
import type { RollCore, RollData, RollState } from './roll-state.ts'
import { createThumbnails } from './roll-thumbnails.ts'
import { createWorking } from './roll-work.ts'

export type { RollReport, RollState } from './roll-state.ts'
export type { RollFrame } from './roll-frame.ts'
export type { RollWork } from './roll-work.ts'

export type Roll = StoreApi<RollState>

/** An edit of the shown frame rests so long (ms) before its thumbnail follows. */
const rest = 400

const empty: RollData = { frames: [], shown: undefined, selection: new Set(), filter: 'all', together: false, work: undefined, report: undefined, log: emptyLog }

/** Several scans that are worked on one at a time: each frame has a recipe of its own, the film is shared. */
export function createRoll(lab: Lab, engine: Engine): Roll {
  let ids = 0
  let resting: ReturnType<typeof setTimeout> | undefined

  const roll: Roll = createStore<RollState>()((set, get) => {
    const find = (id: number): RollFrame | undefined => get().frames.find((frame) => frame.id === id)
    const change = (id: number, to: Partial<RollFrame>): void => set(({ frames }) => ({ frames: frames.map((frame) => (frame.id === id ? { ...frame, ...to } : frame)) }))
    const thumbnails = createThumbnails(engine, find, change)
    const working = createWorking(engine, () => get().work, (work) => set({ work }))

    const keep = (): void => {
      const { shown } = get()
      const frame = shown === undefined ? undefined : find(shown)
      const { aside, snapshots, ...picture } = lab.getState()
      const { history, selected } = aside ?? picture
      if (!frame || (frame.history === history && frame.selected === selected && frame.snapshots === snapshots)) return
      change(frame.id, { history, selected, snapshots })
      if (current(frame.history) !== current(history)) thumbnails.redraw([frame.id])
    }
    const spots = (): ReadonlyMap<number, History> => new Map(get().frames.map(({ id, history }) => [id, history]))

    const apply = (states: ReadonlyMap<number, FrameState>): void => {
      const { frames, shown } = get()
      const altered = frames.filter(({ id, history }) => states.has(id) && current(states.get(id)!.history) !== current(history))
      set({ frames: frames.map((frame) => ({ ...frame, ...states.get(frame.id) })) })
      const mine = shown === undefined ? undefined : states.get(shown)
      const { history, aside } = lab.getState()
      if (mine && mine.history !== (aside ?? { history }).history) lab.getState().takeHistory(mine.history, mine.selected)
      thumbnails.redraw(altered.map(({ id }) => id))
    }

    const bring = async ({ id, source, history, selected, snapshots }: RollFrame): Promise<boolean> => {
      if (!source || !(await lab.getState().resume({ source, history, selected, snapshots, spectrum: undefined }))) return false
      const { selection } = get()
      set({ shown: id, ...(!selection.has(id) && { selection: new Set([id]) }) })
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
    /** Where somebody wants to go; frames that were passed on the way are not opened. */
    let wanted: number | undefined
    let going: Promise<void> | undefined
    const travel = async (): Promise<void> => {
      await arriving
      for (let id = wanted; id !== undefined && id !== get().shown; id = wanted === id ? undefined : wanted) {
        const frame = find(id)
        keep()
        if (frame?.source) await put(frame)
        else if (frame) lab.getState().tell({ subject: frame.name, note: `${frame.name} was not kept for a reload. Open it again: its settings are waiting.` })
      }
      wanted = undefined
    }
    const go = (id: number): Promise<void> => {
      wanted = id
      going ??= travel().finally(() => {
        going = undefined
      })
      return going
    }
    /** The first of them that can be read. */
    const putFirst = async (frames: readonly RollFrame[]): Promise<boolean> => {
      for (const frame of frames) {
        if (!frame.source) continue
        if (await put(frame)) return true
        change(frame.id, { failure: lab.getState().messages.findLast(({ subject }) => subject === frame.name)?.failure })
      }
      return false
    }

    const core: RollCore = {
      get,
      set,
      find,
      change,
      keep,
      async arrived() {
        await going
        await arriving
      },
      at: () => wanted ?? get().shown,
      edit(label, after, together = get().together) {
        const before = new Map([...after.keys()].flatMap((id) => (find(id) ? [[id, stateOf(find(id)!)] as const] : [])))
        if (before.size === 0) return
        const { log, together: togetherBefore } = get()
        const spotsBefore = spots()
        apply(after)
        set({ together, log: withEdit(log, { label, before, after, spotsBefore, spotsAfter: spots(), togetherBefore, togetherAfter: together }) })
      },
      redraw: (which) => thumbnails.redraw(which),
    }
    const { read, ...runs } = createRuns(engine, core, working)
    const begin = (frames: readonly RollFrame[], data: Partial<RollData> = {}): void => {
      working.cancel()
      thumbnails.stop()
      set({ ...empty, frames, ...data })
    }

    /** Files of frames that lost theirs. Resolves to false where they are no such. */
    const attach = (files: Parameters<RollState['start']>[0]): boolean => {
      const lost = get().frames.filter(({ source }) => !source)
      if (files.length === 0 || !files.every(({ name }) => lost.some((frame) => frame.name === name))) return false
      for (const { name, blob } of files) change(lost.find((frame) => frame.name === name)!.id, { source: { kind: 'file', name, blob }, looked: undefined })
      return true
    }

    return {
      ...empty,
      ...createMarks(core),
      ...runs,

      async start(files) {
        if (attach(files)) {
          await (get().shown === undefined ? putFirst(get().frames) : undefined)
          void read()
          return true
        }
        const frames = files.map(({ name, blob }) => newFrame(++ids, name, { kind: 'file', name, blob }))
        begin(frames)
        const opened = await putFirst(frames)
        if (opened) void read()
        else begin([])
        return opened
      },
      async restore(kept, at, data) {
        const frames = kept.map((frame): RollFrame => ({ ...frame, id: ++ids }))
        begin(frames, data)
        thumbnails.redraw(frames.map(({ id }) => id))
        const opened = await putFirst([...frames.slice(at, at + 1), ...frames])
        void read()
        return opened
      },
      show: go,
      async step(by) {
        const { frames, filter, shown, selection } = get()
        const from = wanted ?? shown
        const visible = visibleFrames(frames, filter, from).filter(({ source }) => source)
        const next = visible[visible.findIndex(({ id }) => id === from) + by]
        if (!next) return
        if (!selection.has(next.id)) set({ selection: new Set() })
        await go(next.id)
      },
      undo() {
        keep()
        const { log, shown } = get()
        const edit = nextUndo(log, shown, lab.getState().history)
        if (!edit) return
        apply(new Map([...edit.before].flatMap(([id, to]) => (find(id) ? [[id, across(stateOf(find(id)!), edit.after.get(id)!, to)] as const] : []))))
        set({ log: { ...log, at: log.at - 1 }, together: edit.togetherBefore })
      },
      redo() {
        keep()
        const { log, shown } = get()
        const edit = nextRedo(log, shown, lab.getState().history)
        if (!edit) return
        apply(new Map([...edit.after].flatMap(([id, to]) => (find(id) ? [[id, across(stateOf(find(id)!), edit.before.get(id)!, to)] as const] : []))))
        set({ log: { ...log, at: log.at + 1 }, together: edit.togetherAfter })
      },
      keep,
      clear: () => begin([]),
    }
  })

  lab.subscribe(({ source, aside, history }, before) => {
    const { frames, clear } = roll.getState()
    if (frames.length === 0) return
    // another picture than one of its frames, or none, ends the roll
    if (source !== before.source && !aside && !frames.some((frame) => frame.source === source)) clear()
    if (history === before.history || source !== before.source || aside) return
    clearTimeout(resting)
    resting = setTimeout(() => roll.getState().keep(), rest)
  })
  return roll
}
