import type { DBSchema } from 'idb'
import { textToProfile, type NamedProfile } from '../recipe/film-profile.ts'
import { lazyDatabase } from './database.ts'

/** A profile that is kept: its text is what a file of it holds, and is checked when it is read, as any file is. */
export interface KeptText {
  readonly id: string
  readonly text: string
  readonly savedAt: number
}

export interface KeptProfile extends NamedProfile {
  readonly id: string
  readonly savedAt: number
}

/** Where film profiles are kept. Tests bring a database of their own. */
export interface ProfileStore {
  /** By name. What cannot be read any more is left out, and left alone. */
  list(): Promise<readonly KeptProfile[]>
  write(profile: KeptText): Promise<void>
  remove(id: string): Promise<void>
}

interface Schema extends DBSchema {
  profiles: { key: string; value: KeptText }
}

const name = 'image-transform-lab-films'

const reading = ({ id, text, savedAt }: KeptText): readonly KeptProfile[] => {
  try {
    return [{ ...textToProfile(text), id, savedAt }]
  } catch {
    return []
  }
}

/** Profiles in IndexedDB. */
export function openProfileStore(): ProfileStore {
  const database = lazyDatabase<Schema>(name, 1, (db) => void db.createObjectStore('profiles', { keyPath: 'id' }))

  return {
    async list() {
      const all = await (await database()).getAll('profiles')
      return all.flatMap(reading).toSorted((a, b) => a.name.localeCompare(b.name) || a.savedAt - b.savedAt)
    },
    async write(profile) {
      await (await database()).put('profiles', profile)
    },
    async remove(id) {
      await (await database()).delete('profiles', id)
    },
  }
}
