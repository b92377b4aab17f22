import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { createStore, useStore } from 'zustand'
import type { Chart } from '../state/chart.ts'
import type { FilmProfiles } from '../state/film-profiles.ts'
import type { Lab, LabStore } from '../state/lab.ts'
import { noRoll } from '../state/no-roll.ts'
import type { Roll, RollState } from '../state/roll.ts'
import type { Sessions, SessionsState } from '../state/sessions.ts'
import type { View, ViewState } from '../state/view.ts'
import { noWedge, type Wedge, type WedgeState } from '../state/wedge.ts'
import { heardLab } from './heard-lab.ts'

export interface Stores {
  readonly lab: Lab
  readonly view: View
  /** Where there is none, the lab works on one picture at a time. */
  readonly roll?: Roll
  /** The tool that fits a film to a colour chart. */
  readonly chart?: Chart
  readonly profiles?: FilmProfiles
  /** The tool that reads a photographed step wedge. */
  readonly wedge?: Wedge
}

/** A lab that keeps nothing. */
const noSessions: Sessions = createStore<SessionsState>()(() => ({
  phase: 'ready',
  recent: [],
  resume: async () => undefined,
  clear: async () => undefined,
}))

const Context = createContext<Stores | undefined>(undefined)
const SessionsContext = createContext(noSessions)

export const StoresProvider = ({ lab, view, roll, chart, profiles, wedge, sessions = noSessions, children }: Stores & { sessions?: Sessions; children: ReactNode }) => {
  const stores = useMemo(() => ({ lab, view, ...(roll && { roll }), ...(chart && { chart }), ...(profiles && { profiles }), ...(wedge && { wedge }) }), [lab, view, roll, chart, profiles, wedge])
  return (
    <Context value={stores}>
      <SessionsContext value={sessions}>{children}</SessionsContext>
    </Context>
  )
}

/** The stores themselves, for callbacks that read state when they run. */
export const useStores = (): Stores => {
  const stores = useContext(Context)
  if (!stores) throw new Error('a component stands outside StoresProvider')
  return stores
}

/** One slice of the lab; the component is drawn again only when that slice changes. */
export const useLab = <T,>(select: (state: LabStore) => T): T => useStore(heardLab(useStores().lab), select)
export const useView = <T,>(select: (state: ViewState) => T): T => useStore(useStores().view, select)
export const useRoll = <T,>(select: (state: RollState) => T): T => useStore(useStores().roll ?? noRoll, select)
export const useWedge = <T,>(select: (state: WedgeState) => T): T => useStore(useStores().wedge ?? noWedge, select)
export const useSessions = <T,>(select: (state: SessionsState) => T): T => useStore(useContext(SessionsContext), select)
