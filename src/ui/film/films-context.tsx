import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { createStore, useStore } from 'zustand'
import type { Chart, ChartState } from '../../state/chart.ts'
import type { FilmProfiles, FilmProfilesState } from '../../state/film-profiles.ts'

export interface FilmStores {
  readonly chart: Chart
  readonly profiles: FilmProfiles
}

/** Where neither is kept: no chart is ever laid, no profile listed. */
const none: FilmStores = {
  chart: createStore<ChartState>()(() => ({ quad: undefined, fitting: false, found: false, trouble: undefined, open: async () => undefined, place: () => undefined, turn: () => undefined, fit: async () => undefined, close: () => undefined })),
  profiles: createStore<FilmProfilesState>()(() => ({
    profiles: [],
    deleted: undefined,
    refresh: async () => undefined,
    add: async () => false,
    rename: async () => undefined,
    remove: async () => undefined,
    putBack: async () => undefined,
    take: async () => undefined,
    takeLink: async () => false,
  })),
}

const Context = createContext(none)

export const FilmStoresProvider = ({ chart, profiles, children }: FilmStores & { children: ReactNode }) => {
  const stores = useMemo(() => ({ chart, profiles }), [chart, profiles])
  return <Context value={stores}>{children}</Context>
}

export const useFilmStores = (): FilmStores => useContext(Context)
export const useChart = <T,>(select: (state: ChartState) => T): T => useStore(useFilmStores().chart, select)
export const useFilmProfiles = <T,>(select: (state: FilmProfilesState) => T): T => useStore(useFilmStores().profiles, select)
