import { proxyHeight, proxyWidth } from '../../src/kernels/film/estimator/proxy.ts'
import { aspect, type Canvas, canvasWidth, held, noise, wash } from './canvas.ts'
import { light } from './materials.ts'
import { createRandom, type Random } from './random.ts'
import { closeUp, fire, page, warmRoom, workshop } from './scenes-close.ts'
import { beach, garden, landscape, snowfield, sunset } from './scenes-nature.ts'
import { palette } from './scenes-palette.ts'
import { animal, group, plain, portrait } from './scenes-people.ts'
import { chart, room, stillLife, tableTop } from './scenes-rooms.ts'
import { heap, night, stage, street } from './scenes-town.ts'

/** How often each kind of picture is painted. */
const painters: readonly (readonly [share: number, paint: (random: Random) => Canvas])[] = [
  [15, landscape],
  [5, beach],
  [7, garden],
  [4, snowfield],
  [4, sunset],
  [12, portrait],
  [6, group],
  [6, animal],
  [3, plain],
  [9, room],
  [14, stillLife],
  [6, tableTop],
  [26, chart],
  [7, closeUp],
  [4, warmRoom],
  [1, fire],
  [1, page],
  [3, workshop],
  [9, street],
  [4, night],
  [1, stage],
  [26, heap],
]
const inCountedColours = [50, palette] as const
const sumOf = (all: typeof painters): number => all.reduce((sum, [share]) => sum + share, 0)

export const sceneLength = 3 * proxyWidth * proxyHeight

/**
 * A painted picture as 96 × 64 cells of linear sRGB. The scene's range is that of photographs: white near 1, now and then
 * a light far above it; shadows down to a thousandth. Without `palettes`, none is in colours counted in photographs.
 */
export function paintScene(seed: number, index: number, palettes = true): Float32Array {
  const random = createRandom(seed, index)
  const kinds = palettes ? [...painters, inCountedColours] : painters
  let draw = random.even(0, sumOf(kinds))
  let painter = painters[0][1]
  for (const [share, paint] of kinds) {
    painter = paint
    draw -= share
    if (draw < 0) break
  }
  const canvas = painter(random)
  if (random.chance(lightChance(painter))) relight(canvas)
  const cells = averaged(canvas)
  finish(cells, random, painter === chart)
  return cells
}

/** A photograph's colours have their light, a chart is mostly lit evenly. */
const lightChance = (painter: (random: Random) => Canvas): number => (painter === palette ? 0.4 : painter === chart ? 0.3 : 1)

/** What stands between a scene and the lens: cloud shadows, a second light from one side, fall-off, haze. */
function relight(canvas: Canvas): void {
  const { random } = canvas
  const shadows = noise(random, random.even(0.3, 0.6))
  const deep = random.chance(0.45) ? random.even(0.2, 1.6) : 0
  const second = light(random, random.pick(['low', 'lamp', 'blue', 'tube', 'white', 'sun'] as const))
  const strength = random.chance(0.25) ? random.even(0.1, 0.6) : 0
  const lean = random.chance(0.5) ? 1 : -1
  const fall = random.chance(0.5) ? random.even(0, 0.4) : 0
  const veil = random.chance(0.3) ? random.even(0, 0.06) : 0
  wash(canvas, (x, y, one, i) => {
    const k = Math.exp(deep * (shadows[i] - 0.5) * 2) * (1 - fall * ((x / aspect - 0.5) ** 2 + (y - 0.5) ** 2) * 2)
    const side = strength * held(0.5 + lean * (x / aspect - 0.5) * 1.6)
    for (let c = 0; c < 3; c++) one[c] = one[c] * k * (1 + side * (second[c] - 1)) + veil
  })
}

function averaged({ data }: Canvas): Float32Array {
  const cells = new Float32Array(sceneLength)
  for (let y = 0; y < proxyHeight; y++) {
    for (let x = 0; x < proxyWidth; x++) {
      const from = 3 * (2 * y * canvasWidth + 2 * x)
      for (let c = 0; c < 3; c++) {
        const below = from + 3 * canvasWidth + c
        cells[3 * (y * proxyWidth + x) + c] = (data[from + c] + data[from + 3 + c] + data[below] + data[below + 3]) / 4
      }
    }
  }
  return cells
}

/** Exposed as photographers do: the brightest parts near white, sometimes short of it, sometimes beyond. */
function finish(cells: Float32Array, random: Random, isChart: boolean): void {
  const peaks = Float32Array.from({ length: cells.length / 3 }, (_, i) => Math.max(cells[3 * i], cells[3 * i + 1], cells[3 * i + 2])).toSorted()
  const white = peaks[Math.floor(peaks.length * random.pick([0.9, 0.97, 0.99, 0.995]))]
  const wanted = random.chance(0.5) ? random.even(0.85, 1.05) : random.even(0.35, 1.4)
  const gain = isChart && random.chance(0.7) ? 1 : wanted / Math.max(0.02, white)
  const most = random.chance(0.3) ? 4 : 1
  for (let i = 0; i < cells.length; i++) cells[i] = Math.min(most, Math.max(0.0012, gain * cells[i]))
}
