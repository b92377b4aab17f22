import { useEffect, useEffectEvent } from 'react'
import { useStores } from '../lab-context.tsx'

/**
 * Keys of a tool that stands on the picture, wherever the focus is; a dialog or a menu over the page has its own. `target` is
 * what has the focus.
 */
export function useToolKeys(on: boolean, press: (event: KeyboardEvent, target: Element | undefined) => void): void {
  const { view } = useStores()
  const heard = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : undefined
    if (view.getState().dialog === undefined && !target?.closest('[role="menu"], [role="listbox"], [role="dialog"]')) press(event, target)
  })
  useEffect(() => {
    if (!on) return undefined
    const listen = (event: KeyboardEvent): void => heard(event)
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [on])
}

/** Where text is typed. */
export const isText = (target: Element | undefined): boolean => target !== undefined && target.closest('input, textarea, [contenteditable]') !== null

/** The tool on the picture that has the focus, if one has. */
export const toolAt = (target: Element | undefined): Element | undefined => target?.closest('[data-tool]') ?? undefined

/** What has the focus in a tool goes with it: the stage has the focus then. */
export const toStage = (target: Element | undefined): void => toolAt(target)?.closest<HTMLElement>('[role="application"]')?.focus()
