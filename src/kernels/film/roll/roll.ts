import type { FilmAnalysis } from '../analyse.ts'
import type { Triple } from '../develop.ts'
import { castAgainst, castBetween, castOf, filmOfMembers, middleOf, sees, tells, withSharedFilm, type SharedFilm, type TellingFrame } from './shared-film.ts'

const byCount = <T>(values: readonly T[]): readonly T[] => {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([value]) => value)
}

/** The kind that most frames of a roll are. */
export const kindOfRoll = (frames: readonly FilmAnalysis[]): FilmAnalysis['kind'] => byCount(frames.map(({ kind }) => kind))[0] ?? 'colour-negative'

/** Bases of one film in one scanner differ by less, in density. */
const sameBase = 0.04

/** The largest difference of two bases in any channel, as a density. */
export const basesApart = (a: Triple, b: Triple): number => Math.max(...a.map((light, c) => Math.abs(Math.log10(light / b[c]))))

/** Whether two bases can be of one film in one scanner. */
export const isSameBase = (a: Triple, b: Triple): boolean => basesApart(a, b) < sameBase

/**
 * Half a stop: a film that tints a frame's greys by more is not its. Most simulated frames stay below by the film of the others of
 * their roll, and few by another film's. Those that do not would print better by their roll's all the same, but a frame that is
 * taken for one of a film that it is not loses far more, and so does one in another light.
 */
const mostCast = 0.15

/** Two frames alone cannot tell which of them is right: they are one film where either prints well by the other's. */
const mostCastOfTwo = 0.1

const longestFirst = <T>(groups: readonly (readonly T[])[]): readonly (readonly T[])[] => groups.toSorted((a, b) => b.length - a.length)

/** How often a group is looked over again, once its film is better known. */
const rounds = 3

const sameFrames = (a: readonly TellingFrame[], b: readonly TellingFrame[]): boolean => a.length === b.length && a.every((frame) => b.includes(frame))

/** Two halves of a group are two films where films of one half tint the other's greys by so much, and by so much more than each other's. */
const leastAcross = 0.15
const timesWithin = 2

const tintOf = (a: TellingFrame, b: TellingFrame): number => (castBetween(a.params, b.params) + castBetween(b.params, a.params)) / 2
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
const tintTo = (one: TellingFrame, group: readonly TellingFrame[]): number => meanOf(group.filter((other) => other !== one).map((other) => tintOf(one, other)))

/** The larger half of a group that is two films, each not far enough from the middle of both; else the whole of it. */
function largerHalf(group: readonly TellingFrame[]): readonly TellingFrame[] {
  if (group.length < 4) return group
  const pairs = group.flatMap((a, i) => group.slice(i + 1).map((b) => [a, b] as const))
  let halves: readonly (readonly TellingFrame[])[] = pairs.toSorted(([a, b], [c, d]) => tintOf(c, d) - tintOf(a, b))[0].map((end) => [end])
  for (let round = 0; round < rounds; round++) {
    const [one, other] = halves
    const nearer = (frame: TellingFrame): boolean => tintTo(frame, one) <= tintTo(frame, other)
    halves = [group.filter(nearer), group.filter((frame) => !nearer(frame))]
  }
  if (halves.some(({ length }) => length < 2)) return group
  const [within, across] = [true, false].map((same) => meanOf(pairs.filter(([a, b]) => halves.some((half) => half.includes(a) && half.includes(b)) === same).map(([a, b]) => tintOf(a, b))))
  return across > leastAcross && across > timesWithin * within ? longestFirst(halves)[0] : group
}

const meanTint = (one: TellingFrame, group: readonly TellingFrame[]): number => meanOf(group.map((other) => castBetween(one.params, other.params)))

/** The frames that print alike by one film, the one that most of them fit. */
function largestGroup(frames: readonly TellingFrame[]): readonly TellingFrame[] {
  const near = frames.map((one) => frames.filter((other) => other === one || castBetween(one.params, other.params) <= mostCast))
  const [start] = frames.map((one, i) => ({ one, group: near[i], tint: meanTint(one, near[i]) })).toSorted((a, b) => b.group.length - a.group.length || a.tint - b.tint)
  let { group } = start
  for (let round = 0; round < rounds && group.length > 2; round++) {
    const against = castAgainst(group)
    const next = frames.filter((frame) => against(frame) <= mostCast)
    if (next.length < 2 || sameFrames(next, group)) break
    group = next
  }
  if (group.length !== 2) return largerHalf(group)
  const [a, b] = group
  return Math.max(castBetween(a.params, b.params), castBetween(b.params, a.params)) <= mostCastOfTwo ? group : [start.one]
}

