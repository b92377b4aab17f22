import { aspect, blend, type Canvas, canvasHeight, canvasWidth, type Colour, createCanvas, type Field, fieldAt, glow, held, lit, noise, paint, scaled, wash } from './canvas.ts'
import { light, type Material, piece } from './materials.ts'
import type { Random } from './random.ts'

/** A sky from the top down to the horizon: gradient, and clouds lit from above. */
export function sky(canvas: Canvas, horizon: number, kind: 'clear' | 'clouds' | 'overcast' | 'dusk' | 'twilight' | 'night'): Colour {
  const { random } = canvas
  const top: Colour =
    kind === 'overcast' ? scaled(piece(random, 'cloud'), random.even(0.5, 0.8)) : kind === 'night' ? scaled(piece(random, 'sky'), random.even(0.005, 0.06)) : kind === 'twilight' ? scaled(piece(random, 'sky'), random.even(0.06, 0.4)) : kind === 'dusk' ? scaled(blend(piece(random, 'sky'), piece(random, 'dusk'), random.even(0, 0.5)), random.even(0.3, 0.8)) : piece(random, 'sky')
  const low: Colour = kind === 'dusk' ? scaled(piece(random, 'dusk'), random.even(0.8, 1.8)) : kind === 'night' ? scaled(piece(random, 'dusk'), random.even(0.01, 0.1)) : kind === 'twilight' ? scaled(blend(piece(random, 'dusk'), piece(random, 'sky'), random.even(0.4, 1)), random.even(0.1, 0.5)) : blend(piece(random, 'haze'), top, random.even(0, 0.5))
  const clouds = noise(random, random.even(0.5, 0.62), random.even(1.2, 3.5))
  const threshold = kind === 'overcast' ? random.even(-0.2, 0.2) : kind === 'clear' ? random.even(0.6, 1) : random.even(0.3, 0.65)
  const soft = random.even(2, 6)
  const white = kind === 'dusk' ? blend(piece(random, 'dusk'), piece(random, 'cloud'), random.even()) : scaled(piece(random, 'cloud'), kind === 'night' ? 0.04 : kind === 'twilight' ? 0.2 : 1)
  const shadow = blend(scaled(white, random.even(0.4, 0.8)), top, 0.3)
  const bend = random.even(0.6, 2)
  wash(canvas, (_x, y, one, i) => {
    const t = held(y / horizon) ** bend
    const cover = held((clouds[i] - threshold) * soft)
    const thick = held((clouds[i] - threshold) * 1.8)
    for (let c = 0; c < 3; c++) {
      const bare = top[c] + t * (low[c] - top[c])
      one[c] = bare + cover * (white[c] + thick * (shadow[c] - white[c]) - bare)
    }
  }, 0, horizon + 0.3)
  return low
}

/** Everything below a ragged line. */
function ground(canvas: Canvas, line: number, ragged: number, colour: Colour, other: Colour, texture: Field, rough: number, edge: Field): void {
  wash(canvas, (x, y, one, i) => {
    const ridge = line - ragged * (fieldAt(edge, x, 0.5) - 0.5)
    const cover = held((y - ridge) * 100 + 0.5)
    if (cover === 0) return
    const grain = texture[i]
    const k = Math.max(0.04, 1 + rough * (grain - 0.5) * 2)
    for (let c = 0; c < 3; c++) one[c] += cover * ((other[c] + grain * (colour[c] - other[c])) * k - one[c])
  }, line - ragged)
}

/** A clump of leaves: many small dabs, light above and dark within. */
export function bush(canvas: Canvas, x: number, y: number, size: number, material: Material, shine: Colour, edge = 0.01): void {
  const { random } = canvas
  const [one, two] = [piece(random, material), piece(random, material)]
  const dabs = Math.round(held(size * 160, 8, 70))
  const leaf = size * random.even(0.08, 0.3)
  for (let n = 0; n < dabs; n++) {
    const [dx, dy] = [random.normal(0, 0.4 * size), random.normal(0, 0.4 * size)]
    const bright = held(0.55 - (0.5 * dy) / size + random.normal(0, 0.28), 0.06, 1.5)
    paint(canvas, { kind: 'ellipse', x: x + dx, y: y + dy, wide: leaf * random.even(0.5, 1.4), high: leaf * random.even(0.4, 1), turn: random.even(0, 3), edge }, { colour: lit(scaled(blend(one, two, random.even()), bright), shine) })
  }
}

const lands: readonly Material[] = ['foliage', 'grass', 'earth', 'rock', 'sand', 'autumn', 'grass', 'foliage', 'snow']

