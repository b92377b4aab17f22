import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { encode } from 'fast-png'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { current } from '../../src/state/history.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { keepRoll } from '../../src/state/roll-keep.ts'
import { createRoll, type Roll } from '../../src/state/roll.ts'
import { openSessionStore, type SessionStore } from '../../src/state/session-store.ts'
import { keepSessions, type Keeping } from '../../src/state/sessions.ts'
import { openTab, type Tab } from '../../src/state/tab.ts'
import { createView } from '../../src/state/view.ts'
import { newLocks, newStorage, shortly } from './session-kit.ts'

const png = encode({ width: 3, height: 2, channels: 3, depth: 8, data: Uint8Array.from({ length: 18 }, (_, i) => 12 * i) }).slice()
const files = (n: number, from = 1) => Array.from({ length: n }, (_, i) => ({ name: `${from + i}.png`, blob: new Blob([png]) }))

interface Loaded extends Keeping {
  readonly lab: Lab
  readonly roll: Roll
}
const load = async (storage = newStorage(), store: SessionStore = openSessionStore(), locks = newLocks()): Promise<Loaded> => {
  const engine = createInlineEngine()
  const lab = createLab(engine)
  const roll = createRoll(lab, engine)
  const keeping = keepSessions({ lab, view: createView(), store, roll, tab: openTab({ storage, locks }), page: { location: { hash: '' } } })
  await keeping.started
  return { ...keeping, lab, roll }
}
const idOf = (storage: ReturnType<typeof newStorage>): string => storage.kept.get('session')!
const keptFiles = async (id: string): Promise<number> => (await openSessionStore().rolls.read(id))?.frames.filter(({ file }) => file).length ?? 0
const kept = (storage: ReturnType<typeof newStorage>, n: number): Promise<void> => vi.waitFor(async () => expect(await keptFiles(idOf(storage))).toBe(n), { timeout: 5000 })
const stepsAt = ({ roll }: Loaded, at: number) => current(roll.getState().frames[at]!.history).steps.map(({ id }) => id)

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('a roll over a reload', () => {
  it('comes back with its files, settings, ratings and order, at the frame that was shown', async () => {
    const storage = newStorage()
    const page = await load(storage)
    await page.roll.getState().start(files(3))
    page.lab.getState().add('negative')
    await page.roll.getState().step(1)
    page.roll.getState().rate(4)
    page.roll.getState().toggle('rejected', [page.roll.getState().frames[2]!.id])
    page.roll.getState().setFilter('kept')
    await kept(storage, 3)
    // the last edit is in the session alone
    page.lab.getState().add('gamma')
    await shortly(400)
    page.stop()

    const back = await load(storage)
    const { frames, shown, filter } = back.roll.getState()
    expect(frames.map(({ name, rating, rejected }) => [name, rating, rejected])).toEqual([['1.png', 0, false], ['2.png', 4, false], ['3.png', 0, true]])
    expect(frames.find(({ id }) => id === shown)?.name).toBe('2.png')
    expect(filter).toBe('kept')
    expect(back.lab.getState().scan?.name).toBe('2.png')
    expect([0, 1, 2].map((at) => stepsAt(back, at))).toEqual([['negative'], ['gamma'], []])
    await back.roll.getState().step(-1)
    back.lab.getState().undo()
    expect(current(back.lab.getState().history).steps).toEqual([])
    back.stop()
  })

  it('keeps its settings where there is no room for its files, says so once, and takes them up again when they are opened', async () => {
    const storage = newStorage()
    const store = openSessionStore()
    const tight: SessionStore = { ...store, rolls: { ...store.rolls, keepFile: async () => Promise.reject(new DOMException('no room', 'QuotaExceededError')) } }
    const page = await load(storage, tight)
    await page.roll.getState().start(files(2))
    page.roll.getState().rate(5)
    await vi.waitFor(() => expect(page.lab.getState().messages.map(({ note }) => note)).toEqual([expect.stringMatching(/^There is room to keep 0 of 2 files for a reload\./)]))
    await shortly(400)
    page.stop()

    const back = await load(storage, tight)
    expect(back.roll.getState().frames.map(({ name, rating, source, small }) => [name, rating, source, small?.width])).toEqual([['1.png', 5, undefined, 3], ['2.png', 0, undefined, 3]])
    expect(back.lab.getState().picture).toBeUndefined()
    expect(await back.roll.getState().start(files(2))).toBe(true)
    expect(back.lab.getState().scan?.name).toBe('1.png')
    expect(back.roll.getState().frames.map(({ rating }) => rating)).toEqual([5, 0])
    back.stop()
  })

  it('keeps no more bytes than its limit, and says in one sentence how much that is', async () => {
    const engine = createInlineEngine()
    const roll = createRoll(createLab(engine), engine)
    const tell = vi.fn<(note: string) => void>()
    const tab = { id: 'mine', live: async () => ['mine'] } as unknown as Tab
    const store = openSessionStore()
    const keeper = keepRoll({ roll, store: store.rolls, turn: async () => tab, tell, limit: 2.5 * png.length })
    await roll.getState().start(files(4))
    await vi.waitFor(() => expect(tell).toHaveBeenCalledWith(expect.stringMatching(/are kept for a reload: 2 of 4 files\./)))
    await keeper.flush()
    expect(await keptFiles('mine')).toBe(2)
    expect(tell).toHaveBeenCalledOnce()
    keeper.stop()
    engine.dispose()
  })

  it('gives the room of an older roll to the newer one; its settings stay', async () => {
    const engine = createInlineEngine()
    const store = openSessionStore()
    const keep = async (id: string, limit: number) => {
      const roll = createRoll(createLab(engine), engine)
      const keeper = keepRoll({ roll, store: store.rolls, turn: async () => ({ id, live: async () => [id] }) as unknown as Tab, tell: () => undefined, limit })
      await roll.getState().start(files(2))
      await vi.waitFor(async () => expect(await keptFiles(id)).toBe(2), { timeout: 3000 })
      await keeper.flush()
      keeper.stop()
    }
    await keep('old', 3 * png.length)
    await keep('new', 3 * png.length)
    expect(await keptFiles('old')).toBe(0)
    expect((await store.rolls.read('old'))?.frames.map(({ name }) => name)).toEqual(['1.png', '2.png'])
    engine.dispose()
  })

  it('is work of its own: a roll after it, or another picture, leaves it in the list', async () => {
    const storage = newStorage()
    const page = await load(storage)
    await page.roll.getState().start(files(2))
    await kept(storage, 2)
    const first = idOf(storage)
    await page.roll.getState().start(files(3, 7))
    await vi.waitFor(() => expect(idOf(storage)).not.toBe(first))
    await kept(storage, 3)
    const second = idOf(storage)
    await page.lab.getState().open({ kind: 'sample', id: 'wedge' })
    await vi.waitFor(() => expect(idOf(storage)).not.toBe(second))
    await vi.waitFor(async () => expect((await openSessionStore().list()).map(({ id }) => id)).toHaveLength(3), { timeout: 3000 })
    expect((await openSessionStore().list()).map(({ name }) => name)).toEqual(expect.arrayContaining(['7.png and 2 more', '1.png and 1 more']))
    expect((await openSessionStore().rolls.read(first))?.frames.map(({ name }) => name)).toEqual(['1.png', '2.png'])
    expect((await openSessionStore().rolls.read(second))?.frames.map(({ name }) => name)).toEqual(['7.png', '8.png', '9.png'])
    page.lab.getState().closePicture()
    await page.sessions.getState().resume(first)
    expect(page.roll.getState().frames.map(({ name, source }) => [name, source !== undefined])).toEqual([['1.png', true], ['2.png', true]])
    page.stop()
  })

  it('is forgotten with its session, files and all', async () => {
    const storage = newStorage()
    const page = await load(storage)
    await page.roll.getState().start(files(2))
    await kept(storage, 2)
    const id = idOf(storage)
    const store = openSessionStore()
    await vi.waitFor(async () => expect((await store.rolls.read(id))!.frames.every(({ small }) => small)).toBe(true))
    const [frame] = (await store.rolls.read(id))!.frames
    page.stop()
    await shortly(300)
    await store.remove([id])
    expect(await store.rolls.read(id)).toBeUndefined()
    expect(await store.rolls.file(frame!.file!.key)).toBeUndefined()
    expect(await store.rolls.small(frame!.small!)).toBeUndefined()
  })
})
