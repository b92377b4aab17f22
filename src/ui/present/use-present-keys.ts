import { useEffect, useEffectEvent } from 'react'

export interface PresentKeys {
  readonly go: (direction: 1 | -1) => void
  readonly goTo: (end: 'first' | 'last') => void
  readonly nudge: (direction: 1 | -1, modifiers: { readonly shiftKey: boolean; readonly altKey: boolean }) => void
  readonly settle: () => void
  readonly holdBefore: (down: boolean) => void
  readonly fullScreen: () => void
  readonly leave: () => void
}

/** Presenters' remote controls send PageDown and PageUp. */
const pages: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }

/** The keys of the presentation, wherever the focus is. */
export function usePresentKeys(keys: PresentKeys): void {
  const down = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return
    const { key } = event
    const page = pages[key]
    if (page) keys.go(page)
    else if (key === 'Home' || key === 'End') keys.goTo(key === 'Home' ? 'first' : 'last')
    else if (key === 'ArrowUp' || key === 'ArrowDown') keys.nudge(key === 'ArrowUp' ? 1 : -1, event)
    else if (key === ' ' && !(event.target instanceof Element && event.target.closest('button'))) keys.holdBefore(true)
    else if (event.repeat) return
    else if (key.toLowerCase() === 'f') keys.fullScreen()
    else if (key === 'Escape' || key.toLowerCase() === 'p') keys.leave()
    else return
    event.preventDefault()
  })
  const up = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key === ' ') keys.holdBefore(false)
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') keys.settle()
  })
  const blur = useEffectEvent((): void => keys.holdBefore(false))

  useEffect(() => {
    const onDown = (event: KeyboardEvent): void => down(event)
    const onUp = (event: KeyboardEvent): void => up(event)
    const onBlur = (): void => blur()
    window.addEventListener('keydown', onDown)
    window.addEventListener('keyup', onUp)
    window.addEventListener('blur', onBlur)
    return () => {
      window.removeEventListener('keydown', onDown)
      window.removeEventListener('keyup', onUp)
      window.removeEventListener('blur', onBlur)
    }
  }, [])
}
