import type { AnyRaster } from '../../raster.ts'
import { colourChannels } from '../../raster.ts'
import type { Curve } from '../../transform.ts'
import type { Place } from '../chart/grid.ts'
import { evenSteps, findSteps, readStep, type StepPlace, type StepReading } from './step-wedge.ts'

/** From one end of a wedge to the other, in shares of the picture. */
export type WedgeLine = readonly [Place, Place]

/** Why a step does not count: at the scanner's white or black, or not one even tone. */
export type StepFlaw = 'blown' | 'blocked' | 'uneven'

/** One step of a wedge as it was read. */
export interface WedgeStep {
  /** Where it lies, in shares of the line. */
  readonly from: number
  readonly to: number
  /** The middle value of each channel, in codes of the picture. */
  readonly codes: readonly number[]
  /** The largest deviation of a channel's density within the step. */
  readonly deviation: number
  readonly flaw: StepFlaw | undefined
}

/** So far to each side of the line is averaged, in shares of the picture's shorter side. */
const breadth = 0.008
const fewestPlaces = 60
const mostPlaces = 1200

/** The codes along a line, means over a narrow band; the picture's colour channels interleaved, one or three a place. */
export interface CodesAlong {
  readonly channels: 1 | 3
  readonly values: Float64Array
}

/** Reads the codes along a line, each place the mean over the band to both sides of it. Outside the picture its rim counts. */
export function codesAlong({ width, height, channels, data }: AnyRaster, [a, b]: WedgeLine): CodesAlong {
  const colours = colourChannels(channels)
  const [dx, dy] = [(b.x - a.x) * width, (b.y - a.y) * height]
  const long = Math.max(1, Math.hypot(dx, dy))
  const count = Math.min(mostPlaces, Math.max(fewestPlaces, Math.round(long)))
  const reach = Math.max(1, Math.round(breadth * Math.min(width, height)))
  const values = new Float64Array(count * colours)
  for (let i = 0; i < count; i++) {
    const [x, y] = [a.x * width + (dx * (i + 0.5)) / count, a.y * height + (dy * (i + 0.5)) / count]
    for (let off = -reach; off <= reach; off++) {
      const column = Math.min(width - 1, Math.max(0, Math.floor(x - (off * dy) / long)))
      const row = Math.min(height - 1, Math.max(0, Math.floor(y + (off * dx) / long)))
      for (let c = 0; c < colours; c++) values[colours * i + c]! += data[(row * width + column) * channels + c]! / (2 * reach + 1)
    }
  }
  return { channels: colours, values }
}

const channelOf = ({ channels, values }: CodesAlong, c: number): Float64Array => Float64Array.from({ length: values.length / channels }, (_, i) => values[channels * i + c]!)

/** Densities along a line, three a place, whatever the picture has. */
function profileOf(along: CodesAlong, densities: readonly Curve[]): Float64Array {
  const last = along.channels - 1
  return Float64Array.from({ length: (3 * along.values.length) / along.channels }, (_, i) => {
    const c = Math.min(last, i % 3)
    return densities[c]!(along.values[along.channels * Math.floor(i / 3) + c]!)
  })
}

/** At the scanner's ends there is no density to be read. */
const nearWhite = 0.995
const darkest = 3.4
/** The halves of a step differ by no more than this in density, and half of what noise a single place has. */
const uneven = 0.04

/**
 * Reads a wedge along a line.
 *
 * @param densities a code of each channel to its density, over any zero
 * @param white the picture's largest code
 * @param count how many steps there are, where somebody has counted them; else they are found by their edges
 * @returns the steps in the line's order, none where fewer than five are seen
 */
export function readWedge(along: CodesAlong, densities: readonly Curve[], white: number, count?: number): readonly WedgeStep[] {
  const profile = profileOf(along, densities)
  const length = profile.length / 3
  const places: readonly StepPlace[] = count === undefined ? findSteps(profile) : evenSteps(length, count)
  const codes = Array.from({ length: along.channels }, (_, c) => channelOf(along, c))
  const lines = [0, 1, 2].map((c) => profile.filter((_, i) => i % 3 === c))
  return places.map((place) => {
    const read = codes.map((channel) => readStep(channel, place).value)
    const readings = lines.map((line) => readStep(line, place))
    const most = (of: (reading: StepReading) => number): number => Math.max(...readings.map(of))
    const deviation = most((one) => one.deviation)
    const flaw = Math.max(...read) > nearWhite * white ? 'blown' : most(({ value }) => value) > darkest ? 'blocked' : most(({ drift }) => drift) > uneven + deviation / 2 ? 'uneven' : undefined
    return { from: place.from / length, to: place.to / length, codes: read, deviation, flaw }
  })
}

/** Lines that are tried where a wedge is looked for, across and down. */
const tries = 15
/** What has fewer steps is found by hand: a scene's stairs and fences have some. */
const plainly = 8
/** Parts of a line that are tried: all of it, and where a wedge is shorter, what may lie well inside it. */
const parts: readonly (readonly [from: number, to: number])[] = [[0, 1], ...[0.6, 0.4].flatMap((size) => Array.from({ length: Math.round((1 - size) / 0.2) + 1 }, (_, i) => [0.2 * i, 0.2 * i + size] as const))]
/** Beside the line a wedge reads the same: so far off, in shares of the shorter side, and so near, in density. */
const beside = 0.025
const alike = 0.04

