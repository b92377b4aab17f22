import { luma } from '../../kernels/histogram.ts'
import type { Point, Rect } from './camera.ts'

/** Code values of a small part of the picture, interleaved. */
export interface Block extends Rect {
  readonly values: Float64Array
  readonly channels: number
}

/** How numbers of the picture come to be the numbers that are written. */
export interface Reader {
  /** A pixel's colours, one number a channel. */
  readonly read: (pixel: readonly number[]) => readonly number[]
  /** What shows as white: it decides whether a pixel is a bright ground or a dark one. */
  readonly white: number
}

/** Inks for a dark and a bright ground, red, green and blue; the order of the lines tells the channels apart without colour. */
const inks = {
  dark: { halo: 'rgb(0 0 0 / 0.8)', grey: '#ffffff', colours: ['#ffaaa6', '#8fe8aa', '#b0d1ff'] },
  bright: { halo: 'rgb(255 255 255 / 0.8)', grey: '#000000', colours: ['#9c1710', '#0d5424', '#153f91'] },
} as const

/** Six signs for a float; more would not fit into 28 CSS pixels. */
const valueText = (value: number): string => {
  if (Number.isInteger(value)) return String(value).replace('-', '−')
  return (Math.abs(value) >= 1000 ? value.toFixed(0) : value.toPrecision(3)).replace('-', '−')
}

interface Cell {
  readonly texts: readonly string[]
  readonly bright: boolean
}

const cellsOf = ({ values, channels, width, height }: Block, { read, white }: Reader): readonly Cell[] => {
  const colours = channels < 3 ? 1 : 3
  return Array.from({ length: width * height }, (_, i): Cell => {
    const numbers = read(Array.from({ length: colours }, (_, c) => values[i * channels + c]!))
    const [r, g, b] = numbers
    const light = colours === 1 ? r! : luma(r!, g!, b!)
    return { texts: numbers.map(valueText), bright: light > white * 0.5 }
  })
}

/**
 * Writes the numbers of a block into its pixels. `origin` is where the picture's corner stands in the canvas and `zoom`
 * the width of a pixel, both in CSS pixels; `clip` bounds what is drawn.
 */
export function drawValues(context: CanvasRenderingContext2D, block: Block, reader: Reader, origin: Point, zoom: number, clip: Rect): void {
  const cells = cellsOf(block, reader)
  const lines = block.channels < 3 ? 1 : 3
  const longest = cells.reduce((most, { texts }) => Math.max(most, ...texts.map((text) => text.length)), 3)
  // 0.6 em is the advance of the mono face
  const size = Math.min(zoom * (lines === 1 ? 0.34 : 0.27), (zoom * 0.82) / (longest * 0.6))
  context.save()
  context.beginPath()
  context.rect(clip.x, clip.y, clip.width, clip.height)
  context.clip()
  context.font = `500 ${size}px "JetBrains Mono Variable", ui-monospace, monospace`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 2
  cells.forEach(({ texts, bright }, i) => {
    const x = origin.x + (block.x + (i % block.width) + 0.5) * zoom
    const y = origin.y + (block.y + Math.floor(i / block.width) + 0.5) * zoom
    if (x < clip.x - zoom || y < clip.y - zoom || x > clip.x + clip.width + zoom || y > clip.y + clip.height + zoom) return
    const ink = bright ? inks.bright : inks.dark
    context.strokeStyle = ink.halo
    texts.forEach((text, c) => {
      const line = y + (c - (lines - 1) / 2) * size * 1.06
      context.strokeText(text, x, line)
      context.fillStyle = lines === 1 ? ink.grey : ink.colours[c]!
      context.fillText(text, x, line)
    })
  })
  context.restore()
}
