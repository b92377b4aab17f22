import { aspect, type Canvas, type Colour, createCanvas, glow, lit, noise, paint, scaled, wash } from './canvas.ts'
import { anything, light, materials, piece } from './materials.ts'
import type { Random } from './random.ts'
import { bush, sky } from './scenes-nature.ts'

const fronts = ['brick', 'stone', 'wall', 'road', 'wall', 'stone', 'wood'] as const

/** Houses with rows of windows. `lamps` lights some of them. */
function houses(canvas: Canvas, ground: number, shine: readonly [number, number, number], lamps: number): void {
  const { random } = canvas
  const grain = noise(random, 0.7)
  let x = random.even(-0.2, 0)
  while (x < aspect) {
    const wide = random.even(0.06, 0.4)
    const high = random.even(0.15, 0.8)
    const shade = random.even(0.3, 1)
    paint(canvas, { kind: 'box', x: x + wide / 2, y: ground - high / 2, wide: wide / 2, high: high / 2 }, { colour: scaled(lit(piece(random, random.pick(fronts)), shine), shade), texture: grain, rough: 0.2 })
    const [columns, rows] = [1 + random.below(7), 1 + random.below(8)]
    const glass = random.chance(0.5) ? scaled(piece(random, 'sky'), 0.5 * shade) : scaled(piece(random, 'grey'), 0.1)
    for (let c = 0; c < columns; c++) {
      for (let r = 0; r < rows; r++) {
        const colour = random.chance(lamps) ? scaled(light(random, random.pick(['lamp', 'lamp', 'tube', 'white'] as const)), random.even(0.1, 1)) : lit(glass, shine)
        paint(canvas, { kind: 'box', x: x + (wide * (c + 0.5)) / columns, y: ground - (high * (r + 0.5)) / rows, wide: (0.3 * wide) / columns, high: (0.3 * high) / rows }, { colour })
      }
    }
    if (random.chance(0.5)) paint(canvas, { kind: 'box', x: x + wide / 2, y: ground - high, wide: wide / 1.9, high: random.even(0.01, 0.08) }, { colour: scaled(lit(piece(random, random.pick(['brick', 'road', 'cloth'] as const)), shine), shade) })
    x += wide * random.even(0.8, 1.5)
  }
}

/** A street by day: houses, road, cars, signs, trees, people far off. */
export function street(random: Random): Canvas {
  const canvas = createCanvas(random)
  const ground = random.even(0.55, 0.9)
  const kind = random.pick(['clear', 'clouds', 'overcast', 'overcast', 'dusk'] as const)
  sky(canvas, ground, kind)
  const shine = scaled(light(random, kind === 'overcast' ? 'white' : kind === 'dusk' ? 'low' : 'sun'), random.even(0.35, 1))
  houses(canvas, ground, shine, kind === 'dusk' ? 0.3 : 0.02)
  const road = lit(piece(random, random.pick(['road', 'road', 'stone', 'sand'] as const)), shine)
  const grain = noise(random, 0.7, 4)
  wash(canvas, (_x, _y, one, i) => {
    for (let c = 0; c < 3; c++) one[c] = road[c] * (0.8 + 0.4 * grain[i])
  }, ground)
  if (random.chance(0.5)) paint(canvas, { kind: 'box', x: random.even(0, aspect), y: (1 + ground) / 2, wide: random.even(0.2, 0.8), high: (1 - ground) / 2 }, { colour: scaled(road, 0.3) })
  const trees = random.below(5)
  for (let n = 0; n < trees; n++) bush(canvas, random.even(0, aspect), ground - random.even(0.05, 0.3), random.even(0.06, 0.2), random.chance(0.8) ? 'foliage' : 'autumn', shine)
  const things = random.below(16)
  for (let n = 0; n < things; n++) {
    const [x, y, size] = [random.even(0, aspect), random.even(ground - 0.15, 0.97), random.even(0.01, 0.08)]
    const what = random.pick(['car', 'car', 'sign', 'person'] as const)
    if (what === 'car') {
      paint(canvas, { kind: 'ellipse', x, y: y - size * 0.5, wide: size * 1.2, high: size * 0.7 }, { colour: scaled(piece(random, 'sky'), 0.25), gloss: 0.3 })
      paint(canvas, { kind: 'box', x, y, wide: size * 2, high: size * 0.5 }, { colour: lit(piece(random, random.pick(['paint', 'grey', 'metal', 'cloth'] as const)), shine), gloss: 0.5, round: 0.4 })
    } else if (what === 'sign') paint(canvas, { kind: 'box', x, y: y - random.even(0, 0.4), wide: size * 1.5, high: size * 0.7 }, { colour: lit(piece(random, 'paint'), shine), other: lit(piece(random, 'paint'), shine), texture: grain })
    else paint(canvas, { kind: 'ellipse', x, y, wide: size * 0.4, high: size * 1.3 }, { colour: lit(piece(random, 'cloth'), shine), other: lit(piece(random, 'skin'), shine), texture: grain, round: 0.5 })
  }
  return canvas
}

