import { useRef } from 'react'
import { scaleLinear } from 'd3-scale'
import { figure } from '../format.ts'
import { channelColour } from '../plots/colours.ts'
import { letters } from '../plots/reading.ts'
import { useSize } from '../plots/use-canvas.ts'
import type { WedgeTable } from './wedge-data.ts'
import plots from '../plots/plots.module.css'
import styles from './wedge.module.css'

const height = 190
const room = { left: 30, right: 8, top: 8, bottom: 34 } as const
const font = 11

const ends = (values: readonly number[], least: number): readonly [number, number] => {
  const [from, to] = [Math.min(0, ...values), Math.max(0, ...values)]
  return [from, Math.max(to + 0.06 * (to - from), from + least)]
}

/** The characteristic curve as the wedge draws it: density above the base over log exposure, with the straight line of each channel. */
export const WedgePlot = ({ table: { channels, rows, curves }, slide }: { table: WedgeTable; slide: boolean }) => {
  const frame = useRef<HTMLDivElement>(null)
  const width = useSize(frame)?.width ?? 0
  const [right, bottom] = [width - room.right, height - room.bottom]
  const x = scaleLinear([0, Math.max(0.1, rows.at(-1)?.exposure ?? 1)], [room.left + 6, right - 6])
  const y = scaleLinear(ends(rows.flatMap(({ densities }) => densities), 0.3), [bottom - 4, room.top])
  const sign = slide ? -1 : 1
  return (
    <div ref={frame} className={styles['plot']}>
      {width > 0 && (
        <svg width={width} height={height} fontSize={font} aria-hidden>
          <rect className={plots['ground']} x={room.left} y={room.top} width={right - room.left} height={bottom - room.top} />
          {y.ticks(4).map((value) => (
            <g key={value}>
              <line className={plots['grid']} x1={room.left} x2={right} y1={y(value)} y2={y(value)} />
              <text className={plots['number']} x={room.left - 5} y={y(value) + 4} textAnchor="end">
                {figure(value, 1)}
              </text>
            </g>
          ))}
          {x.ticks(6).map((value) => (
            <g key={value}>
              <line className={plots['grid']} x1={x(value)} x2={x(value)} y1={room.top} y2={bottom} />
              <text className={plots['number']} x={x(value)} y={bottom + 13} textAnchor="middle">
                {figure(value, 1)}
              </text>
            </g>
          ))}
          {curves.map((curve, c) => {
            const line = curve?.line
            if (!line) return null
            const at = (exposure: number): string => `${x(exposure)} ${y(sign * line.gamma * (exposure - line.start))}`
            const [from, to] = [rows[line.from]!.exposure, rows[line.to]!.exposure]
            return (
              <g key={channels[c]} style={{ stroke: channelColour[channels[c]!] }}>
                <path className={styles['extended']} d={`M${at(slide ? from : Math.max(0, line.start))}L${at(from)}`} />
                <path className={styles['straight']} d={`M${at(from)}L${at(to)}`} />
              </g>
            )
          })}
          {rows.flatMap(({ exposure, densities, flaw }) =>
            densities.map((d, c) => (
              <circle key={`${exposure}-${channels[c]!}`} className={flaw ? styles['left'] : plots['rim']} cx={x(exposure)} cy={y(d)} r={3} style={{ [flaw ? 'stroke' : 'fill']: channelColour[channels[c]!] }} />
            )),
          )}
          <rect className={plots['frame']} x={room.left + 0.5} y={room.top + 0.5} width={right - room.left - 1} height={bottom - room.top - 1} />
          <text className={plots['name']} x={(room.left + right) / 2} y={height - 5} textAnchor="middle">
            Log exposure
          </text>
          <text className={plots['count']} x={room.left + 6} y={room.top + 14}>
            {channels.length > 1 ? `D over base, ${channels.map((channel) => letters[channel]).join(' ')}` : 'D over base'}
          </text>
        </svg>
      )}
    </div>
  )
}
