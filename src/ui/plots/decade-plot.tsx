import { useId, useRef } from 'react'
import type { SpectrumFacts } from '../../kernels/spectrum-facts.ts'
import { thousands } from './reading.ts'
import { powerOfTen } from './joint-frame.tsx'
import { displayDecades, firstCode } from './spectrum-data.ts'
import { useSize } from './use-canvas.ts'
import { VisuallyHidden } from '../kit/visually-hidden.tsx'
import plots from './plots.module.css'
import styles from './spectrum-panel.module.css'

const height = 120
const axisHeight = 18
const bracketHeight = 24
const top = 8

/** Counts of |F| over its decades: what lies left of the dashed line is black in a linear 8-bit display. */
export const DecadePlot = ({ facts }: { facts: SpectrumFacts }) => {
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const words = useId()
  const width = size?.width ?? 0
  const { counts, from, to } = facts.decadeBins
  const first = Math.floor(from)
  const last = Math.ceil(to)
  const x = (decade: number): number => ((decade - first) / Math.max(last - first, 1)) * width
  const most = Math.max(1, ...counts)
  const y = (count: number): number => height - 1 - (Math.log10(1 + count) / Math.log10(1 + most)) * (height - top)
  const place = (bin: number): number => x(from + (bin / counts.length) * (to - from))
  const steps = Array.from(counts, (count, bin) => `L${place(bin + 0.5).toFixed(1)} ${y(count).toFixed(1)}`).join('')
  const outline = `M0 ${height - 1}L${place(0).toFixed(1)} ${height - 1}${steps}L${place(counts.length).toFixed(1)} ${height - 1}L${width} ${height - 1}`
  const limit = Math.log10(firstCode(facts))
  const every = Math.ceil(((last - first) * 30) / Math.max(width, 1))
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const shown = Math.min(Math.max(x(limit), 0), width)
  return (
    <figure ref={frame} className={styles['decades']} aria-label="Histogram of |F|" aria-describedby={words}>
      {width > 0 && (
        <svg width={width} height={height + axisHeight + bracketHeight} fontSize={11} aria-hidden>
          <rect className={plots['ground']} width={width} height={height} />
          <rect className={styles['linear']} x={shown} width={Math.max(x(to) - shown, 0)} height={height} />
          {decades.slice(1, -1).map((decade) => (
            <line key={decade} className={plots['grid']} x1={x(decade)} x2={x(decade)} y1={0} y2={height} />
          ))}
          <path d={`${outline}Z`} className={styles['fill']} />
          <path d={outline} className={styles['outline']} />
          <line className={styles['limit']} x1={shown} x2={shown} y1={0} y2={height} />
          <rect className={plots['frame']} x={0.5} y={0.5} width={width - 1} height={height - 1} />
          <text className={plots['count']} x={8} y={15}>
            |F|, counts log
          </text>
          {decades
            .filter((decade) => decade % every === 0 && x(decade) >= 12 && x(decade) <= width - 12)
            .map((decade) => (
              <text key={decade} className={plots['number']} x={x(decade)} y={height + 13} textAnchor="middle">
                {decade < 0 ? `10⁻${powerOfTen(-decade).slice(2)}` : powerOfTen(decade)}
              </text>
            ))}
          <Bracket from={Math.max(x(Math.log10(facts.low)), 0)} to={shown} y={height + axisHeight + 8} width={width} words="below code 1" className={styles['dark']} />
          <Bracket from={shown} to={x(to)} y={height + axisHeight + 8} width={width} words="8-bit linear" className={styles['seen']} />
        </svg>
      )}
      <figcaption id={words}>
        <VisuallyHidden>
          {`From the 0.1\u202f% point to the largest, magnitudes run over ${facts.decades.toFixed(1)} decades. A linear 8-bit display shows the top ${displayDecades.toFixed(1)} of them; the highest bar counts ${thousands(most)}.`}
        </VisuallyHidden>
      </figcaption>
    </figure>
  )
}

interface BracketProps {
  readonly from: number
  readonly to: number
  readonly y: number
  readonly width: number
  readonly words: string
  readonly className: string | undefined
}

/** A range marked below the axis. Words that do not fit between its ends are left out: the table says the same. */
const Bracket = ({ from, to, y, words, className }: BracketProps) => {
  const room = words.length * 6.2 + 14
  if (to - from < 6) return null
  const fits = to - from > room
  const middle = (from + to) / 2
  const gap = fits ? room / 2 - 4 : 0
  return (
    <g className={className}>
      <path d={`M${from + 1} ${y - 4}v8M${from + 1} ${y}H${middle - gap}M${middle + gap} ${y}H${to - 1}M${to - 1} ${y - 4}v8`} />
      {fits && (
        <text x={middle} y={y + 4} textAnchor="middle">
          {words}
        </text>
      )}
    </g>
  )
}
