import { useSyncExternalStore } from 'react'

/** wide: panels on both sides; side: one panel with tabs; sheet: the stage over two columns; phone: the stage over one sheet. */
export type Layout = 'wide' | 'side' | 'sheet' | 'phone'

const queries: readonly (readonly [Layout, string])[] = [
  ['wide', '(min-width: 1200px)'],
  ['side', '(min-width: 900px), (min-width: 600px) and (orientation: landscape)'],
  ['sheet', '(min-width: 700px)'],
]

const layoutNow = (): Layout => queries.find(([, query]) => window.matchMedia(query).matches)?.[0] ?? 'phone'

const subscribe = (onChange: () => void): (() => void) => {
  const lists = queries.map(([, query]) => window.matchMedia(query))
  for (const list of lists) list.addEventListener('change', onChange)
  return () => {
    for (const list of lists) list.removeEventListener('change', onChange)
  }
}

/** Which arrangement the window has room for. */
export const useLayout = (): Layout => useSyncExternalStore(subscribe, layoutNow)
