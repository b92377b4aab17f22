import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import type { ViewState } from '../../state/view.ts'
import { useStores, useView } from '../lab-context.tsx'
import styles from './sheet.module.css'

type Height = ViewState['sheet']

const heights: readonly Height[] = ['folded', 'half', 'full']
const words: Readonly<Record<Height, string>> = { folded: 'folded', half: 'half height', full: 'full height' }

/** px of a folded sheet: the grip and the tabs. */
export const foldedHeight = 76

const pixelsOf = (height: Height, room: number): number => (height === 'folded' ? foldedHeight : height === 'half' ? room * 0.56 : room)

/** Where a sheet let go at `px` comes to rest. A flick carries it on in its direction. */
export function restAt(px: number, room: number, velocity: number): Height {
  const thrown = px + velocity * 200
  return heights.reduce((best, height) => (Math.abs(pixelsOf(height, room) - thrown) < Math.abs(pixelsOf(best, room) - thrown) ? height : best))
}

interface Grab {
  readonly y: number
  readonly px: number
  readonly time: number
  readonly moved: boolean
}

/** The panel under the stage of a phone. Its grip is dragged, or moved by arrow keys. */
export const Sheet = ({ children }: { children: ReactNode }) => {
  const { view } = useStores()
  const height = useView((state) => state.sheet)
  const sheet = useRef<HTMLElement>(null)
  const grab = useRef<Grab | undefined>(undefined)
  const [live, setLive] = useState<number>()
  const put = (sheetHeight: Height): void => view.getState().set({ sheet: sheetHeight })
  const room = (): number => sheet.current?.parentElement?.clientHeight ?? 0

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    grab.current = { y: event.clientY, px: sheet.current!.offsetHeight, time: event.timeStamp, moved: false }
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const held = grab.current
    if (!held) return
    const moved = held.moved || Math.abs(event.clientY - held.y) > 4
    grab.current = { ...held, moved }
    if (moved) setLive(Math.min(Math.max(held.px + held.y - event.clientY, foldedHeight), room()))
  }
  const onPointerUp = (event: PointerEvent<HTMLDivElement>): void => {
    const held = grab.current
    grab.current = undefined
    setLive(undefined)
    if (!held) return
    // a tap opens it further, and from the top back to half
    if (!held.moved) return put(height === 'folded' ? 'half' : height === 'half' ? 'full' : 'half')
    const velocity = (held.y - event.clientY) / Math.max(event.timeStamp - held.time, 1)
    put(restAt(held.px + held.y - event.clientY, room(), velocity))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = heights.indexOf(height)
    const to = { ArrowUp: at + 1, ArrowDown: at - 1, Home: 0, End: 2, Enter: at === 1 ? 2 : 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    put(heights[Math.min(Math.max(to, 0), 2)]!)
  }

  return (
    <section ref={sheet} aria-label="Panels" className={styles['sheet']} data-height={height} data-live={live !== undefined || undefined} style={{ '--live': live === undefined ? undefined : `${live}px` }}>
      <div
        className={styles['grip']}
        role="separator"
        tabIndex={0}
        aria-label="Height of the panels"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={2}
        aria-valuenow={heights.indexOf(height)}
        aria-valuetext={words[height]}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onKeyDown={onKeyDown}
      />
      {children}
    </section>
  )
}
