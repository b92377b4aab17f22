import type { StoreApi } from 'zustand/vanilla'
import type { Failure } from '../kernels/failure.ts'
import type { Pipeline } from '../kernels/compile.ts'
import type { Histogram } from '../kernels/histogram.ts'
import type { Geometry } from '../recipe/geometry.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { ExportInput, Frame, Jobs, PictureInfo, PictureSource, Preview, Progress, Shot, Show, SpectrumOptions, Window } from '../engine/protocol.ts'
import type { Edits } from './edits.ts'
import type { FilmActions, FilmReport } from './film.ts'
import type { History } from './history.ts'

export interface Snapshot {
  readonly id: string
  readonly name: string
  readonly recipe: Recipe
}

/** Something to tell: a failure with the file it happened to, or a plain note. The UI words it. */
export interface Message {
  readonly id: number
  readonly subject: string
  readonly failure?: Failure
  readonly note?: string
}

export interface Opening {
  readonly name: string
  readonly progress: Progress | undefined
}

/** What follows from picture and recipe; made anew when either changes, never edited. */
export interface Derived {
  readonly pipeline: Pipeline
  /** Exact histograms after an integer recipe; undefined until counted for a float picture. */
  readonly after: readonly Histogram[] | undefined
}

/** What opening a spectrum puts aside, so that closing it brings the picture back as it was. */
export interface Aside {
  readonly picture: PictureInfo
  readonly source: PictureSource
  readonly history: History
  readonly selected: string | undefined
}

/** A piece of work as it was left: what a session brings back. */
export interface Work {
  /** Undefined where the picture could not be kept. */
  readonly source: PictureSource | undefined
  readonly history: History
  readonly selected: string | undefined
  readonly snapshots: readonly Snapshot[]
  /** The spectrum that stood before the picture. */
  readonly spectrum: { readonly options: SpectrumOptions; readonly history: History; readonly selected: string | undefined } | undefined
}

export interface LabState {
  /** The picture that is shown and exported: the part of the scan in the recipe's frame, where it has one. */
  readonly picture: PictureInfo | undefined
  /** The picture as it was opened. */
  readonly scan: PictureInfo | undefined
  /** What of the scan the picture is. */
  readonly part: Geometry
  /** The whole scan, turned as it is, is shown although the recipe has a frame, so that the frame can be moved. */
  readonly unframed: boolean
  readonly film: FilmReport | undefined
  /** The scan is being looked at. */
  readonly inverting: boolean
  readonly source: PictureSource | undefined
  readonly opening: Opening | undefined
  readonly history: History
  /** The recipe in force: the history's, cut to `limit` steps while presenting. */
  readonly shown: Recipe
  readonly selected: string | undefined
  readonly snapshots: readonly Snapshot[]
  readonly messages: readonly Message[]
  readonly derived: Derived | undefined
  /** Counted from pixels in the slow lane for the recipe `measuredFor`. */
  readonly measured: { readonly recipe: Recipe; readonly result: Jobs['measure']['output'] } | undefined
  /** Luma of the picture as it came, once somebody asked to see luma. */
  readonly luma: Histogram | undefined
  /** Only the first so many enabled steps are in force while presenting; undefined for all. */
  readonly limit: number | undefined
  readonly aside: Aside | undefined
}

/** What a frame is to show. */
export interface Look {
  readonly window: Window
  readonly show: Show
  /** 1 unless given. */
  readonly gain?: number
  /** The one in force unless given. */
  readonly recipe?: Recipe | undefined
  readonly rough?: boolean
}

export interface LabActions extends Edits, FilmActions {
  /**
   * Opens a picture and keeps the recipe, its frame only if asked. Resolves to what went wrong, if something did; `quiet`
   * leaves telling it to the caller. `arrived` runs when the picture is there and nothing of it is drawn yet.
   */
  open(source: PictureSource, options?: { readonly quiet?: boolean; readonly keepFrame?: boolean; readonly arrived?: (() => void) | undefined }): Promise<Failure | undefined>
  /** Takes up a piece of work where it was left. Resolves to whether its picture is there; one that is not is told. */
  resume(work: Work): Promise<boolean>
  cancelOpening(): void
  closePicture(): void
  openSpectrum(options: SpectrumOptions): Promise<void>
  closeSpectrum(): void
  select(key: string | undefined): void
  settle(): void
  undo(): void
  redo(): void
  jump(at: number): void
  /** Another history of the same picture: what is done to many at once comes from outside. */
  takeHistory(history: History, selected: string | undefined): void
  snapshot(): void
  removeSnapshot(id: string): void
  limitTo(limit: number | undefined): void
  tell(message: Omit<Message, 'id'>): void
  dismiss(id: number): void
  /** Frame of the current picture; undefined when a newer one overtook it. */
  render(slot: string, look: Look): Promise<Frame | undefined>
  /** Runs once the frames under way are drawn, at once where there are none; of several that wait only the last. */
  afterFrame(work: () => void): void
  /** Gives a frame back that was drawn; its pixels are gone then. */
  recycle(frame: Frame): void
  sample(x: number, y: number, width: number, height: number): Promise<Jobs['sample']['output'] | undefined>
  measure(): Promise<void>
  /** Frames of a source that is not the open picture. */
  preview(source: PictureSource, shots: readonly Shot[]): Promise<Preview>
  export(options: Omit<ExportInput, 'picture' | 'recipe'>, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Jobs['export']['output']>
}

export type LabStore = LabState & LabActions
export type Lab = StoreApi<LabStore>
