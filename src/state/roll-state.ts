import type { ExportFormat } from '../engine/protocol.ts'
import type { Failure } from '../kernels/failure.ts'
import type { NamedProfile } from '../recipe/film-profile.ts'
import type { CopyPart } from './roll-copy.ts'
import type { RollFile } from './roll-export.ts'
import type { FrameState, Rating, RollFilter, RollFrame } from './roll-frame.ts'
import type { RollUse, RollUsed } from './roll-profile.ts'
import type { RollLog } from './roll-log.ts'
import type { RollWork } from './roll-work.ts'

/** What became of an export, until it is dismissed. */
export interface RollReport {
  readonly target: string
  readonly written: number
  readonly stopped: boolean
  /** Frames that were left out, and why; one without a failure has no file any more. */
  readonly failed: readonly { readonly name: string; readonly failure: Failure | undefined }[]
}

/** What a contact sheet has of each frame. */
export type SheetShow = 'negatives' | 'positives' | 'both'

export interface RollExportOptions {
  readonly format: ExportFormat
  readonly bits: 8 | 16
  /** Where the files go, for the report. */
  readonly target: string
}

export interface RollData {
  readonly frames: readonly RollFrame[]
  /** Id of the frame that is in the lab. */
  readonly shown: number | undefined
  /** Frames that are marked together; the shown one is among them. */
  readonly selection: ReadonlySet<number>
  readonly filter: RollFilter
  /** All frames of one kind are taken for one film, whatever their bases. */
  readonly together: boolean
  readonly work: RollWork | undefined
  readonly report: RollReport | undefined
  readonly log: RollLog
}

export interface RollMarks {
  /** One frame, one more or less, or all from the one chosen before to this one. */
  select(id: number, how: 'only' | 'toggle' | 'range'): void
  selectAll(): void
  setFilter(filter: RollFilter): void
  /** What marks act on: the selection where it has several frames, else the shown frame. */
  chosen(): readonly RollFrame[]
  /** To what is chosen, unless it is said to which frames. */
  rate(rating: Rating, to?: readonly number[]): void
  /** Marks what is chosen or said, or takes the mark off where all of it has it. */
  toggle(mark: 'rejected' | 'excluded' | 'locked', on?: readonly number[]): void
  /** Parts of the shown frame's settings to other frames; locked ones are left alone. */
  copy(parts: readonly CopyPart[], to: readonly number[]): void
}

export interface RollRuns {
  /** Looks at every frame that is not locked, and prints all of them with the film that they share. */
  invert(): Promise<void>
  /** The shared estimate anew from what was found, without looking again; the print's own settings stay. */
  estimate(together?: boolean): void
  /** Every frame that is not rejected as a file, one after the other; what cannot be read is told and the rest goes on. */
  export(options: RollExportOptions, write: (file: RollFile) => Promise<void>): Promise<RollReport>
  /** Prints every frame that is not locked by a film profile, each with its own exposure. */
  applyProfile(named: NamedProfile, use?: RollUse): Promise<RollUsed | undefined>
  /** All frames in sight as one picture, a PNG. */
  sheet(show: SheetShow): Promise<Blob>
  cancel(): void
  pause(): void
  goOn(): void
  dismissReport(): void
}

export interface RollState extends RollData, RollMarks, RollRuns {
  /** Takes several files as the frames of a roll and shows the first that can be read. Resolves to whether there is one. */
  start(files: readonly { readonly name: string; readonly blob: Blob }[]): Promise<boolean>
  /** Takes up a roll that was kept. Resolves to whether one of its frames could be shown. */
  restore(frames: readonly Omit<RollFrame, 'id'>[], at: number, rest: Pick<RollData, 'filter' | 'together'>): Promise<boolean>
  show(id: number): Promise<void>
  /** The frame before or behind the one that is shown, among those that the filter lets pass. */
  step(by: 1 | -1): Promise<void>
  /** What was done to the shown frame goes back into the roll. */
  keep(): void
  undo(): void
  redo(): void
  clear(): void
}

/** What the parts of a roll's store share. */
export interface RollCore {
  get(): RollState
  set(change: Partial<RollData>): void
  find(id: number): RollFrame | undefined
  change(id: number, to: Partial<RollFrame>): void
  keep(): void
  /** Resolves when no frame is on its way into the lab. */
  arrived(): Promise<void>
  /** The frame that a person is at: the shown one, or one that is on its way into the lab. */
  at(): number | undefined
  /** One entry of the roll's log: these frames get these states. */
  edit(label: string, after: ReadonlyMap<number, FrameState>, together?: boolean): void
  /** Thumbnails of these frames are out of date. */
  redraw(ids: readonly number[]): void
}
