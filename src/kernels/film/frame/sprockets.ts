import type { Triple } from '../develop.ts'
import { neighbours, type Mask } from './mask.ts'
import { median } from '../order.ts'
import type { Regions } from './regions.ts'

/** The holes along the edge of 35 mm film: bare light, each surrounded by unexposed film. */
export interface Sprockets {
  /** log₁₀ light of the film around the holes, which nothing exposes. */
  readonly level: Triple
  /** log₁₀ light through the holes. */
  readonly lamp: Triple
  /** From hole to hole along the film, in pixels of the scan: 4.75 mm. */
  readonly pitch: number
}

/** Holes are looked for in every other pixel of every other row: the smallest has half a dozen of them across. */
const every = 2
/** A hole is as bright as anything within a tenth of the scan, but for noise, in log₁₀ light: the lamp falls off slowly. */
const brightest = 0.05
const around = 1 / 30
/** A hole's least and greatest share of the scan. */
const smallest = 1 / 2500
const largest = 1 / 60
/** It fills its bounding box, but for rounded corners and a lean, and is no longer than so many times its width. */
const filled = 0.7
const longest = 2.2
/** Holes are of one size, one distance and at least so many, in one or two rows. */
const alike = 0.45
const fewest = 5
const sameWay = Math.sin((9 * Math.PI) / 180)
const rowWidth = 0.35

interface Blob {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly area: number
}

/** Joined parts of a mask of a size between two, with their bounding boxes. */
function blobsOf({ width, height, data }: Mask, least: number, most: number): readonly Blob[] {
  const left = data.slice()
  const waiting = new Int32Array(data.length)
  const found: Blob[] = []
  for (let first = 0; first < left.length; first++) {
    if (left[first] === 0) continue
    let count = 0
    let [x0, x1, y0, y1] = [width, 0, height, 0]
    let taken = 0
    waiting[count++] = first
    left[first] = 0
    while (taken < count) {
      const at = waiting[taken++]!
      const [x, y] = [at % width, Math.floor(at / width)]
      x0 = Math.min(x0, x)
      x1 = Math.max(x1, x)
      y0 = Math.min(y0, y)
      y1 = Math.max(y1, y)
      for (const [next, inside] of [[at - 1, x > 0], [at + 1, x < width - 1], [at - width, y > 0], [at + width, y < height - 1]] as const) {
        if (!inside || left[next] === 0) continue
        left[next] = 0
        waiting[count++] = next
      }
    }
    const touches = x0 === 0 || y0 === 0 || x1 === width - 1 || y1 === height - 1
    if (count >= least && count <= most && !touches) found.push({ x: (x0 + x1) / 2, y: (y0 + y1) / 2, width: x1 - x0 + 1, height: y1 - y0 + 1, area: count })
  }
  return found
}

/** Those of the blobs that have a neighbour of their own size at the distance that most neighbours have. */
function inRows(blobs: readonly Blob[]): { readonly holes: readonly Blob[]; readonly pitch: number } | undefined {
  const middle = median(Float64Array.from(blobs, ({ area }) => area))
  const same = blobs.filter(({ area }) => Math.abs(area - middle) < alike * middle)
  if (same.length < fewest) return undefined
  const away = same.map((one) => Math.min(...same.filter((other) => other !== one).map((other) => Math.hypot(other.x - one.x, other.y - one.y))))
  const pitch = median(Float64Array.from(away))
  const holes = alongRows(same.filter((_, i) => Math.abs(away[i]! - pitch) < 0.12 * pitch), pitch)
  // holes are narrower than the film between them is wide, twice over at the most
  const across = median(Float64Array.from(holes, ({ width, height }) => Math.min(width, height)))
  return holes.length >= fewest && holes.length > 0.6 * same.length && pitch > 1.3 * across && pitch < 5 * across ? { holes, pitch } : undefined
}

/** The blobs that lie in one or two straight rows: along the strip, which leans as it lies. */
function alongRows(blobs: readonly Blob[], pitch: number): readonly Blob[] {
  const steps = blobs.flatMap((one) => blobs.filter((other) => other.x - one.x > 0.3 * pitch || (Math.abs(other.x - one.x) <= 0.3 * pitch && other.y > one.y)).map((other) => [other.x - one.x, other.y - one.y] as const)).filter(([dx, dy]) => Math.abs(Math.hypot(dx, dy) - pitch) < 0.15 * pitch)
  if (steps.length < fewest - 1) return []
  const [dx, dy] = [median(Float64Array.from(steps, ([x]) => x)) / pitch, median(Float64Array.from(steps, ([, y]) => y)) / pitch]
  const straight = steps.filter(([x, y]) => Math.abs(x * dy - y * dx) < sameWay * pitch)
  if (straight.length < 0.75 * steps.length) return []
  const off = blobs.map(({ x, y }) => x * dy - y * dx)
  // the two rows with the most holes; those of a strip seen at an angle spread a little
  const near = (at: number): readonly Blob[] => blobs.filter((_, i) => Math.abs(off[i]! - at) < rowWidth * pitch)
  const first = off.toSorted((a, b) => near(b).length - near(a).length)[0]!
  const second = off.filter((one) => Math.abs(one - first) > 2 * pitch).toSorted((a, b) => near(b).length - near(a).length)[0]
  return [...near(first), ...(second === undefined ? [] : near(second))]
}

