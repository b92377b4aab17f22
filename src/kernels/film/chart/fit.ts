import { ciede2000, labOfLinear, type Colour } from '../../lab.ts'
import { chartColours, chartColumns, chartEditions, chartRows, patches, type ChartEdition } from './chart.ts'
import { turnsOf, type PatchReading, type Quad } from './grid.ts'
import { develop, offDiagonal, type FilmParams, type Matrix3, type Triple } from '../develop.ts'
import { leastSquares } from './least-squares.ts'

/** One unit of each number that is fitted, about what films differ by: K row by row, ln of the toes, offsets, M, shoulder. */
const units: readonly number[] = [
  0.35, 0.35, 0.35, 0.35, 0.35, 0.35, 0.35, 0.35, 0.35,
  0.3, 0.3, 0.3,
  0.15, 0.15, 0.15,
  0.12, 0.12, 0.12, 0.12, 0.12, 0.12,
  0.1,
]

/**
 * What a unit beside the estimate costs, in ΔE of one patch: 24 patches tell much of a film but not all of it, and where they
 * are silent the estimate speaks. Offsets are balance and exposure, which every patch tells.
 */
const cost: readonly number[] = units.map((_, i) => (i < 9 ? 1 : i < 12 ? 0.6 : i < 15 ? 0.05 : i < 21 ? 0.6 : 1))

/** From so many ΔE on, a patch pulls less and less: a reflection on one must not spoil the rest. */
const trusted = 4

/** A film so many units beside another. */
function movedFilm(film: FilmParams, x: ArrayLike<number>): FilmParams {
  const part = (index: number): number => x[index]! * units[index]!
  const off = offDiagonal.map((place, i) => film.colour[place] + part(15 + i))
  return {
    ...film,
    unmix: film.unmix.map((value, i) => value + part(i)) as unknown as Matrix3,
    toe: film.toe.map((value, c) => value * Math.exp(part(9 + c))) as unknown as Triple,
    offset: film.offset.map((value, c) => value + part(12 + c)) as unknown as Triple,
    colour: [1 - off[0]! - off[1]!, off[0]!, off[1]!, off[2]!, 1 - off[2]! - off[3]!, off[3]!, off[4]!, off[5]!, 1 - off[4]! - off[5]!],
    shoulder: film.shoulder + part(21),
  }
}

const each = (colour: Colour, change: (value: number) => number): Colour => [change(colour[0]), change(colour[1]), change(colour[2])]
const held = (colour: Colour): Colour => each(colour, (value) => Math.min(1, Math.max(0, value)))
/** Light outside 0 … 1 prints as black or white; a little of it still counts, so that the fit knows the way back. */
const softly = (colour: Colour): Colour => each(colour, (value) => (value > 1 ? 1 + 0.05 * (value - 1) : value < 0 ? 0.05 * value : value))

const printed = (film: FilmParams, [r, g, b]: Triple): Colour => {
  const scene = develop(film, r, g, b)
  return [scene[0]!, scene[1]!, scene[2]!]
}

/** Differences from a colour in lightness, chroma and hue, each in the units that CIEDE2000 has about that colour. */
function differencesFrom(reference: Colour): (lab: Colour) => Colour {
  const [l, a, b] = reference
  const power = Math.hypot(a, b) ** 7
  const stretch = 1 + 0.5 * (1 - Math.sqrt(power / (power + 25 ** 7)))
  const chroma = Math.hypot(stretch * a, b)
  const [cos, sin] = chroma > 1e-6 ? [(stretch * a) / chroma, b / chroma] : [1, 0]
  const [sl, sc, sh] = [1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2), 1 + 0.045 * chroma, 1 + 0.015 * chroma]
  return (lab) => {
    const [da, db] = [stretch * (lab[1] - a), lab[2] - b]
    return [(lab[0] - l) / sl, (cos * da + sin * db) / sc, (cos * db - sin * da) / sh]
  }
}

interface Pair {
  readonly light: Triple
  readonly truth: Colour
}

