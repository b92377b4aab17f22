import { Check, RotateCw } from 'lucide-react'
import { patchNames } from '../../kernels/film/chart/chart.ts'
import type { Place, Quad } from '../../kernels/film/chart/grid.ts'
import { originOf } from '../../state/film-origin.ts'
import { Button } from '../kit/button.tsx'
import { useLab } from '../lab-context.tsx'
import { toScreen } from '../stage/camera.ts'
import { Handle } from '../stage/handle.tsx'
import { movePoints } from '../stage/move-points.ts'
import { OnPanes } from '../stage/on-panes.tsx'
import type { Sight } from '../stage/sight.ts'
import { useSight } from '../stage/stage-context.tsx'
import { ToolWords } from '../stage/tool-words.tsx'
import { useHandles } from '../stage/use-handles.ts'
import { useStageRoom } from '../stage/use-stage-room.ts'
import { isText, toolAt, toStage, useToolKeys } from '../stage/use-tool-keys.ts'
import { ChartLines } from './chart-lines.tsx'
import { meanChange } from './chart-result.tsx'
import { useChart, useFilmStores } from './films-context.tsx'
import styles from './chart.module.css'

type Corner = 0 | 1 | 2 | 3
const corners: readonly Corner[] = [0, 1, 2, 3]
/** The patch in each corner, by which it is told from the others. */
const beside = [patchNames[0], patchNames[5], patchNames[23], patchNames[18]].map((name) => name.toLowerCase())

const Grid = ({ sight, quad }: { sight: Sight; quad: Quad }) => {
  const { chart } = useFilmStores()
  const { camera, viewport, picture } = sight
  const place = ({ x, y }: Place): Place => toScreen(camera, viewport, { x: x * picture.width, y: y * picture.height })
  const { bind, keys } = useHandles<Corner | 'all', Quad>({
    now: quad,
    zoom: camera.zoom,
    move: (which, from, dx, dy) => chart.getState().place(movePoints(from, which, dx, dy, picture)),
  })
  return (
    <div role="group" aria-label="Colour chart" data-tool="chart">
      <ChartLines quad={quad} place={place} bind={bind('all')} />
      {corners.map((corner) => {
        const { x, y } = place(quad[corner])
        return (
          <Handle
            key={corner}
            {...bind(corner)}
            mark="ring"
            style={{ translate: `${x}px ${y}px` }}
            aria-label={`Corner of the chart by ${beside[corner]!}: arrow keys move it`}
            onKeyDown={keys(corner)}
          />
        )
      })}
    </div>
  )
}

/** Escape is Done and Enter fits, wherever the focus is but in a text. */
const useChartKeys = (on: boolean): void => {
  const { chart } = useFilmStores()
  useToolKeys(on, (event, target) => {
    if (isText(target)) return
    // a button elsewhere is pressed by Enter, and a wedge may stand beside the chart
    if (event.key === 'Enter' && toolAt(target)?.getAttribute('data-tool') === 'chart') {
      event.preventDefault()
      void chart.getState().fit()
    }
    if (event.key !== 'Escape') return
    toStage(target)
    chart.getState().close()
  })
}

/** What is asked for, or what came of it. */
const Words = () => {
  const fitting = useChart((state) => state.fitting)
  const trouble = useChart((state) => state.trouble)
  const found = useChart((state) => state.found)
  const origin = useLab((state) => originOf(state.history))
  if (fitting) return 'Reading the patches…'
  if (trouble !== undefined) return trouble
  if (origin?.kind === 'chart') return `The film is fitted: mean ΔE00 of the patches ${meanChange(origin).join(' → ')}.`
  return (
    <>
      {found ? 'The chart was found. Look whether its corners are right.' : 'Put the corners on the outer corners of the patches.'}
      <span className={styles['more']}> Small squares show the colours that belong there.</span>
    </>
  )
}

/** The grid of a colour chart over the picture, whose four corners are dragged. */
export const ChartOverlay = () => {
  const { chart } = useFilmStores()
  const sight = useSight()
  const quad = useChart((state) => state.quad)
  const fitting = useChart((state) => state.fitting)
  useChartKeys(quad !== undefined)
  useStageRoom(quad !== undefined)
  if (!quad || !sight) return null
  const { fit, turn, close } = chart.getState()
  return (
    <>
      <OnPanes sight={sight}>
        <Grid sight={sight} quad={quad} />
      </OnPanes>
      <ToolWords sight={sight} points={quad} words={<Words />}>
        <Button size="small" variant="main" icon={<Check aria-hidden />} disabled={fitting} onClick={() => void fit()}>
          Fit the film
        </Button>
        <Button size="small" icon={<RotateCw aria-hidden />} onClick={turn}>
          Turn
        </Button>
        <Button size="small" onClick={close}>
          Done
        </Button>
      </ToolWords>
    </>
  )
}
