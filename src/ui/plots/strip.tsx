import { useState } from 'react'
import type { Counts } from '../../state/view.ts'
import { ticksOf, type Axis } from './axis.ts'
import type { Bars } from './bars.ts'
import { ClipMarks } from './clip-marks.tsx'
import { HistogramCanvas } from './histogram-canvas.tsx'
import { across, powerOfTen } from './joint-frame.tsx'
import { decadeMarks } from './heights.ts'
import { riseIn, type Series } from './paint.ts'
import { PlotField } from './plot-field.tsx'
import { PlotTip } from './plot-tip.tsx'
import { line, middleOf, rangeText, type Figure, type Reading } from './reading.ts'
import { ReadingWords } from './reading-words.tsx'
import styles from './plots.module.css'

export interface StripProps {
  readonly width: number
  readonly height: number
  readonly axis: Axis
  readonly series: readonly Series[]
  readonly full: number
  readonly counts: Counts
  /** What the arrow keys move, and what is read at a place. */
  readonly label: string
  readonly figures: (reading: Reading) => readonly Figure[]
  readonly numbers: boolean
  readonly clips?: { readonly bars: readonly Bars[]; readonly pressed: boolean; readonly onPress: () => void }
}

const numbersHeight = 18

/** One upright histogram with its own reading, and its axis below where it is the last of a stack. */
export const Strip = ({ width, height, axis, series, full, counts, label, figures, numbers, clips }: StripProps) => {
  const [reading, setReading] = useState<Reading>()
  const [focused, setFocused] = useState(false)
  const box = { x: 0, y: 0, width, height }
  const labels = ticksOf(axis).map((tick) => tick.label)
  const x = reading && middleOf(axis, reading) * width
  return (
    <div className={styles['plot']} style={{ height: height + (numbers ? numbersHeight : 0) }}>
      <PlotField
        box={box}
        axis={axis}
        direction="up"
        label={label}
        reading={reading}
        onRead={setReading}
        words={reading ? line(rangeText(axis, reading), figures(reading)) : 'Press an arrow key to read a code'}
        onFocused={setFocused}
      >
        <HistogramCanvas width={width} height={height} direction="up" axis={axis} series={series} full={full} counts={counts} dashes={focused} />
      </PlotField>
      <svg className={styles['overlay']} width={width} height={height + numbersHeight} fontSize={11} aria-hidden>
        {x !== undefined && <line className={styles['hairline']} x1={x} x2={x} y1={0} y2={height} />}
        {counts === 'log' && (
          <>
            <text className={styles['count']} x={width - 30} y={13} textAnchor="end">
              log
            </text>
            {decadeMarks(full).map(({ exponent, height: share }) => (
              <text key={exponent} className={styles['count']} x={width - 4} y={height - riseIn(share, height) - 2} textAnchor="end">
                {powerOfTen(exponent)}
              </text>
            ))}
          </>
        )}
        {numbers &&
          across(axis, false, width).map(({ value, label: text, anchor, at }) => (
            <text key={value} className={styles['number']} x={at} y={height + 13} textAnchor={anchor}>
              {text}
            </text>
          ))}
      </svg>
      {clips && <ClipMarks box={box} direction="up" bars={clips.bars} name="After" ends={[labels[0] ?? '0', labels.at(-1) ?? '']} pressed={clips.pressed} onPress={clips.onPress} />}
      {reading && x !== undefined && (
        <PlotTip x={x} y={0} within={width}>
          <ReadingWords head={rangeText(axis, reading)} figures={figures(reading)} />
        </PlotTip>
      )}
    </div>
  )
}
