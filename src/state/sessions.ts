import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Window } from '../engine/protocol.ts'
import { toFailure } from '../kernels/failure.ts'
import { linkToState } from '../recipe/link.ts'
import { createAutosave } from './autosave.ts'
import type { Lab, LabState } from './lab-state.ts'
import { revive, sameView, viewOf, workOf, type SavedSession, type SavedThumbnail, type SessionCard } from './saved.ts'
import type { SessionStore } from './session-store.ts'
import { createWriter, keptSessions } from './session-writer.ts'
import { keepRoll } from './roll-keep.ts'
import type { Roll } from './roll.ts'
import type { Tab } from './tab.ts'
import type { View } from './view.ts'

/** A thumbnail waits until the work rests, so that it never stands before a slider. */
const rest = 1500
const thumbnailSize = { width: 144, height: 104 } as const

export interface SessionsState {
  /** `reading` until it is known whether there is work to take up, and that work is there. */
  readonly phase: 'reading' | 'ready'
  readonly recent: readonly SessionCard[]
  /** Takes up a recent session in this tab. */
  resume(id: string): Promise<void>
  /** Forgets the recent sessions, but for those that are open in some tab. */
  clear(): Promise<void>
}

export type Sessions = StoreApi<SessionsState>

export interface Keeping {
  readonly sessions: Sessions
  /** Resolves, when the start is over, to whether this tab had a session to take up. */
  readonly started: Promise<boolean>
  stop(): void
}

interface Unsaved {
  readonly state: LabState
  readonly thumbnail: SavedThumbnail | undefined
  readonly turn: Promise<Tab>
  /** What the session was called then: it is written under that name, even after the next one began. */
  readonly id: Promise<string>
}

interface Ports {
  readonly lab: Lab
  readonly view: View
  readonly store: SessionStore
  /** Where there are rolls, theirs is kept too. */
  readonly roll?: Roll
  readonly tab: Promise<Tab>
  readonly page: { readonly location: { readonly hash: string } }
}

const isLink = (hash: string): boolean => {
  try {
    return linkToState(hash) !== undefined
  } catch {
    // a link that cannot be read is one all the same: it gets its sentence
    return true
  }
}

/** The middle of the picture at the shape of a card's thumbnail. */
const thumbnailWindow = (width: number, height: number): Window => {
  const scale = Math.min(width / thumbnailSize.width, height / thumbnailSize.height)
  const w = Math.min(width, Math.max(1, Math.round(thumbnailSize.width * scale)))
  const h = Math.min(height, Math.max(1, Math.round(thumbnailSize.height * scale)))
  return { x: (width - w) >> 1, y: (height - h) >> 1, width: w, height: h, outWidth: Math.min(w, thumbnailSize.width), outHeight: Math.min(h, thumbnailSize.height) }
}

/**
 * Keeps the work of this tab: every edit is in the database within half a second, and a reload brings it back. Each tab
 * writes a session of its own. Only a link in the address that the session has not yet taken in goes before it.
 */
