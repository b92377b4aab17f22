import type { FilmAnalysis, PictureSource } from '../engine/protocol.ts'
import type { Failure } from '../kernels/failure.ts'
import type { AnyRaster } from '../kernels/raster.ts'
import { emptyRecipe } from '../recipe/recipe.ts'
import { startHistory, type History } from './history.ts'
import type { Snapshot } from './lab-state.ts'
import type { RollThumbnail } from './roll-picture.ts'

export type Rating = 0 | 1 | 2 | 3 | 4 | 5

/** Why a person should look at a frame: in a word or two, and in a sentence. */
export interface RollFlag {
  readonly short: string
  readonly why: string
}

export interface RollFrame {
  readonly id: number
  readonly name: string
  /** Undefined after a reload where there was no room for the file. */
  readonly source: PictureSource | undefined
  /** The frame's own recipe and how it came about; the lab has a newer one while it is shown. */
  readonly history: History
  readonly selected: string | undefined
  readonly snapshots: readonly Snapshot[]
  /** What its own scan told when it was read: an inversion need not open it again. */
  readonly looked: FilmAnalysis | undefined
  /** The same once the roll was inverted by it, before anything is shared. */
  readonly found: FilmAnalysis | undefined
  /** Which of the roll's films it is of, the most frequent being 0. */
  readonly film: number | undefined
  /** The scan in small, in its own codes: what its thumbnails are made of. */
  readonly small: AnyRaster | undefined
  readonly thumbnail: RollThumbnail | undefined
  /** The same before any step. */
  readonly negative: RollThumbnail | undefined
  readonly failure: Failure | undefined
  readonly flag: RollFlag | undefined
  /** Does not count in the shared estimate. */
  readonly excluded: boolean
  /** What is done to the whole roll leaves its settings alone. */
  readonly locked: boolean
  /** Not exported. */
  readonly rejected: boolean
  readonly rating: Rating
  /** Whether it counted when the roll was estimated; undefined before. */
  readonly counted: boolean | undefined
}

/** What an edit of the roll may change in a frame. */
export type FrameState = Pick<RollFrame, 'history' | 'selected' | 'found' | 'film' | 'flag' | 'excluded' | 'locked' | 'rejected' | 'rating' | 'counted'>

export const stateOf = ({ history, selected, found, film, flag, excluded, locked, rejected, rating, counted }: RollFrame): FrameState => ({ history, selected, found, film, flag, excluded, locked, rejected, rating, counted })

export const newFrame = (id: number, name: string, source: PictureSource): RollFrame => ({
  id,
  name,
  source,
  history: startHistory(emptyRecipe, `Open ${name}`),
  selected: undefined,
  snapshots: [],
  looked: undefined,
  found: undefined,
  film: undefined,
  small: undefined,
  thumbnail: undefined,
  negative: undefined,
  failure: undefined,
  flag: undefined,
  excluded: false,
  locked: false,
  rejected: false,
  rating: 0,
  counted: undefined,
})

/** Whether another choice of frames counts than when the roll was estimated. */
export const isStale = (frames: readonly RollFrame[]): boolean => frames.some(({ counted, excluded }) => counted !== undefined && counted === excluded)

/** Which frames are shown: all, those that are not rejected, those that are, or those with so many stars at least. */
export type RollFilter = 'all' | 'kept' | 'rejected' | 1 | 2 | 3 | 4 | 5

export const passes = ({ rejected, rating }: Pick<RollFrame, 'rejected' | 'rating'>, filter: RollFilter): boolean => {
  if (filter === 'all') return true
  if (filter === 'rejected') return rejected
  return !rejected && (filter === 'kept' || rating >= filter)
}

/** A frame that is shown stays in sight whatever the filter, so that nobody loses it under their hands. */
export const visibleFrames = (frames: readonly RollFrame[], filter: RollFilter, shown: number | undefined): readonly RollFrame[] =>
  frames.filter((frame) => frame.id === shown || passes(frame, filter))