/** Finds the sprocket holes of a strip of film that is seen whole, as telephones and copying stands show it; undefined where none are. */
export function findSprockets({ width, height, log }: Regions): Sprockets | undefined {
  const [w, h] = [Math.floor(width / every), Math.floor(height / every)]
  const light = new Float32Array(w * h)
  for (let y = 0, i = 0; y < h; y++) {
    for (let x = 0; x < w; x++, i++) {
      const at = 3 * (every * y * width + every * x)
      light[i] = (log[at]! + log[at + 1]! + log[at + 2]!) / 3
    }
  }
  const soft = softened(light, w, h)
  const most = brightestAround(soft, w, h, Math.max(4, Math.round(around * Math.max(w, h))))
  const mask: Mask = { width: w, height: h, data: Uint8Array.from(soft, (one, i) => (one > most[i]! - brightest ? 1 : 0)) }
  const blobs = blobsOf(mask, smallest * w * h, largest * w * h).filter(({ width: wide, height: high, area }) => area > filled * wide * high && Math.max(wide, high) < longest * Math.min(wide, high))
  if (blobs.length < fewest) return undefined
  const rows = inRows(blobs)
  if (!rows) return undefined
  const level = levelAround(rows.holes, mask, { width, log })
  const at = (c: number): number => median(Float64Array.from(rows.holes, ({ x, y }) => log[3 * (every * Math.round(y) * width + every * Math.round(x)) + c]!))
  return level && { level, lamp: [at(0), at(1), at(2)], pitch: every * rows.pitch }
}

/** Means of three by three, the rim as it is: noise has no say in what is brightest. */
function softened(values: Float32Array, width: number, height: number): Float32Array {
  const out = values.slice()
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, i = y * width + 1; x < width - 1; x++, i++) {
      out[i] = (values[i - width - 1]! + values[i - width]! + values[i - width + 1]! + values[i - 1]! + values[i]! + values[i + 1]! + values[i + width - 1]! + values[i + width]! + values[i + width + 1]!) / 9
    }
  }
  return out
}

/** At each pixel the brightest of its square of `size` and of the eight about it. */
function brightestAround(values: Float32Array, width: number, height: number, size: number): Float32Array {
  const [columns, rows] = [Math.ceil(width / size), Math.ceil(height / size)]
  const most = new Float32Array(columns * rows).fill(-Infinity)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    const block = Math.floor(y / size) * columns + Math.floor(x / size)
    if (values[y * width + x]! > most[block]!) most[block] = values[y * width + x]!
  }
  const wide = most.map((_, block) => {
    const [x, y] = [block % columns, Math.floor(block / columns)]
    let best = -Infinity
    for (let v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v++) for (let u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u++) best = Math.max(best, most[v * columns + u]!)
    return best
  })
  return values.map((_, i) => wide[Math.floor(Math.floor(i / width) / size) * columns + Math.floor((i % width) / size)]!)
}

/** The light of the film between the holes: halfway from one to the next it is clear of the lamp's glare. */
function levelAround(holes: readonly Blob[], mask: Mask, { width, log }: Pick<Regions, 'width' | 'log'>): Triple | undefined {
  const glare = neighbours(mask, 2)
  const channels: [number[], number[], number[]] = [[], [], []]
  for (const one of holes) {
    const next = holes.filter((other) => other !== one).toSorted((a, b) => Math.hypot(a.x - one.x, a.y - one.y) - Math.hypot(b.x - one.x, b.y - one.y))[0]
    if (!next) continue
    const [x, y] = [Math.round((one.x + next.x) / 2), Math.round((one.y + next.y) / 2)]
    if (glare[y * mask.width + x]! > 0) continue
    for (let c = 0; c < 3; c++) channels[c]!.push(log[3 * (every * y * width + every * x) + c]!)
  }
  return channels[0].length < 3 ? undefined : [median(channels[0]), median(channels[1]), median(channels[2])]
}

/** Colours that differ by this tell lamp and film apart wherever the lamp has fallen off to; else brightness does. */
const tells = 0.15
/** The lamp's light may fall off by so much towards the scan's corners, in log₁₀. */
const fallen = 0.4

const tint = ([r, g, b]: readonly number[]): readonly [number, number] => [r! - g!, b! - g!]

/** Everything that the lamp shines on unhindered, holes and what lies beside the strip, added to what is known of it. */
export function withLamp({ width, height, log, bare, holder }: Regions, { level, lamp }: Pick<Sprockets, 'level' | 'lamp'>): Mask {
  const [film, light] = [tint(level), tint(lamp)]
  const byColour = Math.max(Math.abs(film[0] - light[0]), Math.abs(film[1] - light[1])) > tells
  const [low, high] = [(level[0] + level[1] + level[2]) / 3, (lamp[0] + lamp[1] + lamp[2]) / 3]
  const data = bare.data.slice()
  for (let at = 0; at < data.length; at++) {
    if (holder.data[at]) continue
    const [r, g, b] = [log[3 * at]!, log[3 * at + 1]!, log[3 * at + 2]!]
    const mean = (r + g + b) / 3
    const far = ([x, y]: readonly [number, number]): number => Math.max(Math.abs(r - g - x), Math.abs(b - g - y))
    if (byColour ? mean > high - fallen && far(light) < far(film) : mean > (low + high) / 2) data[at] = 1
  }
  return { width, height, data }
}
