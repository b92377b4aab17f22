import { memo, useMemo, useRef, useState, type PointerEvent } from 'react'
import { baseDensity, opticalDensity } from '../../kernels/film/step/density-scale.ts'
import type { Histogram } from '../../kernels/histogram.ts'
import { tracePixel } from '../../kernels/trace-pixel.ts'
import { ticksOf } from '../plots/axis.ts'
import { ClipMarks } from '../plots/clip-marks.tsx'
import { channelColour } from '../plots/colours.ts'
import { HistogramCanvas } from '../plots/histogram-canvas.tsx'
import { afterAxis, sideOf } from '../plots/joint-data.ts'
import { JointLabels, MapFrame, type AxisName } from '../plots/joint-frame.tsx'
import { jointLayout } from '../plots/joint-layout.ts'
import { CurvePaths, ProbePath, routeOf } from '../plots/joint-paths.tsx'
import { useSame, type JointPlotProps } from '../plots/joint-plot.tsx'
import { PlotField } from '../plots/plot-field.tsx'
import { codeReading, pipeOf, type Reading } from '../plots/reading.ts'
import { useSize } from '../plots/use-canvas.ts'
import { densityPaths, scanned, shownChannels } from './density-data.ts'
import { DensityMarks } from './density-marks.tsx'
import { DensityCrosshair, DensityTip, densityWords, type PointedDensity } from './density-reading.tsx'
import { marksOf } from './marks.ts'
import { useDensity, type Held } from './use-density.ts'
import { WedgeDots } from './wedge-dots.tsx'
import plots from '../plots/plots.module.css'
import styles from './density.module.css'

export interface DensityPlotProps extends Pick<JointPlotProps, 'before' | 'after' | 'pipeline' | 'counts' | 'probe' | 'names' | 'clipping' | 'onClipping' | 'describedBy'> {
  /** Histograms of all channels before, shown or not: they decide how far the axis goes. */
  readonly all: readonly Histogram[]
}

const long: AxisName = { word: 'Density above base' }
const short: AxisName = { word: 'Density', symbol: 'D' }
const fromClear: AxisName = { word: 'Density above clear film' }
const curveWidth = 2
const noReading = 'Press an arrow key to read a density'

/** A drag of the print's numbers leaves the scan's histogram as it is; one of the base leaves the result's until it is counted. */
const Canvas = memo(HistogramCanvas)

/**
 * How the film is printed: the scan's densities along the bottom, the characteristic curve of each channel for a grey wedge,
 * the result along the side; film base, black and white as marks that are dragged.
 */
