import { crossing, levelCrossing, type Characteristic } from '../../kernels/film/step/characteristic.ts'
import type { ChannelName } from '../../kernels/histogram.ts'
import { figure } from '../format.ts'
import { shareOf, type Axis } from '../plots/axis.ts'
import { channelColour } from '../plots/colours.ts'
import type { Side } from '../plots/joint-data.ts'
import type { JointLayout } from '../plots/joint-layout.ts'
import { PlotTip } from '../plots/plot-tip.tsx'
import { figuresOf, line, middleOf, pipeOf, rangeText, type Figure, type Reading } from '../plots/reading.ts'
import { ReadingWords } from '../plots/reading-words.tsx'
import plots from '../plots/plots.module.css'
import styles from './density.module.css'

/** What is pointed at: a density of the map or of the scan, or a code of the result. */
export interface PointedDensity {
  readonly at: 'map' | 'scan' | 'after'
  readonly reading: Reading
}

export interface Readable {
  readonly layout: JointLayout
  readonly scan: Side
  readonly after: Side
  readonly characteristic: Characteristic
  /** Channels in sight. */
  readonly channels: readonly ChannelName[]
  /** All channels have one curve. */
  readonly alike: boolean
}

/** The density that is read: the middle of a bar. */
export const densityOf = ({ low, high }: Reading): number => (low + high) / 2

const codeText = (s: number, { integer, to }: Axis): string => (integer ? figure(Math.round(s)) : figure(s / (to > 10 ? 1 : to), to > 10 ? 1 : 3))
export const stopsText = (stops: number): string => `${stops > 0 ? '+' : ''}${figure(stops, 1)}`

interface Line {
  readonly head: string
  readonly figures: readonly Figure[]
}

/** A wedge's step of this density: what it prints as, and the exposure that made it. */
function wedge({ characteristic: { density, output, stops }, channels, after }: Readable, d: number): readonly Line[] {
  const each = (text: (pipe: number) => string): readonly Figure[] => channels.map((channel) => ({ channel, text: text(pipeOf[channel]!) }))
  return [
    { head: 'prints', figures: each((pipe) => codeText(levelCrossing(density[pipe]!, d, output[pipe]!), after.axis)) },
    {
      head: 'stops',
      figures: each((pipe) => {
        const exposure = crossing(density[pipe]!, d, stops)
        return exposure === undefined ? '–' : stopsText(exposure)
      }),
    },
  ]
}

function linesOf(readable: Readable, { at, reading }: PointedDensity): readonly Line[] {
  const { scan, after, channels, characteristic } = readable
  if (at === 'after') {
    const s = (reading.low + reading.high) / 2
    const from = channels.map((channel): Figure => {
      const d = crossing(characteristic.output[pipeOf[channel]!]!, s, characteristic.density[pipeOf[channel]!]!)
      return { channel, text: d === undefined ? '–' : figure(d, 2) }
    })
    return [{ head: `s ${rangeText(after.axis, reading)}`, figures: figuresOf(after.histograms, reading) }, { head: 'from D', figures: from }]
  }
  const head = `D ${figure(densityOf(reading), 2)}`
  return [{ head, figures: at === 'scan' ? figuresOf(scan.histograms, reading) : [] }, ...wedge(readable, densityOf(reading))]
}

/** A reading for a screen reader: "D 0.62 · R 1 204 · G 980 · B 411; prints · R 118 · G 96 · B 80; stops · R −0.8 · G −1.1 · B −1.4". */
export const densityWords = (readable: Readable, pointed: PointedDensity): string => linesOf(readable, pointed).map(({ head, figures }) => line(head, figures)).join('; ')

interface Dot {
  readonly x: number
  readonly y: number
  readonly colour: string
}

const dotsOf = ({ layout: { map, side }, scan, after, characteristic: { density, output }, channels, alike }: Readable, { at, reading }: PointedDensity): readonly Dot[] =>
  (alike ? channels.slice(0, 1) : channels).flatMap((channel) => {
    const pipe = pipeOf[channel]!
    const s = at === 'after' ? (reading.low + reading.high) / 2 : levelCrossing(density[pipe]!, densityOf(reading), output[pipe]!)
    const d = at === 'after' ? crossing(output[pipe]!, s, density[pipe]!) : densityOf(reading)
    const x = d === undefined ? -1 : shareOf(scan.axis, d)
    return x < 0 || x > 1 ? [] : [{ x: map.x + x * side, y: map.y + (1 - shareOf(after.axis, s)) * side, colour: alike ? 'var(--t1)' : channelColour[channel] }]
  })

/** The reading's line: up from a density to each channel's curve and left to the result; level for a code of the result. */
export const DensityCrosshair = (props: Readable & { readonly pointed: PointedDensity }) => {
  const { layout, scan, after, pointed } = props
  const { map, side, before: below, after: left } = layout
  const dots = dotsOf(props, pointed)
  const base = left.x + 1
  const foot = below.y + below.height - 1
  if (pointed.at === 'after') {
    const y = map.y + (1 - middleOf(after.axis, pointed.reading)) * side
    return (
      <g>
        <line className={plots['hairline']} x1={base} x2={map.x + side} y1={y} y2={y} />
        {dots.map(({ x, colour }) => (
          <path key={colour} className={plots['follow']} style={{ stroke: colour }} d={`M${x} ${y}V${foot}`} />
        ))}
        <Dots dots={dots} />
      </g>
    )
  }
  const x = map.x + shareOf(scan.axis, densityOf(pointed.reading)) * side
  return (
    <g>
      <line className={plots['hairline']} x1={x} x2={x} y1={foot} y2={pointed.at === 'scan' ? below.y : Math.min(foot, ...dots.map(({ y }) => y))} />
      {pointed.at === 'scan' && <path className={plots['follow']} d={`M${x} ${below.y}V${Math.min(below.y, ...dots.map(({ y }) => y))}`} />}
      {dots.map(({ y, colour }) => (
        <path key={colour} className={plots['follow']} style={{ stroke: colour }} d={`M${x} ${y}H${base}`} />
      ))}
      <Dots dots={dots} />
    </g>
  )
}

const Dots = ({ dots }: { dots: readonly Dot[] }) => dots.map(({ x, y, colour }) => <circle key={colour} className={plots['rim']} cx={x} cy={y} r={3.5} fill={colour} />)

/** Three lines of numbers, and where they start: over the highest point of the curves, or below the lowest where there is no room. */
const tipHeight = 66

export const DensityTip = (props: Readable & { readonly pointed: PointedDensity }) => {
  const { layout, scan, after, pointed } = props
  const { at, reading } = pointed
  const { map, side } = layout
  const x = at === 'after' ? layout.after.x : map.x + shareOf(scan.axis, densityOf(reading)) * side
  const heights = dotsOf(props, pointed).map(({ y }) => y)
  const top = Math.min(side, ...heights)
  const over = top > tipHeight ? top - 4 : Math.min(Math.max(0, ...heights) + tipHeight + 8, side)
  const y = at === 'after' ? Math.max((1 - middleOf(after.axis, reading)) * side, tipHeight - 18) : at === 'scan' ? layout.before.y : over
  return (
    <PlotTip x={x} y={y} within={layout.width}>
      {linesOf(props, pointed).map(({ head, figures }) => (
        <span key={head} className={styles['tipLine']}>
          <ReadingWords head={head} figures={figures} />
        </span>
      ))}
    </PlotTip>
  )
}
