import { memo } from 'react'
import type { ChannelName } from '../../kernels/histogram.ts'
import { percent } from '../format.ts'
import { Tooltip } from '../kit/tooltip.tsx'
import type { Bars } from './bars.ts'
import { channelColour } from './colours.ts'
import type { Box } from './joint-layout.ts'
import type { Direction } from './paint.ts'
import { letters } from './reading.ts'
import styles from './plots.module.css'

/** Below a hundredth of a per cent nothing is said to be clipped. */
const worthSaying = 1e-4
const size = 6

interface Clipped {
  readonly channel: ChannelName
  readonly share: number
}

const clippedOf = (all: readonly Bars[], end: 'low' | 'high'): readonly Clipped[] =>
  all
    .filter((bars) => bars.channel !== 'luma')
    .map((bars) => ({ channel: bars.channel, share: bars.total > 0 ? bars[end] / bars.total : 0 }))
    .filter(({ share }) => share >= worthSaying)

export interface ClipMarksProps {
  readonly box: Box
  readonly direction: Direction
  readonly bars: readonly Bars[]
  /** Codes at the two ends, for the name. */
  readonly ends: readonly [low: string, high: string]
  /** "Before" or "After". */
  readonly name: string
  readonly pressed: boolean
  readonly onPress: () => void
}

/** Triangles in the corners of a histogram where codes are clipped; they show the clipped pixels. */
export const ClipMarks = ({ box, direction, bars, ends, name, pressed, onPress }: ClipMarksProps) => (
  <>
    {(['low', 'high'] as const).map((end) => {
      const clipped = clippedOf(bars, end)
      const right = direction === 'right' || end === 'high'
      const bottom = direction === 'right' && end === 'low'
      const says = clipped.length === 0 ? 'none' : clipped.map(({ channel, share }) => `${letters[channel]} ${percent(share, 2)}`).join(', ')
      return (
        <Mark
          key={end}
          x={right ? box.x + box.width : box.x}
          y={bottom ? box.y + box.height : box.y}
          right={right}
          bottom={bottom}
          channels={clipped.map(({ channel }) => channel).join(' ')}
          words={`${name}, clipped at ${ends[end === 'low' ? 0 : 1]}: ${says}`}
          pressed={pressed}
          onPress={onPress}
        />
      )
    })}
  </>
)

interface MarkProps {
  readonly x: number
  readonly y: number
  readonly right: boolean
  readonly bottom: boolean
  /** Clipped channels, joined by spaces: a text compares equal, a list would not. */
  readonly channels: string
  readonly words: string
  readonly pressed: boolean
  readonly onPress: () => void
}

const Mark = memo(({ x, y, right, bottom, channels, words, pressed, onPress }: MarkProps) => {
  const clipped = channels === '' ? [] : (channels.split(' ') as ChannelName[])
  return (
    <Tooltip label={words}>
      <button type="button" className={[styles['clip'], right && styles['from-right'], bottom && styles['from-bottom']].filter(Boolean).join(' ')} style={{ left: x, top: y }} aria-pressed={pressed} aria-label={`${words}. Show the clipped pixels`} onClick={onPress}>
        <svg width={size} height={size} className={`${styles['clip-mark']} ${right ? styles['at-right'] : ''} ${bottom ? styles['at-bottom'] : ''}`} aria-hidden>
          {clipped.length === 0 ? (
            <path d={corner(right, bottom, 0.5, size)} fill="none" stroke="var(--ctl)" strokeWidth={1} />
          ) : (
            clipped.map((channel, i) => (
              <path key={channel} d={slice(right, bottom, i / clipped.length, (i + 1) / clipped.length)} fill={channelColour[channel]} />
            ))
          )}
        </svg>
      </button>
    </Tooltip>
  )
})
Mark.displayName = 'ClipMark'

/** A right triangle whose right angle lies in the named corner. */
const corner = (right: boolean, bottom: boolean, inset: number, side: number): string => {
  const x = right ? side - inset : inset
  const y = bottom ? side - inset : inset
  return `M${x} ${y}L${right ? inset : side - inset} ${y}L${x} ${bottom ? inset : side - inset}Z`
}

/** The piece of that triangle between two shares of its width, counted from the right angle. */
const slice = (right: boolean, bottom: boolean, from: number, to: number): string => {
  const x = (share: number): number => (right ? size - share * size : share * size)
  const edge = bottom ? size : 0
  const slope = (share: number): number => (bottom ? share * size : size - share * size)
  return `M${x(from)} ${edge}L${x(to)} ${edge}L${x(to)} ${slope(to)}L${x(from)} ${slope(from)}Z`
}
