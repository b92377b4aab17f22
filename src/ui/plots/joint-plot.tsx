import { useMemo, useRef, useState, type PointerEvent } from 'react'
import type { Pipeline } from '../../kernels/compile.ts'
import type { Histogram } from '../../kernels/histogram.ts'
import type { Counts } from '../../state/view.ts'
import { axisOf, ticksOf, type Axis } from './axis.ts'
import { HistogramCanvas } from './histogram-canvas.tsx'
import { afterAxis, curveLines, shownPipes, sideOf } from './joint-data.ts'
import { JointLabels, MapFrame } from './joint-frame.tsx'
import { jointLayout, type PlotScale } from './joint-layout.ts'
import { Curves, NoCurve, OfGreys, ProbePaths } from './joint-paths.tsx'
import { Clips, Crosshair, ReadingTip, wordsOf, type Pointed } from './joint-reading.tsx'
import { PlotField } from './plot-field.tsx'
import { codeReading, type Reading } from './reading.ts'
import { useSize } from './use-canvas.ts'
import styles from './plots.module.css'

export interface JointPlotProps {
  /** Histograms of the channels to show, luma among them where it is wanted. */
  readonly before: readonly Histogram[]
  /** Undefined while a float result is being counted for the first time. */
  readonly after: readonly Histogram[] | undefined
  readonly pipeline: Pipeline
  readonly counts: Counts
  /** The probed pixel's values, one a colour channel. */
  readonly probe?: readonly number[] | undefined
  /** Draw the path of this channel alone, in white and with its numbers, as Present does. */
  readonly probeChannel?: number | undefined
  readonly scale?: PlotScale
  readonly names?: 'below' | 'corner'
  /** The parent bounds the height too: the plot fits into it. */
  readonly fit?: boolean
  /** Whether clipped pixels are shown on the stage; without `onClipping` the corner marks are left out. */
  readonly clipping?: boolean
  readonly onClipping?: () => void
  /** Id of the sentence that says the same. */
  readonly describedBy?: string
}

const strokes = { panel: { curve: 2.25, outline: 1.25 }, present: { curve: 5, outline: 2 } } as const

/** The same axis object while it says the same, so that what hangs on it alone is not drawn again. */
export const useSame = ({ from, to, integer }: Axis): Axis => useMemo(() => ({ from, to, integer }), [from, to, integer])

/** Before along the bottom, T(r), after along the side: one axis for all three. */
export const JointPlot = (props: JointPlotProps) => {
  const { pipeline, counts, probe, probeChannel, scale = 'panel', names = scale === 'present' ? 'corner' : 'below', fit = false } = props
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const [pointed, setPointed] = useState<Pointed>()
  const [focused, setFocused] = useState(false)

  const before = useMemo(() => sideOf(props.before, axisOf(props.before), counts), [props.before, counts])
  const axis = useSame(afterAxis(pipeline, props.after))
  const after = useMemo(() => sideOf(props.after ?? [], axis, counts, props.before), [props.after, props.before, axis, counts])
  const lines = useMemo(() => curveLines(pipeline, props.before, before.axis), [pipeline, props.before, before.axis])
  const through = { pipeline, pipes: shownPipes(pipeline, props.before) }
  const digits = Math.max(...ticksOf(after.axis, scale === 'present').map(({ label }) => label.length))
  const layout = useMemo(
    () => size && jointLayout({ width: size.width, ...(fit ? { height: size.height } : {}), scale, names, digits }),
    [size, fit, scale, names, digits],
  )

  const read = (at: Pointed['at'], reading: Reading | undefined): void => setPointed(reading && { at, reading })
  const onMap = (event: PointerEvent<HTMLElement>): void => {
    const bounds = event.currentTarget.getBoundingClientRect()
    read('map', codeReading(before.axis, (event.clientX - bounds.left) / bounds.width))
  }

  return (
    <div
      ref={frame}
      className={styles['plot']}
      style={{ height: fit ? '100%' : layout?.height }}
      role="group"
      aria-label="Joint plot: before below, curve T(r), after at the left"
      aria-describedby={props.describedBy}
    >
      {layout && layout.side > 0 && (
        <>
          {(['before', 'after'] as const).map((at) => {
            const side = at === 'before' ? before : after
            const direction = at === 'before' ? 'up' : 'right'
            return (
              <PlotField
                key={at}
                box={layout[at]}
                axis={side.axis}
                direction={direction}
                label={at === 'before' ? 'Histogram before, code r' : 'Histogram after, code s'}
                reading={pointed?.at === at ? pointed.reading : undefined}
                onRead={(reading) => read(at, reading)}
                words={pointed?.at === at ? wordsOf({ layout, before, after }, through, pointed) : 'Press an arrow key to read a code'}
                onFocused={setFocused}
              >
                <HistogramCanvas
                  width={layout[at].width}
                  height={layout[at].height}
                  direction={direction}
                  axis={side.axis}
                  series={side.series}
                  full={side.full}
                  counts={counts}
                  outlineWidth={strokes[scale].outline}
                  dashes={focused}
                />
              </PlotField>
            )
          })}
          <div
            className={styles['field']}
            style={{ left: layout.map.x, top: layout.map.y, width: layout.side, height: layout.side }}
            onPointerMove={onMap}
            onPointerDown={onMap}
            onPointerLeave={() => setPointed(undefined)}
          />
          <svg className={styles['overlay']} width={layout.width} height={layout.height} aria-hidden>
            <MapFrame layout={layout} before={before.axis} after={axis} />
            <JointLabels
              layout={layout}
              before={before.axis}
              after={axis}
              beforeFull={counts === 'log' ? before.full : undefined}
              afterFull={counts === 'log' ? after.full : undefined}
            />
            {pipeline.mixing && (lines.length > 0 ? <OfGreys layout={layout} /> : <NoCurve layout={layout} />)}
            <Curves layout={layout} before={before.axis} after={after.axis} lines={lines} width={strokes[scale].curve} />
            {pointed ? (
              <Crosshair {...{ layout, before, after, pointed }} {...through} />
            ) : (
              probe && (
                <ProbePaths
                  layout={layout}
                  before={before.axis}
                  after={after.axis}
                  pipeline={pipeline}
                  values={probe}
                  pipes={probeChannel === undefined ? (pipeline.mixing ? [0, 1, 2] : through.pipes) : [probeChannel]}
                  labelled={probeChannel !== undefined}
                />
              )
            )}
          </svg>
          {props.onClipping && <Clips {...{ layout, before, after }} pressed={props.clipping ?? false} onPress={props.onClipping} />}
          {pointed && <ReadingTip {...{ layout, before, after, pointed }} {...through} />}
        </>
      )}
    </div>
  )
}
