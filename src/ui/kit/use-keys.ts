import { useEffect, useRef, type RefObject } from 'react'

/** Keys that are pressed and let go somewhere in an element, before the lab's own shortcuts see them. */
export function useKeys(element: RefObject<HTMLElement | null>, onDown: (event: KeyboardEvent) => void, onUp?: (event: KeyboardEvent) => void): void {
  const now = useRef({ onDown, onUp })
  useEffect(() => {
    now.current = { onDown, onUp }
  })
  useEffect(() => {
    const target = element.current
    const down = (event: KeyboardEvent): void => now.current.onDown(event)
    const up = (event: KeyboardEvent): void => now.current.onUp?.(event)
    target?.addEventListener('keydown', down)
    target?.addEventListener('keyup', up)
    return () => {
      target?.removeEventListener('keydown', down)
      target?.removeEventListener('keyup', up)
    }
  }, [element])
}
