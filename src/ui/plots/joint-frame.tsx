import { memo } from 'react'
import { black, innerTicks, sameAxis, shareOf, ticksOf, white, type Axis, type Tick } from './axis.ts'
import { decadeMarks } from './heights.ts'
import type { JointLayout } from './joint-layout.ts'
import { riseIn } from './paint.ts'
import styles from './plots.module.css'

interface FrameProps {
  readonly layout: JointLayout
  readonly before: Axis
  readonly after: Axis
}

/** What an axis is called, and its letter. */
export interface AxisName {
  readonly word: string
  readonly symbol?: string
}

const beforeName: AxisName = { word: 'Before', symbol: 'r' }
const afterName: AxisName = { word: 'After', symbol: 's' }

interface LabelProps extends FrameProps {
  readonly below?: AxisName
  readonly left?: AxisName
  /** Counts of full height, where counts are logarithmic. */
  readonly beforeFull: number | undefined
  readonly afterFull: number | undefined
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
export const powerOfTen = (exponent: number): string => `10${[...String(exponent)].map((digit) => superscripts[Number(digit)]!).join('')}`

/** Whole pixels and a half: a hairline then covers one row of pixels. */
const crisp = (place: number): number => Math.round(place) + 0.5

/** The square between the histograms: its grid, on the lines of both, and s = r. */
export const MapFrame = memo(({ layout: { map, side }, before, after }: FrameProps) => {
  const least = Math.min(white(before), white(after))
  const from = Math.max(black(before), black(after))
  const x = (value: number): number => map.x + shareOf(before, value) * side
  const y = (value: number): number => map.y + (1 - shareOf(after, value)) * side
  return (
    <g>
      <rect className={styles['ground']} x={map.x} y={map.y} width={side} height={side} />
      {innerTicks(before).map(({ value }) => (
        <line key={`r${value}`} className={styles['grid']} x1={map.x + crisp(x(value) - map.x)} x2={map.x + crisp(x(value) - map.x)} y1={map.y} y2={map.y + side} />
      ))}
      {innerTicks(after).map(({ value }) => {
        const line = map.y + side - crisp(map.y + side - y(value))
        return <line key={`s${value}`} className={styles['grid']} x1={map.x} x2={map.x + side} y1={line} y2={line} />
      })}
      {(before.integer || sameAxis(before, after)) && (
        <line className={styles['identity']} x1={x(from)} y1={y(from)} x2={x(least)} y2={y(least)} />
      )}
    </g>
  )
})
MapFrame.displayName = 'MapFrame'

/** The numbers of both axes, the names, and what tells that counts are logarithmic. */
export const JointLabels = memo(({ layout, before, after, beforeFull, afterFull, below: belowName = beforeName, left: leftName = afterName }: LabelProps) => {
  const { map, side, font, before: below, after: left } = layout
  const coarse = font > 11
  const baseline = below.y + below.height + font + 2
  return (
    <g fontSize={font}>
      <rect className={styles['frame']} x={map.x + 0.5} y={map.y + 0.5} width={side - 1} height={side - 1} />
      {across(before, coarse, side).map(({ value, label, anchor, at }) => (
        <text key={value} className={styles['number']} x={map.x + at} y={baseline} textAnchor={anchor}>
          {label}
        </text>
      ))}
      {up(after, coarse, side, font).map(({ value, label, at }) => (
        <text key={value} className={styles['number']} x={left.x - (coarse ? 8 : 5)} y={at} textAnchor="end">
          {label}
        </text>
      ))}
      <Names layout={layout} below={belowName} left={leftName} />
      {beforeFull !== undefined && afterFull !== undefined && <LogMarks layout={layout} before={beforeFull} after={afterFull} />}
    </g>
  )
})
JointLabels.displayName = 'JointLabels'

const digit = 0.6

interface Placed extends Tick {
  readonly at: number
  readonly anchor: 'start' | 'middle' | 'end'
}

/** Numbers below a plot; those at the ends stay inside the frame, and one that would touch the last gives way. */
export const across = (axis: Axis, coarse: boolean, length: number, font = coarse ? 24 : 11): readonly Placed[] => {
  const placed: Placed[] = []
  const room = digit * font
  for (const tick of ticksOf(axis, coarse).toReversed()) {
    const middle = shareOf(axis, tick.value) * length
    const width = tick.label.length * room
    const anchor = middle + width / 2 > length ? 'end' : middle - width / 2 < 0 ? 'start' : 'middle'
    const at = anchor === 'end' ? length : anchor === 'start' ? 0 : middle
    const right = anchor === 'end' ? at : anchor === 'start' ? at + width : at + width / 2
    const next = placed.at(-1)
    const limit = next ? next.at - (next.anchor === 'end' ? 1 : next.anchor === 'middle' ? 0.5 : 0) * next.label.length * room : Infinity
    if (right + room / 2 <= limit) placed.push({ ...tick, at, anchor })
  }
  return placed.toReversed()
}

const up = (axis: Axis, coarse: boolean, length: number, font: number): readonly (Tick & { readonly at: number })[] =>
  ticksOf(axis, coarse).map((tick) => {
    const middle = (1 - shareOf(axis, tick.value)) * length + font * 0.36
    return { ...tick, at: Math.min(Math.max(middle, font * 0.9), length - 2) }
  })

const Names = ({ layout: { map, side, font, names, before, after }, below, left }: { layout: JointLayout; below: AxisName; left: AxisName }) => {
  const size = font > 11 ? font : 11.5
  const symbol = size * 1.15
  const first = names === 'corner' && font > 11 ? before.y + before.height / 2 - size * 0.35 : before.y + size + 1
  return (
    <g fontSize={size}>
      <text className={styles['name']} x={after.x} y={first}>
        <Name name={left} size={symbol} gap={size * 0.2} />
      </text>
      {names === 'below' ? (
        <text className={styles['name']} x={map.x + side / 2} y={before.y + before.height + 17 + size + 1} textAnchor="middle">
          <Name name={below} size={symbol} />
        </text>
      ) : (
        <text className={styles['name']} x={map.x - 8} y={font > 11 ? first + size * 1.9 : before.y + before.height * 0.62} textAnchor="end">
          <Name name={below} size={symbol} />
        </text>
      )}
    </g>
  )
}

const Name = ({ name: { word, symbol }, size, gap }: { name: AxisName; size: number; gap?: number }) =>
  symbol ? (
    <>
      {word} <tspan className={styles['symbol']} fontSize={size} dx={gap}>{symbol}</tspan>
    </>
  ) : (
    word
  )

const LogMarks = ({ layout: { before, after, font }, before: beforeFull, after: afterFull }: { layout: JointLayout; before: number; after: number }) => {
  return (
    <g>
      <text className={styles['count']} x={before.x + before.width - 30} y={before.y + font} textAnchor="end">
        log
      </text>
      {decadeMarks(beforeFull).map(({ exponent, height }) => (
        <text key={exponent} className={styles['count']} x={before.x + before.width - 4} y={before.y + before.height - riseIn(height, before.height) - 2} textAnchor="end">
          {powerOfTen(exponent)}
        </text>
      ))}
      {decadeMarks(afterFull).filter(({ height }) => riseIn(height, after.width) + digit * font * 3.5 < after.width).map(({ exponent, height }) => (
        <text key={exponent} className={styles['count']} x={after.x + riseIn(height, after.width) + 2} y={after.y + font + 2}>
          {powerOfTen(exponent)}
        </text>
      ))}
    </g>
  )
}
