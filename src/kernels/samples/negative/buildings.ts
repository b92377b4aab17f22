import type { Noise } from '../noise.ts'
import { inQuad, line, polygon, rectangle, type Grain, type Plate, type Point, type Rgb } from './plate.ts'

const white: Rgb = [0.82, 0.82, 0.8]
const glass: Rgb = [0.06, 0.08, 0.1]

function window(plate: Plate, x: number, y: number, width: number, height: number, light: number): void {
  const frame: Rgb = [white[0] * light, white[1] * light, white[2] * light]
  rectangle(plate, x - 0.12 * width, y - 0.1 * height, 1.24 * width, 1.2 * height, frame)
  // the sky in the upper panes, the wood in the lower ones
  rectangle(plate, x, y, width, height, glass, (_, py) => (py < y + 0.45 * height ? 2.6 : 0.8))
  rectangle(plate, x + 0.46 * width, y, 0.08 * width, height, frame)
  rectangle(plate, x, y + 0.42 * height, width, 0.07 * height, frame)
}

/** Upright boards, weathered: the joint between them is dark. */
const boards = (width: number, noise: Noise): Grain => (x, y) => {
  const along = x / width
  const joint = along - Math.floor(along)
  return (joint < 0.16 ? 0.72 : 1) * (0.86 + 0.2 * noise.cell(Math.floor(along), 5) + 0.12 * noise.at(x * 0.9, y * 0.06))
}

/** A red wooden house with white corners; its gable in the sun, its long side turned away. (x, y) is the gable's left foot. */
export function paintHouse(plate: Plate, x: number, y: number, size: number, red: Rgb, noise: Noise): void {
  const gable = 0.62 * size
  const long = 0.86 * size
  const eaves = y - 0.5 * size
  const ridge = y - 0.86 * size
  const back = y - 0.045 * size
  const shadeRed: Rgb = [red[0] * 0.42, red[1] * 0.44, red[2] * 0.55]
  const grain = boards(0.022 * size, noise)
  // stone foot
  rectangle(plate, x, y - 0.01 * size, gable, 0.05 * size, [0.26, 0.25, 0.24], (px, py) => 0.7 + 0.6 * noise.at(px * 0.3, py * 0.4))
  polygon(plate, [[x + gable, eaves], [x + gable + long, eaves + 0.02 * size], [x + gable + long, back], [x + gable, y]], shadeRed, grain)
  polygon(plate, [[x, eaves], [x + gable / 2, ridge], [x + gable, eaves], [x + gable, y], [x, y]], red, grain)
  // roof: the side seen is the one turned away from the sun
  const roof: readonly [Point, Point, Point, Point] = [
    [x + gable / 2 - 0.01 * size, ridge - 0.025 * size],
    [x + gable / 2 + long - 0.02 * size, ridge + 0.02 * size],
    [x + gable + long + 0.04 * size, eaves + 0.05 * size],
    [x + gable + 0.05 * size, eaves + 0.03 * size],
  ]
  polygon(plate, roof, [0.15, 0.12, 0.115], (px, py) => 0.75 + 0.25 * Math.sin(py * 1.7) + 0.3 * noise.at(px * 0.25, py * 0.8))
  line(plate, [x - 0.05 * size, eaves + 0.035 * size], [x + gable / 2, ridge - 0.02 * size], 0.035 * size, white)
  line(plate, [x + gable / 2, ridge - 0.02 * size], [x + gable + 0.05 * size, eaves + 0.035 * size], 0.035 * size, [0.66, 0.66, 0.65])
  rectangle(plate, x - 0.005 * size, eaves, 0.024 * size, 0.5 * size, white)
  rectangle(plate, x + gable - 0.02 * size, eaves, 0.024 * size, 0.5 * size, white)
  rectangle(plate, x + gable + long - 0.02 * size, eaves + 0.05 * size, 0.02 * size, 0.42 * size, [0.36, 0.38, 0.42])
  window(plate, x + 0.09 * size, y - 0.37 * size, 0.13 * size, 0.2 * size, 1)
  window(plate, x + 0.4 * size, y - 0.37 * size, 0.13 * size, 0.2 * size, 1)
  window(plate, x + 0.26 * size, y - 0.64 * size, 0.1 * size, 0.13 * size, 1)
  for (let k = 0; k < 3; k++) {
    const [wx, wy] = inQuad([[x + gable, eaves], [x + gable + long, eaves], [x + gable + long, back], [x + gable, y]], 0.1 + 0.3 * k, 0.3)
    if (k === 1) {
      rectangle(plate, wx + 0.02 * size, wy - 0.01 * size, 0.11 * size, 0.31 * size, [0.34, 0.36, 0.4])
      rectangle(plate, wx + 0.035 * size, wy + 0.01 * size, 0.08 * size, 0.29 * size, [0.05, 0.13, 0.12])
    } else window(plate, wx, wy, 0.1 * size, 0.18 * size, 0.46)
  }
  const chimney = x + gable / 2 + 0.42 * long
  rectangle(plate, chimney, ridge - 0.13 * size, 0.035 * size, 0.16 * size, [0.4, 0.2, 0.14])
  rectangle(plate, chimney + 0.035 * size, ridge - 0.13 * size, 0.035 * size, 0.17 * size, [0.17, 0.09, 0.075])
  rectangle(plate, chimney - 0.008 * size, ridge - 0.15 * size, 0.086 * size, 0.022 * size, [0.45, 0.44, 0.42])
}

/** A sailing boat out on the lake: a white mainsail, a striped foresail, a dark hull. */
export function paintSail(plate: Plate, x: number, y: number, size: number): void {
  polygon(plate, [[x + 0.02 * size, y - size], [x + 0.42 * size, y - 0.13 * size], [x + 0.02 * size, y - 0.11 * size]], [0.9, 0.89, 0.86], (px, py) => 1.06 - (0.3 * (px - x)) / size - (py % (0.16 * size) < 1 ? 0.12 : 0))
  polygon(plate, [[x - 0.01 * size, y - 0.94 * size], [x - 0.02 * size, y - 0.12 * size], [x - 0.33 * size, y - 0.1 * size]], [0.84, 0.3, 0.05], (px) => 1.05 + (0.35 * (px - x)) / size)
  line(plate, [x, y - 1.03 * size], [x, y - 0.05 * size], Math.max(1.4, 0.012 * size), [0.35, 0.27, 0.18])
  polygon(plate, [[x - 0.38 * size, y - 0.1 * size], [x + 0.45 * size, y - 0.09 * size], [x + 0.38 * size, y], [x - 0.28 * size, y]], [0.04, 0.08, 0.2], (_, py) => (py < y - 0.075 * size ? 9 : 1))
}
