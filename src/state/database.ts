import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/**
 * A database of this browser, opened at the first need and again after it was closed. A browser that refuses it rejects
 * every call. `upgrade` brings one of an earlier version, 0 for none, to this one.
 */
export function lazyDatabase<S extends DBSchema>(name: string, version: number, upgrade: (db: IDBPDatabase<S>, before: number) => void): () => Promise<IDBPDatabase<S>> {
  let opened: Promise<IDBPDatabase<S>> | undefined
  const forget = (): void => {
    opened = undefined
  }
  return () => {
    opened ??= openDB<S>(name, version, {
      upgrade,
      // a newer build in another tab wants to upgrade: give way, and open again when there is something to save
      blocking: (_, __, event) => {
        ;(event.target as IDBDatabase).close()
        forget()
      },
      terminated: forget,
    }).catch((caught: unknown) => {
      forget()
      throw caught
    })
    return opened
  }
}
