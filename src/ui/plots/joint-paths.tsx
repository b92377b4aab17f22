import { useId, type ReactNode } from 'react'
import type { ChannelPipeline, Pipeline } from '../../kernels/compile.ts'
import { tracePixel } from '../../kernels/trace-pixel.ts'
import { shareOf, type Axis } from './axis.ts'
import { channelColour } from './colours.ts'
import { curvePoints, pathOf, type Point } from './curve-line.ts'
import type { CurveLine } from './joint-data.ts'
import type { JointLayout } from './joint-layout.ts'
import styles from './plots.module.css'

interface Axes {
  readonly layout: JointLayout
  readonly before: Axis
  readonly after: Axis
}

/** T(r) from the unrounded functions. */
export const Curves = ({ layout, before, after, lines, width }: Axes & { lines: readonly CurveLine[]; width: number }) => (
  <CurvePaths layout={layout} width={width} paths={lines.map(({ curve, colour, dashed }) => ({ colour, dashed, points: curvePoints(curve, before, after, layout.side) }))} />
)

export interface CurvePath {
  /** From the map's upper left corner, y downwards. */
  readonly points: readonly Point[]
  readonly colour: string
  readonly dashed: boolean
}

/** Lines in the map, clipped to it. */
export const CurvePaths = ({ layout: { map, side }, paths, width }: { layout: JointLayout; paths: readonly CurvePath[]; width: number }) => {
  const clip = useId()
  return (
    <g>
      <clipPath id={clip}>
        <rect x={-width / 2} y={-width / 2} width={side + width} height={side + width} />
      </clipPath>
      <g transform={`translate(${map.x} ${map.y})`} clipPath={`url(#${clip})`}>
        {paths.map(({ points, colour, dashed }) => (
          <path key={colour} className={styles['curve']} style={{ stroke: colour, strokeWidth: width }} strokeDasharray={dashed ? `${4 * width} ${4 * width}` : undefined} d={pathOf(points)} />
        ))}
      </g>
    </g>
  )
}

/** Where the colours are mixed a code of one of them becomes many: the map has points, of the probed pixel, and no curve. */
export const NoCurve = ({ layout: { map, side, font } }: { layout: JointLayout }) => (
  <text className={styles['missing']} fontSize={font} textAnchor="middle" x={map.x + side / 2} y={map.y + font * 2}>
    <tspan x={map.x + side / 2}>The colours are mixed,</tspan>
    <tspan x={map.x + side / 2} dy={font * 1.4}>
      so no code has one result
    </tspan>
  </text>
)

/** Where a film mixes the colours, the curves hold for greys; another colour's point may lie beside them. */
export const OfGreys = ({ layout: { map, side, font } }: { layout: JointLayout }) => (
  <text className={styles['missing']} fontSize={font} textAnchor="end" x={map.x + side - font * 0.6} y={map.y + font * 1.5}>
    curves of greys
  </text>
)

export interface Route {
  readonly x: number
  readonly y: number
  /** Whether the result lies on the axis: a float result may leave it. */
  readonly inside: boolean
}

/** Where a value meets the curve, in the plot's pixels. */
export const routeOf = ({ layout: { map, side }, before, after }: Axes, r: number, s: number): Route => {
  const share = shareOf(after, s)
  return {
    x: map.x + shareOf(before, r) * side,
    y: map.y + (1 - Math.min(Math.max(share, 0), 1)) * side,
    inside: share >= 0 && share <= 1,
  }
}

const channels = ['r', 'g', 'b'] as const

export interface ProbePathsProps extends Axes {
  readonly pipeline: Pipeline
  /** The probed pixel's values, one a colour channel. */
  readonly values: readonly number[]
  /** Channels to draw. */
  readonly pipes: readonly number[]
  /** Present draws one channel in white with its numbers. */
  readonly labelled: boolean
}

/** An odd number of falling steps makes a curve that falls. */
const falls = (pipe: ChannelPipeline | undefined): boolean => (pipe?.links ?? []).filter(({ transform }) => transform.laws.monotone === 'falling').length % 2 === 1

/** The probed pixel's way: from the base of "before" up to the curve, then left to the base of "after". */
export const ProbePaths = ({ layout, before, after, pipeline, values, pipes, labelled }: ProbePathsProps) => {
  const shown = labelled ? pipes.slice(0, 1) : pipes
  if (values.length < pipeline.channels.length) return null
  const traced = tracePixel(pipeline, values).channels
  return (
    <g>
      {shown.map((pipe) => {
        const r = values[pipe]
        const result = traced[pipe]
        if (r === undefined || !result || !Number.isFinite(r)) return null
        const colour = labelled ? 'var(--t1)' : pipeline.channels.length === 1 ? channelColour.grey : channelColour[channels[pipe]!]
        const route = routeOf({ layout, before, after }, r, result.values.at(-1) ?? r)
        return (
          <ProbePath key={pipe} layout={layout} route={route} colour={colour} large={labelled}>
            {labelled && <ProbeLabel x={route.x} y={route.y} layout={layout} r={r} s={result.s} falling={falls(pipeline.channels[pipe])} />}
          </ProbePath>
        )
      })}
    </g>
  )
}

interface ProbePathProps {
  readonly layout: JointLayout
  readonly route: Route
  readonly colour: string
  readonly large?: boolean
  readonly children?: ReactNode
}

/** One channel's way: up from the base of "before", left to the base of "after". */
export const ProbePath = ({ layout, route: { x, y, inside }, colour, large = false, children }: ProbePathProps) => {
  const bottom = layout.before.y + layout.before.height - 1
  const left = layout.after.x + 1
  const head = large ? 14 : 8
  return (
    <g style={{ color: colour }}>
      <path className={styles['probe']} stroke="currentColor" strokeWidth={large ? 3 : 1.25} strokeDasharray={large ? '4 6' : undefined} d={`M${x} ${bottom}L${x} ${y}L${left + head} ${y}`} />
      <path fill="currentColor" d={`M${left} ${y}l${head} ${-head * 0.56}v${head * 1.12}Z`} />
      <circle className={styles['rim']} cx={x} cy={y} r={large ? 8 : 4.5} fill="currentColor" opacity={inside ? 1 : 0.5} />
      {children}
    </g>
  )
}

const short = (value: number): string => (Number.isInteger(value) ? String(value) : value.toPrecision(4)).replace('-', '−')

interface ProbeLabelProps {
  readonly x: number
  readonly y: number
  readonly layout: JointLayout
  readonly r: number
  readonly s: number
  /** A curve that falls leaves the room above the point, one that rises the room below. */
  readonly falling: boolean
}

const ProbeLabel = ({ x, y, layout: { map, side, font }, r, s, falling }: ProbeLabelProps) => {
  const lines = [`s = ${short(s)}`, `r = ${short(r)}`]
  const width = Math.max(...lines.map((line) => line.length)) * 0.6 * font
  const right = x + 20 + width < map.x + side
  const top = Math.min(Math.max(falling ? y - font * 1.9 : y + font * 0.35, map.y + font + 6), map.y + side - font * 1.6)
  return (
    <text className={styles['label']} fontSize={font} textAnchor={right ? 'start' : 'end'}>
      {lines.map((line, i) => (
        <tspan key={line} x={right ? x + 20 : x - 20} y={top + i * font * 1.35}>
          {line}
        </tspan>
      ))}
    </text>
  )
}
