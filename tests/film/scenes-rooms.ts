import { aspect, blend, type Canvas, type Colour, createCanvas, glow, held, lit, noise, paint, scaled, wash } from './canvas.ts'
import { anything, hex, light, type Material, materials, piece } from './materials.ts'
import type { Random } from './random.ts'

/** A room: walls, floor, furniture, a window or lamps, or both with their different colours. */
export function room(random: Random): Canvas {
  const canvas = createCanvas(random)
  const floor = random.even(0.5, 0.95)
  const [wall, side] = [piece(random, 'wall'), piece(random, 'wall')]
  const ground = piece(random, random.pick(['wood', 'wood', 'stone', 'cloth', 'grey'] as const))
  const boards = noise(random, 0.7, random.even(0.3, 4), 4)
  const corner = random.chance(0.6) ? random.even(0, aspect) : aspect
  const [windowX, windowY] = [random.even(0, aspect), random.even(0.1, 0.5)]
  const daylight = scaled(light(random, random.pick(['white', 'sun', 'blue', 'tube'] as const)), random.even(0.2, 0.9))
  const lamps = random.below(4)
  const lampLight = scaled(light(random, random.pick(['lamp', 'lamp', 'candle', 'tube', 'white'] as const)), random.even(0.2, 0.9))
  const places = Array.from({ length: lamps }, () => [random.even(0, aspect), random.even(0, 0.6), random.even(0.15, 0.6)] as const)
  const lightAt = (x: number, y: number, c: number): number => {
    let sum = daylight[c] / (0.5 + 2.5 * ((x - windowX) ** 2 + (y - windowY) ** 2)) + 0.04
    for (const [lx, ly, r] of places) sum += lampLight[c] / (0.6 + ((x - lx) ** 2 + (y - ly) ** 2) / (r * r))
    return sum
  }
  wash(canvas, (x, y, one, i) => {
    const surface = y > floor ? ground : x > corner ? side : wall
    const k = y > floor ? 0.6 + 0.7 * boards[i] : 0.95 + 0.1 * boards[i]
    for (let c = 0; c < 3; c++) one[c] = surface[c] * k * lightAt(x, y, c)
  })
  const things = 3 + random.below(14)
  for (let n = 0; n < things; n++) {
    const [x, y] = [random.even(0, aspect), random.even(0.2, 1)]
    const name: Material = random.pick(['wood', 'wood', 'cloth', 'cloth', 'paint', 'grey', 'metal', 'wall', 'foliage', 'paint'] as const)
    const here = [0, 1, 2].map((c) => lightAt(x, y, c)) as unknown as readonly [number, number, number]
    paint(canvas, { kind: random.chance(0.75) ? 'box' : 'ellipse', x, y, wide: random.even(0.02, 0.25), high: random.even(0.02, 0.22), turn: random.chance(0.8) ? 0 : random.even(-0.4, 0.4) }, { colour: lit(piece(random, name), here), other: lit(piece(random, name), here), texture: boards, rough: random.even(0, 0.4), round: random.even(0, 0.6), from: windowX < x ? -1 : 1, gloss: random.even(0, 0.3) })
  }
  if (random.chance(0.5)) {
    const view = scaled(blend(piece(random, 'haze'), piece(random, random.pick(['foliage', 'sky'] as const)), random.even(0, 0.6)), random.even(0.8, 2.5))
    paint(canvas, { kind: 'box', x: windowX, y: windowY, wide: random.even(0.08, 0.3), high: random.even(0.1, 0.3) }, { colour: view, other: scaled(view, 0.7), texture: boards })
  }
  for (const [x, y] of places) if (random.chance(0.6)) glow(canvas, x, y, random.even(0.01, 0.05), scaled(lampLight, random.even(0.5, 2)))
  return canvas
}

/** Things on a table, balls, bottles, fruit, books, lit from one side, their shadows with them. */
export function stillLife(random: Random): Canvas {
  const canvas = createCanvas(random)
  const edge = random.even(0.1, 0.75)
  const back = piece(random, random.pick(['wall', 'grey', 'cloth', 'wall', 'wood', 'paint'] as const))
  const table = piece(random, random.pick(['wood', 'wood', 'cloth', 'stone', 'grey', 'wall', 'paint'] as const))
  const grain = noise(random, random.even(0.5, 0.8), random.even(1, 8))
  const from = random.even(-1, 1)
  const [lx, ly, fall] = [aspect / 2 + from, random.even(-0.4, 0.3), random.even(0.2, 0.9)]
  const shine = random.chance(0.75) ? light(random, 'white') : light(random, random.pick(['lamp', 'low', 'blue', 'sun', 'tube'] as const))
  const brightness = (x: number, y: number): number => held(1.25 - fall * Math.hypot(x - lx, y - ly), 0.06, 1.6)
  wash(canvas, (x, y, one, i) => {
    const k = brightness(x, y)
    for (let c = 0; c < 3; c++) one[c] = shine[c] * k * (y < edge ? back[c] * (0.9 + 0.2 * grain[i]) : table[c] * (0.65 + 0.7 * grain[i]))
  })
  const count = 1 + random.below(13)
  const kinds: readonly Material[] = [random.pick(materials), 'fruit', 'paint', 'metal', 'cloth', 'wall', 'food', 'grey', random.pick(materials)]
  const places = Array.from({ length: count }, () => [random.even(0.05, 1.45), random.even(edge, 0.95), random.even(0.04, 0.22)] as const).toSorted((a, b) => a[1] - b[1])
  for (const [x, y, size] of places) {
    const name = random.pick(kinds)
    const here = scaled(shine, brightness(x, y))
    paint(canvas, { kind: 'ellipse', x: x - from * size * 0.6, y: y + size * 0.75, wide: size * 1.3, high: size * 0.3, edge: 0.08 }, { colour: scaled(lit(table, here), 0.25) })
    const tall = random.chance(0.35)
    const one = (): Colour => lit(random.chance(0.3) ? anything(random) : piece(random, name), here)
    paint(canvas, { kind: random.chance(0.6) ? 'ellipse' : 'box', x, y: tall ? y - size * 0.6 : y, wide: tall ? size * 0.5 : size, high: tall ? size * 1.5 : size * random.even(0.5, 1), turn: random.chance(0.7) ? 0 : random.even(-0.5, 0.5) }, { colour: one(), other: one(), texture: grain, rough: random.even(0, 0.3), round: random.even(0.3, 0.95), from, gloss: random.chance(0.6) ? random.even(0, 0.9) : 0 })
  }
  return canvas
}

