import type { PictureSource } from '../engine/protocol.ts'
import type { AnyRaster } from '../kernels/raster.ts'
import { createAutosave } from './autosave.ts'
import { soundNote } from './film-note.ts'
import type { Roll } from './roll.ts'
import { newFrame, type Rating, type RollFilter, type RollFrame } from './roll-frame.ts'
import type { RollStore, SavedRoll, SavedRollFrame } from './roll-store.ts'
import type { RollState } from './roll-state.ts'
import { reviveFrame, type SavedSession } from './saved.ts'
import { isQuota } from './session-store.ts'
import type { Tab } from './tab.ts'

/** So many bytes of files are kept for a reload, of all rolls together. */
export const rollLimit = 4e9

interface Place {
  readonly at: number
  readonly of: number
}

export interface RollKeeper {
  /** Which frame of a roll a picture is, if it is one. */
  frameOf(source: PictureSource): Place | undefined
  /** Takes a roll up again. Resolves to whether there was one. */
  restore(saved: SavedSession, own: boolean): Promise<boolean>
  flush(): Promise<void>
  stop(): void
}

interface Ports {
  readonly roll: Roll
  readonly store: RollStore
  /** Whose roll it is. */
  readonly turn: () => Promise<Tab>
  readonly tell: (note: string) => void
  readonly limit?: number
}