/** Groups of frames, each the largest of what the ones before it leave. */
function apart(frames: readonly TellingFrame[], largest: (left: readonly TellingFrame[]) => readonly TellingFrame[]): readonly (readonly TellingFrame[])[] {
  const groups: (readonly TellingFrame[])[] = []
  for (let left = frames; left.length > 0; ) {
    const group = largest(left)
    groups.push(group)
    left = left.filter((frame) => !group.includes(frame))
  }
  return groups
}

/** Those of the frames whose base most of the others share. */
function nearMost(frames: readonly TellingFrame[]): readonly TellingFrame[] {
  const near = (one: TellingFrame): readonly TellingFrame[] => frames.filter((other) => isSameBase(one.params.base, other.params.base))
  return near(frames.toSorted((a, b) => near(b).length - near(a).length)[0])
}

/** The films of frames of one kind. */
function filmsOfKind(frames: readonly TellingFrame[]): readonly (readonly TellingFrame[])[] {
  const seen = apart(frames.filter(sees), nearMost).flatMap((group) => apart(group, largestGroup))
  // one frame alone is no film that a guess could be held to
  const held = longestFirst(seen).flatMap((group) => (group.length > 1 ? [{ group, against: castAgainst(group) }] : []))
  const best = (frame: TellingFrame): readonly TellingFrame[] | undefined => {
    const casts = held.map(({ group, against }) => ({ group, cast: against(frame) }))
    const least = Math.min(...casts.map(({ cast }) => cast))
    return least <= mostCast ? casts.find(({ cast }) => cast === least)!.group : undefined
  }
  const places = new Map(frames.filter((frame) => !sees(frame)).map((frame) => [frame, best(frame)]))
  const films = seen.map((group) => frames.filter((frame) => group.includes(frame) || places.get(frame) === group))
  return [...films, ...apart(frames.filter((frame) => places.has(frame) && !places.get(frame)), largestGroup)]
}

/**
 * The films of a roll, each by its frames, the one with the most frames first: of one kind, of one base as far as bases were
 * seen, and of colours that print alike. A frame whose base was not seen is of the film by which it prints best, where there is
 * one. What tells nothing of a film is in none. `together` leaves bases and colours out of it: whatever is of one kind is one film.
 */
export function filmsOfRoll(frames: readonly FilmAnalysis[], together = false): readonly (readonly FilmAnalysis[])[] {
  const telling = frames.filter(tells)
  return longestFirst(
    byCount(telling.map(({ kind }) => kind)).flatMap((kind) => {
      const ofKind = telling.filter((frame) => frame.kind === kind)
      return together ? [ofKind] : filmsOfKind(ofKind)
    }),
  )
}

/** Whether a frame that did not count is of a film all the same. */
export const isOfFilm = (frame: FilmAnalysis, members: readonly FilmAnalysis[], film: SharedFilm, together = false): boolean =>
  tells(frame) && members[0]?.kind === frame.kind && (together || ((!sees(frame) || isSameBase(frame.params.base, film.base)) && castOf(film, frame.params) <= mostCast))

/** The frames of the film that most of a roll is of. */
export function framesOfFilm(frames: readonly FilmAnalysis[]): readonly FilmAnalysis[] {
  const kind = kindOfRoll(frames)
  return filmsOfRoll(frames.filter((frame) => frame.kind === kind))[0] ?? []
}

/** The film that frames share; undefined where no frame tells of one. */
export const sharedFilm = (frames: readonly FilmAnalysis[]): SharedFilm | undefined => filmOfMembers(framesOfFilm(frames))

/** How many stops more light each frame got than the middle of its film's members; undefined for one that is none of them. */
export function exposuresOf(frames: readonly FilmAnalysis[], shared: SharedFilm, members: readonly FilmAnalysis[]): readonly (number | undefined)[] {
  const levels = frames.map((frame) => (members.includes(frame) && frame.params ? withSharedFilm(shared, frame.params).offset[1] / Math.log10(2) : undefined))
  const known = levels.filter((level) => level !== undefined)
  const centre = known.length > 0 ? middleOf(known) : 0
  // what prints at a higher offset was exposed less
  return levels.map((level) => (level === undefined ? undefined : centre - level))
}
