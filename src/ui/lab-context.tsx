import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Lab, LabStore } from '../state/lab.ts'
import type { View, ViewState } from '../state/view.ts'

export interface Stores {
  readonly lab: Lab
  readonly view: View
}

const Context = createContext<Stores | undefined>(undefined)

export const StoresProvider = ({ lab, view, children }: Stores & { children: ReactNode }) => {
  const stores = useMemo(() => ({ lab, view }), [lab, view])
  return <Context value={stores}>{children}</Context>
}

/** The stores themselves, for callbacks that read state when they run. */
export const useStores = (): Stores => {
  const stores = useContext(Context)
  if (!stores) throw new Error('a component stands outside StoresProvider')
  return stores
}

/** One slice of the lab; the component is drawn again only when that slice changes. */
export const useLab = <T,>(select: (state: LabStore) => T): T => useStore(useStores().lab, select)
export const useView = <T,>(select: (state: ViewState) => T): T => useStore(useStores().view, select)
