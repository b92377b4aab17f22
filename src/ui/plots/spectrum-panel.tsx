import { useMemo } from 'react'
import { trace } from '../../kernels/compile.ts'
import { quantise } from '../../kernels/quantise.ts'
import type { SpectrumFacts } from '../../kernels/spectrum-facts.ts'
import { figure, percent, significant, withUnit } from '../format.ts'
import { Section } from '../kit/section.tsx'
import { useLab, useView } from '../lab-context.tsx'
import { DecadePlot } from './decade-plot.tsx'
import { FiguresTable } from './figures-table.tsx'
import { displayDecades, displayedCodes, displayStops, frequencyAt, type Codes } from './spectrum-data.ts'
import { useMeasuring, usePlotData, type PlotData } from './use-plot-data.ts'
import styles from './spectrum-panel.module.css'

/** What a spectrum needs said beside its histograms: its dynamic range, what a display makes of it, and the pixel pointed at. */
export const SpectrumPanel = () => {
  const facts = useLab((state) => state.picture?.spectrum)
  return facts && <Panels facts={facts} />
}

const Panels = ({ facts }: { facts: SpectrumFacts }) => {
  const data = usePlotData()
  useMeasuring(false)
  if (!data) return null
  return (
    <>
      <Section title="Dynamic range">
        <div className={styles['numbers']}>
          <BigNumber value={facts.decades} words="decades in |F|" stops={facts.stops} />
          <BigNumber value={displayDecades} words="decades in 8 bits" stops={displayStops} />
        </div>
        <DecadePlot facts={facts} />
      </Section>
      <Section title="Displayed codes">
        <CodesTable data={data} facts={facts} />
      </Section>
      <Section title="Under the pointer">
        <Pointer data={data} facts={facts} />
      </Section>
    </>
  )
}

const BigNumber = ({ value, words, stops }: { value: number; words: string; stops: number }) => (
  <p className={styles['number']}>
    <strong>{figure(value, 1)}</strong> <span>{words}</span> <small>{withUnit(figure(stops, 1), 'stops')}</small>
  </p>
)

const rows: readonly { readonly label: string; readonly text: (codes: Codes) => string }[] = [
  { label: 'Coefficients that are black', text: ({ black }) => percent(black, 2) },
  { label: 'Levels used', text: ({ levels }) => figure(levels) },
  { label: 'Median code', text: ({ median }) => figure(median) },
  { label: 'Entropy', text: ({ entropy }) => withUnit(figure(entropy, 2), 'bit') },
]

const CodesTable = ({ data: { before, after }, facts }: { data: PlotData; facts: SpectrumFacts }) => {
  const linear = useMemo(() => before[0] && { ...displayedCodes(before[0]), black: facts.blackShare }, [before, facts])
  const now = useMemo(() => after?.[0] && displayedCodes(after[0]), [after])
  return <FiguresTable heads={['Linear', 'Now']} rows={rows.map(({ label, text }) => ({ label, was: linear && text(linear), now: now && text(now) }))} />
}

const magnitudeText = (value: number): string => significant(value)

const Pointer = ({ data: { picture, pipeline }, facts }: { data: PlotData; facts: SpectrumFacts }) => {
  const probe = useView((state) => state.probe)
  const magnitude = useView((state) => state.probeValues?.[0])
  const centred = useLab(({ source }) => source?.kind !== 'spectrum' || source.options.centred)
  if (!probe || magnitude === undefined) return <p className={styles['hint']}>Point at the spectrum to read a frequency.</p>
  const { u, v, wavelength, angle } = frequencyAt(probe.x, probe.y, picture.width, picture.height, centred)
  const share = facts.max > 0 ? (magnitude / facts.max) * 255 : 0
  const pipe = pipeline.channels[0]!
  const { values } = trace(pipeline, 0, magnitude)
  const steps = pipe.links.map(({ step, transform, domain, white }, i) => ({
    key: step.key,
    label: transform.label,
    words: transform.derive(step.params, domain, i === 0 ? magnitude : values[i - 1]!),
    code: quantise((values[i]! / white) * 255, 255, pipeline.rounding),
  }))
  const wave = Number.isFinite(wavelength) ? `${withUnit(figure(wavelength, 1), 'px')}, ${figure(angle, 1)}°` : 'none: the sum of the picture'
  return (
    <dl className={styles['pointer']}>
      <Row name="Frequency">{`u ${figure(u)}  v ${figure(v)}`}</Row>
      <Row name="Wavelength">{wave}</Row>
      <Row name="|F|">{magnitudeText(magnitude)}</Row>
      <Row name="Linear" code={quantise(share, 255, 'nearest-even')}>
        {figure(share, 3)}
      </Row>
      {steps.map(({ key, label, words, code }) => (
        <Row key={key} name={label} code={code}>
          {words}
        </Row>
      ))}
    </dl>
  )
}

const Row = ({ name, code, children }: { name: string; code?: number; children: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      {children}
      {code !== undefined && (
        <>
          {' → '}
          <b>{code}</b>
        </>
      )}
    </dd>
  </div>
)
