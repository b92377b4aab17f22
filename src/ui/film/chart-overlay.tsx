import { useDrag } from '@use-gesture/react'
import { Check, RotateCw } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent as ReactKeyboardEvent } from 'react'
import { patchNames } from '../../kernels/film/chart/chart.ts'
import type { Place, Quad } from '../../kernels/film/chart/grid.ts'
import { arrowMove } from '../kit/arrow-move.ts'
import { Button } from '../kit/button.tsx'
import { useStores } from '../lab-context.tsx'
import { toScreen } from '../stage/camera.ts'
import type { Sight } from '../stage/sight.ts'
import { useSight } from '../stage/stage-context.tsx'
import { ChartLines } from './chart-lines.tsx'
import { useChart, useFilmStores } from './films-context.tsx'
import film from './film.module.css'
import styles from './chart.module.css'

type Corner = 0 | 1 | 2 | 3
const corners: readonly Corner[] = [0, 1, 2, 3]
/** The patch in each corner, by which it is told from the others. */
const beside = [patchNames[0], patchNames[5], patchNames[23], patchNames[18]].map((name) => name.toLowerCase())

const inside = (value: number): number => Math.min(1, Math.max(0, value))
/** So far that all of them stay inside. */
const held = (delta: number, all: readonly number[]): number => Math.min(1 - Math.max(...all), Math.max(-Math.min(...all), delta))

/** The corners after one of them, or all, were moved by pixels of the picture. A corner stays in the picture. */
function moved(quad: Quad, which: Corner | 'all', dx: number, dy: number, { width, height }: Sight['picture']): Quad {
  const [xs, ys] = [quad.map(({ x }) => x), quad.map(({ y }) => y)]
  if (which === 'all') {
    // the grid as a whole goes no further than its outermost corner
    const [ax, ay] = [held(dx / width, xs), held(dy / height, ys)]
    return quad.map(({ x, y }) => ({ x: x + ax, y: y + ay })) as unknown as Quad
  }
  return quad.map((at, i) => (i === which ? { x: inside(at.x + dx / width), y: inside(at.y + dy / height) } : at)) as unknown as Quad
}

const Grid = ({ sight, quad }: { sight: Sight; quad: Quad }) => {
  const { chart } = useFilmStores()
  const start = useRef(quad)
  const { camera, viewport, picture } = sight
  const place = ({ x, y }: Place): Place => toScreen(camera, viewport, { x: x * picture.width, y: y * picture.height })
  const bind = useDrag(
    ({ args: [which], event, first, tap, last, movement: [dx, dy] }) => {
      event.stopPropagation()
      if (first) start.current = quad
      if (!tap && !last) chart.getState().place(moved(start.current, which as Corner | 'all', dx / camera.zoom, dy / camera.zoom, picture))
    },
    { pointer: { keys: false }, filterTaps: true },
  )
  const onKeyDown = (which: Corner) => (event: ReactKeyboardEvent) => {
    const move = arrowMove(event)
    if (!move) return
    chart.getState().place(moved(quad, which, ...move, picture))
  }
  return (
    <div role="group" aria-label="Colour chart" data-chart>
      <ChartLines quad={quad} place={place} bind={bind('all')} />
      {corners.map((corner) => {
        const { x, y } = place(quad[corner])
        return (
          <button
            key={corner}
            type="button"
            {...bind(corner)}
            className={styles['corner']}
            style={{ translate: `${x}px ${y}px` }}
            aria-label={`Corner of the chart by ${beside[corner]!}: arrow keys move it`}
            onKeyDown={onKeyDown(corner)}
          />
        )
      })}
    </div>
  )
}

/** Escape is Done and Enter fits, wherever the focus is; a dialog, a menu or a text has its own. */
const useChartKeys = (on: boolean): void => {
  const { view } = useStores()
  const { chart } = useFilmStores()
  useEffect(() => {
    if (!on) return undefined
    const press = (event: KeyboardEvent): void => {
      if ((event.key !== 'Escape' && event.key !== 'Enter') || view.getState().dialog !== undefined) return
      const target = event.target instanceof Element ? event.target : undefined
      if (target?.closest('[role="menu"], [role="listbox"], [role="dialog"], input, textarea')) return
      const onGrid = target?.closest('[data-chart]')
      if (event.key === 'Enter') {
        // a button elsewhere is pressed by it
        if (!onGrid) return
        event.preventDefault()
        void chart.getState().fit()
        return
      }
      if (onGrid) onGrid.closest<HTMLElement>('[role="application"]')?.focus()
      chart.getState().close()
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [on, chart, view])
}

/** From the top of the stage down to here the words stand on the picture. */
const wordsEnd = 120

/** Whether the words would lie on the chart's upper corners while there is room for them below. */
function isHigh({ camera, viewport, picture }: Sight, quad: Quad): boolean {
  const ys = quad.map(({ x, y }) => toScreen(camera, viewport, { x: x * picture.width, y: y * picture.height }).y)
  return Math.min(...ys) < wordsEnd && viewport.height - Math.max(...ys) > Math.min(...ys)
}

/** The grid of a colour chart over the picture, whose four corners are dragged. */
export const ChartOverlay = () => {
  const { chart } = useFilmStores()
  const sight = useSight()
  const quad = useChart((state) => state.quad)
  const fitting = useChart((state) => state.fitting)
  const trouble = useChart((state) => state.trouble)
  const found = useChart((state) => state.found)
  useChartKeys(quad !== undefined)
  if (!quad || !sight) return null
  const { fit, turn, close } = chart.getState()
  return (
    <>
      {sight.panes.map((pane) => (
        <div key={pane.sides.join()} className={film['overlay']} style={{ left: pane.x, top: pane.y, width: pane.width, height: pane.height, right: 'auto', bottom: 'auto' }}>
          <Grid sight={sight} quad={quad} />
        </div>
      ))}
      <div className={`${film['tag']} ${styles['tag']}`} role="status" data-low={isHigh(sight, quad) || undefined}>
        <span className={styles['ask']}>
          {fitting ? 'Reading the patches…' : (trouble ?? (found ? 'The chart was found. Look whether its corners are right.' : 'Put the corners on the outer corners of the patches.'))}
          {!fitting && !trouble && <span className={styles['more']}> Small squares show the colours that belong there.</span>}
        </span>
        <span className={styles['ways']}>
          <Button size="small" variant="main" icon={<Check aria-hidden />} disabled={fitting} onClick={() => void fit()}>
            Fit the film
          </Button>
          <Button size="small" icon={<RotateCw aria-hidden />} onClick={turn}>
            Turn
          </Button>
          <Button size="small" onClick={close}>
            Done
          </Button>
        </span>
      </div>
    </>
  )
}
