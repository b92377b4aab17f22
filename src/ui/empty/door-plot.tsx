import { line } from 'd3-shape'
import { useMemo } from 'react'
import type { Preview } from '../../engine/protocol.ts'
import { buildTables, compile } from '../../kernels/compile.ts'
import { pushThrough, type Histogram } from '../../kernels/histogram.ts'
import { textToRecipe } from '../../recipe/link.ts'
import { barsOf } from '../plots/bars.ts'
import { fullCount, heightOf } from '../plots/heights.ts'
import { outlineOf, reachOf } from '../plots/outline.ts'
import { rangeRecipe } from './doors.ts'
import styles from './door.module.css'

const side = 132
const depth = 50
const gap = 7
const left = 114
const top = 16

interface Shape {
  readonly channel: string
  readonly before: string
  readonly after: string
}

const path = line<readonly [number, number]>()

/** Outline of a histogram, closed along its base: `place` takes a code 0 … 1 and a height 0 … 1 to the drawing. */
function outlinePath(histogram: Histogram, original: Histogram, which: 'before' | 'after', full: number, place: (code: number, height: number) => readonly [number, number]): string {
  const { counts } = barsOf(histogram)
  const { at, count } = outlineOf(counts, reachOf(barsOf(original).counts, which))
  const points = Array.from(at, (bar, i) => place((bar + 0.5) / counts.length, heightOf(count[i]!, full, 'linear')))
  return path([place(0, 0), ...points, place(1, 0)]) ?? ''
}

const shapesOf = ({ info }: Preview): { readonly shapes: readonly Shape[]; readonly curve: string } => {
  const pipeline = compile(textToRecipe(rangeRecipe).steps, 'nearest-even', info.source)
  const tables = info.depth === 'f32' ? [] : buildTables(pipeline, info.depth)
  const after = info.before.map((before, c) => pushThrough(before, tables[c]!, pipeline.channels[c]!.white))
  const fullBefore = fullCount(info.before.map(barsOf), 'linear')
  const fullAfter = fullCount(after.map(barsOf), 'linear')
  const shapes = info.before.map((before, c) => ({
    channel: before.channel,
    before: outlinePath(before, before, 'before', fullBefore, (code, height) => [left + code * side, top + side + gap + depth * (1 - height)]),
    after: outlinePath(after[c]!, before, 'after', fullAfter, (code, height) => [left - gap - depth + depth * height, top + side * (1 - code)]),
  }))
  const { curve: T, white } = pipeline.channels[0]!
  const curve = path(Array.from({ length: 67 }, (_, k) => [left + (k * side) / 66, top + side * (1 - T((info.range[1] * k) / 66) / white)])) ?? ''
  return { shapes, curve }
}

/** The joint plot of the night scene under log, small: before along the bottom, the curve, after along the side. */
export const DoorPlot = ({ preview }: { preview: Preview | undefined }) => {
  const drawn = useMemo(() => preview && shapesOf(preview), [preview])
  return (
    <div className={styles['plot']} aria-hidden="true">
      <svg viewBox={`0 0 ${left + side + 58} ${top + side + gap + depth + 12}`}>
        {[0, 0.25, 0.5, 0.75, 1].map((k) => (
          <path key={k} className={styles['grid']} d={`M${left + k * side} ${top}V${top + side}M${left} ${top + k * side}H${left + side}`} />
        ))}
        <path className={styles['base']} d={`M${left - gap - depth} ${top}V${top + side}M${left} ${top + side + gap + depth}H${left + side}`} />
        <path className={styles['identity']} d={`M${left} ${top + side}L${left + side} ${top}`} />
        {drawn?.shapes.map(({ channel, before, after }) => (
          <g key={channel} data-channel={channel} className={styles['fill']}>
            <path d={before} />
            <path d={after} />
          </g>
        ))}
        {drawn?.shapes.map(({ channel, before, after }) => (
          <g key={channel} data-channel={channel} className={styles['outline']}>
            <path d={before} />
            <path d={after} />
          </g>
        ))}
        {drawn && <path className={styles['curve']} d={drawn.curve} />}
      </svg>
    </div>
  )
}