/** The film that prints the lights as their true colours, as near as its form lets it and the estimate allows. */
function fitFilm(start: FilmParams, pairs: readonly Pair[]): FilmParams {
  const measures = pairs.map(({ truth }) => differencesFrom(labOfLinear(softly(truth))))
  const residuals = (x: Float64Array): Float64Array => {
    const film = movedFilm(start, x)
    const out = new Float64Array(3 * pairs.length + units.length)
    pairs.forEach(({ light }, i) => {
      const apart = measures[i]!(labOfLinear(softly(printed(film, light))))
      const square = apart[0] ** 2 + apart[1] ** 2 + apart[2] ** 2
      out.set(each(apart, (value) => value / (1 + square / trusted ** 2) ** 0.25), 3 * i)
    })
    cost.forEach((one, i) => (out[3 * pairs.length + i] = one * x[i]!))
    return out
  }
  return movedFilm(start, leastSquares(residuals, new Float64Array(units.length)))
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** How far prints are from the truth, patch by patch, after the one exposure that brings them nearest. */
function differences(film: FilmParams, pairs: readonly Pair[]): readonly number[] {
  const colours = pairs.map(({ light }) => printed(film, light))
  const truths = pairs.map(({ truth }) => labOfLinear(held(truth)))
  const at = (stops: number): readonly number[] => colours.map((colour, i) => ciede2000(truths[i]!, labOfLinear(held(each(colour, (value) => value * 2 ** stops)))))
  let stops = 0
  for (let size = 1; size > 0.005; ) {
    const [less, here, more] = [stops - size, stops, stops + size].map((tried) => sum(at(tried)))
    if (less! < here! && less! <= more!) stops -= size
    else if (more! < here!) stops += size
    else size /= 2
  }
  return at(stops)
}

export interface ChartFit {
  readonly film: FilmParams
  readonly edition: ChartEdition
  /** ΔE00 of each patch that was used before and after, each after an exposure match; undefined for one that was left out. */
  readonly before: readonly (number | undefined)[]
  readonly after: readonly (number | undefined)[]
}

/** Fewer patches say too little of a film. */
export const fewestPatches = 12

export const meanOf = (values: readonly (number | undefined)[]): number => {
  const known = values.filter((value) => value !== undefined)
  return sum(known) / Math.max(1, known.length)
}

/**
 * A colour negative fitted to a chart that was photographed on it: contrasts, dyes, feet, balance, exposure and colours of
 * `start` moved until the 24 patches print as published, in a measure near CIEDE2000 and held to `start` where the chart is
 * silent. Patches with a flaw are left out; undefined with fewer than `fewestPatches`. Without a word of the chart's
 * edition the one is taken that fits better.
 */
export function fitChart(start: FilmParams, readings: readonly PatchReading[], edition?: ChartEdition): ChartFit | undefined {
  const used = patches.filter((patch) => readings[patch] && !readings[patch].flaw)
  if (used.length < fewestPatches) return undefined
  const folded: FilmParams = { ...start, offset: each(start.offset, (value) => value + start.exposure * Math.log10(2)), exposure: 0 }
  const fits = (edition ? [edition] : chartEditions).map((one): ChartFit => {
    const pairs = used.map((patch): Pair => ({ light: readings[patch]!.light, truth: chartColours(one)[patch]! }))
    const film = fitFilm(folded, pairs)
    const spread = (values: readonly number[]) => patches.map((patch) => (used.includes(patch) ? values[used.indexOf(patch)] : undefined))
    return { film, edition: one, before: spread(differences(folded, pairs)), after: spread(differences(film, pairs)) }
  })
  return fits.reduce((best, one) => (meanOf(one.after) < meanOf(best.after) ? one : best))
}

/** Patches as they lie in a chart that is upside down, seen from behind, or both. */
const lies = [
  (row: number, column: number) => [row, column],
  (row: number, column: number) => [chartRows - 1 - row, chartColumns - 1 - column],
  (row: number, column: number) => [row, chartColumns - 1 - column],
  (row: number, column: number) => [chartRows - 1 - row, column],
] as const

/** The same lies as places in `turnsOf`. */
const turnOfLie = [0, 2, 4, 6] as const

/** Patches in the order of a lie. */
const inOrder = <T>(items: readonly T[], lie: (typeof lies)[number]): readonly T[] =>
  patches.map((patch) => {
    const [row, column] = lie(Math.floor(patch / chartColumns), patch % chartColumns)
    return items[row! * chartColumns + column!]!
  })

/**
 * The corners in the order in which the patches fit the chart best: upright, upside down, or seen through the back of the
 * film. Only how light and colours change from patch to patch counts, so that neither cast nor exposure misleads.
 */
export function uprightChart(quad: Quad, film: FilmParams, readings: readonly PatchReading[]): { readonly quad: Quad; readonly readings: readonly PatchReading[] } {
  const truth = chartColours(chartEditions[0]).map((colour) => each(colour, (value) => Math.log(Math.max(0.01, value))))
  const logs = readings.map(({ light, flaw }) => (flaw ? undefined : each(printed(film, light), (value) => Math.log(Math.max(0.01, value)))))
  const misfit = (lie: (typeof lies)[number]): number => {
    const off = inOrder(logs, lie).flatMap((colour, i) => (colour ? [colour.map((value, c) => value - truth[i]![c]!)] : []))
    const mean = [0, 1, 2].map((c) => sum(off.map((one) => one[c]!)) / Math.max(1, off.length))
    return sum(off.flatMap((one) => one.map((value, c) => (value - mean[c]!) ** 2)))
  }
  const misfits = lies.map(misfit)
  const best = misfits.indexOf(Math.min(...misfits))
  return { quad: turnsOf(quad)[turnOfLie[best]!]!, readings: inOrder(readings, lies[best]!) }
}
