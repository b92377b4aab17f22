import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { profileOf } from '../../src/kernels/film/roll/film-profile.ts'
import { negativeParams, type NegativeParams } from '../../src/kernels/film/step/negative-params.ts'
import { initialParams } from '../../src/kernels/params.ts'
import { profileToLink, profileToText, type NamedProfile } from '../../src/recipe/film-profile.ts'
import { createFilmProfiles, followProfileLinks, mostProfiles, type FilmProfiles } from '../../src/state/film-profiles.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { applyLink } from '../../src/state/link.ts'
import { openProfileStore, type ProfileStore } from '../../src/state/profile-store.ts'

const initial = initialParams(negativeParams) as unknown as NegativeParams
const named = (name: string, change: Partial<NegativeParams> = {}): NamedProfile => ({ name, profile: profileOf({ ...initial, ...change })! })
const names = (profiles: FilmProfiles) => profiles.getState().profiles.map(({ name }) => name)

let lab: Lab
let profiles: FilmProfiles
const open = (store: ProfileStore = openProfileStore()): FilmProfiles => createFilmProfiles(lab, store)
const notes = () => lab.getState().messages.map(({ note, failure }) => note ?? (failure?.code === 'bad-recipe' ? failure.what : failure?.code))
const fileOf = (name: string, text: string) => new File([text], name)

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  lab = createLab(createInlineEngine())
  profiles = open()
})

const refusing = (reason: Error): ProfileStore => ({ list: async () => [], write: () => Promise.reject(reason), remove: () => Promise.reject(reason) })

describe('film profiles', () => {
  it('are kept over a reload, by name', async () => {
    await profiles.getState().add(named('Portra 400'))
    await profiles.getState().add(named('Gold 200', { kRR: 2 }))
    const next = open()
    await next.getState().refresh()
    expect(names(next)).toEqual(['Gold 200', 'Portra 400'])
    expect(next.getState().profiles[0]!.profile.film.unmix[0]).toBe(2)
  })

  it('are renamed, deleted, and put back', async () => {
    await profiles.getState().add(named('Portra 400'))
    const { id } = profiles.getState().profiles[0]!
    await profiles.getState().rename(id, '  Portra 400, \n drum ')
    expect(names(profiles)).toEqual(['Portra 400, drum'])
    await profiles.getState().rename(id, '   ')
    expect(names(profiles)).toEqual(['Portra 400, drum'])
    await profiles.getState().remove(id)
    expect(names(profiles)).toEqual([])
    expect(profiles.getState().deleted?.name).toBe('Portra 400, drum')
    await profiles.getState().putBack()
    expect(names(profiles)).toEqual(['Portra 400, drum'])
    expect(profiles.getState().profiles[0]!.id).toBe(id)
    expect(profiles.getState().deleted).toBeUndefined()
  })

  it('come from a file, once', async () => {
    const text = profileToText(named('Ektar 100'))
    expect((await profiles.getState().take(fileOf('ektar.json', text)))?.name).toBe('Ektar 100')
    expect((await profiles.getState().take(fileOf('again.json', text)))?.name).toBe('Ektar 100')
    expect(names(profiles)).toEqual(['Ektar 100'])
  })

  it.each([
    ['bad.json', '{"format":"film-profile","version":2}', /version 2/],
    ['cat.json', '{}', /not a film profile/],
    ['long.json', ' '.repeat(100_000), /at most 8192/],
  ])('do not come from %s, and it is said why', async (name, text, what) => {
    expect(await profiles.getState().take(fileOf(name, text))).toBeUndefined()
    expect(notes()).toEqual([expect.stringMatching(what)])
    expect(names(profiles)).toEqual([])
  })

  it('come from a link, once, and leave the recipe alone', async () => {
    lab.getState().add('log')
    const { history } = lab.getState()
    const hash = profileToLink(named('Gold 200'))
    const location = { hash, pathname: '/lab/', search: '?x' }
    const replaced: string[] = []
    const page = Object.assign(new EventTarget(), { location, history: { state: null, replaceState: (_: unknown, __: string, to: string) => replaced.push(to) } }) as unknown as Window
    const stop = followProfileLinks(profiles, page)
    await vi.waitFor(() => expect(names(profiles)).toEqual(['Gold 200']))
    page.dispatchEvent(new Event('hashchange'))
    await vi.waitFor(() => expect(notes().length).toBe(2))
    await vi.waitFor(() => expect(replaced).toEqual(['/lab/?x', '/lab/?x']))
    expect(notes()).toEqual([expect.stringContaining('is kept'), expect.stringContaining('already kept')])
    expect(names(profiles)).toEqual(['Gold 200'])
    await applyLink(lab, hash)
    expect(lab.getState().history).toBe(history)
    stop()
  })

  it('say what is wrong with a link, and take no other', async () => {
    expect(await profiles.getState().takeLink('#film-profile=1&name=x')).toBe(true)
    expect(notes()[0]).toMatch(/its (kind|base)/)
    expect(await profiles.getState().takeLink('#v=1&recipe=log')).toBe(false)
    expect(notes().length).toBe(1)
  })

  it('say so where there is no room, or the browser keeps nothing', async () => {
    expect(await open(refusing(new DOMException('', 'QuotaExceededError'))).getState().add(named('A'))).toBe(false)
    expect(await open(refusing(new DOMException('', 'InvalidStateError'))).getState().add(named('B'))).toBe(false)
    expect(notes()).toEqual([expect.stringContaining('no room'), expect.stringContaining('keeps no film profiles')])
  })

  it('are a list that a person can read', async () => {
    const store = openProfileStore()
    for (let i = 0; i < mostProfiles; i++) await store.write({ id: String(i), text: profileToText(named(`Film ${i}`)), savedAt: i })
    await profiles.getState().refresh()
    expect(await profiles.getState().add(named('One more'))).toBe(false)
    expect(notes()).toEqual([expect.stringContaining('200 film profiles are kept')])
  })

  it('leave out what cannot be read any more, and do not stumble over it', async () => {
    const store = openProfileStore()
    await store.write({ id: 'x', text: '{"format":"film-profile","version":7}', savedAt: 1 })
    await profiles.getState().add(named('Gold 200'))
    expect(names(profiles)).toEqual(['Gold 200'])
  })
})
