import type { Place } from '../../kernels/film/chart/grid.ts'
import type { WedgeLine, WedgeStep } from '../../kernels/film/wedge/line.ts'
import { Button } from '../kit/button.tsx'
import { useStores, useWedge } from '../lab-context.tsx'
import { toScreen } from '../stage/camera.ts'
import { Handle } from '../stage/handle.tsx'
import { movePoints } from '../stage/move-points.ts'
import { OnPanes } from '../stage/on-panes.tsx'
import type { Sight } from '../stage/sight.ts'
import { useSight } from '../stage/stage-context.tsx'
import { ToolWords } from '../stage/tool-words.tsx'
import { useHandles } from '../stage/use-handles.ts'
import { isText, toStage, useToolKeys } from '../stage/use-tool-keys.ts'
import { WholeScan } from './whole-scan.tsx'
import styles from './wedge.module.css'

const ends = ['First', 'Last'] as const

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
  const { camera, viewport, picture } = sight
  const place = ({ x, y }: Place): Place => toScreen(camera, viewport, { x: x * picture.width, y: y * picture.height })
  const { bind, keys } = useHandles<number | 'all', WedgeLine>({
    now: line,
    zoom: camera.zoom,
    move: (which, was, dx, dy) => wedge?.getState().place(movePoints(was, which, dx, dy, picture)),
  })
  const [from, to] = [place(line[0]), place(line[1])]
  const marks = ticksOf(from, to, steps)
  return (
    <div role="group" aria-label="Line along the step wedge" data-tool="wedge">
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
      {ends.map((end, which) => {
        const { x, y } = which === 0 ? from : to
        return (
          <Handle
            key={end}
            {...bind(which)}
            mark="ring"
            style={{ translate: `${x}px ${y}px` }}
            aria-label={`${end} end of the line: arrow keys move it`}
            onKeyDown={keys(which)}
          />
        )
      })}
    </div>
  )
}

/** The line along a step wedge over the picture, whose ends are dragged. */
export const WedgeOverlay = () => {
  const { wedge } = useStores()
  const sight = useSight()
  const line = useWedge((state) => state.line)
  const steps = useWedge((state) => state.steps.length)
  const trouble = useWedge((state) => state.trouble)
  useToolKeys(line !== undefined, (event, target) => {
    if (event.key !== 'Escape' || isText(target)) return
    toStage(target)
    wedge?.getState().close()
  })
  if (!line || !sight || !wedge) return null
  return (
    <>
      <OnPanes sight={sight}>
        <Line sight={sight} line={line} />
      </OnPanes>
      <ToolWords sight={sight} points={line} words={trouble ?? `${steps} steps are read. Put the line’s ends on the ends of the wedge.`}>
        <WholeScan />
        <Button size="small" onClick={() => wedge.getState().close()}>
          Done
        </Button>
      </ToolWords>
    </>
  )
}
