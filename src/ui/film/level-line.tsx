import { useState, type PointerEvent } from 'react'
import { leanOf } from '../../recipe/frame.ts'
import { seenAngle } from '../../recipe/seen-frame.ts'
import { figure } from '../format.ts'
import { useStores } from '../lab-context.tsx'
import type { Point } from '../stage/camera.ts'
import type { Pane } from '../stage/sight.ts'
import { stopPicking } from './picking.ts'
import styles from './film.module.css'

/** A line shorter than this, in screen pixels, was a slip of the hand. */
const least = 12

interface Line {
  readonly from: Point
  readonly to: Point
}

/** The lean of a line in degrees, to the hundredth. */
function leanOfLine({ from, to }: Line): number | undefined {
  const lean = Math.hypot(to.x - from.x, to.y - from.y) < least ? undefined : leanOf(to.x - from.x, to.y - from.y)
  return lean === undefined ? undefined : Math.round(100 * lean) / 100
}

const at = (event: PointerEvent<HTMLElement>): Point => {
  const { left, top } = event.currentTarget.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}

/**
 * A line drawn along something that was level or upright; let go, the picture turns so that it is. The camera does not lean,
 * so its angle on the screen is that on the scan, or in a mirror.
 */
export const LevelLine = ({ pane }: { pane: Pane }) => {
  const stores = useStores()
  const [line, setLine] = useState<Line>()
  const lean = line && leanOfLine(line)
  const end = (event: PointerEvent<HTMLElement>): void => {
    event.stopPropagation()
    const angle = line && leanOfLine({ ...line, to: at(event) })
    setLine(undefined)
    if (angle === undefined) return
    const { straighten, settle, part } = stores.lab.getState()
    straighten(seenAngle(angle, part))
    settle()
    stopPicking(stores)
  }
  return (
    <div
      className={styles['level']}
      style={{ left: pane.x, top: pane.y, width: pane.width, height: pane.height }}
      role="img"
      aria-label="Draw a line along something level or upright"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        setLine({ from: at(event), to: at(event) })
      }}
      onPointerMove={(event) => line && setLine({ ...line, to: at(event) })}
      onPointerUp={end}
      onPointerCancel={() => setLine(undefined)}
    >
      {line && (
        <svg aria-hidden>
          <line x1={line.from.x} y1={line.from.y} x2={line.to.x} y2={line.to.y} className={styles['levelRim']} />
          <line x1={line.from.x} y1={line.from.y} x2={line.to.x} y2={line.to.y} className={styles['levelLine']} />
        </svg>
      )}
      {line && lean !== undefined && (
        <span className={styles['levelAngle']} style={{ translate: `${line.to.x}px ${line.to.y}px` }}>
          {figure(lean, 1)}°
        </span>
      )}
    </div>
  )
}
