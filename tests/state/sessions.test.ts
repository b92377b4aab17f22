import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { current } from '../../src/state/history.ts'
import { openSessionStore } from '../../src/state/session-store.ts'
import { file, load, newLocks, newStorage, saved, shortly, steps } from './session-kit.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

/** What a page leaves behind on which a picture was made a negative. */
async function leftWithNegative() {
  const storage = newStorage()
  const page = await load(storage)
  await page.lab.getState().open(file())
  page.lab.getState().add('negative')
  await shortly(500)
  await page.leave()
  return storage
}

describe('a session', () => {
  it('comes back after a reload: picture, recipe, history, chosen step, snapshots and view', async () => {
    const storage = newStorage()
    const first = await load(storage)
    const { lab, view } = first
    await lab.getState().open(file())
    lab.getState().add('gamma', { gamma: 2 })
    lab.getState().add('negative')
    const [gamma] = current(lab.getState().history).steps
    lab.getState().setParams(gamma!.key, { gamma: 0.5 })
    lab.getState().settle()
    lab.getState().snapshot()
    lab.getState().undo()
    lab.getState().select(gamma!.key)
    view.getState().set({ compare: 'difference', gain: 16, camera: { fit: false, zoom: 8, x: 1, y: 0.5 } })
    await shortly(500)
    await first.leave()

    const second = await load(storage)
    const state = second.lab.getState()
    expect(await second.started).toBe(true)
    expect(state.picture).toMatchObject({ name: 'scan.png', width: 3, bits: 16 })
    expect(current(state.history).steps.map(({ id, params }) => [id, params])).toEqual([['gamma', { gamma: 2, c: 1 }], ['negative', {}]])
    expect(state.history.entries.map(({ label }) => label)).toEqual(['Open scan.png', 'Add gamma', 'Add negative', 'Gamma γ'])
    expect(state.selected).toBe(current(state.history).steps[0]!.key)
    expect(second.view.getState()).toMatchObject({ compare: 'difference', gain: 16, camera: { fit: false, zoom: 8 } })
    state.redo()
    expect(current(second.lab.getState().history).steps[0]!.params).toMatchObject({ gamma: 0.5 })
    // the history and the snapshot still share their recipe, which is how the screen knows the current one
    expect(current(second.lab.getState().history)).toBe(state.snapshots[0]!.recipe)
    expect(state.messages).toEqual([])
  })

  it('is written after an edit, also while a drag goes on', async () => {
    const storage = newStorage()
    const page = await load(storage)
    await page.lab.getState().open(file())
    page.lab.getState().add('gamma')
    const key = page.lab.getState().selected!
    let reached = false
    for (let k = 0; !reached && k < 100; k++) {
      page.lab.getState().setParams(key, { gamma: 1 + (k + 1) / 100 })
      await shortly(20)
      const session = await openSessionStore().read(storage.kept.get('session')!)
      reached = session !== undefined && Number(current(session.history).steps[0]?.params['gamma']) > 1
    }
    expect(reached).toBe(true)
  })

  it('has the pixels of the picture, not a picture made of them', async () => {
    const storage = newStorage()
    const page = await load(storage)
    await page.lab.getState().open(file())
    await saved()
    await page.leave()
    const again = await load(storage)
    const values = await again.lab.getState().sample(0, 0, 3, 1)
    expect(Array.from(values!.values)).toEqual([0, 300, 65_535])
  })

  it('brings the spectrum back with the picture behind it', async () => {
    const storage = newStorage()
    const page = await load(storage)
    await page.lab.getState().open(file())
    page.lab.getState().add('negative')
    await page.lab.getState().openSpectrum({ keepDc: false, centred: true })
    await shortly(500)
    await page.leave()
    const { lab } = await load(storage)
    expect(lab.getState().picture?.spectrum).toBeDefined()
    expect(current(lab.getState().history).steps.map(({ id }) => id)).toEqual(['log'])
    lab.getState().closeSpectrum()
    expect(lab.getState().picture?.name).toBe('scan.png')
    expect(current(lab.getState().history).steps.map(({ id }) => id)).toEqual(['negative'])
  })

  it('gives its steps keys that new steps cannot have', async () => {
    const storage = await leftWithNegative()
    const { lab } = await load(storage)
    for (let k = 0; k < 20; k++) lab.getState().add('negative')
    const keys = current(lab.getState().history).steps.map(({ key }) => key)
    expect(new Set(keys).size).toBe(21)
  })

  it('ends with its picture: the next picture begins another', async () => {
    const page = await load()
    await page.lab.getState().open(file('first.png'))
    await shortly(400)
    page.lab.getState().add('negative')
    page.lab.getState().closePicture()
    await vi.waitFor(() => expect(page.sessions.getState().recent.map(({ name, steps }) => [name, steps])).toEqual([['first.png', ['negative']]]))
    await page.lab.getState().open(file('second.png'))
    await vi.waitFor(async () => expect((await openSessionStore().list()).map(({ name }) => name)).toEqual(['second.png', 'first.png']), { timeout: 3000 })
  })

  it('that an older or a broken build wrote gets a sentence, and the lab starts empty', async () => {
    const storage = await leftWithNegative()
    const store = openSessionStore()
    const session = (await store.read(storage.kept.get('session')!))!
    const entries = session.history.entries.map((entry) => ({ ...entry, recipe: { ...entry.recipe, steps: entry.recipe.steps.map((step) => ({ ...step, id: 'sepia' })) } }))
    await store.write({ ...session, history: { ...session.history, entries } })
    const { lab, sessions } = await load(storage)
    expect(lab.getState().picture).toBeUndefined()
    expect(lab.getState().messages).toMatchObject([{ subject: 'The last session', failure: { code: 'bad-recipe' } }])
    expect(sessions.getState().phase).toBe('ready')
  })
})

