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

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const means = <T extends readonly number[]>(all: readonly T[]): T => all[0].map((_, i) => meanOf(all.map((one) => one[i]))) as unknown as T

const log = ([r, g, b]: Triple): Triple => [Math.log10(r), Math.log10(g), Math.log10(b)]

/** Whether a frame says something of the film: one that is blank, a positive or of odd colours does not. */
const tells = ({ params, doubts }: FilmAnalysis): boolean => params !== undefined && !doubts.some((doubt) => doubt === 'blank' || doubt === 'positive' || doubt === 'odd-colours')

const byCount = <T>(values: readonly T[]): readonly T[] => {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([value]) => value)
}

/** The kind that most frames of a roll are. */
export const kindOfRoll = (frames: readonly FilmAnalysis[]): FilmAnalysis['kind'] => byCount(frames.map(({ kind }) => kind))[0] ?? 'colour-negative'

/** Bases of one film in one scanner differ by less, in density. */
const sameBase = 0.04

const sees = ({ confidence }: FilmAnalysis): boolean => confidence >= sure

/** The largest difference of two bases in any channel, as a density. */
export const basesApart = (a: Triple, b: Triple): number => Math.max(...a.map((light, c) => Math.abs(Math.log10(light / b[c]))))

export const isSameBase = (a: Triple, b: Triple): boolean => basesApart(a, b) < sameBase

/** Those of the frames whose base most of the others share. */
function nearMost(frames: readonly FilmAnalysis[]): readonly FilmAnalysis[] {
  const near = (one: FilmAnalysis): readonly FilmAnalysis[] => frames.filter((other) => isSameBase(one.params!.base, other.params!.base))
  const [middle] = frames.toSorted((a, b) => near(b).length - near(a).length)
  return middle ? near(middle) : []
}

/**
 * The films of a roll, each by its frames, the one with the most frames first: of one kind, and of one base as far as bases were seen. A
 * frame without a rebate is taken for one of its kind's most frequent film: over a guessed base its colours say little. What tells nothing of a film is in none. `together` leaves
 * bases out of it: whatever is of one kind is one film.
 */
export function filmsOfRoll(frames: readonly FilmAnalysis[], together = false): readonly (readonly FilmAnalysis[])[] {
  const telling = frames.filter(tells)
  const films = byCount(telling.map(({ kind }) => kind)).flatMap((kind) => {
    const ofKind = telling.filter((frame) => frame.kind === kind)
    if (together) return [ofKind]
    const found: (readonly FilmAnalysis[])[] = []
    for (let left = ofKind.filter(sees); left.length > 0; ) {
      const near = nearMost(left)
      found.push(near)
      left = left.filter((frame) => !near.includes(frame))
    }
    const [first = [], ...rest] = found.flatMap(agreeing).toSorted((a, b) => b.length - a.length)
    return [ofKind.filter((frame) => first.includes(frame) || !sees(frame)), ...rest]
  })
  return films.toSorted((a, b) => b.length - a.length)
}

/** Whether a frame that did not count is of a film all the same. */
export const isOfFilm = (frame: FilmAnalysis, members: readonly FilmAnalysis[], film: SharedFilm, together = false): boolean =>
  tells(frame) && members[0]?.kind === frame.kind && (together || !sees(frame) || (isSameBase(frame.params!.base, film.base) && castOf(film, frame.params!) <= mostCast))

/** The frames of the film that most of a roll is of. */
export function framesOfFilm(frames: readonly FilmAnalysis[]): readonly FilmAnalysis[] {
  const kind = kindOfRoll(frames)
  return filmsOfRoll(frames.filter((frame) => frame.kind === kind))[0] ?? []
}

/** The film that frames share; undefined where no frame tells of one. */
export const sharedFilm = (frames: readonly FilmAnalysis[]): SharedFilm | undefined => filmOfMembers(framesOfFilm(frames))

const balanceOf = ([red, green, blue]: Triple): readonly [number, number] => [red - green, blue - green]

/** One frame's film, as if it were the roll's. */
const filmOf = ({ base, unmix, toe, colour, shoulder, offset }: FilmParams): SharedFilm => ({ base, unmix, toe, colour, shoulder, balance: balanceOf(offset) })

