import { aspect, blend, blur, type Canvas, type Colour, createCanvas, glow, held, lit, noise, paint, scaled, wash } from './canvas.ts'
import { light, type Material, piece } from './materials.ts'
import type { Random } from './random.ts'
import { sky } from './scenes-nature.ts'

/**
 * One stuff fills the frame: fur, boards, leaves, skin, cloth, food. Nothing in it need be grey, and its mean is its colour and
 * not its light: what estimators that believe in a grey world fail on.
 */
export function closeUp(random: Random): Canvas {
  const canvas = createCanvas(random)
  const name: Material = random.pick(['fur', 'fur', 'wood', 'wood', 'wood', 'food', 'fruit', 'brick', 'autumn', 'flower', 'skin', 'skin', 'cloth', 'paint', 'sand', 'earth', 'foliage', 'foliage', 'water', 'metal', 'hair'] as const)
  const tones = Array.from({ length: 2 + random.below(3) }, () => piece(random, name))
  const coarse = noise(random, random.even(0.4, 0.8), random.even(0.2, 5))
  const fine = noise(random, 0.85, random.even(0.2, 6), 6)
  const shine = light(random, random.pick(['white', 'white', 'white', 'sun', 'sun', 'lamp', 'low', 'blue', 'tube'] as const))
  const [x, y, fall, rough] = [random.even(0, aspect), random.even(), random.even(0.1, 1.1), random.even(0.1, 0.9)]
  wash(canvas, (px, py, one, i) => {
    const at = coarse[i] * (tones.length - 1)
    const low = Math.min(tones.length - 2, Math.floor(at))
    const k = held(1.1 - fall * Math.hypot(px - x, py - y), 0.04, 1.2) * (1 + rough * (2 * fine[i] - 1)) * (0.5 + coarse[i])
    for (let c = 0; c < 3; c++) one[c] = shine[c] * k * (tones[low][c] + (at - low) * (tones[low + 1][c] - tones[low][c]))
  })
  const things = random.below(7)
  const other: Material = random.pick([name, name, 'wall', 'grey', 'paint', 'metal', 'foliage', 'skin', 'cloth', 'food'] as const)
  for (let n = 0; n < things; n++) {
    const [px, py, size] = [random.even(0, aspect), random.even(), random.even(0.03, 0.35)]
    const here = scaled(shine, held(1.1 - fall * Math.hypot(px - x, py - y), 0.04, 1.2))
    paint(canvas, { kind: random.chance(0.75) ? 'ellipse' : 'box', x: px, y: py, wide: size, high: size * random.even(0.3, 1), turn: random.even(0, 3.2), edge: random.chance(0.4) ? 0.12 : 0.012 }, { colour: lit(piece(random, other), here), other: lit(piece(random, other), here), texture: fine, rough: random.even(0, 0.6), round: random.even(0.2, 0.95), from: random.even(-1, 1), gloss: random.chance(0.3) ? random.even() : 0 })
  }
  if (random.chance(0.3)) for (const side of [-1, 1]) paint(canvas, { kind: 'ellipse', x: x + 0.22 * side, y: held(y, 0.2, 0.8), wide: 0.08, high: 0.06 }, { colour: scaled(piece(random, random.pick(['fruit', 'grass', 'sky', 'hair'] as const)), 0.6), round: 0.5, gloss: 0.8 })
  blur(canvas, random.chance(0.3) ? random.even(0, 6) : 0)
  return canvas
}

