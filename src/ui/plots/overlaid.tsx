import { useMemo, useRef } from 'react'
import { axisOf, isInteger, shortFloat } from './axis.ts'
import { pairFigures, pairOf } from './pair-data.ts'
import type { PairProps } from './stacked.tsx'
import { Strip } from './strip.tsx'
import { useSize } from './use-canvas.ts'
import styles from './pair.module.css'

const height = 200

/** All channels before and after on one axis. */
export const Overlaid = ({ before, after, counts, clipping = false, onClipping }: PairProps) => {
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const pair = useMemo(() => pairOf(before, after ?? [], counts), [before, after, counts])
  return (
    <div className={styles['pair']}>
      <div ref={frame} className={styles['strips']}>
        {size && (
          <Strip
            width={size.width}
            height={height}
            axis={pair.axis}
            series={pair.series}
            full={pair.full}
            counts={counts}
            label="Histogram before and after, code"
            figures={(reading) => pairFigures(before, after ?? [], pair, reading)}
            numbers
            {...(onClipping ? { clips: { bars: pair.bars, pressed: clipping, onPress: onClipping } } : {})}
          />
        )}
      </div>
      <PairNote before={before} after={after} />
    </div>
  )
}

/** Says which line is which, and when the two run over different ranges. */
export const PairNote = ({ before, after }: Pick<PairProps, 'before' | 'after'>) => {
  const own = axisOf(before)
  const apart = after?.[0] && before[0] && !isInteger(before[0]) && axisOf(after).to !== own.to
  return (
    <p className={styles['note']}>
      <svg width={20} height={8} aria-hidden>
        <line x1={0} x2={20} y1={4} y2={4} stroke="currentColor" strokeWidth={1.5} strokeDasharray="3 3" />
      </svg>
      Before
      <svg width={20} height={10} aria-hidden>
        <rect x={0} y={1} width={20} height={9} fill="currentColor" opacity={0.25} />
        <line x1={0} x2={20} y1={1} y2={1} stroke="currentColor" strokeWidth={1.5} />
      </svg>
      After
      {apart && <span className={styles['apart']}>{`Before runs over its own range, ${shortFloat(own.from, own.to)} to ${shortFloat(own.to, own.to)}.`}</span>}
    </p>
  )
}
