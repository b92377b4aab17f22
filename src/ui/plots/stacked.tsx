import { useMemo, useRef } from 'react'
import type { Histogram } from '../../kernels/histogram.ts'
import type { Counts } from '../../state/view.ts'
import { PairNote } from './overlaid.tsx'
import { pairFigures, pairOf } from './pair-data.ts'
import { letters } from './reading.ts'
import { Strip } from './strip.tsx'
import { useSize } from './use-canvas.ts'
import styles from './pair.module.css'

export interface PairProps {
  readonly before: readonly Histogram[]
  readonly after: readonly Histogram[] | undefined
  readonly counts: Counts
  readonly clipping?: boolean
  readonly onClipping?: () => void
}

const stripHeight = 76

const ChannelStrip = ({ before, after, counts, width, last }: { before: Histogram; after: Histogram | undefined; counts: Counts; width: number; last: boolean }) => {
  const pair = useMemo(() => pairOf([before], after ? [after] : [], counts), [before, after, counts])
  return (
    <Strip
      width={width}
      height={stripHeight}
      axis={pair.axis}
      series={pair.series}
      full={pair.full}
      counts={counts}
      label={`Histogram of ${letters[before.channel]}, code`}
      figures={(reading) => pairFigures([before], after ? [after] : [], pair, reading)}
      numbers={last}
    />
  )
}

/** One strip a channel, before and after over each other. */
export const Stacked = ({ before, after, counts }: PairProps) => {
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  return (
    <div className={styles['pair']}>
      <div ref={frame} className={styles['strips']}>
        {size &&
          before.map((histogram, i) => (
            <ChannelStrip
              key={histogram.channel}
              before={histogram}
              after={after?.find(({ channel }) => channel === histogram.channel)}
              counts={counts}
              width={size.width}
              last={i === before.length - 1}
            />
          ))}
      </div>
      <PairNote before={before} after={after} />
    </div>
  )
}