/** Cups, bottles and books on boards in a dark warm room, a lamp or a window far off. */
export function warmRoom(random: Random): Canvas {
  const canvas = createCanvas(random)
  const boards = noise(random, 0.75, random.even(3, 12), 4)
  const [table, wall] = [piece(random, random.pick(['wood', 'wood', 'brick', 'earth'] as const)), piece(random, random.pick(['wood', 'brick', 'cloth', 'wall', 'paint'] as const))]
  const edge = random.even(-0.1, 0.6)
  const shine = light(random, random.pick(['white', 'sun', 'lamp', 'lamp', 'low'] as const))
  const [lx, ly, fall] = [random.even(0, aspect), random.even(-0.3, 0.6), random.even(0.4, 1.3)]
  const lightAt = (x: number, y: number): number => held(1.2 - fall * Math.hypot(x - lx, y - ly), 0.03, 1.4)
  wash(canvas, (x, y, one, i) => {
    const k = lightAt(x, y) * (y > edge ? 0.5 + boards[i] : 0.35 + 0.2 * boards[i])
    for (let c = 0; c < 3; c++) one[c] = shine[c] * k * (y > edge ? table[c] : wall[c])
  })
  const things = 1 + random.below(7)
  for (let n = 0; n < things; n++) {
    const [x, y, size] = [random.even(0.05, 1.45), random.even(held(edge, 0.15, 1), 0.95), random.even(0.05, 0.32)]
    const here = scaled(shine, lightAt(x, y))
    const name: Material = random.pick(['wall', 'grey', 'food', 'paint', 'metal', 'wood', 'cloth', 'fruit'] as const)
    const look = { colour: lit(piece(random, name), here), other: lit(piece(random, name), here), texture: boards, round: random.even(0.3, 0.9), from: lx > x ? 1 : -1, gloss: random.even(0, 0.8) }
    paint(canvas, { kind: 'ellipse', x, y: y + size * 0.4, wide: size * 1.4, high: size * 0.5, edge: 0.1 }, { colour: scaled(lit(table, here), 0.25) })
    paint(canvas, { kind: random.chance(0.6) ? 'ellipse' : 'box', x, y, wide: size, high: size * random.even(0.4, 1.1) }, look)
    if (random.chance(0.5)) paint(canvas, { kind: 'ellipse', x, y: y - size * 0.1, wide: size * 0.75, high: size * 0.35 }, { colour: scaled(lit(piece(random, random.pick(['food', 'hair', 'fruit'] as const)), here), random.even(0.15, 1)), gloss: 0.4 })
  }
  return canvas
}

/** Flames, lamps or a low sun in the blue hour: the brightest is orange, the rest blue or black. */
export function fire(random: Random): Canvas {
  const canvas = createCanvas(random)
  const horizon = random.even(0.55, 1)
  const dusk = random.chance(0.7)
  if (dusk) sky(canvas, horizon, random.pick(['night', 'twilight', 'twilight', 'clear'] as const))
  const dim = random.even(0.1, 0.8)
  const ground = piece(random, random.pick(['earth', 'grass', 'road', 'water', 'sand'] as const))
  const field = noise(random, 0.6, 2)
  wash(canvas, (_x, y, one, i) => {
    for (let c = 0; c < 3; c++) one[c] = y < horizon ? (dusk ? one[c] * dim : 0.004) : ground[c] * dim * (0.1 + 0.3 * field[i])
  })
  const flames = 1 + random.below(4)
  for (let n = 0; n < flames; n++) {
    const warm = light(random, random.pick(['candle', 'candle', 'lamp', 'low', 'sodium'] as const))
    const [x, y, size] = [random.even(0.1, 1.4), random.even(0.3, horizon), random.even(0.01, 0.12)]
    glow(canvas, x, y, size, scaled(warm, random.even(0.4, 2.5)))
    paint(canvas, { kind: 'ellipse', x, y, wide: size * 0.6, high: size * random.even(0.6, 3), edge: 0.03 }, { colour: scaled(blend(warm, [1, 1, 1], random.even(0, 0.6)), random.even(0.8, 2)), texture: field, rough: 0.4 })
    if (random.chance(0.5)) paint(canvas, { kind: 'ellipse', x: x + random.normal(0, 0.1), y: Math.min(0.97, y + 0.15), wide: random.even(0.05, 0.4), high: random.even(0.03, 0.2), edge: 0.1 }, { colour: scaled(lit(piece(random, random.pick(['cloud', 'skin', 'cloth', 'earth'] as const)), warm), random.even(0.1, 0.7)), texture: field, rough: 0.5, round: 0.4 })
  }
  return canvas
}

