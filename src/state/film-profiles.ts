import { createStore, type StoreApi } from 'zustand/vanilla'
import { toFailure } from '../kernels/failure.ts'
import { cleanProfileName, linkToProfile, maxProfileText, profileToText, textToProfile, type NamedProfile } from '../recipe/film-profile.ts'
import type { Lab } from './lab-state.ts'
import type { KeptProfile, ProfileStore } from './profile-store.ts'
import { isQuota } from './session-store.ts'

/** More than a person tells apart in a list. */
export const mostProfiles = 200

export interface FilmProfilesState {
  /** By name. */
  readonly profiles: readonly KeptProfile[]
  /** The one that was deleted last, until something else is done: it can be put back. */
  readonly deleted: KeptProfile | undefined
  /** Reads the list anew: another tab may have changed it. */
  refresh(): Promise<void>
  /** Keeps a profile under its name; of the same name there may be several. Resolves to whether it is kept. */
  add(named: NamedProfile): Promise<boolean>
  rename(id: string, name: string): Promise<void>
  remove(id: string): Promise<void>
  putBack(): Promise<void>
  /** Keeps the profile that a file holds. Resolves to it, or tells why not. */
  take(file: { readonly name: string; readonly size: number; text(): Promise<string> }): Promise<NamedProfile | undefined>
  /** Keeps the profile that the address's link holds. Resolves to whether the address was one. */
  takeLink(hash: string): Promise<boolean>
}

export type FilmProfiles = StoreApi<FilmProfilesState>

const newId = (): string => globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`

/** Film profiles of this browser: nothing of them leaves it but by the person's own file or link. */
export function createFilmProfiles(lab: Lab, store: ProfileStore): FilmProfiles {
  const tell = (subject: string, caught: unknown): void => {
    const { tell: say } = lab.getState()
    if (isQuota(caught)) say({ subject, note: 'There is no room left to keep this film profile. Save it as a file.' })
    else if (caught instanceof Error && caught.name !== 'FailureError') say({ subject, note: 'This browser keeps no film profiles: save it as a file.' })
    else say({ subject, failure: toFailure(caught) })
  }

  return createStore<FilmProfilesState>()((set, get) => {
    const refresh = async (): Promise<void> => {
      const profiles = await store.list().catch(() => get().profiles)
      set({ profiles })
    }
    const write = async ({ id, savedAt, ...named }: KeptProfile): Promise<boolean> => {
      try {
        await store.write({ id, text: profileToText(named), savedAt })
        await refresh()
        return true
      } catch (caught) {
        tell(named.name, caught)
        return false
      }
    }
    const add = async (named: NamedProfile): Promise<boolean> => {
      set({ deleted: undefined })
      if (get().profiles.length >= mostProfiles) {
        lab.getState().tell({ subject: named.name, note: `${mostProfiles} film profiles are kept. Delete one, or save this one as a file.` })
        return false
      }
      return write({ ...named, name: cleanProfileName(named.name), id: newId(), savedAt: Date.now() })
    }
    /** The same film under the same name need not be kept twice. */
    const known = (named: NamedProfile): boolean => get().profiles.some(({ name, profile }) => profileToText({ name, profile }) === profileToText(named))

    return {
      profiles: [],
      deleted: undefined,
      refresh,
      add,
      async rename(id, name) {
        const kept = get().profiles.find((one) => one.id === id)
        const clean = cleanProfileName(name)
        set({ deleted: undefined })
        if (kept && clean !== '' && clean !== kept.name) await write({ ...kept, name: clean })
      },
      async remove(id) {
        const kept = get().profiles.find((one) => one.id === id)
        if (!kept) return
        try {
          await store.remove(id)
          set({ deleted: kept })
          await refresh()
        } catch (caught) {
          tell(kept.name, caught)
        }
      },
      async putBack() {
        const { deleted } = get()
        set({ deleted: undefined })
        if (deleted) await write(deleted)
      },
      async take(file) {
        try {
          // what is too long is not read to its end
          const named = textToProfile(file.size > 4 * maxProfileText ? ' '.repeat(maxProfileText + 1) : await file.text())
          await refresh()
          if (!known(named) && !(await add(named))) return undefined
          return named
        } catch (caught) {
          lab.getState().tell({ subject: file.name, failure: toFailure(caught) })
          return undefined
        }
      },
      async takeLink(hash) {
        try {
          const named = linkToProfile(hash)
          if (!named) return false
          await refresh()
          if (known(named)) lab.getState().tell({ subject: named.name, note: `The film profile of the link is already kept: ${named.name}.` })
          else if (await add(named)) lab.getState().tell({ subject: named.name, note: `The film profile of the link is kept: ${named.name}. Use it in the panel of a film negative.` })
        } catch (caught) {
          lab.getState().tell({ subject: 'The film profile', failure: toFailure(caught) })
        }
        return true
      },
    }
  })
}

/** Takes the profile of the address now and whenever it changes, and clears the address of it: a reload has nothing to take again. Gives the function that stops it. */
export function followProfileLinks(profiles: FilmProfiles, page: Window = window): () => void {
  const follow = async (): Promise<void> => {
    const { hash, pathname, search } = page.location
    if ((await profiles.getState().takeLink(hash)) && page.location.hash === hash) page.history.replaceState(page.history.state, '', `${pathname}${search}`)
  }
  const listen = (): void => void follow()
  listen()
  page.addEventListener('hashchange', listen)
  return () => page.removeEventListener('hashchange', listen)
}
