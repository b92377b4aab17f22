import { useRef, type KeyboardEvent } from 'react'

/** One of a row holds the tab stop; arrows, Home and End choose among them. Keys follow the writing direction. */
export function useRoving<V extends string>(values: readonly V[], value: V, onChange: (value: V) => void) {
  const row = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight'
    const at = values.indexOf(value)
    const targets: Readonly<Record<string, number>> = {
      [forward]: at + 1,
      ArrowDown: at + 1,
      [backward]: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: values.length - 1,
    }
    const to = targets[event.key]
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const next = (to + values.length) % values.length
    onChange(values[next]!)
    row.current?.querySelectorAll<HTMLElement>('[data-roving]')[next]?.focus()
  }
  return { row, onKeyDown, tabIndex: (of: V): 0 | -1 => (of === value || (!values.includes(value) && of === values[0]) ? 0 : -1) }
}
