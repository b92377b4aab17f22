import { trace, type Pipeline } from '../../kernels/compile.ts'
import { shareOf, ticksOf } from './axis.ts'
import { ClipMarks } from './clip-marks.tsx'
import type { Side } from './joint-data.ts'
import type { JointLayout } from './joint-layout.ts'
import { routeOf } from './joint-paths.tsx'
import { figuresOf, line, middleOf, rangeText, type Figure, type Reading } from './reading.ts'
import { PlotTip } from './plot-tip.tsx'
import { ReadingWords } from './reading-words.tsx'
import styles from './plots.module.css'

/** What is pointed at: a bar of a histogram, or a code of the map. */
export interface Pointed {
  readonly at: 'before' | 'after' | 'map'
  readonly reading: Reading
}

export interface Sides {
  readonly layout: JointLayout
  readonly before: Side
  readonly after: Side
}

export interface Through {
  readonly pipeline: Pipeline
  /** Channels in sight. */
  readonly pipes: readonly number[]
}

const letterOf = ['R', 'G', 'B'] as const
const valueText = (value: number): string => (Number.isInteger(value) ? String(value) : value.toPrecision(4)).replace('-', '−')

/** What a code becomes: one number where the channels agree, else one a channel. */
const outcome = ({ pipeline, pipes }: Through, r: number): string => {
  const results = pipes.map((pipe) => valueText(trace(pipeline, pipe, r).s))
  return new Set(results).size === 1 ? results[0]! : results.map((s, i) => `${letterOf[pipes[i]!]} ${s}`).join(' · ')
}

/** Where channels meet, a code alone becomes nothing that could be told. */
const becomes = (through: Through): boolean => through.pipes.length > 0

const headOf = ({ before, after }: Sides, through: Through, { at, reading }: Pointed): string => {
  if (at === 'after') return `s ${rangeText(after.axis, reading)}`
  const r = `r ${rangeText(before.axis, reading)}`
  return at === 'map' && becomes(through) ? `${r} → s ${outcome(through, reading.low)}` : r
}

const figuresAt = ({ before, after }: Sides, { at, reading }: Pointed): readonly Figure[] =>
  at === 'map' ? [] : figuresOf(at === 'before' ? before.histograms : after.histograms, reading)

/** A reading for a screen reader: "r 37 · R 1 204 · G 980 · B 411 · becomes s 167". */
export const wordsOf = (sides: Sides, through: Through, pointed: Pointed): string => {
  const counted = line(headOf(sides, through, pointed), figuresAt(sides, pointed))
  const { at, reading } = pointed
  return at === 'before' && reading.low === reading.high && becomes(through) ? `${counted} · becomes s ${outcome(through, reading.low)}` : counted
}

type Props = Sides & Through & { readonly pointed: Pointed }

/** The reading's line: through histogram and map up to the curve and on to the other histogram; level for a code of the result. */
export const Crosshair = ({ layout, before, after, pipeline, pipes, pointed: { at, reading } }: Props) => {
  const { map, side } = layout
  const left = layout.after.x + 1
  const bottom = layout.before.y + layout.before.height - 1
  if (at === 'after') {
    const y = (1 - middleOf(after.axis, reading)) * side
    return <line className={styles['hairline']} x1={left} x2={map.x + side} y1={y} y2={y} />
  }
  const r = (reading.low + reading.high) / 2
  const routes = pipes.map((pipe) => routeOf({ layout, before: before.axis, after: after.axis }, r, pipeline.channels[pipe]!.curve(r)))
  const x = map.x + shareOf(before.axis, r) * side
  const top = routes.length === 0 ? bottom : Math.min(...routes.map(({ y }) => y))
  const ends = routes.filter(({ y }, i) => routes.findIndex((other) => Math.abs(other.y - y) < 0.5) === i)
  return (
    <g>
      <line className={styles['hairline']} x1={x} x2={x} y1={bottom} y2={at === 'before' ? layout.before.y : top} />
      <path className={styles['follow']} d={`M${x} ${bottom}V${top}${ends.map(({ y }) => `M${x} ${y}H${left}`).join('')}`} />
      {ends.map(({ y }) => (
        <circle key={y} cx={x} cy={y} r={3} fill="var(--t1)" className={styles['rim']} />
      ))}
    </g>
  )
}

const tipHeight = 34

/** Above the highest point of the curve at a code, or below it where there is no room. */
const overPoint = ({ layout, before, after, pipeline, pipes }: Sides & Through, { low }: Reading): number => {
  if (pipes.length === 0) return layout.side / 2
  const top = Math.min(...pipes.map((pipe) => routeOf({ layout, before: before.axis, after: after.axis }, low, pipeline.channels[pipe]!.curve(low)).y))
  return top > tipHeight ? top - 4 : top + tipHeight + 6
}

/** The reading's numbers, over the histogram or beside the point of the map. */
export const ReadingTip = ({ pointed, ...rest }: Props) => {
  const { layout, before, after } = rest
  const { at, reading } = pointed
  const x = at === 'after' ? layout.after.x : layout.map.x + middleOf(before.axis, reading) * layout.side
  const y = at === 'after' ? (1 - middleOf(after.axis, reading)) * layout.side : at === 'before' ? layout.before.y : overPoint(rest, reading)
  return (
    <PlotTip x={x} y={y} within={layout.width}>
      <ReadingWords head={headOf(rest, rest, pointed)} figures={figuresAt(rest, pointed)} />
    </PlotTip>
  )
}

/** Corner marks of both histograms. */
export const Clips = ({ layout, before, after, pressed, onPress }: Sides & { pressed: boolean; onPress: () => void }) => (
  <>
    {(['before', 'after'] as const).map((at) => {
      const { axis, bars } = at === 'before' ? before : after
      const labels = ticksOf(axis).map(({ label }) => label)
      return (
        <ClipMarks
          key={at}
          box={layout[at]}
          direction={at === 'before' ? 'up' : 'right'}
          bars={bars}
          name={at === 'before' ? 'Before' : 'After'}
          ends={[labels[0] ?? '0', labels.at(-1) ?? '']}
          pressed={pressed}
          onPress={onPress}
        />
      )
    })}
  </>
)