/** A printed page, a letter, a poster, a board: paper of some white, lines of some black, a picture or two. */
export function page(random: Random): Canvas {
  const canvas = createCanvas(random)
  const shine = light(random, random.pick(['white', 'white', 'sun', 'lamp', 'tube'] as const))
  const paper = lit(piece(random, random.pick(['wall', 'grey', 'cloud', 'wall', 'food'] as const)), shine)
  const ink: Colour = random.chance(0.8) ? [0.03, 0.03, 0.035] : piece(random, 'paint')
  const uneven = noise(random, 0.4)
  const slope = random.even(-0.6, 0.6)
  wash(canvas, (x, _y, one, i) => {
    for (let c = 0; c < 3; c++) one[c] = paper[c] * (0.7 + 0.3 * uneven[i] + slope * (x / aspect - 0.5))
  })
  const [lines, left, right] = [4 + random.below(20), random.even(0.03, 0.3), random.even(1.1, 1.47)]
  for (let n = 0; n < lines; n++) {
    const y = (n + 0.7) / (lines + 0.4)
    for (let x = left; x < right; x += random.even(0.03, 0.12)) if (random.chance(0.85)) paint(canvas, { kind: 'box', x, y, wide: random.even(0.01, 0.05), high: 0.18 / lines }, { colour: scaled(lit(blend(ink, paper, random.even(0, 0.5)), shine), 1) })
  }
  const pictures = random.below(3)
  for (let n = 0; n < pictures; n++) paint(canvas, { kind: 'box', x: random.even(0.2, 1.3), y: random.even(0.2, 0.8), wide: random.even(0.1, 0.4), high: random.even(0.1, 0.3) }, { colour: lit(piece(random, random.pick(['sky', 'paint', 'foliage', 'skin', 'grey'] as const)), shine), other: lit(piece(random, random.pick(['paint', 'grey', 'earth'] as const)), shine), texture: uneven })
  return canvas
}

/** A workshop, a garage, a street corner at the level of its things: metal, rubber, concrete, one or two loud paints. */
export function workshop(random: Random): Canvas {
  const canvas = createCanvas(random)
  const [floor, wall] = [piece(random, random.pick(['road', 'stone', 'grey', 'wood'] as const)), piece(random, random.pick(['wall', 'brick', 'grey', 'wood', 'metal', 'paint'] as const))]
  const edge = random.even(0.3, 0.8)
  const grain = noise(random, 0.75, random.even(0.3, 4))
  const shine = light(random, random.pick(['white', 'sun', 'tube', 'lamp', 'blue'] as const))
  const dim = random.even(0.3, 1)
  wash(canvas, (_x, y, one, i) => {
    for (let c = 0; c < 3; c++) one[c] = shine[c] * dim * (0.5 + 0.7 * grain[i]) * (y > edge ? floor[c] : wall[c])
  })
  const loud = [piece(random, 'paint'), piece(random, 'paint')] as const
  const things = 15 + random.below(60)
  for (let n = 0; n < things; n++) {
    const name: Material = random.pick(['metal', 'metal', 'grey', 'road', 'wood', 'cloth', 'brick'] as const)
    const own = random.chance(0.25) ? random.pick(loud) : random.chance(0.3) ? ([0.02, 0.02, 0.022] as const) : piece(random, name)
    const here = scaled(shine, random.even(0.25, 1.1))
    paint(canvas, { kind: random.chance(0.5) ? 'ellipse' : 'box', x: random.even(0, aspect), y: random.even(0.1, 1), wide: random.even(0.01, 0.2), high: random.even(0.01, 0.16), turn: random.even(0, 3.2) }, { colour: lit(own, here), texture: grain, rough: random.even(0, 0.5), round: random.even(0, 0.9), from: random.even(-1, 1), gloss: random.even(0, 0.8) })
  }
  return canvas
}
