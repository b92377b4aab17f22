import { useEffect, useSyncExternalStore, type ReactNode } from 'react'
import { useLab, useStores } from '../lab-context.tsx'
import type { Layout } from './use-layout.ts'

type Draw = (layout: Layout) => ReactNode

let draw: Draw | undefined
let fetching: Promise<void> | undefined
const listeners = new Set<() => void>()

/** Fetches the screen that a picture stands in; the doors are there without it. One that failed can be tried again. */
export function fetchLabScreen(): Promise<void> {
  fetching ??= import('./lab-screen.tsx').then(
    ({ drawLabScreen }) => {
      draw = drawLabScreen
      for (const tell of listeners) tell()
    },
    (caught: unknown) => {
      fetching = undefined
      throw caught
    },
  )
  return fetching
}

const listen = (tell: () => void): (() => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/**
 * The screen of an open picture, once it has been fetched: it is asked for as soon as the doors are painted, so that it is
 * there before a picture is, and drawn in the same moment (a lazy component would leave the page empty for one).
 */
export function useLabScreen(): Draw | undefined {
  const { lab } = useStores()
  const open = useLab((state) => state.picture !== undefined)
  useEffect(() => {
    fetchLabScreen().catch(() => {
      if (open) lab.getState().tell({ subject: 'The lab', note: 'A part of the lab could not be fetched. Reload the page when the connection is back; the session is kept.' })
    })
  }, [lab, open])
  return useSyncExternalStore(listen, () => draw)
}