/** A town by night or in the blue hour: black, windows, lamps and signs of every colour, wet roads that mirror them. */
export function night(random: Random): Canvas {
  const canvas = createCanvas(random)
  const ground = random.even(0.5, 0.9)
  sky(canvas, ground, random.pick(['night', 'twilight'] as const))
  const shine = scaled(light(random, random.pick(['sodium', 'lamp', 'white', 'blue'] as const)), random.even(0.02, 0.2))
  houses(canvas, ground, shine, random.even(0.1, 0.6))
  const road = lit(piece(random, 'road'), scaled(shine, 1.5))
  const grain = noise(random, 0.75, 0.4)
  wash(canvas, (_x, _y, one, i) => {
    for (let c = 0; c < 3; c++) one[c] = road[c] * (0.4 + grain[i])
  }, ground)
  const lamps = 2 + random.below(14)
  for (let n = 0; n < lamps; n++) {
    const colour = light(random, random.pick(['sodium', 'lamp', 'white', 'neonRed', 'neonBlue', 'neonPink', 'tube', 'lamp'] as const))
    const [x, y] = [random.even(0, aspect), random.even(0.1, ground)]
    glow(canvas, x, y, random.even(0.005, 0.05), scaled(colour, random.even(0.2, 1.5)))
    if (random.chance(0.5)) paint(canvas, { kind: 'box', x, y, wide: random.even(0.01, 0.1), high: random.even(0.008, 0.05) }, { colour })
    if (random.chance(0.5)) paint(canvas, { kind: 'ellipse', x, y: Math.min(0.98, 2 * ground - y), wide: 0.02, high: 0.12, edge: 0.1 }, { colour: scaled(colour, 0.3), texture: grain, rough: 1 })
  }
  return canvas
}

/** A stage or a hall: darkness, beams of coloured light, lit figures. */
export function stage(random: Random): Canvas {
  const canvas = createCanvas(random)
  const haze = noise(random, 0.5)
  const beams = Array.from({ length: 1 + random.below(5) }, () => ({ x: random.even(0, aspect), lean: random.normal(0, 0.6), wide: random.even(0.04, 0.3), colour: scaled(light(random, random.pick(['neonRed', 'neonBlue', 'neonPink', 'lamp', 'white', 'sodium'] as const)), random.even(0.05, 0.6)) }))
  wash(canvas, (x, y, one, i) => {
    for (let c = 0; c < 3; c++) one[c] = 0.006
    for (const { x: top, lean, wide, colour } of beams) {
      const k = Math.exp(-(((x - top - lean * y) / (wide * (0.3 + y))) ** 2)) * (0.2 + haze[i])
      for (let c = 0; c < 3; c++) one[c] += k * colour[c]
    }
  })
  const figures = 1 + random.below(6)
  for (let n = 0; n < figures; n++) {
    const { colour, x, lean } = random.pick(beams)
    const [px, size] = [x + lean * 0.7 + random.normal(0, 0.2), random.even(0.05, 0.16)]
    paint(canvas, { kind: 'box', x: px, y: 0.8, wide: size * 0.8, high: size * 1.6 }, { colour: lit(piece(random, 'cloth'), scaled(colour, 3)), round: 0.6, from: random.even(-1, 1) })
    paint(canvas, { kind: 'ellipse', x: px, y: 0.8 - size * 2, wide: size * 0.4, high: size * 0.5 }, { colour: lit(piece(random, 'skin'), scaled(colour, 3)), round: 0.6, from: random.even(-1, 1) })
  }
  return canvas
}

/** Things over things of every size, at random: what pictures have in common when nothing is known of them. */
export function heap(random: Random): Canvas {
  const canvas = createCanvas(random)
  const favourites = [random.pick(materials), random.pick(materials), random.pick(materials), 'grey', random.pick(materials)] as const
  const grain = [noise(random, 0.6), noise(random, 0.8, random.even(0.3, 3))] as const
  const back = piece(random, random.pick(favourites))
  wash(canvas, (_x, _y, one, i) => {
    for (let c = 0; c < 3; c++) one[c] = back[c] * (0.6 + 0.8 * grain[0][i])
  })
  const count = 10 + random.below(150)
  const [big, from, round] = [random.even(0.1, 0.5), random.even(-1, 1), random.even()]
  const free = random.chance(0.5) ? random.even() : 0
  for (let n = 0; n < count; n++) {
    const size = big * (1 - (0.85 * n) / count) * random.even(0.2, 1)
    const name = random.pick(favourites)
    const k = random.chance(0.25) ? random.even(0.1, 0.5) : 1
    const one = (): Colour => scaled(random.chance(free) ? anything(random) : piece(random, name), k)
    paint(canvas, { kind: random.chance(0.5) ? 'ellipse' : 'box', x: random.even(0, aspect), y: random.even(), wide: size, high: size * random.even(0.3, 1), turn: random.even(0, 3.2), edge: random.chance(0.15) ? 0.1 : 0.012 }, { colour: one(), other: one(), texture: random.pick(grain), rough: random.even(0, 0.8), round: random.chance(0.5) ? round : 0, from, gloss: random.chance(0.2) ? random.even() : 0 })
  }
  return canvas
}
