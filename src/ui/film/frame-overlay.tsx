import { useDrag } from '@use-gesture/react'
import { Check } from 'lucide-react'
import { useEffect, useRef, type CSSProperties, type KeyboardEvent as ReactKeyboardEvent } from 'react'
import type { Area } from '../../kernels/film/light.ts'
import { wholeGeometry, type Geometry } from '../../recipe/geometry.ts'
import { current } from '../../state/history.ts'
import { Button } from '../kit/button.tsx'
import { pause, useDelayed } from '../kit/use-delayed.ts'
import { useLab, useStores, useView } from '../lab-context.tsx'
import { toScreen } from '../stage/camera.ts'
import type { Sight } from '../stage/sight.ts'
import { useSight } from '../stage/stage-context.tsx'
import { dragFrame, gripPlace, grips, sides, type Grip } from './frame-drag.ts'
import styles from './film.module.css'

const moves: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** An area of the scan on the stage, in CSS pixels. */
const placed = ({ camera, viewport, picture }: Sight, { x, y, width, height }: Area): CSSProperties => {
  const at = toScreen(camera, viewport, { x: x * picture.width, y: y * picture.height })
  return { left: 0, top: 0, translate: `${at.x}px ${at.y}px`, width: width * picture.width * camera.zoom, height: height * picture.height * camera.zoom }
}

const Box = ({ sight, geometry }: { sight: Sight; geometry: Geometry }) => {
  const { lab } = useStores()
  const start = useRef(geometry)
  const settled = useDelayed(() => lab.getState().settle(), pause)
  const put = (grip: Grip, from: Geometry, dx: number, dy: number): void => lab.getState().setGeometry(dragFrame(from, sight.picture, grip, dx, dy), grip === 'all' ? 'Move the frame' : 'Frame')
  const bind = useDrag(
    ({ args: [grip], event, first, last, movement: [dx, dy] }) => {
      event.stopPropagation()
      if (first) start.current = geometry
      put(grip as Grip, start.current, dx / sight.camera.zoom, dy / sight.camera.zoom)
      if (last) lab.getState().settle()
    },
    { pointer: { keys: false }, filterTaps: true },
  )
  const onKeyDown = (grip: Grip) => (event: ReactKeyboardEvent) => {
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    const pixels = event.shiftKey ? 10 : 1
    put(grip, geometry, move[0] * pixels, move[1] * pixels)
    settled.soon()
  }
  return (
    <div {...bind('all')} className={styles['box']} style={{ ...placed(sight, geometry.area), rotate: `${geometry.angle}deg` }} data-frame role="group" aria-label="Frame of the picture">
      {sides.map((side) => (
        <span key={side} {...bind(side)} className={styles['edge']} data-grip={side} aria-hidden />
      ))}
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

/** Escape is Done, wherever the focus is; a dialog or a menu over the page has its own. */
const useEscape = (on: boolean): void => {
  const { lab, view } = useStores()
  useEffect(() => {
    if (!on) return undefined
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || view.getState().dialog !== undefined) return
      const target = event.target instanceof Element ? event.target : undefined
      if (target?.closest('[role="menu"], [role="listbox"], [role="dialog"]')) return
      // what has the focus may go with the frame
      if (target?.closest('[data-frame]')) target.closest<HTMLElement>('[role="application"]')?.focus()
      lab.getState().showScan(false)
    }
    window.addEventListener('keydown', leave, { capture: true })
    return () => window.removeEventListener('keydown', leave, { capture: true })
  }, [on, lab, view])
}

/** The frame on the whole scan, with the strips of rebate that the film base was read from. */
export const FrameOverlay = () => {
  const { lab } = useStores()
  const sight = useSight()
  const unframed = useLab((state) => state.unframed)
  const picking = useView((view) => view.picking)
  const shown = useLab((state) => state.picture === state.scan)
  const geometry = useLab((state) => current(state.history).geometry) ?? wholeGeometry
  const rebate = useLab((state) => (state.film?.scan === state.scan?.id ? state.film?.analysis.rebate : undefined))
  useEscape(unframed && picking === undefined)
  if (!unframed || !sight || !shown) return null
  return (
    <>
      {sight.panes.map((pane) => (
        <div key={pane.sides.join()} className={styles['overlay']} style={{ left: pane.x, top: pane.y, width: pane.width, height: pane.height, right: 'auto', bottom: 'auto' }}>
          {rebate?.map((strip) => <div key={`${strip.x} ${strip.y}`} className={styles['strip']} style={placed(sight, strip)} />)}
          {picking !== 'base' && <Box sight={sight} geometry={geometry} />}
        </div>
      ))}
      {picking !== 'base' && (
        <div className={styles['tag']} role="status">
          <span>{rebate && rebate.length > 0 ? `Frame, and ${rebate.length} strip${rebate.length === 1 ? '' : 's'} of rebate. ` : 'Frame. '}Drag its edges.</span>
          <Button size="small" variant="main" icon={<Check aria-hidden />} onClick={() => lab.getState().showScan(false)}>
            Done
          </Button>
        </div>
      )}
    </>
  )
}
