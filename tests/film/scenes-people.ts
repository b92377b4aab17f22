import { aspect, blend, blur, type Canvas, type Colour, createCanvas, lit, noise, paint, scaled, wash } from './canvas.ts'
import { light, type Material, piece } from './materials.ts'
import type { Random } from './random.ts'
import { garden, landscape } from './scenes-nature.ts'
import { room } from './scenes-rooms.ts'
import { street } from './scenes-town.ts'

/** One person from the chest up: clothes, neck, hair, face with eyes and mouth. `size` is half the height of the head. */
export function person(canvas: Canvas, x: number, y: number, size: number, shine: Colour, from: number): void {
  const { random } = canvas
  const skin = lit(piece(random, 'skin'), shine)
  const cloth = lit(piece(random, random.pick(['cloth', 'cloth', 'cloth', 'paint', 'grey'] as const)), shine)
  const hair = lit(piece(random, 'hair'), shine)
  const pattern = noise(random, 0.8, random.even(0.3, 3), 6)
  const round = random.even(0.3, 0.85)
  const other = random.chance(0.3) ? lit(piece(random, 'cloth'), shine) : scaled(cloth, 0.7)
  const tilt = random.normal(0, 0.12)
  paint(canvas, { kind: 'ellipse', x, y: y + 2.9 * size, wide: 1.9 * size, high: 1.75 * size, edge: 0.015 }, { colour: cloth, other, texture: pattern, round, from })
  if (random.chance(0.4)) paint(canvas, { kind: 'ellipse', x, y: y + 1.6 * size, wide: 0.5 * size, high: 0.7 * size }, { colour: random.chance(0.5) ? lit(piece(random, 'grey'), shine) : skin, round, from })
  if (random.chance(0.85)) paint(canvas, { kind: 'ellipse', x, y: y - 0.15 * size, wide: random.even(0.85, 1.25) * size, high: random.even(1, 1.5) * size, turn: tilt }, { colour: hair, texture: pattern, rough: 0.6, round: 0.6, from, gloss: random.even(0, 0.1) })
  paint(canvas, { kind: 'box', x, y: y + 1.05 * size, wide: 0.36 * size, high: 0.4 * size }, { colour: scaled(skin, 0.75), round, from })
  paint(canvas, { kind: 'ellipse', x: x + from * 0.05 * size, y: y + 0.12 * size, wide: 0.72 * size, high: 0.95 * size, turn: tilt, edge: 0.012 }, { colour: skin, round, from, gloss: random.even(0, 0.2) })
  if (size < 0.06) return
  const feature = scaled(skin, 0.25)
  for (const side of [-1, 1]) paint(canvas, { kind: 'ellipse', x: x + side * 0.28 * size, y, wide: 0.12 * size, high: 0.05 * size }, { colour: feature })
  paint(canvas, { kind: 'ellipse', x, y: y + 0.6 * size, wide: 0.22 * size, high: 0.06 * size }, { colour: lit(blend(piece(random, 'skin'), [0.35, 0.05, 0.06], 0.6), shine) })
  if (random.chance(0.15)) paint(canvas, { kind: 'ellipse', x, y: y - 0.7 * size, wide: 0.9 * size, high: 0.45 * size }, { colour: lit(piece(random, random.pick(['paint', 'cloth', 'grey'] as const)), shine), round })
}

/** A face before something out of focus: a garden, a street, a room, a plain cloth. */
export function portrait(random: Random): Canvas {
  const behind = random.pick(['plain', 'plain', 'garden', 'landscape', 'room', 'street'] as const)
  const canvas = behind === 'garden' ? garden(random) : behind === 'landscape' ? landscape(random) : behind === 'room' ? room(random) : behind === 'street' ? street(random) : plain(random)
  blur(canvas, random.even(0, 9))
  const dim = random.even(0.15, 1)
  wash(canvas, (_x, _y, one) => {
    for (let c = 0; c < 3; c++) one[c] *= dim
  })
  const shine = scaled(light(random, random.pick(['sun', 'white', 'white', 'lamp', 'low', 'tube', 'blue'] as const)), random.even(0.5, 1.1))
  const warmth = blend([shine[1], shine[1], shine[1]], shine, random.even(0, 0.6))
  person(canvas, random.even(0.35, 1.15), random.even(0.25, 0.55), random.even(0.1, 0.45), warmth, random.even(-1, 1))
  return canvas
}

