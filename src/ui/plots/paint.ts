import type { Histogram } from '../../kernels/histogram.ts'
import type { Counts } from '../../state/view.ts'
import { shareOf, type Axis, type Tick } from './axis.ts'
import { barsOf, type Bars } from './bars.ts'
import { channelDash, type PlotColours } from './colours.ts'
import { heightOf } from './heights.ts'
import { outlineOf, reachOf } from './outline.ts'

export interface Series {
  readonly bars: Bars
  readonly axis: Axis
  /** Filled bars under an outline; the outline alone (luma over colours); or that dashed ("before" where both stand in one plot). */
  readonly look: 'filled' | 'line' | 'dashed'
  /** Empty bars that the outline crosses. */
  readonly reach: number
}

/** A fourth fill over three colours would be a grey block: luma is a line among them. */
export const lookOf = ({ channel }: Histogram, among: readonly Histogram[]): Series['look'] => (channel === 'luma' && among.length > 1 ? 'line' : 'filled')

/** The reach of one histogram's outline; `original` are those before, where it is one after. */
export const reachIn = (histogram: Histogram, original: readonly Histogram[] | undefined): number => {
  const source = original ? original.find(({ channel }) => channel === histogram.channel) : histogram
  return reachOf(barsOf(source ?? histogram).counts, original ? 'after' : 'before')
}

/** Which way the bars grow: up from the lower edge, or to the right from the left edge, codes upwards. */
export type Direction = 'up' | 'right'

export interface Painting {
  readonly width: number
  readonly height: number
  readonly pixelRatio: number
  readonly direction: Direction
  readonly series: readonly Series[]
  /** The count that reaches full height. */
  readonly full: number
  readonly counts: Counts
  readonly grid: readonly { readonly axis: Axis; readonly tick: Tick }[]
  /** Heights at which count lines run, for log counts. */
  readonly countLines: readonly number[]
  readonly colours: PlotColours
  readonly outlineWidth: number
  /** Tell channels apart by dashes too. */
  readonly dashes: boolean
}

/** Bars, and all that lies under the outline of a comb. Together they stay under a fifth, or grey blocks appear where three channels meet. */
const barShare = 0.13
const underShare = 0.06
const frame = 1
/** Room above a full bar, so that its outline is not cut. */
const headroom = 3

/**
 * Paints one histogram: ground, grid, fills, outlines, frame. Works in coordinates where u runs along the codes and v
 * up the counts, whichever way the plot is turned; one unit is a CSS pixel.
 */
export function paintHistogram(context: CanvasRenderingContext2D, painting: Painting): void {
  const { width, height, pixelRatio: k, direction, series, colours } = painting
  const [length, depth] = direction === 'up' ? [width, height] : [height, width]
  context.setTransform(k, 0, 0, k, 0, 0)
  context.globalCompositeOperation = 'source-over'
  context.globalAlpha = 1
  context.fillStyle = colours.ground
  context.fillRect(0, 0, width, height)
  if (direction === 'up') context.setTransform(k, 0, 0, -k, 0, k * height)
  else context.setTransform(0, -k, k, 0, 0, k * height)

  context.lineWidth = 1
  context.strokeStyle = colours.line
  context.beginPath()
  for (const { axis, tick } of painting.grid) {
    const u = Math.round(shareOf(axis, tick.value) * length) + 0.5
    context.moveTo(u, 0)
    context.lineTo(u, depth)
  }
  for (const share of painting.countLines) {
    const v = Math.round(riseIn(share, depth)) + 0.5
    context.moveTo(0, v)
    context.lineTo(length, v)
  }
  context.stroke()

  const plot: Plot = { length, depth, pixelRatio: k, full: painting.full, counts: painting.counts }
  for (const item of series) if (item.look === 'filled') fillBars(context, item, plot, colours)
  for (const item of series) drawOutline(context, item, plot, painting)

  context.setLineDash([])
  context.lineWidth = frame
  context.strokeStyle = colours.edge
  context.strokeRect(frame / 2, frame / 2, length - frame, depth - frame)
}

