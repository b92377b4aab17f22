import type { FilmAnalysis } from '../analyse.ts'
import { layerLight, type FilmParams, type Matrix3, type Triple } from '../develop.ts'
import { median } from '../order.ts'

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

/** An analysis that says something of a film. */
export type TellingFrame = FilmAnalysis & { readonly params: FilmParams }

/** One that is blank, a positive or of odd colours does not. */
export const tells = (frame: FilmAnalysis): frame is TellingFrame =>
  frame.params !== undefined && !frame.doubts.some((doubt) => doubt === 'blank' || doubt === 'positive' || doubt === 'odd-colours')

/** Below this a base is a guess, and no evidence for the roll's. */
const sure = 0.5

/** Whether a frame's base was seen, not guessed. */
export const sees = ({ confidence }: Pick<FilmAnalysis, 'confidence'>): boolean => confidence >= sure

export const middleOf = (values: readonly number[]): number => median(Float64Array.from(values))

export const log = ([r, g, b]: Triple): Triple => [Math.log10(r), Math.log10(g), Math.log10(b)]

const balanceOf = ([red, green, blue]: Triple): readonly [number, number] => [red - green, blue - green]

/** One frame's film, as if it were the roll's. */
const filmOf = ({ base, unmix, toe, colour, shoulder, offset }: FilmParams): SharedFilm => ({ base, unmix, toe, colour, shoulder, balance: balanceOf(offset) })

/** x with m · x = v, by Cramer's rule. */
export function undone([a, b, c, d, e, f, g, h, i]: Matrix3, [x, y, z]: Triple): Triple {
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  return [
    (x * (e * i - f * h) - b * (y * i - f * z) + c * (y * h - e * z)) / det,
    (a * (y * i - f * z) - x * (d * i - f * g) + c * (d * z - y * g)) / det,
    (a * (e * z - y * h) - b * (d * z - y * g) + x * (d * h - e * g)) / det,
  ]
}

/** The densities that a film calls a grey of that exposure. */
const greyDensities = (unmix: Matrix3, u: number): Triple => undone(unmix, [u, u, u])

/** The exposure of a mid-grey over the foot, as layers count it. */
const middle = 0.8

/** A matrix whose rows are all alike (silver) knows no single density of a grey: the mean stands for all three. */
export const isSilver = ([a, b, c, d, e, f]: Matrix3): boolean => a === d && b === e && c === f

/** The mid-grey of a frame's own film, as densities over another base. */
function middleGrey({ base, unmix }: FilmParams, over: Triple): Triple {
  const [r, g, b] = isSilver(unmix) ? ([1, 1, 1].map(() => middle / (unmix[0] + unmix[1] + unmix[2])) as unknown as Triple) : greyDensities(unmix, middle)
  return [r + Math.log10(over[0] / base[0]), g + Math.log10(over[1] / base[1]), b + Math.log10(over[2] / base[2])]
}

const channels = [0, 1, 2] as const

const layerOf = ({ unmix }: Pick<FilmParams, 'unmix'>, channel: 0 | 1 | 2, [r, g, b]: Triple): number => unmix[3 * channel] * r + unmix[3 * channel + 1] * g + unmix[3 * channel + 2] * b

/** So far below, no level is held to the curve's ceiling. */
const dark = -2

/** log₁₀ of a layer's light before its offset. */
const level = (film: Omit<FilmParams, 'offset' | 'exposure'>, channel: 0 | 1 | 2, u: number): number => layerLight({ ...film, offset: [dark, dark, dark], exposure: 0 }, channel, u) - dark

/**
 * The shared film with one frame's own light: what that frame's estimate printed as a mid-grey comes out as bright in green, and
 * red and blue follow by the roll's balance. Densities are read over the roll's base instead of the frame's.
 */
export function withSharedFilm({ balance, ...film }: SharedFilm, own: FilmParams): FilmParams {
  const u = layerOf(film, 1, middleGrey(own, film.base))
  const green = own.offset[1] + level(own, 1, middle) - level(film, 1, u)
  return { ...film, offset: [green + balance[0], green, green + balance[1]], exposure: own.exposure }
}

/** A film read over another base: its mid-grey prints as before. Balances found over several guesses are of no use together. */
export function overBase(own: FilmParams, base: Triple): FilmParams {
  const grey = middleGrey(own, base)
  const [r, g, b] = channels.map((c) => own.offset[c] + level(own, c, middle) - level(own, c, layerOf(own, c, grey)))
  return { ...own, base, offset: [r, g, b] }
}