/** Hills, fields, woods, sometimes a lake, under any sky. */
export function landscape(random: Random): Canvas {
  const canvas = createCanvas(random)
  const kind = random.pick(['clear', 'clouds', 'clouds', 'overcast', 'dusk'] as const)
  const horizon = random.even(0.15, 0.7)
  const low = sky(canvas, horizon, kind)
  const shine = kind === 'dusk' ? scaled(light(random, 'low'), random.even(0.12, 0.6)) : scaled(light(random, kind === 'overcast' ? 'white' : 'sun'), random.even(0.45, 1))
  const layers = 2 + random.below(4)
  for (let n = 0; n < layers; n++) {
    const depth = (n + 1) / layers
    const haze = (1 - depth) * random.even(0.1, 0.8)
    const land = random.pick(lands)
    const [one, two] = [piece(random, land), piece(random, random.chance(0.7) ? land : random.pick(lands))].map((c) => blend(lit(c, shine), low, haze))
    ground(canvas, horizon + (1 - horizon) * (n / layers) ** 1.4, random.even(0.02, 0.3) * (1 - depth * 0.7), one, two, noise(random, random.even(0.45, 0.85), random.even(0.8, 3)), random.even(0.1, 0.9) * depth, noise(random, 0.5))
    if (random.chance(0.5)) {
      const count = random.below(9)
      for (let tree = 0; tree < count; tree++) bush(canvas, random.even(0, aspect), horizon + (1 - horizon) * (n + random.even(0, 0.8)) / layers, random.even(0.03, 0.1) + 0.14 * depth * random.even(), random.pick(['foliage', 'foliage', 'autumn', 'grass'] as const), scaled(shine, 1 - haze / 2))
    }
  }
  if (random.chance(0.25)) lake(canvas, random.even(horizon, 0.9))
  return canvas
}

/** Water mirrors what stands above it, darker and rippled. */
export function lake(canvas: Canvas, line: number): void {
  const { random, data } = canvas
  const own = piece(random, 'water')
  const ripple = noise(random, 0.7, random.even(4, 10), 6)
  const strength = random.even(0.01, 0.06)
  const share = random.even(0.25, 0.8)
  wash(canvas, (x, y, one, i) => {
    const up = held(2 * line - y + strength * (ripple[i] - 0.5) * 4, 0, line)
    const from = 3 * (Math.min(canvasHeight - 1, Math.floor(up * canvasHeight)) * canvasWidth + Math.min(canvasWidth - 1, Math.floor((x / aspect) * canvasWidth)))
    for (let c = 0; c < 3; c++) one[c] = own[c] * (0.7 + 0.5 * ripple[i]) * (1 - share) + share * data[from + c] * 0.85
  }, line)
}

/** Sky, sea, foam and sand, with people, towels and umbrellas. */
export function beach(random: Random): Canvas {
  const canvas = createCanvas(random)
  const horizon = random.even(0.15, 0.5)
  sky(canvas, horizon, random.pick(['clear', 'clear', 'clouds', 'overcast', 'dusk'] as const))
  const shore = random.even(horizon + 0.1, 0.9)
  const [far, near] = [piece(random, 'water'), piece(random, 'water')]
  const waves = noise(random, 0.65, 7, 5)
  wash(canvas, (_x, y, one, i) => {
    const t = held((y - horizon) / (shore - horizon))
    const foam = held((waves[i] - 0.86 + 0.2 * t) * 9) * t
    for (let c = 0; c < 3; c++) one[c] = (far[c] + t * (near[c] - far[c])) * (0.6 + 0.8 * waves[i]) * (1 - foam) + 0.85 * foam
  }, horizon)
  const [sand, wet] = [piece(random, 'sand'), scaled(piece(random, 'sand'), 0.5)]
  ground(canvas, shore, 0.12, sand, blend(sand, wet, 0.4), noise(random, 0.7, 2), 0.25, noise(random, 0.4))
  const things = random.below(14)
  for (let n = 0; n < things; n++) {
    const [x, y, size] = [random.even(0, aspect), random.even(shore, 1), random.even(0.01, 0.08)]
    if (random.chance(0.5)) {
      paint(canvas, { kind: 'ellipse', x, y, wide: size * 0.35, high: size }, { colour: piece(random, 'skin'), round: 0.6, from: random.even(-1, 1) })
      paint(canvas, { kind: 'box', x, y, wide: size * 0.36, high: size * 0.25 }, { colour: piece(random, 'paint'), round: 0.3 })
    } else paint(canvas, { kind: random.chance(0.5) ? 'box' : 'ellipse', x, y, wide: size * 2, high: size * 0.6, turn: random.normal(0, 0.2) }, { colour: piece(random, 'paint'), other: piece(random, 'paint'), texture: waves, round: 0.2 })
  }
  return canvas
}

