import { encode } from 'fast-png'
import { expect, vi } from 'vitest'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { current } from '../../src/state/history.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { openSessionStore, type SessionStore } from '../../src/state/session-store.ts'
import { keepSessions, type Keeping } from '../../src/state/sessions.ts'
import { openTab } from '../../src/state/tab.ts'
import { createView, type View } from '../../src/state/view.ts'

/** One tab's storage, over its reloads. */
export const newStorage = (copyOf?: Map<string, string>) => {
  const kept = new Map(copyOf)
  return { kept, getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
}

/** Exclusive locks as the browser has them, as far as a tab asks. */
export const newLocks = (): LockManager => {
  const held = new Set<string>()
  const request = async (name: string, options: LockOptions, run: () => Promise<void>): Promise<void> => {
    while (held.has(name)) {
      if (options.signal?.aborted) throw new DOMException('', 'AbortError')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    held.add(name)
    await run()
    held.delete(name)
  }
  return { request, query: async () => ({ held: Array.from(held, (name) => ({ name, mode: 'exclusive', clientId: '' })), pending: [] }) } as unknown as LockManager
}

export interface Page extends Keeping {
  readonly lab: Lab
  readonly view: View
  /** What the browser does when the page goes: its locks are gone, nothing else happens. */
  leave(): Promise<void>
}

export const load = async (storage = newStorage(), { store = openSessionStore(), locks = newLocks(), hash = '' }: { store?: SessionStore; locks?: LockManager; hash?: string } = {}): Promise<Page> => {
  const lab = createLab(createInlineEngine())
  const view = createView()
  const keeping = keepSessions({ lab, view, store, tab: openTab({ storage, locks }), page: { location: { hash } } })
  await keeping.started
  return { ...keeping, lab, view, leave: async () => keeping.stop() }
}

const png = encode({ width: 3, height: 1, channels: 1, depth: 16, data: Uint16Array.of(0, 300, 65_535) }).slice()
export const file = (name = 'scan.png') => ({ kind: 'file', name, blob: new Blob([png]) }) as const

export const written = async (): Promise<number> => (await openSessionStore().list()).length
export const saved = (): Promise<void> => vi.waitFor(async () => expect(await written()).toBeGreaterThan(0), { timeout: 3000 })
export const shortly = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Ids of the steps that the tab's session has in the database. */
export const steps = async (kept: Map<string, string>) => current((await openSessionStore().read(kept.get('session')!))!.history).steps.map(({ id }) => id)
