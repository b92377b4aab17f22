import { noFallOff } from '../kernels/film/frame/fall-off.ts'
import { failure, type FailureError } from '../kernels/failure.ts'
import { wholeGeometry, type Geometry } from '../kernels/geometry.ts'

const bad = (what: string): FailureError => failure({ code: 'bad-recipe', what })

/** Decimals of a share or an angle in text: under a tenth of a pixel of the largest scans. */
const rounded = (value: number): number => Math.round(value * 1e5) / 1e5 + 0

const smallest = 0.001

/**
 * A geometry made sound: its area inside the picture and not empty, its angle within ±45°, its numbers as few as its text
 * has. The text and the geometry then say the same.
 */
export function soundGeometry({ area, angle, turns, mirror, fallOff }: Geometry): Geometry {
  const width = Math.min(1, Math.max(smallest, area.width))
  const height = Math.min(1, Math.max(smallest, area.height))
  const inside = (value: number, size: number): number => rounded(Math.min(1 - size, Math.max(0, value)))
  return {
    area: { x: inside(area.x, width), y: inside(area.y, height), width: rounded(width), height: rounded(height) },
    angle: rounded(Math.min(45, Math.max(-45, angle))),
    turns,
    mirror,
    fallOff: { corner: rounded(fallOff.corner), ...(fallOff.surface && { surface: fallOff.surface.map(rounded) }) },
  }
}

/** All of the scan, turned and mirrored as a geometry has it: what the hand works on that moves its frame. */
export const withoutFrame = ({ turns, mirror }: Geometry): Geometry => ({ ...wholeGeometry, turns, mirror })

/** Whether no part of the scan is left out, and none leans. */
export const isWholeScan = ({ area, angle }: Geometry): boolean => area.x === 0 && area.y === 0 && area.width === 1 && area.height === 1 && angle === 0

/** Whether two leave the same of a scan. */
export const sameGeometry = (a: Geometry, b: Geometry): boolean => geometryToText(a) === geometryToText(b)

/** Whether it leaves the picture as it is. */
export const isWhole = (geometry: Geometry): boolean =>
  isWholeScan(geometry) && geometry.turns === 0 && !geometry.mirror && geometry.fallOff.corner === 0 && !geometry.fallOff.surface

/** `frame(x=0.04,y=0.05,w=0.9,h=0.9,angle=0.4,turn=1,mirror=true,corner=0.1,surface=0/0/0/0/0/0)`, the initial ones left out. */
export function geometryToText(geometry: Geometry): string {
  const { area, angle, turns, mirror, fallOff } = geometry
  const items: readonly (readonly [string, number | string | boolean, number | boolean])[] = [
    ['x', area.x, 0],
    ['y', area.y, 0],
    ['w', area.width, 1],
    ['h', area.height, 1],
    ['angle', angle, 0],
    ['turn', turns, 0],
    ['mirror', mirror, false],
    ['corner', fallOff.corner, 0],
    ...(fallOff.surface ? [['surface', fallOff.surface.join('/'), 0] as const] : []),
  ]
  return `frame(${items.filter(([, value, initial]) => value !== initial).map(([name, value]) => `${name}=${value}`).join()})`
}

const form = /^frame\(([^()]*)\)$/
const decimal = /^-?(?:\d+\.?\d*|\.\d+)(?:e-\d{1,3})?$/

const ranges: Readonly<Record<string, readonly [number, number]>> = { x: [0, 1], y: [0, 1], w: [smallest, 1], h: [smallest, 1], angle: [-45, 45], turn: [0, 3], corner: [0, 0.6] }

function readNumber(name: string, text: string, [min, max]: readonly [number, number]): number {
  const value = decimal.test(text) ? Number(text) : NaN
  if (!(value >= min && value <= max)) throw failure({ code: 'bad-parameter', name, got: text.slice(0, 40), want: `${min} to ${max}` })
  return value
}

/** The geometry that an item of a recipe's text describes; undefined when it is none. The text may be hostile. Throws `bad-recipe` or `bad-parameter`. */
export function textToGeometry(text: string): Geometry | undefined {
  const found = form.exec(text.trim())
  if (!found) return undefined
  const given = new Map<string, string>()
  for (const item of found[1]!.trim() === '' ? [] : found[1]!.split(',')) {
    const [name = '', value, ...more] = item.split('=').map((part) => part.trim())
    if (value === undefined || more.length > 0 || !(Object.hasOwn(ranges, name) || name === 'mirror' || name === 'surface')) throw bad(`the frame has no "${item.trim().slice(0, 40)}"; it has x, y, w, h, angle, turn, mirror, corner and surface`)
    if (given.has(name)) throw bad(`the frame names ${name} twice`)
    given.set(name, value)
  }
  const number = (name: string, initial: number): number => (given.has(name) ? readNumber(name, given.get(name)!, ranges[name]!) : initial)
  const turns = number('turn', 0)
  if (!Number.isInteger(turns)) throw failure({ code: 'bad-parameter', name: 'turn', got: String(turns), want: '0, 1, 2 or 3' })
  const mirror = given.get('mirror') ?? 'false'
  if (mirror !== 'true' && mirror !== 'false') throw failure({ code: 'bad-parameter', name: 'mirror', got: mirror.slice(0, 40), want: 'true or false' })
  const surface = given.get('surface')?.split('/').map((part) => readNumber('surface', part.trim(), [-4, 4]))
  if (surface && surface.length !== 6) throw bad('the surface of a frame has six numbers')
  return soundGeometry({
    area: { x: number('x', 0), y: number('y', 0), width: number('w', 1), height: number('h', 1) },
    angle: number('angle', 0),
    turns: turns as Geometry['turns'],
    mirror: mirror === 'true',
    fallOff: { ...noFallOff, corner: number('corner', 0), ...(surface && { surface }) },
  })
}

/** A quarter turn clockwise (1) or counter-clockwise (−1). */
export const turned = (geometry: Geometry, quarters: 1 | -1): Geometry => ({
  ...geometry,
  // a mirrored picture turns the other way beneath its mirror
  turns: ((geometry.turns + (geometry.mirror ? -quarters : quarters) + 4) % 4) as Geometry['turns'],
})

/** Mirrored left to right, or upside down. */
export const flipped = (geometry: Geometry, axis: 'left-right' | 'upside-down'): Geometry => ({
  ...geometry,
  mirror: !geometry.mirror,
  turns: axis === 'left-right' ? geometry.turns : (((geometry.turns + 2) % 4) as Geometry['turns']),
})

export { wholeGeometry, type Geometry }