/**
 * Those of the films that tint the greys of the others least, the better half: the numbers of a film hang together, so that
 * one made of each number's median is none of them (dE_b of simulated rolls 5.5, by this 4.2, each frame by itself 5.2).
 */
function middleFilms(films: readonly FilmParams[]): readonly FilmParams[] {
  const costs = new Map(films.map((one) => [one, meanOf(films.map((other) => castOf(filmOf(one), other)))]))
  return films.toSorted((a, b) => costs.get(a)! - costs.get(b)!).slice(0, Math.ceil(films.length / 2))
}

/** The same of frames that are known to be of one film. Odd frames move nothing: the base is a median, the rest of those that agree. */
export function filmOfMembers(members: readonly FilmAnalysis[]): SharedFilm | undefined {
  const telling = members.filter(tells)
  if (telling.length === 0) return undefined
  const seen = telling.filter(sees)
  const [r, g, b] = medians((seen.length > 0 ? seen : telling).map(({ params }) => log(params!.base)))
  const films = middleFilms(telling.map(({ params }) => params!))
  const [red, green, blue] = means(films.map(({ toe }) => log(toe)))
  return {
    base: [10 ** r, 10 ** g, 10 ** b],
    unmix: means(films.map(({ unmix }) => unmix)),
    toe: [10 ** red, 10 ** green, 10 ** blue],
    colour: means(films.map(({ colour }) => colour)),
    shoulder: meanOf(films.map(({ shoulder }) => shoulder)),
    balance: means(films.map(({ offset }) => balanceOf(offset))),
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

/** Greys in shadow, middle and light, as layers count exposure. */
const greys = [0.4, middle, 1.2] as const

/** How much a film tints what a frame's own estimate calls grey: the most that red or blue leaves green, as log₁₀ of light. */
function castOf(film: SharedFilm, own: FilmParams): number {
  if (isSilver(own.unmix) || isSilver(film.unmix)) return 0
  const used = withSharedFilm(film, own)
  const k = used.unmix
  const casts = greys.flatMap((u) => {
    const [dr, dg, db] = greyDensities(own.unmix, u).map((d, c) => d + Math.log10(used.base[c] / own.base[c])) as unknown as Triple
    const [red, green, blue] = ([0, 1, 2] as const).map((c) => layerLight(used, c, k[3 * c] * dr + k[3 * c + 1] * dg + k[3 * c + 2] * db) - layerLight(own, c, u))
    return [red - green, blue - green]
  })
  return Math.max(...casts.map(Math.abs))
}

/** A stop: films that tint each other's greys by more are not one (99 of 100 simulated frames of one roll stay below, a third of other films' do). */
const mostCast = 0.3

/** Frames of one base, apart where their colours say that they are of several films. */
function agreeing(frames: readonly FilmAnalysis[]): readonly (readonly FilmAnalysis[])[] {
  const film = filmOfMembers(frames)
  const fit = frames.filter(({ params }) => film && castOf(film, params!) <= mostCast)
  if (fit.length === frames.length) return [frames]
  return fit.length === 0 ? frames.map((frame) => [frame]) : [fit, ...agreeing(frames.filter((frame) => !fit.includes(frame)))]
}

/** How many stops more light each frame got than the roll's middle; undefined for one that is not of its film. */
export const exposuresOfRoll = (frames: readonly FilmAnalysis[], shared: SharedFilm): readonly (number | undefined)[] => exposuresOf(frames, shared, framesOfFilm(frames))

/** The same where the members of the film are known. */
export function exposuresOf(frames: readonly FilmAnalysis[], shared: SharedFilm, members: readonly FilmAnalysis[]): readonly (number | undefined)[] {
  const levels = frames.map((frame) => (members.includes(frame) && frame.params ? withSharedFilm(shared, frame.params).offset[1] / Math.log10(2) : undefined))
  const known = levels.filter((level) => level !== undefined)
  const centre = known.length > 0 ? middleOf(known) : 0
  // what prints at a higher offset was exposed less
  return levels.map((level) => (level === undefined ? undefined : centre - level))
}