const newKey = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1).replace(/\.0$/, '')}\u202fGB`

const sizeIn = (source: PictureSource | undefined): number => (source?.kind === 'file' ? source.blob.size : 0)
const sizeOf = ({ frames }: Pick<SavedRoll, 'frames'>): number => frames.reduce((sum, { file }) => sum + (file?.size ?? 0), 0)

/** What was saved, checked as anything that comes from outside. */
function soundFrame(saved: SavedRollFrame, source: PictureSource | undefined, small: AnyRaster | undefined): Omit<RollFrame, 'id'> {
  const { name, found, film, flag, excluded, locked, rejected, rating, counted } = saved
  const note = found && soundNote({ analysis: found, seconds: undefined })
  const { id: _, ...plain } = newFrame(0, String(name), source ?? { kind: 'file', name, blob: new Blob() })
  return {
    ...plain,
    ...reviveFrame(saved),
    source,
    small,
    found: typeof note === 'object' ? note.analysis : undefined,
    film: typeof film === 'number' ? film : undefined,
    flag: flag && typeof flag.short === 'string' && typeof flag.why === 'string' ? { short: flag.short, why: flag.why } : undefined,
    excluded: excluded === true,
    locked: locked === true,
    rejected: rejected === true,
    rating: ([1, 2, 3, 4, 5] as readonly number[]).includes(rating) ? (rating as Rating) : 0,
    counted: typeof counted === 'boolean' ? counted : undefined,
  }
}

const filters: ReadonlySet<unknown> = new Set<RollFilter>(['all', 'kept', 'rejected', 1, 2, 3, 4, 5])

/** Keeps the roll of this tab as sessions keep a picture: its settings within half a second, its files one after the other behind that. */
export function keepRoll({ roll, store, turn, tell, limit = rollLimit }: Ports): RollKeeper {
  const keys = new WeakMap<PictureSource, string>()
  const places = new WeakMap<PictureSource, Place>()
  const smalls = new WeakMap<AnyRaster, string>()
  /** Files for which there was no room: they are not tried again. */
  const refused = new WeakSet<PictureSource>()
  let keeping: Promise<void> | undefined
  /** Something came while others were being kept. */
  let more = false
  let broken = false

  const savedOf = ({ name, source, small, history, selected, snapshots, found, film, flag, excluded, locked, rejected, rating, counted }: RollFrame): SavedRollFrame => {
    const key = source && keys.get(source)
    return { name, file: key === undefined ? undefined : { key, size: sizeIn(source) }, small: small && smalls.get(small), history, selected, snapshots, found, film, flag, excluded, locked, rejected, rating, counted }
  }

  const autosave = createAutosave<{ readonly state: RollState; readonly mine: Promise<string> }>(async ({ state: { frames, filter, together }, mine }) => {
    const id = await mine
    await store.write({ version: 1, id, savedAt: Date.now(), frames: frames.map(savedOf), filter, together }).catch((caught: unknown) => {
      if (!broken) tell(isQuota(caught) ? 'There is no room left to keep this roll: after a reload its settings are as they were before.' : 'This browser keeps no rolls: after a reload the lab is empty.')
      broken = true
    })
  })
  const note = (): void => {
    const state = roll.getState()
    // the name that is the tab's now, whatever it is called when this is written
    if (state.frames.length > 0) autosave.note({ state, mine: turn().then(({ id }) => id) })
  }

  /** Rolls that nobody works on give way, the oldest first, until so many bytes fit. */
  const makeRoom = async (bytes: number): Promise<void> => {
    const tab = await turn()
    const live = new Set([...(await tab.live()), tab.id])
    const others = (await store.others(tab.id)).filter((other) => sizeOf(other) > 0)
    let total = others.reduce((sum, other) => sum + sizeOf(other), bytes)
    for (const other of others) {
      if (total <= limit) return
      if (live.has(other.id)) continue
      await store.dropFiles(other)
      total -= sizeOf(other)
    }
  }

  const keepFiles = async (): Promise<void> => {
    const { frames } = roll.getState()
    const files = frames.flatMap(({ source }) => (source?.kind === 'file' ? [source] : []))
    let total = files.reduce((sum, source) => sum + (keys.has(source) ? source.blob.size : 0), 0)
    const waiting = files.filter((source) => !keys.has(source) && !refused.has(source))
    if (waiting.length === 0) return
    await makeRoom(Math.min(limit, files.reduce((sum, source) => sum + source.blob.size, 0)))
    let full = false
    let fits = true
    for (const source of waiting) {
      if (!roll.getState().frames.some((frame) => frame.source === source)) return
      if (total + source.blob.size > limit) {
        fits = false
        refused.add(source)
        continue
      }
      const key = newKey()
      try {
        await store.keepFile(key, source.blob)
        keys.set(source, key)
        total += source.blob.size
        note()
      } catch (caught) {
        full ||= isQuota(caught)
        fits = false
        refused.add(source)
      }
    }
    const kept = files.filter((source) => keys.has(source)).length
    const rest = 'Settings, ratings and order are kept of all; open the other files again to go on with them.'
    if (full) tell(`There is room to keep ${kept} of ${files.length} files for a reload. ${rest}`)
    else if (!fits) tell(`The roll has ${gigabytes(files.reduce((sum, source) => sum + source.blob.size, 0))}. At most ${gigabytes(limit)} are kept for a reload: ${kept} of ${files.length} files. ${rest}`)
  }

  const keepSmalls = async (): Promise<void> => {
    for (const { small } of roll.getState().frames) {
      if (!small || smalls.has(small)) continue
      const key = newKey()
      smalls.set(small, key)
      await store.keepSmall(key, small).then(note, () => undefined)
    }
  }

  /** Files wait for whatever is done to the roll: they are read from the same disk. */
  const keepAll = (): void => {
    if (roll.getState().work) return
    if (keeping) {
      more = true
      return
    }
    more = false
    keeping = (async () => {
      await keepSmalls()
      await keepFiles().catch(() => undefined)
    })().finally(() => {
      keeping = undefined
      if (more) keepAll()
    })
  }

  const unsubscribe = roll.subscribe((state, before) => {
    const { frames, shown, filter, together, work } = state
    if (frames.length === 0) return
    frames.forEach(({ source }, at) => source && places.set(source, { at, of: frames.length }))
    if (frames !== before.frames || shown !== before.shown || filter !== before.filter || together !== before.together) note()
    if (!work && (before.work || frames !== before.frames)) keepAll()
  })

  return {
    frameOf: (source) => places.get(source),
    async restore(session, own) {
      const saved = await store.read(session.id)
      if (!saved || saved.version !== 1 || saved.frames.length === 0) return false
      const at = Math.min(Math.max(0, session.roll?.at ?? 0), saved.frames.length - 1)
      const frames = await Promise.all(
        saved.frames.map(async (frame, i) => {
          const blob = frame.file && (await store.file(frame.file.key))
          const small = frame.small === undefined ? undefined : await store.small(frame.small)
          const source: PictureSource | undefined = blob && { kind: 'file', name: frame.name, blob }
          if (own && source) keys.set(source, frame.file!.key)
          if (own && small) smalls.set(small, frame.small!)
          // the session knows of the shown frame what the roll has not yet heard
          const newest = i === at ? { ...frame, history: session.history, selected: session.selected, snapshots: session.snapshots } : frame
          return soundFrame(newest, source, small)
        }),
      )
      await roll.getState().restore(frames, at, { filter: filters.has(saved.filter) ? saved.filter : 'all', together: saved.together === true })
      return true
    },
    flush: autosave.flush,
    stop() {
      unsubscribe()
      void autosave.flush()
    },
  }
}