/** In a wood, a garden or a meadow: leaves and flowers all over, with or without light through them. */
export function garden(random: Random): Canvas {
  const canvas = createCanvas(random)
  const shine = scaled(light(random, random.pick(['sun', 'white', 'low'] as const)), random.even(0.5, 1.1))
  const [one, two] = [piece(random, 'foliage'), piece(random, random.pick(['earth', 'grass', 'foliage'] as const))]
  const field = noise(random, random.even(0.55, 0.9))
  wash(canvas, (_x, _y, c3, i) => {
    for (let c = 0; c < 3; c++) c3[c] = (two[c] + field[i] * (one[c] - two[c])) * shine[c] * (0.1 + 0.9 * field[i])
  })
  const kinds: readonly Material[] = random.chance(0.2) ? ['autumn', 'autumn', 'earth'] : ['foliage', 'foliage', 'grass']
  const clumps = 6 + random.below(30)
  for (let n = 0; n < clumps; n++) bush(canvas, random.even(0, aspect), random.even(), random.even(0.04, 0.3), random.pick(kinds), scaled(shine, random.even(0.3, 1.1)))
  const trunks = random.chance(0.4) ? random.below(7) : 0
  for (let n = 0; n < trunks; n++) paint(canvas, { kind: 'box', x: random.even(0, aspect), y: 0.4, wide: random.even(0.008, 0.07), high: 0.6, turn: random.normal(0, 0.06) }, { colour: lit(piece(random, random.pick(['wood', 'rock', 'earth'] as const)), scaled(shine, random.even(0.2, 0.8))), round: 0.7, from: random.even(-1, 1), texture: field, rough: 0.6 })
  const flowers = random.chance(0.5) ? random.below(80) : 0
  const petal = [piece(random, 'flower'), piece(random, 'flower'), piece(random, 'flower')]
  const size = random.even(0.008, 0.07)
  for (let n = 0; n < flowers; n++) paint(canvas, { kind: 'ellipse', x: random.even(0, aspect), y: random.even(0.2, 1), wide: size * random.even(0.5, 1.2), high: size * random.even(0.4, 1) }, { colour: lit(random.pick(petal), shine), round: random.even(0, 0.8), from: random.even(-1, 1) })
  if (random.chance(0.3)) {
    const gaps = random.below(40)
    for (let n = 0; n < gaps; n++) paint(canvas, { kind: 'ellipse', x: random.even(0, aspect), y: random.even(0, 0.5), wide: 0.012, high: 0.012, edge: 0.02 }, { colour: scaled(piece(random, 'haze'), 1.2) })
  }
  return canvas
}

/** Snow under any light: nearly white, shadows blue. */
export function snowfield(random: Random): Canvas {
  const canvas = createCanvas(random)
  const horizon = random.even(0.05, 0.5)
  sky(canvas, horizon, random.pick(['clear', 'overcast', 'clouds', 'dusk'] as const))
  const [bright, shade] = [piece(random, 'snow'), lit(scaled(piece(random, 'snow'), random.even(0.2, 0.5)), light(random, 'blue'))]
  ground(canvas, horizon, 0.2, bright, shade, noise(random, random.even(0.4, 0.65), random.even(1, 3)), 0.2, noise(random, 0.5))
  const trees = random.below(24)
  for (let n = 0; n < trees; n++) {
    const [x, y, size] = [random.even(0, aspect), random.even(horizon, 0.95), random.even(0.02, 0.14)]
    bush(canvas, x, y, size, 'foliage', [0.4, 0.42, 0.45])
    if (random.chance(0.6)) paint(canvas, { kind: 'ellipse', x, y: y - size * 0.6, wide: size * 0.5, high: size * 0.2 }, { colour: bright, round: 0.3 })
  }
  const people = random.below(4)
  for (let n = 0; n < people; n++) paint(canvas, { kind: 'box', x: random.even(0, aspect), y: random.even(horizon, 0.9), wide: 0.02, high: random.even(0.03, 0.12) }, { colour: piece(random, 'paint'), round: 0.4 })
  return canvas
}

/** The sun in the picture, land and figures nearly black. */
export function sunset(random: Random): Canvas {
  const canvas = createCanvas(random)
  const horizon = random.even(0.4, 0.85)
  const low = sky(canvas, horizon, 'dusk')
  const x = random.even(0.1, 1.4)
  glow(canvas, x, horizon - random.even(0, 0.3), random.even(0.03, 0.2), scaled(light(random, 'low'), random.even(0.5, 3)))
  const dark = scaled(piece(random, random.pick(['foliage', 'earth', 'rock'] as const)), random.even(0.02, 0.3))
  ground(canvas, horizon, random.even(0.03, 0.4), dark, blend(dark, low, 0.1), noise(random, 0.6), 0.5, noise(random, random.even(0.45, 0.75)))
  if (random.chance(0.4)) lake(canvas, held(horizon + random.even(0.03, 0.2), 0, 0.95))
  const figures = random.below(5)
  for (let n = 0; n < figures; n++) bush(canvas, random.even(0, aspect), horizon, random.even(0.03, 0.2), 'foliage', [0.06, 0.05, 0.04])
  return canvas
}