type Readable = readonly [raster: AnyRaster, densities: readonly Curve[]]

const between = ([a, b]: WedgeLine, share: number): Place => ({ x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) })
const partOf = (line: WedgeLine, from: number, to: number): WedgeLine => [between(line, from), between(line, to)]

const read = ([raster, densities]: Readable, line: WedgeLine): readonly WedgeStep[] => readWedge(codesAlong(raster, line), densities, raster.range[1])

/** Density of each step, its channels' mean. */
const levelsAlong = ([raster, densities]: Readable, line: WedgeLine, steps: readonly WedgeStep[]): readonly number[] => {
  const profile = profileOf(codesAlong(raster, line), densities)
  const mean = Float64Array.from({ length: profile.length / 3 }, (_, i) => (profile[3 * i]! + profile[3 * i + 1]! + profile[3 * i + 2]!) / 3)
  return steps.map(({ from, to }) => readStep(mean, { from: from * mean.length, to: to * mean.length }).value)
}

/**
 * The longest run of steps that are bars across the line, each of one tone and none going back: what a wedge has, and what a
 * scene's gradients and a row drawn out into the scene have not.
 */
function barsAmong(of: Readable, line: WedgeLine, steps: readonly WedgeStep[]): readonly WedgeStep[] {
  const { width, height } = of[0]
  const [dx, dy] = [(line[1].x - line[0].x) * width, (line[1].y - line[0].y) * height]
  const off = (beside * Math.min(width, height)) / Math.hypot(dx, dy)
  const here = levelsAlong(of, line, steps)
  const way = Math.sign(here.at(-1)! - here[0]!)
  const sides = [off, -off].map((by) => {
    const move = ({ x, y }: Place): Place => ({ x: x - (by * dy) / width, y: y + (by * dx) / height })
    return levelsAlong(of, [move(line[0]), move(line[1])], steps)
  })
  const runs = sides.flatMap((there) => {
    const ends: (readonly [from: number, to: number])[] = []
    let from = 0
    for (let k = 0; k <= steps.length; k++) {
      const bar = k < steps.length && steps[k]!.flaw !== 'uneven' && Math.abs(there[k]! - here[k]!) < alike
      const back = k > from && k < steps.length && way * (here[k]! - here[k - 1]!) < -alike
      if (bar && !back) continue
      ends.push([from, k])
      from = bar ? k : k + 1
    }
    return ends
  })
  const [from, to] = runs.reduce((a, b) => (b[1] - b[0] > a[1] - a[0] ? b : a))
  return steps.slice(from, to)
}

/** The longest wedge along a part of a line, drawn out as far as its steps go on. */
function wedgeIn(of: Readable, whole: WedgeLine, part: readonly [number, number]): Found | undefined {
  let found: Found | undefined
  let [from, to] = part
  for (;;) {
    const line = partOf(whole, from, to)
    const steps = read(of, line)
    const bars = steps.length < plainly ? [] : barsAmong(of, line, steps)
    if (bars.length < Math.max(plainly, (found?.steps ?? 0) + 1)) return found
    const size = to - from
    ;[from, to] = [from + size * bars[0]!.from, from + size * bars.at(-1)!.to]
    found = { line: partOf(whole, from, to), steps: bars.length }
    // two steps more to each side
    const more = (2 * (to - from)) / bars.length
    ;[from, to] = [Math.max(0, from - more), Math.min(1, to + more)]
  }
}

interface Found {
  readonly line: WedgeLine
  readonly steps: number
}

/**
 * Looks for a wedge that lies level or upright in a picture: the line that shows the most steps, through its middle. Yields
 * after each line that is tried, as it takes a while.
 */
export function* searchWedge(raster: AnyRaster, densities: readonly Curve[]): Generator<undefined, WedgeLine | undefined> {
  const of: Readable = [raster, densities]
  const found: Found[][] = [[], []]
  for (const upright of [0, 1]) {
    for (let i = 0; i < tries; i++) {
      const off = (i + 0.5) / tries
      const line: WedgeLine = upright === 1 ? [{ x: off, y: 0 }, { x: off, y: 1 }] : [{ x: 0, y: off }, { x: 1, y: off }]
      // one that begins in a part of it is drawn out to its ends
      let best: Found | undefined
      for (let k = 0; k < parts.length && !best; k++) best = wedgeIn(of, line, parts[k]!)
      if (best) found[upright]!.push(best)
      yield
    }
  }
  const most = Math.max(...found.flat().map(({ steps }) => steps))
  const best = found.map((lines) => lines.filter(({ steps }) => steps === most)).toSorted((a, b) => b.length - a.length)[0]!
  return best[Math.floor(best.length / 2)]?.line
}

/** The steps in the order in which the film got more light: a negative's grow denser, a slide's thinner. */
export function byExposure(steps: readonly WedgeStep[], densities: readonly Curve[], slide: boolean): readonly WedgeStep[] {
  const level = ({ codes }: WedgeStep): number => codes.reduce((sum, code, c) => sum + densities[c]!(code), 0)
  const half = Math.floor(steps.length / 2)
  const mean = (some: readonly WedgeStep[]): number => some.reduce((sum, step) => sum + level(step), 0) / Math.max(1, some.length)
  const rising = mean(steps.slice(-half)) > mean(steps.slice(0, half))
  return rising === slide ? steps.toReversed() : steps
}
