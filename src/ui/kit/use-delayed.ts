import { useEffect, useRef } from 'react'

export interface Delayed {
  /** Runs it after the pause, counted from the last call. */
  readonly soon: () => void
  readonly now: () => void
}

/** Something that ends a run of small steps: by a pause, at once, or when the component goes while it is due. */
export function useDelayed(run: () => void, ms: number): Delayed {
  const latest = useRef(run)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    latest.current = run
  })
  const now = (): void => {
    clearTimeout(timer.current)
    timer.current = undefined
    latest.current()
  }
  useEffect(
    () => () => {
      if (timer.current === undefined) return
      clearTimeout(timer.current)
      latest.current()
    },
    [],
  )
  return {
    now,
    soon: () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(now, ms)
    },
  }
}

/** Key presses and turns of the wheel closer than this are one edit. */
export const pause = 600
