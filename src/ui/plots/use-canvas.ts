import { useLayoutEffect, useState, useSyncExternalStore, type RefObject } from 'react'

const watchTheme = (changed: () => void): (() => void) => {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

const theme = (): string => document.documentElement.dataset['theme'] ?? ''

/** The name of the page's theme: who paints with its colours paints again when it changes. */
export const useTheme = (): string => useSyncExternalStore(watchTheme, theme)

/** The query holds for one ratio only, so it is made anew after each change. */
const watchRatio = (changed: () => void): (() => void) => {
  let query: MediaQueryList
  const watch = (): void => {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
    query.addEventListener('change', again, { once: true })
  }
  const again = (): void => {
    changed()
    watch()
  }
  watch()
  return () => query.removeEventListener('change', again)
}

export const usePixelRatio = (): number => useSyncExternalStore(watchRatio, () => devicePixelRatio || 1)

export interface Size {
  readonly width: number
  readonly height: number
}

/** The content box of an element in whole CSS pixels; undefined until it has been laid out. */
export function useSize(element: RefObject<Element | null>): Size | undefined {
  const [size, setSize] = useState<Size>()
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return undefined
    const take = (width: number, height: number): void =>
      setSize((old) => {
        const next = { width: Math.floor(width), height: Math.floor(height) }
        return old && old.width === next.width && old.height === next.height ? old : next
      })
    const box = target.getBoundingClientRect()
    take(box.width, box.height)
    const observer = new ResizeObserver(([entry]) => entry && take(entry.contentRect.width, entry.contentRect.height))
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return size
}
