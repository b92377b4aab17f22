import { useLayoutEffect, useState, type RefObject } from 'react'
import type { Viewport } from './camera.ts'

/** What a fitted picture leaves free: nothing where the screen is small, a margin of surround where it is not. */
const paddingOf = (width: number, height: number): number => {
  if (matchMedia('(max-width: 899px) and (orientation: portrait)').matches || height < 360) return 0
  return width < 720 ? 24 : 28
}

const measure = (element: HTMLElement, least: number): Viewport => {
  const { clientWidth: width, clientHeight: height } = element
  return { width, height, dpr: globalThis.devicePixelRatio || 1, padding: Math.max(least, paddingOf(width, height)) }
}

const same = (a: Viewport | undefined, b: Viewport): boolean =>
  a !== undefined && a.width === b.width && a.height === b.height && a.dpr === b.dpr && a.padding === b.padding

/** The size of an element, followed; also when the page moves to a screen of another density. A fitted picture leaves `least` pixels free on every side, or more. */
export function useBox(element: RefObject<HTMLElement | null>, least = 0): Viewport | undefined {
  const [box, setBox] = useState<Viewport>()
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const update = (): void => {
      const now = measure(target, least)
      if (now.width > 0 && now.height > 0) setBox((before) => (same(before, now) ? before : now))
    }
    update()
    const observer = new ResizeObserver(update)
    observer.observe(target)
    window.addEventListener('resize', update)
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', update)
    }
  }, [element, least])
  return box
}
