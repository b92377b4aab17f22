import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { current } from '../../src/state/history.ts'
import { openSessionStore, type SessionStore } from '../../src/state/session-store.ts'
import { file, load, newStorage, saved, shortly } from './session-kit.ts'

const refuse = () => Promise.reject(new DOMException('', 'InvalidStateError'))

/** A database that has no room for contents, and counts how often it is asked. */
const full = (): SessionStore & { attempts: number } => {
  const store = openSessionStore()
  const wrapped = {
    ...store,
    attempts: 0,
    async write(session: Parameters<SessionStore['write']>[0], blob?: Blob) {
      wrapped.attempts++
      if (blob) throw new DOMException('no room', 'QuotaExceededError')
      await store.write(session)
    },
  }
  return wrapped
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('want of room', () => {
  it('is one sentence and no loop; the recipe is kept and waits for the picture', async () => {
    const storage = newStorage()
    const store = full()
    const page = await load(storage, { store })
    await page.lab.getState().open(file())
    for (let k = 0; k < 3; k++) {
      page.lab.getState().add('negative')
      await shortly(300)
    }
    expect(page.lab.getState().messages.map(({ note }) => note)).toEqual([expect.stringMatching(/no room to keep scan\.png/)])
    expect(store.attempts).toBeLessThan(8)
    await page.leave()
    const { lab } = await load(storage, { store })
    expect(lab.getState().picture).toBeUndefined()
    expect(lab.getState().messages.map(({ note }) => note)).toEqual([expect.stringMatching(/^scan\.png could not be kept\. Open it again/)])
    await lab.getState().open(file())
    expect(current(lab.getState().history).steps).toHaveLength(3)
  })

  it('first makes room by forgetting the oldest session that nobody works on', async () => {
    const earlier = await load()
    await earlier.lab.getState().open(file('old.png'))
    await saved()
    await earlier.leave()
    const store = openSessionStore()
    let room = false
    const tight: SessionStore = {
      ...store,
      async write(session, blob) {
        if (blob && !room) throw new DOMException('no room', 'QuotaExceededError')
        await store.write(session, blob)
      },
      async remove(ids) {
        room = true
        await store.remove(ids)
      },
    }
    const page = await load(newStorage(), { store: tight })
    await page.lab.getState().open(file('new.png'))
    await vi.waitFor(async () => expect((await store.list()).map(({ name }) => name)).toEqual(['new.png']), { timeout: 3000 })
    expect(page.lab.getState().messages).toEqual([])
  })

  it('of a browser without any database is one sentence, and the lab works', async () => {
    const page = await load(newStorage(), { store: { read: refuse, picture: refuse, write: refuse, list: refuse, remove: refuse, rolls: openSessionStore().rolls } })
    await page.lab.getState().open(file())
    page.lab.getState().add('negative')
    await shortly(400)
    page.lab.getState().add('negative')
    await shortly(400)
    expect(page.lab.getState().messages.map(({ note }) => note)).toEqual([expect.stringMatching(/keeps no sessions/)])
  })
})