interface Plot {
  readonly length: number
  readonly depth: number
  readonly pixelRatio: number
  readonly full: number
  readonly counts: Counts
}

/** How far above the edge of a plot of this depth a height 0 … 1 stands. */
export const riseIn = (height: number, depth: number): number => frame + height * (depth - headroom - 2 * frame)

const rise = (count: number, { full, counts, depth }: Plot): number => riseIn(heightOf(count, full, counts), depth)

/** Edges of the bars in pixels: on whole device pixels where a bar is at least one wide, as they are where bars are narrower. */
function edgeOf({ bars, axis }: Series, { length, pixelRatio }: Plot): (bar: number) => number {
  const span = bars.to - bars.from
  const wide = (span / bars.counts.length / (axis.to - axis.from)) * length * pixelRatio >= 1
  return (bar) => {
    const u = shareOf(axis, bars.from + (span * bar) / bars.counts.length) * length
    return wide ? Math.round(u * pixelRatio) / pixelRatio : u
  }
}

/** All bars of a channel in one path: coverage adds up exactly and neighbours have no seam. */
function fillBars(context: CanvasRenderingContext2D, item: Series, plot: Plot, colours: PlotColours): void {
  const { counts, channel } = item.bars
  const edge = edgeOf(item, plot)
  const cut: number[] = []
  context.beginPath()
  for (let bar = 0; bar < counts.length; bar++) {
    if (counts[bar] === 0) continue
    const left = edge(bar)
    context.moveTo(left, 0)
    let right = left
    for (; bar < counts.length && counts[bar]! > 0; bar++) {
      const v = rise(counts[bar]!, plot)
      context.lineTo(right, v)
      right = edge(bar + 1)
      context.lineTo(right, v)
      if (plot.counts === 'linear' && counts[bar]! > plot.full) cut.push(bar)
    }
    context.lineTo(right, 0)
    context.closePath()
  }
  context.globalCompositeOperation = colours.blend
  context.globalAlpha = barShare
  context.fillStyle = colours.channels[channel]
  context.fill()
  context.globalCompositeOperation = 'source-over'
  context.globalAlpha = 1
  context.fillStyle = colours.notch
  for (const bar of cut) {
    const left = edge(bar)
    context.fillRect(left - 1, riseIn(1, plot.depth) - 3, Math.max(edge(bar + 1) - left, 1) + 2, 1)
  }
}

function drawOutline(context: CanvasRenderingContext2D, item: Series, plot: Plot, { colours, outlineWidth, dashes }: Painting): void {
  const { counts, channel } = item.bars
  const { at, count, starts } = outlineOf(counts, item.reach)
  const edge = edgeOf(item, plot)
  const base = frame + outlineWidth / 2
  const inset = outlineWidth / 2
  const hold = (u: number): number => Math.min(Math.max(u, inset), plot.length - inset)
  context.beginPath()
  context.moveTo(0, base)
  starts.forEach((start, piece) => {
    const end = (starts[piece + 1] ?? at.length) - 1
    context.lineTo(hold(edge(at[start]!)), base)
    for (let i = start; i <= end; i++) {
      const bar = at[i]!
      const u = bar === 0 ? edge(0) : bar === counts.length - 1 ? edge(bar + 1) : (edge(bar) + edge(bar + 1)) / 2
      context.lineTo(hold(u), Math.max(rise(count[i]!, plot), base))
    }
    context.lineTo(hold(edge(at[end]! + 1)), base)
  })
  context.lineTo(plot.length, base)
  if (item.look === 'filled') {
    context.globalCompositeOperation = colours.blend
    context.globalAlpha = underShare
    context.fillStyle = colours.channels[channel]
    context.fill()
    context.globalCompositeOperation = 'source-over'
    context.globalAlpha = 1
  }
  context.lineJoin = 'round'
  context.lineWidth = outlineWidth
  context.strokeStyle = colours.channels[channel]
  context.setLineDash(item.look === 'dashed' ? [3, 3] : dashes ? [...channelDash[channel]] : [])
  context.stroke()
  context.setLineDash([])
}
