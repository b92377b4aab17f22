import { Move } from 'lucide-react'
import type { CSSProperties } from 'react'
import type { Area } from '../../kernels/film/light.ts'
import { dragFrame, gripPlace, grips, ratioOf, sides, type Grip } from '../../recipe/frame.ts'
import { sameGeometry, wholeGeometry, withoutFrame, type Geometry } from '../../recipe/geometry.ts'
import { ratioValue } from '../../recipe/ratio.ts'
import { frameOnScan, seenArea, seenFrame } from '../../recipe/seen-frame.ts'
import { current } from '../../state/history.ts'
import { pause, useDelayed } from '../kit/use-delayed.ts'
import { useLab, useStores, useView } from '../lab-context.tsx'
import { toScreen } from '../stage/camera.ts'
import { Handle } from '../stage/handle.tsx'
import { OnPanes } from '../stage/on-panes.tsx'
import type { Sight } from '../stage/sight.ts'
import { useSight } from '../stage/stage-context.tsx'
import { useHandles } from '../stage/use-handles.ts'
import { isText, toStage, useToolKeys } from '../stage/use-tool-keys.ts'
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
  const settled = useDelayed(() => lab.getState().settle(), pause)
  const ratio = useView((view) => view.ratio)
  const { bind, keys, held } = useHandles<Grip, Geometry>({
    now: seen,
    zoom: sight.camera.zoom,
    move: (grip, from, dx, dy, keep) => {
      const now = ratioOf(from, sight.picture)
      const shape = ratioValue(ratio, sight.picture, now) ?? (keep ? now : undefined)
      lab.getState().setGeometry(frameOnScan(dragFrame(from, sight.picture, grip, dx, dy, shape), part), grip === 'all' ? 'Move the frame' : undefined)
    },
    letGo: () => lab.getState().settle(),
    pressed: settled.soon,
  })
  return (
    <div
      {...bind('all')}
      className={styles['box']}
      style={{ ...placed(sight, seen.area), rotate: `${seen.angle}deg` }}
      data-tool="frame"
      role="group"
      aria-label="Frame of the picture"
    >
      {held && <span className={styles['thirds']} aria-hidden />}
      {sides.map((side) => (
        <span key={side} {...bind(side)} className={styles['edge']} data-grip={side} aria-hidden />
      ))}
      <button type="button" className={styles['middle']} aria-label="Frame: arrow keys move all of it" onKeyDown={keys('all')} onBlur={settled.now}>
        <Move aria-hidden />
      </button>
      {grips.map((grip) => {
        const { x, y } = gripPlace(grip)
        return (
          <Handle
            key={grip}
            {...bind(grip)}
            mark={x === 0.5 ? 'lying bar' : y === 0.5 ? 'standing bar' : 'square'}
            className={styles['grip']}
            data-grip={grip}
            style={{ left: `${100 * x}%`, top: `${100 * y}%` }}
            aria-label={`Frame, ${grip}: arrow keys move it`}
            onKeyDown={keys(grip)}
            onBlur={settled.now}
          />
        )
      })}
    </div>
  )
}

/** Escape is Done and X swaps the sides, wherever the focus is; in a text X is a letter. */
const useFrameKeys = (on: boolean): void => {
  const stores = useStores()
  useToolKeys(on, (event, target) => {
    if (event.key === 'Escape') {
      toStage(target)
      stores.lab.getState().showScan(false)
    }
    if (event.key.toLowerCase() !== 'x' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isText(target)) return
    // elsewhere the same key switches a step off
    event.preventDefault()
    if (!event.repeat) swapSides(stores)
  })
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
      <OnPanes sight={sight}>
        {rebate?.map((strip) => <div key={`${strip.x} ${strip.y}`} className={styles['strip']} style={placed(sight, seenArea(strip, part))} />)}
        {picking === undefined && <Box sight={sight} seen={seenFrame(geometry, part)} part={part} />}
      </OnPanes>
      {picking === 'level' && sight.panes.map((pane) => <LevelLine key={pane.sides.join()} pane={pane} />)}
    </>
  )
}
