import type { DBSchema, IDBPDatabase } from 'idb'
import type { AnyRaster } from '../kernels/raster.ts'
import type { History } from './history.ts'
import type { Snapshot } from './lab-state.ts'
import type { FrameState, RollFilter } from './roll-frame.ts'

/** A frame of a roll as it lies in the database. */
export interface SavedRollFrame extends Omit<FrameState, 'history' | 'selected'> {
  readonly name: string
  /** Where its file is kept, if it is, and how large that is. */
  readonly file: { readonly key: string; readonly size: number } | undefined
  readonly small: string | undefined
  readonly history: History
  readonly selected: string | undefined
  readonly snapshots: readonly Snapshot[]
}

export interface SavedRoll {
  readonly version: 1
  /** The session's. */
  readonly id: string
  readonly savedAt: number
  readonly frames: readonly SavedRollFrame[]
  readonly filter: RollFilter
  readonly together: boolean
}

/** Where rolls are kept: settings, files and scans in small apart, for a slider changes only the first. */
export interface RollStore {
  read(id: string): Promise<SavedRoll | undefined>
  write(roll: SavedRoll): Promise<void>
  /** The others, the oldest first. */
  others(id: string): Promise<readonly SavedRoll[]>
  file(key: string): Promise<Blob | undefined>
  small(key: string): Promise<AnyRaster | undefined>
  /** Reject with the browser's QuotaExceededError when there is no room. */
  keepFile(key: string, blob: Blob): Promise<void>
  keepSmall(key: string, raster: AnyRaster): Promise<void>
  /** Gives the room of a roll's files back; its settings stay. */
  dropFiles(roll: SavedRoll): Promise<void>
}

export interface RollSchema extends DBSchema {
  pictures: { key: string; value: Blob }
  rolls: { key: string; value: SavedRoll }
  smalls: { key: string; value: AnyRaster }
}

type Database = Pick<IDBPDatabase<RollSchema>, 'get' | 'getAll' | 'put' | 'transaction'>

/** The stores that the second version of the database has more than the first. */
export function addRollStores(db: { createObjectStore(name: 'rolls' | 'smalls', options?: IDBObjectStoreParameters): unknown }): void {
  db.createObjectStore('rolls', { keyPath: 'id' })
  db.createObjectStore('smalls')
}

const fileKeys = ({ frames }: SavedRoll): readonly string[] => frames.flatMap(({ file }) => (file ? [file.key] : []))
const smallKeys = ({ frames }: SavedRoll): readonly string[] => frames.flatMap(({ small }) => (small === undefined ? [] : [small]))

/** Forgets rolls with their files. */
export async function removeRoll(database: object, ids: readonly string[]): Promise<void> {
  const db = database as Database
  for (const id of ids) {
    const roll = await db.get('rolls', id)
    if (!roll) continue
    const change = db.transaction(['rolls', 'pictures', 'smalls'], 'readwrite')
    await Promise.all([
      change.objectStore('rolls').delete(id),
      ...fileKeys(roll).map((key) => change.objectStore('pictures').delete(key)),
      ...smallKeys(roll).map((key) => change.objectStore('smalls').delete(key)),
      change.done,
    ])
  }
}

export function createRollStore(open: () => Promise<object>): RollStore {
  const database = async (): Promise<Database> => (await open()) as Database
  return {
    read: async (id) => (await database()).get('rolls', id),
    write: async (roll) => void (await (await database()).put('rolls', roll)),
    others: async (id) => (await (await database()).getAll('rolls')).filter((roll) => roll.id !== id).toSorted((a, b) => a.savedAt - b.savedAt),
    file: async (key) => (await database()).get('pictures', key),
    small: async (key) => (await database()).get('smalls', key),
    keepFile: async (key, blob) => void (await (await database()).put('pictures', blob, key)),
    keepSmall: async (key, raster) => void (await (await database()).put('smalls', raster, key)),
    async dropFiles(roll) {
      const change = (await database()).transaction(['rolls', 'pictures'], 'readwrite')
      await Promise.all([
        ...fileKeys(roll).map((key) => change.objectStore('pictures').delete(key)),
        change.objectStore('rolls').put({ ...roll, frames: roll.frames.map((frame) => ({ ...frame, file: undefined })) }),
        change.done,
      ])
    },
  }
}
