import { memo, useDeferredValue, useMemo, useState } from 'react'
import type { Histogram } from '../../kernels/histogram.ts'
import { statistics, type Statistics } from '../../kernels/statistics.ts'
import { figure, percent, significant, withUnit } from '../format.ts'
import { MenuField } from '../kit/menu-field.tsx'
import { Section } from '../kit/section.tsx'
import { useKept } from '../kit/use-kept.ts'
import { useLab } from '../lab-context.tsx'
import { isInteger } from './axis.ts'
import { chosen, type Choice } from './combine.ts'
import { useMeasuring, usePlotData } from './use-plot-data.ts'
import { FiguresTable } from './figures-table.tsx'
import styles from './statistics-panel.module.css'

const choices: readonly { readonly value: Choice; readonly label: string }[] = [
  { value: 'all', label: 'All colours' },
  { value: 'r', label: 'Red' },
  { value: 'g', label: 'Green' },
  { value: 'b', label: 'Blue' },
  { value: 'luma', label: 'Luma' },
]

const valueText = (value: number, integer: boolean): string => (integer ? figure(value, 1) : significant(value))

interface Row {
  readonly label: string
  readonly text: (found: Statistics, integer: boolean) => string
  /** Of floats it would tell of the bins they were counted in, not of the picture. */
  readonly codesOnly?: true
}

const rows: readonly Row[] = [
  { label: 'Mean', text: ({ mean }, integer) => valueText(mean, integer) },
  { label: 'Std. deviation', text: ({ deviation }, integer) => valueText(deviation, integer) },
  { label: 'Entropy', text: ({ entropy }) => withUnit(figure(entropy, 2), 'bit'), codesOnly: true },
  { label: 'Levels used', text: ({ levels }) => figure(levels), codesOnly: true },
  { label: 'Range, 1–99.9 %', text: ({ stops }) => withUnit(figure(stops, 1), 'stops'), codesOnly: true },
  { label: 'Clipped low', text: ({ clippedLow }) => percent(clippedLow, 2) },
  { label: 'Clipped high', text: ({ clippedHigh }) => percent(clippedHigh, 2) },
]

interface Column {
  readonly found: Statistics
  readonly integer: boolean
}

const useColumn = (histograms: readonly Histogram[] | undefined, choice: Choice): Column | undefined =>
  useMemo(() => {
    const histogram = histograms && chosen(histograms, choice)
    return histogram && { found: statistics(histogram), integer: isInteger(histogram) }
  }, [histograms, choice])

/** Numbers of the histograms before and after. */
export const StatisticsPanel = () => {
  const [picked, setPicked] = useState<Choice>('all')
  const some = useLab((state) => state.picture !== undefined)
  const coloured = useDeferredValue(useKept(useLab((state) => (state.derived && state.picture ? state.picture.channels >= 3 : undefined)), some))
  const choice = coloured ? picked : 'all'
  useMeasuring(choice === 'luma')
  if (coloured === undefined) return null
  return (
    <Section
      title="Statistics"
      actions={
        coloured && (
          <span className={styles['choice']}>
            <MenuField label="Channel of the statistics" value={choice} options={choices} onChange={setPicked} />
          </span>
        )
      }
    >
      <Numbers choice={choice} />
    </Section>
  )
}

const Numbers = ({ choice }: { choice: Choice }) => {
  const data = usePlotData()
  // a drag must not wait for the numbers: the picture and the curve come first
  const after = useDeferredValue(data?.after)
  return data && <Table before={data.before} after={after} choice={choice} />
}

const Table = memo(({ before, after, choice }: { before: readonly Histogram[]; after: readonly Histogram[] | undefined; choice: Choice }) => {
  const was = useColumn(before, choice)
  const is = useColumn(after, choice)
  const shown = before[0] && !isInteger(before[0]) ? rows.filter(({ codesOnly }) => !codesOnly) : rows
  return (
    <>
      <FiguresTable
        heads={['Before', 'After']}
        rows={shown.map(({ label, text }) => ({ label, was: was && text(was.found, was.integer), now: is && text(is.found, is.integer) }))}
      />
      {after && !is && choice === 'all' && <p className={styles['note']}>The channels have different ranges now. Choose one of them.</p>}
    </>
  )
})
Table.displayName = 'StatisticsTable'
