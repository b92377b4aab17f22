import { createRaster, type Raster } from '../raster.ts'
import { clamp } from './shapes.ts'

const white = 65_535
const width = 1440
const height = 960
const margin = 48
const inner = width - 2 * margin
const ground = 7196

/** Where things stand on the chart, for whoever reads it by number: rows of `inner` pixels, from `margin` on. */
export const wedgeLayout = {
  margin,
  inner,
  steps: { y: 48, height: 160, count: 21 },
  ramp: { y: 224, height: 80 },
  channels: { y: 320, height: 48, gap: 8 },
  nearBlack: { y: 504, height: 56, count: 32 },
  nearBlackBytes: { y: 568, height: 56, count: 32 },
  nearWhiteBytes: { y: 632, height: 56, count: 32 },
  targets: { y: 720, side: 192 },
} as const

/** Code of one of `count` equal steps from black to white. */
const stepCode = (step: number, count: number): number => Math.round((step * white) / (count - 1))

const stepOf = (x: number, count: number): number => Math.floor((x * count) / inner)

type Rgb = readonly [r: number, g: number, b: number]
type Paint = (x: number, y: number) => number | Rgb

const side = wedgeLayout.targets.side
const half = side / 2
const fromMiddle = (x: number, y: number): number => Math.sqrt((x + 0.5 - half) * (x + 0.5 - half) + (y + 0.5 - half) * (y + 0.5 - half))
const wave = (phase: number): number => Math.round((white * (1 + Math.cos(phase))) / 2)

const patches: readonly Rgb[] = [
  [1, 0, 0], [0, 1, 0], [0, 0, 1],
  [0, 1, 1], [1, 0, 1], [1, 1, 0],
  [0, 0, 0], [0.5, 0.5, 0.5], [1, 1, 1],
]

/** Seven squares: frequencies, edges, colours and the smallest differences. */
const targets: readonly Paint[] = [
  // a zone plate: the frequency grows with the radius and meets Nyquist's limit at the edge
  (x, y) => wave((Math.PI * fromMiddle(x, y) ** 2) / side),
  // checkers of 1, 2, 4 and 8 pixels
  (x, y) => {
    const cell = 2 ** ((x < half ? 0 : 1) + (y < half ? 0 : 2))
    return (Math.floor(x / cell) + Math.floor(y / cell)) % 2 === 0 ? 0 : white
  },
  // a star of 36 arms
  (x, y) => (fromMiddle(x, y) > half - 2 ? ground : Math.sin(36 * Math.atan2(y + 0.5 - half, x + 0.5 - half)) > 0 ? white : 0),
  // a ball of light, black at its rim
  (x, y) => Math.round(white * clamp(1 - (fromMiddle(x, y) / (half - 2)) ** 2)),
  (x, y) => {
    const [r, g, b] = patches[3 * Math.floor(y / 64) + Math.floor(x / 64)]!
    return [Math.round(r * white), Math.round(g * white), Math.round(b * white)]
  },
  // a sweep of frequencies across, of contrasts down
  (x, y) => Math.round(white / 2 + (wave((0.0042 * x * x * Math.PI) / 2) - white / 2) * ((side - 1 - y) / (side - 1)) ** 2),
  // nested squares, each a 256th of the range lighter than the one around it
  (x, y) => 128 * 257 + 257 * (Math.floor(Math.min(x, y, side - 1 - x, side - 1 - y) / 12) - 4),
]

/**
 * A step wedge with ramps, 16-bit RGB, every code exact: 21 equal steps, a continuous ramp, one ramp a channel, steps of
 * one 16-bit code and of one 8-bit code above black and below white, and seven targets.
 */
export function paintWedge(): Raster<'u16'> {
  const raster = createRaster({ width, height, channels: 3, depth: 'u16' })
  const { data } = raster
  data.fill(ground)
  const fill = (x0: number, y0: number, w: number, h: number, paint: Paint): void => {
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const code = paint(x, y)
        const i = 3 * ((y0 + y) * width + x0 + x)
        data[i] = typeof code === 'number' ? code : code[0]
        data[i + 1] = typeof code === 'number' ? code : code[1]
        data[i + 2] = typeof code === 'number' ? code : code[2]
      }
    }
  }
  const row = ({ y, height: h }: { y: number; height: number }, paint: Paint): void => fill(margin, y, inner, h, paint)
  const { steps, ramp, channels, nearBlack, nearBlackBytes, nearWhiteBytes } = wedgeLayout

  row(steps, (x) => stepCode(stepOf(x, steps.count), steps.count))
  row(ramp, (x) => stepCode(x, inner))
  for (let c = 0; c < 3; c++) {
    const y = channels.y + c * (channels.height + channels.gap)
    row({ y, height: channels.height }, (x) => {
      const code = stepCode(x, inner)
      return [c === 0 ? code : 0, c === 1 ? code : 0, c === 2 ? code : 0]
    })
  }
  row(nearBlack, (x) => stepOf(x, nearBlack.count))
  row(nearBlackBytes, (x) => 257 * stepOf(x, nearBlackBytes.count))
  row(nearWhiteBytes, (x) => white - 257 * stepOf(x, nearWhiteBytes.count))
  targets.forEach((paint, k) => fill(margin + k * side, wedgeLayout.targets.y, side, side, paint))
  return raster
}
