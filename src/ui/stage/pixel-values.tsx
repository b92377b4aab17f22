import { useLayoutEffect, useMemo, useRef } from 'react'
import { compile, type Pipeline } from '../../kernels/compile.ts'
import { tracePixel } from '../../kernels/trace-pixel.ts'
import { useLab, useView } from '../lab-context.tsx'
import { sourceRect, toScreen, visibleRect, type Rect } from './camera.ts'
import { drawValues, type Block, type Reader } from './draw-values.ts'
import { referenceOf } from './frames.ts'
import type { Side, Sight } from './sight.ts'
import { splitAt } from './split.ts'
import { useSight } from './stage-context.tsx'
import { useBlock } from './use-block.ts'
import styles from './pixel-values.module.css'

/** CSS pixels a pixel must have for its numbers to be read. */
const legible = 28
/** Pixels a side that are written at most, about the middle. */
const most = 64

const asItCame = ({ source }: Pipeline): Reader => ({ read: (pixel) => pixel, white: source.white })
const through = (pipeline: Pipeline): Reader => ({ read: (pixel) => tracePixel(pipeline, pixel).channels.map(({ s }) => s), white: pipeline.channels[0]!.white })
const changeBy = (pipeline: Pipeline, gain: number): Reader => {
  const { read, white } = through(pipeline)
  return { read: (pixel) => read(pixel).map((s, channel) => Math.abs(s - pixel[channel]!)), white: white / gain }
}

const middle = (from: number, length: number): readonly [number, number] => (length <= most ? [from, length] : [from + ((length - most) >> 1), most])

const partInSight = ({ camera, picture, viewport }: Sight): Rect => {
  const rect = sourceRect(camera, picture, viewport)
  const [x, width] = middle(rect.x, rect.width)
  const [y, height] = middle(rect.y, rect.height)
  return { x, y, width, height }
}

/** The part of a pane, in its own coordinates, that shows one of its pictures. */
const clipOf = (side: Side, sight: Sight, split: number): Rect => {
  const { x, y, width, height } = visibleRect(sight.camera, sight.picture, sight.viewport)
  if (sight.mode !== 'split') return { x, y, width, height }
  const line = splitAt(sight, split)
  return side === 'before' ? { x, y, width: Math.max(line - x, 0), height } : { x: line, y, width: Math.max(x + width - line, 0), height }
}

interface Readers {
  readonly before: Reader
  readonly after: Reader
}

function paint(canvas: HTMLCanvasElement, sight: Sight, split: number, block: Block, readers: Readers): void {
  const { dpr } = sight.viewport
  const right = Math.max(...sight.panes.map((pane) => pane.x + pane.width))
  const bottom = Math.max(...sight.panes.map((pane) => pane.y + pane.height))
  canvas.width = Math.round(right * dpr)
  canvas.height = Math.round(bottom * dpr)
  canvas.style.width = `${right}px`
  canvas.style.height = `${bottom}px`
  const context = canvas.getContext('2d')
  if (!context) return
  const origin = toScreen(sight.camera, sight.viewport, { x: 0, y: 0 })
  for (const pane of sight.panes) {
    context.setTransform(dpr, 0, 0, dpr, pane.x * dpr, pane.y * dpr)
    for (const side of pane.sides) drawValues(context, block, readers[side], origin, sight.camera.zoom, clipOf(side, sight, split))
  }
}

/** The code values, written into the pixels when they are large enough. */
export const PixelValues = () => {
  const sight = useSight()
  return sight && sight.camera.zoom >= legible ? <Written sight={sight} /> : null
}

const Written = ({ sight }: { sight: Sight }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const split = useView((view) => view.split)
  const held = useView((view) => view.holdBefore)
  const gain = useView((view) => view.gain)
  const reference = useView((view) => view.reference)
  const pipeline = useLab((lab) => lab.derived?.pipeline)
  const snapshot = useLab((lab) => referenceOf(lab, { reference }))
  const rect = useMemo(() => partInSight(sight), [sight])
  const block = useBlock(rect)

  const readers = useMemo((): Readers | undefined => {
    if (!pipeline) return undefined
    const after = through(pipeline)
    const before = snapshot ? through(compile(snapshot.recipe.steps, snapshot.recipe.rounding, pipeline.source)) : asItCame(pipeline)
    if (sight.mode === 'difference') return { before, after: changeBy(pipeline, gain) }
    return { before, after: held ? before : after }
  }, [pipeline, snapshot, sight.mode, held, gain])

  useLayoutEffect(() => {
    if (canvas.current && block && readers && pipeline?.source.channels === block.channels) paint(canvas.current, sight, split, block, readers)
  }, [sight, split, block, readers, pipeline])

  return <canvas ref={canvas} className={styles['values']} width={1} height={1} aria-hidden />
}
