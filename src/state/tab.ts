/** What is remembered for one tab over a reload. */
export interface Tab {
  /** The session that this tab writes, and nobody else. */
  readonly id: string
  /** The address's link that the session has already taken in; a different one wins over the session. */
  readonly link: string
  /** Whether there was a session before this page was loaded: this tab's, or the one that it was duplicated from. */
  readonly returning: boolean
  /** The session of the tab that this one was duplicated from. */
  readonly copyOf: string | undefined
  sawLink(hash: string): void
  /** Begins a session of its own. */
  renew(): Promise<void>
  /** Takes a session over, if no other tab writes it. */
  take(id: string): Promise<boolean>
  /** Sessions that some tab writes now. */
  live(): Promise<readonly string[]>
}

interface Platform {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
  readonly locks: LockManager | undefined
}

const idKey = 'session'
const linkKey = 'session-link'
const lockOf = (id: string): string => `session ${id}`
/** A page that is being reloaded may hold its lock a moment longer. */
const patience = 400

const newId = (): string => globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`

/** Where a browser forbids storage, even asking for it throws; then an id lasts as long as the page. */
const platform = (): Platform => {
  const memory = new Map<string, string>()
  const locks = globalThis.navigator?.locks
  try {
    const storage = globalThis.sessionStorage
    storage.setItem('probe', '')
    storage.removeItem('probe')
    return { storage, locks }
  } catch {
    return { storage: { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => void memory.set(key, value) }, locks }
  }
}

/** Holds a lock until `release` is called; undefined when another tab has it. Without locks everything is ours. */
function hold(locks: LockManager | undefined, name: string): Promise<(() => void) | undefined> {
  if (!locks) return Promise.resolve(() => undefined)
  return new Promise((resolve) => {
    const impatient = new AbortController()
    const timer = setTimeout(() => impatient.abort(), patience)
    locks
      .request(name, { signal: impatient.signal }, () => {
        clearTimeout(timer)
        return new Promise<void>((release) => resolve(release))
      })
      .catch(() => resolve(undefined))
  })
}

/**
 * The identity of this tab. A duplicated tab begins with a copy of the other's storage, so the id alone proves nothing:
 * a lock that lives as long as the tab does.
 */
export async function openTab({ storage, locks }: Platform = platform()): Promise<Tab> {
  const kept = storage.getItem(idKey) ?? undefined
  let id = kept ?? newId()
  let link = storage.getItem(linkKey) ?? ''
  let release = await hold(locks, lockOf(id))

  const become = (next: string): void => {
    id = next
    storage.setItem(idKey, id)
  }
  const renew = async (): Promise<void> => {
    release?.()
    become(newId())
    release = await hold(locks, lockOf(id))
  }
  const copied = !release
  if (copied) await renew()
  else become(id)

  return {
    get id() {
      return id
    },
    get link() {
      return link
    },
    returning: kept !== undefined,
    copyOf: copied ? kept : undefined,
    sawLink(hash) {
      link = hash
      storage.setItem(linkKey, hash)
    },
    renew,
    async take(wanted) {
      if (wanted === id) return true
      const held = await hold(locks, lockOf(wanted))
      if (!held) return false
      release?.()
      release = held
      become(wanted)
      return true
    },
    async live() {
      const { held = [] } = (await locks?.query()) ?? {}
      return held.flatMap((lock) => (lock.name?.startsWith('session ') ? [lock.name.slice('session '.length)] : []))
    },
  }
}