describe('two tabs', () => {
  it('write a session each', async () => {
    const locks = newLocks()
    const [one, two] = [await load(newStorage(), { locks }), await load(newStorage(), { locks })]
    await one.lab.getState().open(file('one.png'))
    await two.lab.getState().open(file('two.png'))
    await vi.waitFor(async () => expect((await openSessionStore().list()).map(({ name }) => name).toSorted()).toEqual(['one.png', 'two.png']), { timeout: 3000 })
  })

  it('one of which is a copy of the other part company', async () => {
    const locks = newLocks()
    const storage = newStorage()
    const first = await load(storage, { locks })
    await first.lab.getState().open(file())
    await shortly(500)
    const copied = newStorage(storage.kept)
    const copy = await load(copied, { locks })
    expect(copy.lab.getState().picture?.name).toBe('scan.png')
    expect(copied.kept.get('session')).not.toBe(storage.kept.get('session'))
    copy.lab.getState().add('log')
    first.lab.getState().add('negative')
    await shortly(500)
    expect(await steps(storage.kept)).toEqual(['negative'])
    expect(await steps(copied.kept)).toEqual(['log'])
  })

  it('take up the same recent session as two', async () => {
    const locks = newLocks()
    const storage = newStorage()
    const first = await load(storage, { locks })
    await first.lab.getState().open(file())
    await shortly(500)
    const other = newStorage()
    const second = await load(other, { locks })
    await second.sessions.getState().resume(storage.kept.get('session')!)
    expect(second.lab.getState().picture?.name).toBe('scan.png')
    expect(other.kept.get('session')).not.toBe(storage.kept.get('session'))
  })
})

describe('recent sessions', () => {
  it('are eight at most, the newest first, and can be cleared', async () => {
    const page = await load()
    for (let k = 1; k <= 10; k++) {
      await page.lab.getState().open(file(`${k}.png`))
      await shortly(300)
      page.lab.getState().closePicture()
      await shortly(60)
    }
    await vi.waitFor(() => expect(page.sessions.getState().recent.map(({ name }) => name)).toEqual([10, 9, 8, 7, 6, 5, 4, 3].map((k) => `${k}.png`)))
    await page.sessions.getState().clear()
    expect(page.sessions.getState().recent).toEqual([])
  })
})

describe('a link in the address', () => {
  it('goes before the session, which stays among the recent ones', async () => {
    const storage = newStorage()
    const page = await load(storage)
    await page.lab.getState().open(file())
    await saved()
    await page.leave()
    const linked = await load(storage, { hash: '#v=1&recipe=log' })
    expect(await linked.started).toBe(false)
    expect(linked.lab.getState().picture).toBeUndefined()
    expect(linked.sessions.getState().recent).toHaveLength(1)
  })

  it('that the session has taken in does not undo what was done since', async () => {
    const storage = newStorage()
    const hash = '#v=1&sample=wedge&recipe=log'
    const page = await load(storage, { hash })
    await page.lab.getState().open(file())
    page.lab.getState().add('negative')
    await shortly(500)
    await page.leave()
    const again = await load(storage, { hash })
    expect(await again.started).toBe(true)
    expect(current(again.lab.getState().history).steps.map(({ id }) => id)).toEqual(['negative'])
  })
})
