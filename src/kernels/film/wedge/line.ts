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

/** Looks for a wedge that lies across a picture or stands in it: the line that shows the most steps, through its middle. */
export function findWedge(raster: AnyRaster, densities: readonly Curve[]): WedgeLine | undefined {
  const found = [false, true].map((upright) =>
    Array.from({ length: tries }, (_, i) => {
      const off = (i + 0.5) / tries
      const at = (share: number): Place => (upright ? { x: off, y: share } : { x: share, y: off })
      const steps = readWedge(codesAlong(raster, [at(0), at(1)]), densities, raster.range[1])
      return steps.length < plainly ? undefined : { steps: steps.length, line: [at(steps[0]!.from), at(steps.at(-1)!.to)] as const }
    }).filter((one) => one !== undefined),
  )
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
