import { useLayoutEffect } from 'react'
import { useStores, type Stores } from '../lab-context.tsx'
import { actionsOf, isEnabled, nowOf, type Action } from './actions.ts'
import { isMac, matches } from './keys.ts'

const textInputs = /^(?:text|search|number|email|url|tel|password|date|time|color)$/

/** Whether keys belong to what has the focus: a text field, an open list or menu, a dialog. */
const isTaken = (target: EventTarget | null): boolean => {
  // one that is on its way out has no use for keys any more, nor have the fields in it
  if (!(target instanceof Element) || target.closest('[data-closed]:is([role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"])')) return false
  if (target instanceof HTMLInputElement) return textInputs.test(target.type)
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  if (target instanceof HTMLElement && target.isContentEditable) return true
  return target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="textbox"]') !== null
}

/** Space presses what has the focus, where that can be pressed. */
const isPressable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a[href], summary, input, [role="button"], [role="checkbox"], [role="tab"], [role="radio"], [role="switch"], [role="combobox"]') !== null

const onlyOnce = (action: Action): boolean => action.id !== 'zoom-in' && action.id !== 'zoom-out' && action.id !== 'undo' && action.id !== 'redo'

/** Listens for every action's keys on a target; gives the function that stops it. */
export function listen(stores: Stores, target: Window = window, mac = isMac()): () => void {
  let held: { readonly action: Action; readonly code: string } | undefined

  const release = (): void => {
    held?.action.release?.(stores)
    held = undefined
  }
  const down = (event: KeyboardEvent): void => {
    // 229: the key goes to an input method, as older Safari tells it
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || isTaken(event.target)) return
    const now = nowOf(stores)
    if (now.view.dialog !== undefined || now.view.present) return
    const meant = actionsOf(now).filter(({ keys }) => keys?.some((shortcut) => matches(event, shortcut, mac)))
    // with a roll, digits rate its frames
    const action = meant.find((candidate) => isEnabled(candidate, now)) ?? meant[0]
    if (!action || action.native || (action.release && isPressable(event.target))) return
    // the browser's own meaning (save the page, a bookmark) would surprise even where the action has nothing to do
    event.preventDefault()
    if ((event.repeat && onlyOnce(action)) || !isEnabled(action, now)) return
    if (action.release) held = { action, code: event.code }
    action.run(stores)
  }
  const up = (event: KeyboardEvent): void => {
    if (held?.code === event.code) release()
  }

  target.addEventListener('keydown', down)
  target.addEventListener('keyup', up)
  target.addEventListener('blur', release)
  return () => {
    release()
    target.removeEventListener('keydown', down)
    target.removeEventListener('keyup', up)
    target.removeEventListener('blur', release)
  }
}

/** The one listener for all shortcuts; used once, by the outermost component. */
export function useShortcuts(): void {
  const stores = useStores()
  // a layout effect: the first key may come before the browser has painted
  useLayoutEffect(() => listen(stores), [stores])
}
