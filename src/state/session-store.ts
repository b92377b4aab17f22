import { lazyDatabase } from './database.ts'
import { addRollStores, createRollStore, removeRoll, type RollSchema, type RollStore } from './roll-store.ts'
import { cardOf, type SavedSession, type SessionCard } from './saved.ts'

/** Where sessions are kept. Tests bring a database of their own. */
export interface SessionStore {
  read(id: string): Promise<SavedSession | undefined>
  /** The content of a session's picture. */
  picture(key: string): Promise<Blob | undefined>
  /**
   * Writes a session and, with it or not at all, its picture; a picture that it had before and has no more is removed.
   * Rejects with the browser's QuotaExceededError when there is no room.
   */
  write(session: SavedSession, blob?: Blob): Promise<void>
  /** The newest first. */
  list(): Promise<readonly SessionCard[]>
  /** Sessions with all that was kept for them. */
  remove(ids: readonly string[]): Promise<void>
  /** What rolls need besides their session. */
  readonly rolls: RollStore
}

interface Schema extends RollSchema {
  sessions: { key: string; value: SavedSession }
  pictures: { key: string; value: Blob }
}

const name = 'image-transform-lab'

const keyOf = (session: SavedSession | undefined): string | undefined => (session?.picture.kind === 'file' ? session.picture.key : undefined)

export const isQuota = (caught: unknown): boolean => caught instanceof Error && caught.name === 'QuotaExceededError'

/** Takes back a transaction in which something failed, so that it leaves no half behind. */
const giveUp = (change: { abort(): void }, reason: unknown): never => {
  try {
    change.abort()
  } catch {
    // the failure had already ended it
  }
  throw reason
}

/** Sessions in IndexedDB. */
export function openSessionStore(): SessionStore {
  const database = lazyDatabase<Schema>(name, 2, (db, before) => {
    if (before < 1) {
      db.createObjectStore('sessions', { keyPath: 'id' })
      db.createObjectStore('pictures')
    }
    addRollStores(db)
  })

  return {
    read: async (id) => (await database()).get('sessions', id),
    picture: async (key) => (await database()).get('pictures', key),
    async write(session, blob) {
      const change = (await database()).transaction(['sessions', 'pictures'], 'readwrite')
      const sessions = change.objectStore('sessions')
      const pictures = change.objectStore('pictures')
      const run = async (): Promise<void> => {
        const before = keyOf(await sessions.get(session.id))
        const now = keyOf(session)
        if (blob && now !== undefined) await pictures.put(blob, now)
        if (before !== undefined && before !== now) await pictures.delete(before)
        await sessions.put(session)
      }
      const ends = await Promise.allSettled([run().catch((caught: unknown) => giveUp(change, caught)), change.done])
      const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
      // want of room may be told by a request or only at the end, where the other merely says that it was aborted
      if (reasons.length > 0) throw reasons.find(isQuota) ?? reasons[0]
    },
    async list() {
      const all = await (await database()).getAll('sessions')
      return all.toSorted((a, b) => b.savedAt - a.savedAt).map(cardOf)
    },
    async remove(ids) {
      const change = (await database()).transaction(['sessions', 'pictures'], 'readwrite')
      const run = async (id: string): Promise<void> => {
        const key = keyOf(await change.objectStore('sessions').get(id))
        await change.objectStore('sessions').delete(id)
        if (key !== undefined) await change.objectStore('pictures').delete(key)
      }
      await Promise.all([...ids.map(run), change.done])
      await removeRoll(await database(), ids)
    },
    rolls: createRollStore(database),
  }
}