/** Greys in shadow, middle and light, as layers count exposure. */
const greys = [0.4, middle, 1.2] as const

/** What a film's print of a frame makes of the frame's own greys: log₁₀ of red's and of blue's light over green's, in shadow, middle and light. */
export function tintsOf(used: FilmParams, own: FilmParams): readonly (readonly [red: number, blue: number])[] {
  const shift = used.base.map((base, c) => Math.log10(base / own.base[c]))
  return greys.map((u) => {
    const [r, g, b] = greyDensities(own.unmix, u)
    const [red, green, blue] = channels.map((c) => layerLight(used, c, layerOf(used, c, [r + shift[0], g + shift[1], b + shift[2]])) - layerLight(own, c, u))
    return [red - green, blue - green] as const
  })
}

/** How much a film tints what a frame's own estimate calls grey: the most that red or blue leaves green, as log₁₀ of light. */
export const castOf = (film: SharedFilm, own: FilmParams): number =>
  isSilver(own.unmix) || isSilver(film.unmix) ? 0 : Math.max(...tintsOf(withSharedFilm(film, own), own).flat().map(Math.abs))

const known = new WeakMap<FilmParams, WeakMap<FilmParams, number>>()

/** How much one frame's film tints the greys of another frame. Asked for again and again among the frames of a roll, so kept. */
export function castBetween(film: FilmParams, own: FilmParams): number {
  const row = known.get(film) ?? new WeakMap<FilmParams, number>()
  known.set(film, row)
  const kept = row.get(own)
  if (kept !== undefined) return kept
  const cast = castOf(filmOf(film), own)
  row.set(own, cast)
  return cast
}

/** The middle of the bases that were seen; of those that were guessed where none was. */
function baseOf(members: readonly TellingFrame[]): Triple {
  const seen = members.filter(sees)
  const bases = (seen.length > 0 ? seen : members).map(({ params }) => log(params.base))
  const [r, g, b] = channels.map((c) => 10 ** middleOf(bases.map((base) => base[c])))
  return [r, g, b]
}

/** Casts this small tell nothing: frames that agree so well count alike. */
const agreed = 0.03

/**
 * The film of frames, given how much the film of each tints the greys of the others on average: a mean in which a frame that
 * agrees with the others counts for many that do not. The numbers of a film hang together: one made of each number's median is
 * none of them, and prints worse than each frame by itself.
 */
function filmOfAgreed(members: readonly TellingFrame[], costOf: (member: TellingFrame) => number): SharedFilm {
  const base = baseOf(members)
  const films = members.map(({ params }) => overBase(params, base))
  const counts = members.map((member) => 1 / (costOf(member) ** 2 + agreed ** 2) ** 3)
  const all = counts.reduce((sum, count) => sum + count, 0)
  const mean = <T extends readonly number[]>(part: (film: FilmParams) => T): T =>
    part(films[0]).map((_, i) => films.reduce((sum, film, at) => sum + counts[at] * part(film)[i], 0) / all) as unknown as T
  const [red, green, blue] = mean(({ toe }) => log(toe))
  const [shoulder] = mean((film) => [film.shoulder] as const)
  return { base, unmix: mean(({ unmix }) => unmix), toe: [10 ** red, 10 ** green, 10 ** blue], colour: mean(({ colour }) => colour), shoulder, balance: mean(({ offset }) => balanceOf(offset)) }
}

/** The mean over the others of how much one frame's film tints each. */
const costAmong = (members: readonly TellingFrame[]) => (one: TellingFrame): number =>
  members.reduce((sum, other) => sum + (other === one ? 0 : castBetween(one.params, other.params)), 0) / Math.max(1, members.length - 1)

/** The film of frames that are known to be of one. Odd frames move little: the base is a median, the rest of those that agree. */
export function filmOfMembers(members: readonly FilmAnalysis[]): SharedFilm | undefined {
  const telling = members.filter(tells)
  return telling.length === 0 ? undefined : filmOfAgreed(telling, costAmong(telling))
}

/**
 * How much the film of some frames tints the greys of a frame. One of them is held to the film of the others: by one that it is part of,
 * a film made of very different ones would tint nobody much.
 */
export function castAgainst(members: readonly TellingFrame[]): (frame: TellingFrame) => number {
  const whole = filmOfAgreed(members, costAmong(members))
  return (frame) => {
    if (!members.includes(frame)) return castOf(whole, frame.params)
    const others = members.filter((member) => member !== frame)
    return others.length === 0 ? 0 : castOf(filmOfAgreed(others, costAmong(others)), frame.params)
  }
}
