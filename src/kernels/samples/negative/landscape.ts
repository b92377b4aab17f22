import { makeNoise, type Noise } from '../noise.ts'
import { clamp, mix, smooth } from '../shapes.ts'
import { paintHouse, paintSail } from './buildings.ts'
import { paintBoat, paintChart, paintJetty, paintReeds } from './foreground.ts'
import { lay, newPlate, pixelIndex, rectangle, type Plate } from './plate.ts'
import { paintMountains, paintSky } from './sky.ts'
import { broadleaf, paintWood } from './trees.ts'

const shore = 408

/** The ground behind the shore: a meadow that rises to the left, stones at the water's edge. */
function paintMeadow(plate: Plate, noise: Noise): void {
  for (let x = 0; x < plate.width; x++) {
    const rise = 10 + 40 * smooth(700, 120, x) + 16 * smooth(950, 1280, x)
    const top = shore - rise - 5 * noise.at(x * 0.02, 1)
    const edge = shore - 4 - 5 * noise.at(x * 0.045, 4)
    for (let y = Math.floor(top); y < shore; y++) {
      const tuft = noise.fractal(x * 0.12, y * 0.5, 3)
      const light = (0.55 + 0.75 * tuft) * (0.9 + 0.25 * noise.at(x * 0.012, y * 0.06))
      if (y < edge) lay(plate, x, y, clamp(y + 1 - top), 0.19 * light, 0.25 * light, 0.055 * light)
      else {
        const stone = 0.5 + 0.9 * noise.at(x * 0.16, y * 0.4)
        lay(plate, x, y, 1, 0.26 * stone, 0.24 * stone, 0.21 * stone)
      }
    }
  }
}

/** The lake mirrors what stands above the shore; ripples shift it, and the nearer, the more of the water's own colour shows. */
function paintLake(plate: Plate, noise: Noise): void {
  for (let y = shore; y < plate.height; y++) {
    const down = y + 0.5 - shore
    const depth = 5200 / (down + 6)
    const mirror = mix(0.86, 0.34, smooth(0, 470, down))
    for (let x = 0; x < plate.width; x++) {
      const across = ((x - 660) * depth) / 400
      const swell = noise.at(across * 0.22 + 40, depth * 0.62) - 0.5
      const ripple = noise.at(across * 1.1 + 9, depth * 2.6) - 0.5
      const lift = (3 + 0.17 * down) * (1.3 * swell + 0.8 * ripple)
      const from = pixelIndex(plate, x + 0.25 * lift, Math.min(shore - 1, shore - down * 0.94 - lift))
      const body = 0.8 + 0.5 * ripple
      const bright = mirror * (1 + 0.25 * swell)
      const i = 3 * (y * plate.width + x)
      plate.data[i] = plate.data[from]! * bright * 0.9 + 0.012 * body
      plate.data[i + 1] = plate.data[from + 1]! * bright * 0.95 + 0.034 * body
      plate.data[i + 2] = plate.data[from + 2]! * bright + 0.042 * body
    }
  }
}

/**
 * A lake on a summer's day, in linear light: clouds, mountains, woods, a red house, boats, a jetty with a colour chart
 * and a grey card. 1320 × 880 pixels.
 */
export function paintLandscape(): Plate {
  const plate = newPlate(1320, 880)
  const noise = makeNoise(1876)
  paintSky(plate, shore, noise)
  paintMountains(plate, shore, noise)
  paintWood(plate, (x) => shore - 6 - 22 * smooth(760, 300, x), 0, 1320, 190, 74, 0.6, 4, noise)
  paintWood(plate, (x) => shore - 5 - 22 * smooth(760, 300, x), 0, 1320, 150, 44, 0.95, 5, noise)
  paintMeadow(plate, noise)
  paintWood(plate, (x) => shore - 16 - 34 * smooth(420, 60, x), -10, 330, 26, 150, 1.1, 8, noise)
  paintWood(plate, () => shore - 8, 1010, 1330, 20, 118, 1, 15, noise)
  broadleaf(plate, 378, shore - 14, 196, [0.34, 0.4, 0.06], 2, noise)
  paintHouse(plate, 452, shore - 14, 158, [0.42, 0.068, 0.04], noise)
  broadleaf(plate, 752, shore - 6, 138, [0.24, 0.36, 0.06], 6, noise)
  broadleaf(plate, 872, shore - 6, 104, [0.62, 0.3, 0.04], 9, noise)
  // a boathouse on the right, ochre
  paintHouse(plate, 968, shore - 6, 66, [0.62, 0.36, 0.075], noise)
  paintLake(plate, noise)
  paintSail(plate, 1178, 470, 148)
  for (let y = 470; y < 640; y++) {
    const seen = 0.5 * smooth(640, 470, y)
    const wave = 12 * (noise.at(3, y * 0.33) - 0.5)
    const t = (y - 470) / 148
    rectangle(plate, 1180 + wave, y, Math.max(1, 60 * (1 - t)), 1, [0.55 * seen + 0.1, 0.56 * seen + 0.13, 0.56 * seen + 0.15])
  }
  paintBoat(plate, 948, 688, 392, [0.06, 0.2, 0.42], [0.66, 0.46, 0.16], noise)
  paintJetty(plate, noise)
  paintChart(plate, noise)
  paintReeds(plate, 1040, 1330, 31)
  return plate
}
