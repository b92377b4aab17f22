import type { PictureSource } from '../engine/protocol.ts'
import type { SavedPicture, SavedSession } from './saved.ts'
import { isQuota, type SessionStore } from './session-store.ts'
import type { Tab } from './tab.ts'

/** How many sessions are kept and listed. */
export const keptSessions = 8

export interface SessionWriter {
  /** Writes a session; what goes wrong is told once and is no failure. */
  write(session: Omit<SavedSession, 'version' | 'picture'>, source: PictureSource, tab: Tab): Promise<void>
  /** A source came out of the database: its content need not be written again. */
  adopt(source: PictureSource, key: string): void
  /** Removes the oldest sessions beyond the number that is kept. */
  prune(tab: Tab): Promise<void>
}

const newKey = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`

export function createWriter(store: SessionStore, tell: (note: string) => void): SessionWriter {
  const keys = new WeakMap<PictureSource, string>()
  const stored = new WeakSet<PictureSource>()
  const tooLarge = new WeakSet<PictureSource>()
  let complained = false

  /** Said once: what cannot be kept now cannot be kept half a second later either. */
  const complain = (note: string): void => {
    if (!complained) tell(note)
    complained = true
  }

  const pictureOf = (source: PictureSource): SavedPicture => {
    if (source.kind === 'sample') return { kind: 'sample', id: source.id }
    if (source.kind === 'spectrum') return pictureOf(source.of)
    if (tooLarge.has(source)) return { kind: 'lost', name: source.name }
    const key = keys.get(source) ?? newKey()
    keys.set(source, key)
    return { kind: 'file', name: source.name, key }
  }

  const unused = async (tab: Tab, from: number): Promise<readonly string[]> => {
    const live = new Set([...(await tab.live()), tab.id])
    return (await store.list()).slice(from).flatMap(({ id }) => (live.has(id) ? [] : [id]))
  }

  /** Removes the oldest session that nobody works on; false when there is none. */
  const makeRoom = async (tab: Tab): Promise<boolean> => {
    const oldest = (await unused(tab, 0)).at(-1)
    if (oldest === undefined) return false
    await store.remove([oldest])
    return true
  }

  const write: SessionWriter['write'] = async (session, source, tab) => {
    // the files of a roll are kept with the roll
    const picture: SavedPicture = session.roll ? { kind: 'lost', name: session.name } : pictureOf(source)
    const fresh = source.kind === 'file' && picture.kind === 'file' && !stored.has(source)
    try {
      await store.write({ ...session, version: 1, picture }, fresh ? source.blob : undefined)
      if (fresh) stored.add(source)
      return
    } catch (caught) {
      const full = isQuota(caught)
      if (full && (await makeRoom(tab).catch(() => false))) return write(session, source, tab)
      if (fresh) {
        // the picture is what takes room; the recipe alone nearly always fits
        tooLarge.add(source)
        if (full) complain(`There is no room to keep ${source.name} for a reload. Its recipe is kept; the picture has to be opened again.`)
        return write(session, source, tab)
      }
      complain(
        full
          ? 'There is no room left to keep this session: after a reload the recipe is as it was before. Share a link to keep the recipe.'
          : 'This browser keeps no sessions: after a reload the lab is empty. Share a link to keep the recipe.',
      )
    }
  }

  return {
    write,
    adopt(source, key) {
      keys.set(source, key)
      stored.add(source)
    },
    async prune(tab) {
      const old = await unused(tab, keptSessions)
      if (old.length > 0) await store.remove(old)
    },
  }
}