/** Plates, cups and food from above. */
export function tableTop(random: Random): Canvas {
  const canvas = createCanvas(random)
  const cloth = piece(random, random.pick(['wood', 'wood', 'cloth', 'stone', 'wall', 'grey'] as const))
  const other = random.chance(0.4) ? piece(random, 'cloth') : scaled(cloth, random.even(0.5, 0.9))
  const grain = noise(random, 0.7, random.even(0.2, 8))
  const shine = light(random, random.pick(['white', 'white', 'sun', 'lamp', 'tube'] as const))
  const slope = random.even(-0.5, 0.5)
  wash(canvas, (x, _y, one, i) => {
    const k = 0.8 + slope * (x / aspect - 0.5)
    for (let c = 0; c < 3; c++) one[c] = shine[c] * k * (other[c] + grain[i] * (cloth[c] - other[c]))
  })
  const plates = 1 + random.below(6)
  for (let n = 0; n < plates; n++) {
    const [x, y, size] = [random.even(0.1, 1.4), random.even(0.1, 0.9), random.even(0.08, 0.4)]
    const flat = random.even(0.55, 1)
    const plate = lit(piece(random, random.pick(['wall', 'grey', 'paint', 'stone'] as const)), shine)
    paint(canvas, { kind: 'ellipse', x: x + 0.03, y: y + 0.04, wide: size, high: size * flat, edge: 0.06 }, { colour: scaled(lit(cloth, shine), 0.3) })
    paint(canvas, { kind: 'ellipse', x, y, wide: size, high: size * flat }, { colour: plate, round: 0.15, gloss: random.even(0, 0.4) })
    if (random.chance(0.4)) paint(canvas, { kind: 'ellipse', x, y, wide: size * 0.72, high: size * 0.7 * flat }, { colour: scaled(lit(piece(random, random.pick(['food', 'hair', 'fruit'] as const)), shine), random.even(0.2, 1)), gloss: 0.3, round: 0.2, texture: grain })
    const bits = random.below(16)
    for (let bit = 0; bit < bits; bit++) paint(canvas, { kind: random.chance(0.7) ? 'ellipse' : 'box', x: x + random.normal(0, size * 0.35), y: y + random.normal(0, size * 0.3), wide: random.even(0.01, size * 0.4), high: random.even(0.01, size * 0.3), turn: random.even(0, 3) }, { colour: lit(piece(random, random.pick(['food', 'food', 'fruit', 'foliage'] as const)), shine), texture: grain, rough: 0.5, round: 0.7, from: slope, gloss: random.even(0, 0.3) })
  }
  return canvas
}

/** Test charts of any layout: coloured patches, a row of greys, often a ramp, on a card. */
export function chart(random: Random): Canvas {
  const canvas = createCanvas(random)
  const card = piece(random, random.pick(['grey', 'wood', 'wall', 'cloth'] as const))
  const grain = noise(random, 0.6)
  wash(canvas, (_x, _y, one, i) => {
    for (let c = 0; c < 3; c++) one[c] = card[c] * (0.85 + 0.3 * grain[i])
  })
  const [columns, rows] = [4 + random.below(5), 3 + random.below(4)]
  const [left, top] = [random.even(0, 0.25), random.even(0, 0.2)]
  const [wide, high] = [aspect - left * random.even(1, 2), random.even(0.6, 1) - top]
  paint(canvas, { kind: 'box', x: left + wide / 2, y: top + high / 2, wide: wide / 2, high: high / 2 }, { colour: scaled(hex('808080'), random.even(0.05, 1.2)) })
  const greyRow = random.below(rows)
  const gap = random.even(0.75, 1)
  const anything: readonly Material[] = ['paint', 'paint', 'skin', 'foliage', 'sky', 'flower', 'cloth', 'wood', 'fruit']
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const grey = 0.9 * 0.025 ** (c / (columns - 1))
      paint(canvas, { kind: 'box', x: left + (wide * (c + 0.5)) / columns, y: top + (high * (r + 0.5)) / rows, wide: (gap * wide) / columns / 2, high: (gap * high) / rows / 2, edge: 0.006 }, { colour: r === greyRow ? [grey, grey, grey] : piece(random, random.pick(anything)) })
    }
  }
  if (random.chance(0.5)) {
    const y = Math.min(0.97, top + high + 0.07)
    const steps = 10 + random.below(14)
    for (let n = 0; n < steps; n++) paint(canvas, { kind: 'box', x: 0.05 + (1.4 * (n + 0.5)) / steps, y, wide: 0.72 / steps, high: random.even(0.04, 0.05), edge: 0.006 }, { colour: scaled([1, 1, 1], 0.95 * ((n + 0.2) / steps) ** 2.2) })
  }
  return canvas
}
