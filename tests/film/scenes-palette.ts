import { type Canvas, canvasHeight, canvasWidth, createCanvas, noise } from './canvas.ts'
import { palettes, type Tint } from './palettes.ts'
import type { Random } from './random.ts'

const square = (v: number): number => v * v
const apart = (a: Tint, b: Tint): number => Math.hypot(...a.colour.map((v, c) => v ** 0.4 - b.colour[c] ** 0.4))

/** A photograph's colours, each in its share and about its height, in shapes that have nothing to do with it. */
export function palette(random: Random): Canvas {
  const canvas = createCanvas(random)
  const { data } = canvas
  const tints = chain(random, random.pick(palettes))
  const [ground, grain, fine] = [noise(random, random.even(0.35, 0.65), random.even(0.4, 3)), noise(random, random.even(0.5, 0.8), random.even(0.4, 3), 4), noise(random, 0.85, random.even(0.4, 3), 8)]
  const [drawn, own, rough] = [random.even(0, 1.5), random.even(0, 1.5), random.even(0.05, 0.5)]
  let left = Uint32Array.from({ length: canvasWidth * canvasHeight }, (_, i) => i)
  let total = tints.reduce((sum, { share }) => sum + share, 0)
  const score = new Float32Array(left.length)
  for (const [index, { colour, share, height }] of tints.entries()) {
    const field = own > 0.2 ? noise(random, random.even(0.4, 0.7), random.even(0.4, 3), 3) : grain
    for (const i of left) score[i] = ground[i] + 0.3 * grain[i] + own * field[i] - drawn * square(Math.floor(i / canvasWidth) / canvasHeight - height)
    left.sort((a, b) => score[b] - score[a])
    const count = index === tints.length - 1 ? left.length : Math.round((left.length * share) / total)
    for (const i of left.subarray(0, count)) {
      const k = Math.exp(rough * (fine[i] + grain[i] - 1))
      for (let c = 0; c < 3; c++) data[3 * i + c] = colour[c] * k
    }
    left = left.slice(count)
    total -= share
  }
  return canvas
}

/** From one colour to the nearest that is left: what lies side by side is alike, as light and shade of a thing are. */
function chain(random: Random, tints: readonly Tint[]): Tint[] {
  const left = [...tints]
  const out = left.splice(random.below(left.length), 1)
  while (left.length > 0) {
    const last = out.at(-1)!
    const near = left.reduce((best, tint, i) => (apart(tint, last) < apart(left[best], last) ? i : best), 0)
    out.push(...left.splice(near, 1))
  }
  return out
}
