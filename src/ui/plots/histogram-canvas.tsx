import { useLayoutEffect, useRef } from 'react'
import type { Counts } from '../../state/view.ts'
import { innerTicks, type Axis } from './axis.ts'
import { readColours, type PlotColours } from './colours.ts'
import { decadeMarks } from './heights.ts'
import { paintHistogram, type Direction, type Series } from './paint.ts'
import { usePixelRatio, useTheme } from './use-canvas.ts'

export interface HistogramCanvasProps {
  readonly width: number
  readonly height: number
  readonly direction: Direction
  readonly axis: Axis
  readonly series: readonly Series[]
  readonly full: number
  readonly counts: Counts
  readonly outlineWidth?: number
  readonly dashes?: boolean
}

/** The bars of one histogram. Painted before the browser paints, so that it moves in the same frame as a slider. */
export const HistogramCanvas = ({ width, height, direction, axis, series, full, counts, outlineWidth = 1.25, dashes = false }: HistogramCanvasProps) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  const known = useRef<{ theme: string; colours: PlotColours }>(undefined)
  const pixelRatio = usePixelRatio()
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d', { alpha: false })
    if (!context) return
    // asking for computed styles makes the browser lay out: once a theme, not once a frame
    if (known.current?.theme !== theme) known.current = { theme, colours: readColours(context.canvas) }
    const { colours } = known.current
    const [columns, rows] = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)]
    // setting the size clears the canvas and allocates it anew
    if (context.canvas.width !== columns) context.canvas.width = columns
    if (context.canvas.height !== rows) context.canvas.height = rows
    paintHistogram(context, {
      width,
      height,
      pixelRatio,
      direction,
      series,
      full,
      counts,
      grid: innerTicks(axis).map((tick) => ({ axis, tick })),
      countLines: counts === 'log' ? decadeMarks(full).map((mark) => mark.height) : [],
      colours,
      outlineWidth,
      dashes,
    })
  })
  return <canvas ref={canvas} style={{ width, height, display: 'block' }} aria-hidden />
}