/** Two to nine people, near or far. */
export function group(random: Random): Canvas {
  const canvas = random.pick([garden, landscape, room, street, plain])(random)
  blur(canvas, random.even(0, 4))
  const count = 2 + random.below(8)
  const size = random.even(0.035, 0.16)
  const from = random.even(-1, 1)
  const shine = scaled(light(random, random.pick(['sun', 'white', 'white', 'lamp', 'tube'] as const)), random.even(0.5, 1))
  for (let n = 0; n < count; n++) person(canvas, ((n + 0.5 + random.normal(0, 0.25)) / count) * aspect, random.even(0.25, 0.75), size * random.even(0.8, 1.3), shine, from)
  return canvas
}

/** A wall, a backdrop, a cloth, something far out of focus: one colour, unevenly lit. */
export function plain(random: Random): Canvas {
  const canvas = createCanvas(random)
  const name: Material = random.pick(['wall', 'grey', 'cloth', 'paint', 'stone', 'wood', 'fur', 'earth', 'sand', 'foliage', 'sky'] as const)
  const [one, two] = [piece(random, name), random.chance(0.3) ? piece(random, name) : undefined]
  const field = noise(random, random.even(0.3, 0.7), random.even(0.5, 2))
  const [x, y, fall] = [random.even(0, aspect), random.even(-0.2, 0.8), random.even(0.1, 1.2)]
  wash(canvas, (px, py, c3, i) => {
    const k = Math.max(0.05, 1.1 - fall * Math.hypot(px - x, py - y)) * (0.85 + 0.3 * field[i])
    for (let c = 0; c < 3; c++) c3[c] = k * (two ? two[c] + field[i] * (one[c] - two[c]) : one[c])
  })
  return canvas
}

/** An animal on grass, straw, a sofa: fur of two colours. */
export function animal(random: Random): Canvas {
  const canvas = random.chance(0.5) ? garden(random) : random.chance(0.5) ? room(random) : plain(random)
  blur(canvas, random.even(0, 7))
  const [one, two] = [piece(random, 'fur'), piece(random, 'fur')]
  const hair = noise(random, 0.85, random.even(0.4, 2.5), 4)
  const [x, y, size, from] = [random.even(0.4, 1.1), random.even(0.4, 0.7), random.even(0.12, 0.6), random.even(-1, 1)]
  const look = { colour: one, other: two, texture: hair, rough: 0.5, round: 0.6, from }
  paint(canvas, { kind: 'ellipse', x, y: y + size * 0.5, wide: size * 1.3, high: size * 0.8, edge: 0.03 }, look)
  paint(canvas, { kind: 'ellipse', x: x + from * size, y: y - size * 0.4, wide: size * 0.55, high: size * 0.5, edge: 0.02 }, look)
  for (const side of [-1, 1]) {
    paint(canvas, { kind: 'ellipse', x: x + from * size + side * size * 0.35, y: y - size * 0.85, wide: size * 0.14, high: size * 0.25 }, { ...look, colour: scaled(one, 0.7) })
    paint(canvas, { kind: 'ellipse', x: x + from * size + side * size * 0.2, y: y - size * 0.45, wide: size * 0.07, high: size * 0.07 }, { colour: [0.02, 0.02, 0.01], gloss: 0.6 })
  }
  paint(canvas, { kind: 'ellipse', x: x + from * size, y: y - size * 0.2, wide: size * 0.12, high: size * 0.08 }, { colour: random.chance(0.5) ? [0.02, 0.02, 0.02] : [0.4, 0.2, 0.18] })
  return canvas
}
