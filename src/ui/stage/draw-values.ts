import type { Point, Rect } from './camera.ts'

/** Code values of a small part of the picture, interleaved. */
export interface Block extends Rect {
  readonly values: Float64Array
  readonly channels: number
}

/** What becomes of a code in a channel; the identity shows the picture as it came. */
export type Reader = (channel: number, value: number) => number

/** Bright enough on the dark outline that they read on any ground; the letters' places tell them apart without colour. */
const inks = ['#ff9b96', '#86e8a4', '#a6cbff'] as const
const outline = '#000000'

/** Seven signs at most: more would not fit into 28 CSS pixels. */
const valueText = (value: number): string => {
  if (Number.isInteger(value)) return String(value).replace('-', '−')
  return (Math.abs(value) >= 1000 ? value.toFixed(0) : value.toPrecision(3)).replace('-', '−')
}

/**
 * Writes the numbers of a block into its pixels. `origin` is where the picture's corner stands in the canvas and `zoom`
 * the width of a pixel, both in CSS pixels; `clip` bounds what is drawn.
 */
export function drawValues(context: CanvasRenderingContext2D, block: Block, read: Reader, origin: Point, zoom: number, clip: Rect): void {
  const colours = block.channels < 3 ? 1 : 3
  let longest = 3
  const texts: string[] = []
  for (let i = 0; i < block.width * block.height; i++) {
    for (let c = 0; c < colours; c++) {
      const text = valueText(read(c, block.values[i * block.channels + c]!))
      longest = Math.max(longest, text.length)
      texts.push(text)
    }
  }
  // 0.6 em is the advance of the mono face
  const size = Math.min(zoom * (colours === 1 ? 0.36 : 0.28), (zoom * 0.92) / (longest * 0.6))
  context.save()
  context.beginPath()
  context.rect(clip.x, clip.y, clip.width, clip.height)
  context.clip()
  context.font = `500 ${size}px "JetBrains Mono Variable", ui-monospace, monospace`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = Math.max(2, size * 0.3)
  context.strokeStyle = outline
  for (let i = 0; i < block.width * block.height; i++) {
    const x = origin.x + (block.x + (i % block.width) + 0.5) * zoom
    const y = origin.y + (block.y + Math.floor(i / block.width) + 0.5) * zoom
    if (x < clip.x - zoom || y < clip.y - zoom || x > clip.x + clip.width + zoom || y > clip.y + clip.height + zoom) continue
    for (let c = 0; c < colours; c++) {
      const text = texts[i * colours + c]!
      const line = y + (c - (colours - 1) / 2) * size * 1.1
      context.strokeText(text, x, line)
      context.fillStyle = colours === 1 ? '#ffffff' : inks[c]!
      context.fillText(text, x, line)
    }
  }
  context.restore()
}
