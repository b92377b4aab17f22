import { useDrag } from '@use-gesture/react'
import { useEffect, useRef, type KeyboardEvent as ReactKeyboardEvent } from 'react'
import type { Place } from '../../kernels/film/chart/grid.ts'
import type { WedgeLine, WedgeStep } from '../../kernels/film/wedge/line.ts'
import { arrowMove } from '../kit/arrow-move.ts'
import { Button } from '../kit/button.tsx'
import { useStores, useWedge } from '../lab-context.tsx'
import { toScreen } from '../stage/camera.ts'
import type { Sight } from '../stage/sight.ts'
import { useSight } from '../stage/stage-context.tsx'
import film from '../film/film.module.css'
import styles from './wedge.module.css'

type Grip = 'first' | 'last' | 'all'

const ends = ['first', 'last'] as const
const inside = (value: number): number => Math.min(1, Math.max(0, value))
/** So far that both ends stay inside. */
const held = (delta: number, all: readonly number[]): number => Math.min(1 - Math.max(...all), Math.max(-Math.min(...all), delta))

/** The line after one end, or all of it, was moved by pixels of the picture. */
function moved([a, b]: WedgeLine, grip: Grip, dx: number, dy: number, { width, height }: Sight['picture']): WedgeLine {
  if (grip === 'all') {
    const [x, y] = [held(dx / width, [a.x, b.x]), held(dy / height, [a.y, b.y])]
    return [{ x: a.x + x, y: a.y + y }, { x: b.x + x, y: b.y + y }]
  }
  const end = (at: Place): Place => ({ x: inside(at.x + dx / width), y: inside(at.y + dy / height) })
  return grip === 'first' ? [end(a), b] : [a, end(b)]
}

/** Half the length of the ticks between steps, in CSS pixels. */
const tick = 9

/** Ticks across the line at the steps' ends, from the line's first end. */
function ticksOf(from: Place, to: Place, steps: readonly WedgeStep[]): readonly (readonly [Place, Place])[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const long = Math.max(1, Math.hypot(dx, dy))
  const [across, down] = [(-dy / long) * tick, (dx / long) * tick]
  const shares = [...steps.map((step) => step.from), ...steps.slice(-1).map((step) => step.to)]
  return shares.map((share) => {
    const [x, y] = [from.x + share * dx, from.y + share * dy]
    return [{ x: x + across, y: y + down }, { x: x - across, y: y - down }]
  })
}

const Line = ({ sight, line }: { sight: Sight; line: WedgeLine }) => {
  const { wedge } = useStores()
  const steps = useWedge((state) => state.steps)
  const start = useRef(line)
  const { camera, viewport, picture } = sight
  const place = ({ x, y }: Place): Place => toScreen(camera, viewport, { x: x * picture.width, y: y * picture.height })
  const bind = useDrag(
    ({ args: [grip], event, first, tap, last, movement: [dx, dy] }) => {
      event.stopPropagation()
      if (first) start.current = line
      if (!tap && !last) wedge?.getState().place(moved(start.current, grip as Grip, dx / camera.zoom, dy / camera.zoom, picture))
    },
    { pointer: { keys: false }, filterTaps: true },
  )
  const onKeyDown = (grip: Grip) => (event: ReactKeyboardEvent) => {
    const move = arrowMove(event)
    if (move) wedge?.getState().place(moved(line, grip, ...move, picture))
  }
  const [from, to] = [place(line[0]), place(line[1])]
  const marks = ticksOf(from, to, steps)
  return (
    <div role="group" aria-label="Line along the step wedge" data-wedge>
      <svg className={styles['lines']} aria-hidden>
        <line {...bind('all')} className={styles['grasp']} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
        {(['rim', 'line'] as const).map((name) => (
          <g key={name} className={styles[name]}>
            <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
            {marks.map(([a, b]) => (
              <line key={`${a.x},${a.y}`} x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
            ))}
          </g>
        ))}
      </svg>
      {ends.map((end) => {
        const { x, y } = end === 'first' ? from : to
        return (
          <button
            key={end}
            type="button"
            {...bind(end)}
            className={styles['end']}
            style={{ translate: `${x}px ${y}px` }}
            aria-label={`${end === 'first' ? 'First' : 'Last'} end of the line: arrow keys move it`}
            onKeyDown={onKeyDown(end)}
          />
        )
      })}
    </div>
  )
}

/** Escape puts the line away, wherever the focus is; a dialog, a menu or a text has its own. */
const useEscape = (on: boolean): void => {
  const { view, wedge } = useStores()
  useEffect(() => {
    if (!on) return undefined
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || view.getState().dialog !== undefined) return
      const target = event.target instanceof Element ? event.target : undefined
      if (target?.closest('[role="menu"], [role="listbox"], [role="dialog"], input, textarea')) return
      if (target?.closest('[data-wedge]')) target.closest<HTMLElement>('[role="application"]')?.focus()
      wedge?.getState().close()
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [on, view, wedge])
}

/** From the top of the stage down to here the words stand on the picture. */
const wordsEnd = 96

/** The line along a step wedge over the picture, whose ends are dragged. */
export const WedgeOverlay = () => {
  const { wedge } = useStores()
  const sight = useSight()
  const line = useWedge((state) => state.line)
  const steps = useWedge((state) => state.steps.length)
  const trouble = useWedge((state) => state.trouble)
  useEscape(line !== undefined)
  if (!line || !sight || !wedge) return null
  const high = Math.min(...line.map(({ x, y }) => toScreen(sight.camera, sight.viewport, { x: x * sight.picture.width, y: y * sight.picture.height }).y)) < wordsEnd
  return (
    <>
      {sight.panes.map((pane) => (
        <div key={pane.sides.join()} className={film['overlay']} style={{ left: pane.x, top: pane.y, width: pane.width, height: pane.height, right: 'auto', bottom: 'auto' }}>
          <Line sight={sight} line={line} />
        </div>
      ))}
      <div className={`${film['tag']} ${styles['tag']}`} role="status" data-low={high || undefined}>
        <span className={styles['ask']}>{trouble ?? `${steps} steps are read. Put the line’s ends on the ends of the wedge.`}</span>
        <Button size="small" onClick={() => wedge.getState().close()}>
          Done
        </Button>
      </div>
    </>
  )
}