export function keepSessions({ lab, view, store, roll, tab: opening, page }: Ports): Keeping {
  /** Whose session is written: waits while one ends and the next begins. */
  let turn = opening
  let thumbnail: SavedThumbnail | undefined
  let resting: ReturnType<typeof setTimeout> | undefined

  const sessions: Sessions = createStore<SessionsState>()(() => ({
    phase: 'reading',
    recent: [],
    async resume(id) {
      try {
        const tab = await turn
        await autosave.flush()
        const saved = await store.read(id)
        if (!saved) {
          await refresh()
          return
        }
        // a session that another tab writes is continued as a copy
        if (!(await tab.take(id))) await tab.renew()
        await takeUp(saved, tab)
      } catch (caught) {
        lab.getState().tell({ subject: 'The session', failure: toFailure(caught) })
      }
    },
    async clear() {
      const live = await (await turn).live()
      await store.list().then((all) => store.remove(all.flatMap(({ id }) => (live.includes(id) ? [] : [id])))).catch(() => undefined)
      await refresh()
    },
  }))

  const refresh = async (): Promise<void> => {
    const recent = await store.list().catch(() => [])
    sessions.setState({ recent: recent.slice(0, keptSessions) })
  }

  const tell = (note: string): void => lab.getState().tell({ subject: 'Session', note })
  const writer = createWriter(store, tell)
  // another roll, or none, is work of its own, and the one before stays in the list; told before the keeper hears of it
  const unfollow = roll?.subscribe(({ frames }, before) => {
    const [now, then] = [frames[0]?.id, before.frames[0]?.id]
    if (now === then || !lab.getState().picture) return
    thumbnail = undefined
    turn = turn.then(async (tab) => {
      await tab.renew()
      return tab
    })
  })
  const keeper = roll && keepRoll({ roll, store: store.rolls, turn: () => turn, tell })

  const save = async ({ state, thumbnail: small, turn: mine, id }: Unsaved): Promise<void> => {
    const work = workOf(state)
    const shown = state.aside?.picture ?? state.picture
    if (!work.source || !shown) return
    const tab = await mine
    const { source, ...left } = work
    const frame = keeper?.frameOf(source)
    await writer.write({ ...left, ...(frame && { roll: { at: frame.at } }), id: await id, name: frame ? `${shown.name} and ${frame.of - 1} more` : shown.name, savedAt: Date.now(), view: viewOf(view.getState()), thumbnail: small }, source, tab)
    tab.sawLink(page.location.hash)
  }

  const autosave = createAutosave(save)
  const note = (state: LabState): void => autosave.note({ state, thumbnail, turn, id: turn.then(({ id }) => id) })

  const drawThumbnail = async (): Promise<void> => {
    const { picture, shown, render } = lab.getState()
    if (!picture) return
    const frame = await render('session thumbnail', { window: thumbnailWindow(picture.width, picture.height), show: 'after', recipe: shown }).catch(() => undefined)
    if (!frame || lab.getState().picture !== picture) return
    thumbnail = { width: frame.window.outWidth, height: frame.window.outHeight, data: frame.data }
    note(lab.getState())
    await writer.prune(await turn).catch(() => undefined)
  }

  const noted = (): void => {
    note(lab.getState())
    clearTimeout(resting)
    resting = setTimeout(() => void drawThumbnail(), rest)
  }

  /** The picture was closed: what was not yet saved is, and the next picture begins another session. */
  const closed = (last: LabState): void => {
    clearTimeout(resting)
    note(last)
    const saved = autosave.flush()
    turn = Promise.all([turn, saved]).then(async ([tab]) => {
      thumbnail = undefined
      await tab.renew()
      await writer.prune(tab).catch(() => undefined)
      await refresh()
      return tab
    })
  }

  const takeUp = async (saved: SavedSession, tab: Tab): Promise<void> => {
    if (saved.roll && (await keeper?.restore(saved, saved.id === tab.id))) {
      if (lab.getState().picture) view.getState().set({ ...saved.view, probe: undefined })
      else tell('The files of this roll were not kept. Open them again: settings, ratings and order are waiting.')
      thumbnail = saved.thumbnail
      return
    }
    const blob = saved.picture.kind === 'file' ? await store.picture(saved.picture.key) : undefined
    const { work, view: seen } = revive(saved, blob)
    if (work.source?.kind === 'file' && saved.picture.kind === 'file' && saved.id === tab.id) {
      writer.adopt(work.source, saved.picture.key)
    }
    thumbnail = saved.thumbnail
    const there = await lab.getState().resume(work)
    if (there) view.getState().set({ ...seen, probe: undefined })
    else if (!work.source) {
      lab.getState().tell({ subject: saved.name, note: `${saved.name} could not be kept. Open it again: its recipe is waiting.` })
    }
  }

  const start = async (): Promise<boolean> => {
    try {
      const tab = await opening
      const { hash } = page.location
      const fresh = isLink(hash) && hash !== tab.link
      if (!fresh && tab.returning) {
        const saved = await store.read(tab.copyOf ?? tab.id)
        if (saved) {
          await takeUp(saved, tab)
          return true
        }
      }
      // what a link opens is work of its own: the session that was here stays in the list
      if (fresh && tab.returning && tab.copyOf === undefined) await tab.renew()
      return false
    } catch (caught) {
      const what = toFailure(caught)
      // a browser without a database says so when there is something to lose
      if (what.code !== 'unexpected') lab.getState().tell({ subject: 'The last session', failure: what })
      return false
    } finally {
      await refresh()
      sessions.setState({ phase: 'ready' })
    }
  }

  const started = start()
  const unsubscribe = [
    lab.subscribe((state, before) => {
      if (before.picture && !state.picture) closed(before)
      const { picture, history, selected, snapshots, aside } = state
      const same = picture === before.picture && history === before.history && selected === before.selected && snapshots === before.snapshots && aside === before.aside
      if (picture && !same) noted()
    }),
    view.subscribe((state, before) => {
      if (lab.getState().picture && !sameView(state, before)) note(lab.getState())
    }),
  ]
  const hide = (): void => void Promise.all([autosave.flush(), keeper?.flush()])
  globalThis.addEventListener?.('pagehide', hide)
  globalThis.document?.addEventListener('visibilitychange', hide)

  return {
    sessions,
    started,
    stop() {
      for (const end of unsubscribe) end()
      unfollow?.()
      keeper?.stop()
      clearTimeout(resting)
      globalThis.removeEventListener?.('pagehide', hide)
      globalThis.document?.removeEventListener('visibilitychange', hide)
      void autosave.flush()
    },
  }
}
