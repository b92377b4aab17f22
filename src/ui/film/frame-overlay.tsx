import { useDrag } from '@use-gesture/react'
import { Move } from 'lucide-react'
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent as ReactKeyboardEvent } from 'react'
import type { Area } from '../../kernels/film/light.ts'
import { dragFrame, gripPlace, grips, ratioOf, sides, type Grip } from '../../recipe/frame.ts'
import { sameGeometry, wholeGeometry, withoutFrame, type Geometry } from '../../recipe/geometry.ts'
import { ratioValue } from '../../recipe/ratio.ts'
import { frameOnScan, seenArea, seenFrame } from '../../recipe/seen-frame.ts'
import { current } from '../../state/history.ts'
import { arrowMove } from '../kit/arrow-move.ts'
import { pause, useDelayed } from '../kit/use-delayed.ts'
import { useLab, useStores, useView } from '../lab-context.tsx'
import { toScreen } from '../stage/camera.ts'
import type { Sight } from '../stage/sight.ts'
import { useSight } from '../stage/stage-context.tsx'
import { swapSides } from './frame-ratio.ts'
import { LevelLine } from './level-line.tsx'
import styles from './film.module.css'

/** An area of what is seen, on the stage, in CSS pixels. */
const placed = ({ camera, viewport, picture }: Sight, { x, y, width, height }: Area): CSSProperties => {
  const at = toScreen(camera, viewport, { x: x * picture.width, y: y * picture.height })
  return { left: 0, top: 0, translate: `${at.x}px ${at.y}px`, width: width * picture.width * camera.zoom, height: height * picture.height * camera.zoom }
}

/** The frame as it is seen; what a hand does to it is written down for the scan, however that lies. */
const Box = ({ sight, seen, part }: { sight: Sight; seen: Geometry; part: Geometry }) => {
  const { lab } = useStores()
  const start = useRef(seen)
  const settled = useDelayed(() => lab.getState().settle(), pause)
  const ratio = useView((view) => view.ratio)
  const [held, setHeld] = useState(false)
  const put = (grip: Grip, from: Geometry, dx: number, dy: number, keep = false): void => {
    const now = ratioOf(from, sight.picture)
    const shape = ratioValue(ratio, sight.picture, now) ?? (keep ? now : undefined)
    lab.getState().setGeometry(frameOnScan(dragFrame(from, sight.picture, grip, dx, dy, shape), part), grip === 'all' ? 'Move the frame' : undefined)
  }
  const bind = useDrag(
    ({ args: [grip], event, first, last, tap, shiftKey, movement: [dx, dy] }) => {
      event.stopPropagation()
      if (first) start.current = seen
      setHeld(!last)
      // letting go is no move, whatever keys are let go with it
      if (!tap && !last) put(grip as Grip, start.current, dx / sight.camera.zoom, dy / sight.camera.zoom, shiftKey)
      if (last) lab.getState().settle()
    },
    { pointer: { keys: false }, filterTaps: true },
  )
  const onKeyDown = (grip: Grip) => (event: ReactKeyboardEvent) => {
    const move = arrowMove(event)
    if (!move) return
    put(grip, seen, ...move)
    settled.soon()
  }
  return (
    <div
      {...bind('all')}
      className={styles['box']}
      style={{ ...placed(sight, seen.area), rotate: `${seen.angle}deg` }}
      data-frame
      role="group"
      aria-label="Frame of the picture"
    >
      {held && <span className={styles['thirds']} aria-hidden />}
      {sides.map((side) => (
        <span key={side} {...bind(side)} className={styles['edge']} data-grip={side} aria-hidden />
      ))}
      <button type="button" className={styles['middle']} aria-label="Frame: arrow keys move all of it" onKeyDown={onKeyDown('all')} onBlur={settled.now}>
        <Move aria-hidden />
      </button>
      {grips.map((grip) => {
        const { x, y } = gripPlace(grip)
        return (
          <button
            key={grip}
            type="button"
            {...bind(grip)}
            className={styles['grip']}
            data-grip={grip}
            style={{ left: `${100 * x}%`, top: `${100 * y}%` }}
            aria-label={`Frame, ${grip}: arrow keys move it`}
            onKeyDown={onKeyDown(grip)}
            onBlur={settled.now}
          />
        )
      })}
    </div>
  )
}

const isText = (target: Element | undefined): boolean => target?.closest('input, textarea, [contenteditable]') !== null && target !== undefined

/** Escape is Done and X swaps the sides, wherever the focus is; a dialog or a menu over the page has its own, and so has a text. */
const useFrameKeys = (on: boolean): void => {
  const stores = useStores()
  useEffect(() => {
    if (!on) return undefined
    const press = (event: KeyboardEvent): void => {
      const swaps = event.key.toLowerCase() === 'x' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
      if ((event.key !== 'Escape' && !swaps) || stores.view.getState().dialog !== undefined) return
      const target = event.target instanceof Element ? event.target : undefined
      if (target?.closest('[role="menu"], [role="listbox"], [role="dialog"]') || (swaps && isText(target))) return
      if (swaps) {
        // elsewhere the same key switches a step off
        event.preventDefault()
        if (!event.repeat) swapSides(stores)
        return
      }
      // what has the focus may go with the frame
      if (target?.closest('[data-frame]')) target.closest<HTMLElement>('[role="application"]')?.focus()
      stores.lab.getState().showScan(false)
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [on, stores])
}

/** The frame on the whole scan, with the strips of rebate that the film base was read from. */
export const FrameOverlay = () => {
  const sight = useSight()
  const unframed = useLab((state) => state.unframed)
  const picking = useView((view) => view.picking)
  const part = useLab((state) => state.part)
  const geometry = useLab((state) => current(state.history).geometry) ?? wholeGeometry
  const rebate = useLab((state) => (state.film?.scan === state.scan?.id ? state.film?.analysis.rebate : undefined))
  useFrameKeys(unframed && picking === undefined)
  // a quarter turn is in the recipe before it is in the picture
  if (!unframed || !sight || !sameGeometry(part, withoutFrame(geometry))) return null
  return (
    <>
      {sight.panes.map((pane) => (
        <div key={pane.sides.join()} className={styles['overlay']} style={{ left: pane.x, top: pane.y, width: pane.width, height: pane.height, right: 'auto', bottom: 'auto' }}>
          {rebate?.map((strip) => <div key={`${strip.x} ${strip.y}`} className={styles['strip']} style={placed(sight, seenArea(strip, part))} />)}
          {picking === undefined && <Box sight={sight} seen={seenFrame(geometry, part)} part={part} />}
        </div>
      ))}
      {picking === 'level' && sight.panes.map((pane) => <LevelLine key={pane.sides.join()} pane={pane} />)}
    </>
  )
}
