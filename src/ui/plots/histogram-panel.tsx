import { memo, useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { filmStageOf } from '../../kernels/film/step/film-stage.ts'
import type { ChannelName, Histogram } from '../../kernels/histogram.ts'
import type { LabStore } from '../../state/lab.ts'
import type { Counts, PlotMode } from '../../state/view.ts'
import { choosePlot, shownPlot } from '../density/density-mode.ts'
import { DensityPlot } from '../density/density-plot.tsx'
import { DensityTable } from '../density/density-table.tsx'
import { densitySummary } from '../density/density-words.ts'
import { WedgePart } from '../density/wedge-part.tsx'
import { Section } from '../kit/section.tsx'
import { Segments } from '../kit/segments.tsx'
import { useKept } from '../kit/use-kept.ts'
import { useLab, useStores, useView } from '../lab-context.tsx'
import { HistogramTable } from './histogram-table.tsx'
import { leastSide } from './joint-layout.ts'
import { JointPlot } from './joint-plot.tsx'
import { Legend } from './legend.tsx'
import { Overlaid } from './overlaid.tsx'
import { Stacked } from './stacked.tsx'
import { summary } from './summary.ts'
import { useSize } from './use-canvas.ts'
import { useMedia } from './use-media.ts'
import { plotDataOf, useMeasuring, usePlotData, type PlotData } from './use-plot-data.ts'
import styles from './histogram-panel.module.css'

const modes: readonly { readonly value: PlotMode; readonly label: string }[] = [
  { value: 'joint', label: 'Joint' },
  { value: 'stacked', label: 'Stacked' },
  { value: 'overlaid', label: 'Overlaid' },
  { value: 'table', label: 'Table' },
]

const filmModes: typeof modes = [{ value: 'density', label: 'Density' }, ...modes]

const countings: readonly { readonly value: Counts; readonly label: string }[] = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Log' },
]

/** Narrower than this the joint map cannot be read: numbers, a slim histogram and the least map. */
const leastWidth = leastSide + 26 + 48 + 6

/** Before and after as histograms, in one of four views; of a film negative in one more. */
export const HistogramPanel = () => {
  const { view } = useStores()
  const some = useLab((state) => state.picture !== undefined)
  const film = useKept(useLab(({ derived }) => derived && filmStageOf(derived.pipeline) !== undefined), some) ?? false
  const plot = useView((state) => shownPlot(state, film))
  // the picture comes first: its histograms are drawn when it is on the stage
  const open = useDeferredValue(useKept(useLab((state) => (state.derived ? true : undefined)), some))
  useMeasuring(useView((state) => state.channels.luma))
  if (!open) return null
  return (
    <Section
      title="Histogram"
      actions={<Segments label="View of the histogram" size="small" value={plot} options={film ? filmModes : modes} onChange={(value) => view.getState().set(choosePlot(value, film))} />}
    >
      <Body plot={plot} />
    </Section>
  )
}

const Body = ({ plot }: { plot: PlotMode }) => {
  const data = usePlotData()
  return data && <Plots data={data} plot={plot} />
}

const Plots = ({ data, plot }: { data: PlotData; plot: PlotMode }) => {
  const { view } = useStores()
  const counts = useView((state) => state.counts)
  const channels = useView((state) => state.channels)
  const clipping = useView((state) => state.clipping)
  const probe = useView((state) => (state.probe ? state.probeValues : undefined))
  const narrow = useMedia('(max-width: 699px)')
  const sentence = useId()
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const before = useMemo(() => shownOf(data.before, channels), [data.before, channels])
  const after = useMemo(() => data.after && shownOf(data.after, channels), [data.after, channels])
  const onClipping = useCallback(() => view.getState().set({ clipping: !view.getState().clipping }), [view])
  const coloured = data.picture.channels >= 3
  const film = plot === 'density' || (plot === 'table' && filmStageOf(data.pipeline) !== undefined)
  const shape = (plot === 'joint' || plot === 'density') && size && size.width < leastWidth ? 'stacked' : plot
  const names = narrow ? ('corner' as const) : ('below' as const)
  const plotted = { before, after, pipeline: data.pipeline, counts, probe, names, clipping, onClipping, describedBy: sentence }
  return (
    <div ref={frame} className={styles['body']}>
      <Tools coloured={coloured} counted={shape !== 'table'} />
      <figure aria-label="Histogram before and after" aria-describedby={sentence}>
        {before.length === 0 && <p className={styles['empty']}>{coloured && channels.luma ? 'Luma is being counted.' : 'No channel is shown. Choose one above.'}</p>}
        {before.length > 0 && shape === 'density' && <DensityPlot {...plotted} all={data.before} />}
        {before.length > 0 && shape === 'joint' && <JointPlot {...plotted} />}
        {before.length > 0 && shape === 'stacked' && <Stacked before={before} after={after} counts={counts} />}
        {before.length > 0 && shape === 'overlaid' && <Overlaid before={before} after={after} counts={counts} clipping={clipping} onClipping={onClipping} />}
        {film && shape === 'table' && <DensityTable data={data} before={before} />}
        {before.length > 0 && shape === 'table' && <HistogramTable before={before} after={after} />}
        <Sentence key={String(film)} id={sentence} film={film} />
      </figure>
      {film && <WedgePart />}
    </div>
  )
}

const colourNames: readonly ChannelName[] = ['r', 'g', 'b', 'luma']
const greyName: readonly ChannelName[] = ['grey']

/** What a drag does not change is not drawn again with it. */
const Tools = memo(({ coloured, counted }: { coloured: boolean; counted: boolean }) => {
  const { view } = useStores()
  const counts = useView((state) => state.counts)
  return (
    <div className={styles['tools']}>
      <Legend channels={coloured ? colourNames : greyName} />
      {counted && (
        <div className={styles['counts']}>
          <span aria-hidden>Counts</span>
          <Segments label="Counts" size="small" value={counts} options={countings} onChange={(value) => view.getState().set({ counts: value })} />
        </div>
      )}
    </div>
  )
})
Tools.displayName = 'HistogramTools'

type Shown = Readonly<Record<'r' | 'g' | 'b' | 'luma', boolean>>

const shownOf = (histograms: readonly Histogram[], shown: Shown): readonly Histogram[] =>
  histograms.filter(({ channel }) => channel === 'grey' || shown[channel])

const sentenceOf = (state: LabStore, film: boolean): string => {
  const data = plotDataOf(state)
  if (!data) return ''
  return film ? densitySummary(data) : summary(data.before, data.after)
}

/** The plot in words, said anew only when a gesture has settled: a drag would flood a screen reader. */
const Sentence = ({ id, film }: { id: string; film: boolean }) => {
  const { lab } = useStores()
  const [text, setText] = useState(() => sentenceOf(lab.getState(), film))
  useEffect(() => {
    let said: Pick<LabStore, 'picture' | 'derived' | 'measured' | 'luma'> = lab.getState()
    return lab.subscribe((state) => {
      const { entries, at } = state.history
      if (entries[at]!.merge !== undefined) return
      if (said.picture === state.picture && said.derived === state.derived && said.measured === state.measured) return
      said = state
      setText(sentenceOf(state, film))
    })
  }, [lab, film])
  return (
    <figcaption id={id} className="visually-hidden" aria-live="polite">
      {text}
    </figcaption>
  )
}
