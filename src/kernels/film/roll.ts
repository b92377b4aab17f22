import type { FilmAnalysis } from './analyse.ts'
import { layerLight, type FilmParams, type Matrix3, type Triple } from './develop.ts'
import { median } from './order.ts'

/** What the frames of one film and one scanner have in common: everything but how much light each of them got. */
export interface SharedFilm {
  readonly base: Triple
  readonly unmix: Matrix3
  readonly toe: Triple
  readonly colour: Matrix3
  readonly shoulder: number
  /** Offsets of red and blue over green: the balance of the light. */
  readonly balance: readonly [red: number, blue: number]
}

/** Below this a base is a guess, and no evidence for the roll's. */
const sure = 0.5

const middleOf = (values: readonly number[]): number => median(Float64Array.from(values))

/** Element by element, the median of the films' numbers. */
const medians = <T extends readonly number[]>(all: readonly T[]): T => all[0].map((_, i) => middleOf(all.map((one) => one[i]))) as unknown as T

const log = ([r, g, b]: Triple): Triple => [Math.log10(r), Math.log10(g), Math.log10(b)]

/** Whether a frame says something of the film: one that is blank, a positive or of odd colours does not. */
const tells = ({ params, doubts }: FilmAnalysis): boolean => params !== undefined && !doubts.some((doubt) => doubt === 'blank' || doubt === 'positive' || doubt === 'odd-colours')

/** The kind that most frames of a roll are. */
export function kindOfRoll(frames: readonly FilmAnalysis[]): FilmAnalysis['kind'] {
  const counts = new Map<FilmAnalysis['kind'], number>()
  for (const { kind } of frames) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'colour-negative'
}

/** Bases of one film in one scanner differ by less, in density. */
const sameBase = 0.04

const sees = ({ confidence }: FilmAnalysis): boolean => confidence >= sure

const apart = (a: Triple, b: Triple): number => Math.max(...a.map((light, c) => Math.abs(Math.log10(light / b[c]))))

/**
 * The frames that are of one film: of the kind that most are, and of the base that most of those have whose base was seen. A frame
 * without a rebate is taken for one of them.
 */
export function framesOfFilm(frames: readonly FilmAnalysis[]): readonly FilmAnalysis[] {
  const kind = kindOfRoll(frames)
  const telling = frames.filter((frame) => frame.kind === kind && tells(frame))
  const seen = telling.filter(sees)
  const near = (one: FilmAnalysis): readonly FilmAnalysis[] => seen.filter((other) => apart(one.params!.base, other.params!.base) < sameBase)
  const [middle] = seen.toSorted((a, b) => near(b).length - near(a).length)
  return middle ? telling.filter((frame) => !sees(frame) || near(middle).includes(frame)) : telling
}

/** The film that frames share; undefined where no frame tells of one. Medians: one odd frame moves nothing. */
export function sharedFilm(frames: readonly FilmAnalysis[]): SharedFilm | undefined {
  const telling = framesOfFilm(frames)
  if (telling.length === 0) return undefined
  const films = telling.map(({ params }) => params!)
  const seen = telling.filter(sees)
  const bases = (seen.length > 0 ? seen : telling).map(({ params }) => log(params!.base))
  const [r, g, b] = medians(bases)
  return {
    base: [10 ** r, 10 ** g, 10 ** b],
    unmix: medians(films.map(({ unmix }) => unmix)),
    toe: medians(films.map(({ toe }) => toe)),
    colour: medians(films.map(({ colour }) => colour)),
    shoulder: middleOf(films.map(({ shoulder }) => shoulder)),
    balance: [middleOf(films.map(({ offset }) => offset[0] - offset[1])), middleOf(films.map(({ offset }) => offset[2] - offset[1]))],
  }
}

/** K⁻¹ · (u, u, u): the densities that a film calls a grey of that exposure. */
function greyDensities([a, b, c, d, e, f, g, h, i]: Matrix3, u: number): Triple {
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  const x = (e * i - f * h - (b * i - c * h) + (b * f - c * e)) / det
  const y = (-(d * i - f * g) + (a * i - c * g) - (a * f - c * d)) / det
  const z = (d * h - e * g - (a * h - b * g) + (a * e - b * d)) / det
  return [u * x, u * y, u * z]
}

/** The exposure of a mid-grey over the foot, as layers count it. */
const middle = 0.8

/** A matrix whose rows are all alike (silver) knows no single density of a grey: the mean stands for all three. */
const isSilver = ([a, b, c, d, e, f]: Matrix3): boolean => a === d && b === e && c === f

/** So far below, no level is held to the curve's ceiling. */
const dark = -2

/** log₁₀ of green's light before its offset. */
const level = (film: Omit<FilmParams, 'offset' | 'exposure'>, u: number): number => layerLight({ ...film, offset: [dark, dark, dark], exposure: 0 }, 1, u) - dark

/**
 * The shared film with one frame's own light: what that frame's estimate printed as a mid-grey comes out as bright in green, and
 * red and blue follow by the roll's balance. Densities are read over the roll's base instead of the frame's.
 */
export function withSharedFilm({ balance, ...film }: SharedFilm, own: FilmParams): FilmParams {
  const grey = isSilver(own.unmix) ? ([1, 1, 1].map(() => middle / (own.unmix[0] + own.unmix[1] + own.unmix[2])) as unknown as Triple) : greyDensities(own.unmix, middle)
  const moved = film.base.map((base, c) => grey[c] + Math.log10(base / own.base[c]))
  const u = film.unmix[3] * moved[0] + film.unmix[4] * moved[1] + film.unmix[5] * moved[2]
  const green = own.offset[1] + level(own, middle) - level(film, u)
  return { ...film, offset: [green + balance[0], green, green + balance[1]], exposure: own.exposure }
}

/** How many stops more light each frame got than the roll's middle; undefined for one that is not of its film. */
export function exposuresOfRoll(frames: readonly FilmAnalysis[], shared: SharedFilm): readonly (number | undefined)[] {
  const members = framesOfFilm(frames)
  const levels = frames.map((frame) => (members.includes(frame) ? withSharedFilm(shared, frame.params!).offset[1] / Math.log10(2) : undefined))
  const known = levels.filter((level) => level !== undefined)
  const centre = known.length > 0 ? middleOf(known) : 0
  // what prints at a higher offset was exposed less
  return levels.map((level) => (level === undefined ? undefined : centre - level))
}
