import { useLayoutEffect, useRef, type CSSProperties } from 'react'
import { useLab, useView } from '../lab-context.tsx'
import { pictureRect } from './camera.ts'
import type { Frames } from './frames.ts'
import type { Side, Sight } from './sight.ts'
import { splitAt } from './split.ts'
import { useSight } from './stage-context.tsx'
import styles from './stage.module.css'

/** In split each picture is cut off at the line, so that a transparent one does not show the other through. */
const clip = (side: Side, sight: Sight, split: number): string | undefined => {
  if (sight.mode !== 'split') return undefined
  const x = splitAt(sight, split)
  return side === 'before' ? `inset(0 ${sight.viewport.width - x}px 0 0)` : `inset(0 0 0 ${x}px)`
}

const layerStyle = (side: Side, sight: Sight | undefined, split: number): CSSProperties => {
  const pane = sight?.panes.find((candidate) => candidate.sides.includes(side))
  // hidden, not gone: the canvas keeps its frame for when Space is pressed
  if (!sight || !pane) return { visibility: 'hidden' }
  const { x, y, width, height } = pane
  return { transform: `translate(${x}px, ${y}px)`, width, height, clipPath: clip(side, sight, split) }
}

const Checkerboard = ({ sight }: { sight: Sight }) => {
  const { x, y, width, height } = pictureRect(sight.camera, sight.picture, sight.viewport)
  return <div className={styles['checkerboard']} style={{ transform: `translate(${Math.round(x)}px, ${Math.round(y)}px)`, width: Math.round(width), height: Math.round(height) }} />
}

/** One picture of the comparison: the canvas, and the board behind it where the picture is transparent. */
export const Layer = ({ side, frames }: { side: Side; frames: Frames }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const sight = useSight()
  const split = useView((view) => view.split)
  const transparent = useLab((lab) => lab.picture?.channels === 2 || lab.picture?.channels === 4)
  useLayoutEffect(() => {
    frames.attach(side, canvas.current)
    return () => frames.attach(side, null)
  }, [frames, side])
  return (
    <div className={styles['layer']} data-side={side} style={layerStyle(side, sight, split)}>
      {transparent && sight && <Checkerboard sight={sight} />}
      <canvas ref={canvas} className={styles['canvas']} width={1} height={1} aria-hidden />
    </div>
  )
}