export const DensityPlot = (props: DensityPlotProps) => {
  const { pipeline, counts, probe, names = 'below' } = props
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const [pointed, setPointed] = useState<PointedDensity>()
  const [focused, setFocused] = useState(false)
  const [held, setHeld] = useState<Held>()

  const density = useDensity(pipeline, props.before, props.all, counts, held)
  const axis = useSame(afterAxis(pipeline, props.after))
  const after = useMemo(() => sideOf(props.after ?? [], axis, counts, props.before), [props.after, props.before, axis, counts])
  const digits = Math.max(...ticksOf(axis).map(({ label }) => label.length))
  const layout = useMemo(() => size && jointLayout({ width: size.width, scale: 'panel', names, digits }), [size, names, digits])
  const channels = shownChannels(props.before, props.all)
  const paths = useMemo(
    () => (density && layout ? densityPaths(density.characteristic, shownChannels(props.before, props.all), density.scan.axis, axis, layout.side) : []),
    [density, layout, axis, props.before, props.all],
  )
  if (!density) return null

  const { stage, characteristic, scan, hold } = density
  const read = (at: PointedDensity['at'], reading: Reading | undefined): void => setPointed(reading && { at, reading })
  const onMap = (event: PointerEvent<HTMLElement>): void => {
    const bounds = event.currentTarget.getBoundingClientRect()
    read('map', codeReading(scan.axis, (event.clientX - bounds.left) / bounds.width))
  }
  const below = stage.params.kind === 'slide' && names === 'below' ? fromClear : names === 'below' ? long : short
  const readable = layout && { layout, scan, after, characteristic, channels, alike: paths.length === 1 && channels.length > 1 }
  const words = (at: PointedDensity['at']): string => (pointed?.at === at && readable ? densityWords(readable, pointed) : noReading)

  return (
    <div className={styles['room']}>
      <div
        ref={frame}
        className={plots['plot']}
        style={{ height: layout?.height }}
        role="group"
        aria-label="Density plot: densities of the scan below, characteristic curves, result at the left"
        aria-describedby={props.describedBy}
      >
        {layout && readable && layout.side > 0 && (
          <>
            <PlotField box={layout.before} axis={scan.axis} direction="up" label="Histogram of the scan, density" reading={pointed?.at === 'scan' ? pointed.reading : undefined} onRead={(reading) => read('scan', reading)} words={words('scan')} onFocused={setFocused}>
              <Canvas width={layout.before.width} height={layout.before.height} direction="up" axis={scan.axis} series={scan.series} full={scan.full} counts={counts} dashes={focused} />
            </PlotField>
            <PlotField box={layout.after} axis={axis} direction="right" label="Histogram after, code s" reading={pointed?.at === 'after' ? pointed.reading : undefined} onRead={(reading) => read('after', reading)} words={words('after')} onFocused={setFocused}>
              <Canvas width={layout.after.width} height={layout.after.height} direction="right" axis={axis} series={after.series} full={after.full} counts={counts} dashes={focused} />
            </PlotField>
            <div
              className={plots['field']}
              style={{ left: layout.map.x, top: layout.map.y, width: layout.side, height: layout.side }}
              onPointerMove={onMap}
              onPointerDown={onMap}
              onPointerLeave={() => setPointed(undefined)}
            />
            <svg className={plots['overlay']} width={layout.width} height={layout.height} aria-hidden>
              <MapFrame layout={layout} before={scan.axis} after={axis} />
              <JointLabels layout={layout} before={scan.axis} after={axis} below={below} beforeFull={counts === 'log' ? scan.full : undefined} afterFull={counts === 'log' ? after.full : undefined} />
              <CurvePaths layout={layout} paths={paths} width={curveWidth} />
              <WedgeDots {...{ stage, pipeline, layout, channels }} across={scan.axis} up={axis} />
              {pointed ? <DensityCrosshair {...readable} pointed={pointed} /> : probe && <Probe {...{ density, layout, after, pipeline, probe }} />}
            </svg>
            <DensityMarks step={stage.step.key} marks={marksOf(stage, characteristic, scan.axis)} layout={layout} axis={scan.axis} onHold={(on) => setHeld(on ? hold : undefined)} />
            {props.onClipping && (
              <ClipMarks box={layout.after} direction="right" bars={after.bars} name="After" ends={[ticksOf(axis)[0]?.label ?? '0', ticksOf(axis).at(-1)?.label ?? '']} pressed={props.clipping ?? false} onPress={props.onClipping} />
            )}
            {pointed && <DensityTip {...readable} pointed={pointed} />}
          </>
        )}
      </div>
    </div>
  )
}

interface ProbeProps extends Pick<DensityPlotProps, 'pipeline'> {
  readonly density: NonNullable<ReturnType<typeof useDensity>>
  readonly layout: ReturnType<typeof jointLayout>
  readonly after: ReturnType<typeof sideOf>
  readonly probe: readonly number[]
}

/** The probed pixel: its density in each channel, and what that became. It lies on the curves where the pixel prints grey. */
const Probe = ({ density: { stage, scan }, layout, after, pipeline, probe }: ProbeProps) => {
  const pipes = pipeline.channels.length
  if (probe.length < pipes) return null
  const base = baseDensity(stage)
  const traced = tracePixel(pipeline, probe).channels
  return (
    <g>
      {scanned(scan.histograms).map(({ channel }) => {
        const pipe = pipeOf[channel]!
        const d = opticalDensity(stage, pipe)(probe[pipe]!) - base[pipe]!
        const result = traced[pipe]!
        if (!Number.isFinite(d)) return null
        const route = routeOf({ layout, before: scan.axis, after: after.axis }, Math.min(Math.max(d, scan.axis.from), scan.axis.to), result.values.at(-1) ?? 0)
        return <ProbePath key={channel} layout={layout} route={route} colour={channelColour[channel]} />
      })}
    </g>
  )
}
