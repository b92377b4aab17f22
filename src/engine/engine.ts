import type { AnalyseInput, FilmAnalysis, Jobs, PictureInfo, PictureSource, Preview, Progress, RenderInput, Frame, ExportInput, Shot } from './protocol.ts'

export interface RunOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/**
 * The engine as the state layer sees it. Promises reject with a FailureError; a cancelled job rejects with `cancelled`.
 * Two implementations: workers (client.ts) and inline (inline.ts, for tests and Node).
 */
export interface Engine {
  open(source: PictureSource, options?: RunOptions): Promise<PictureInfo>
  close(picture: number): void
  /**
   * Latest wins, per `slot` (each canvas on screen is one): a render that waits while a newer one of its slot arrives
   * resolves to undefined.
   */
  render(slot: string, input: RenderInput): Promise<Frame | undefined>
  /** A frame that was drawn: its memory is taken away and serves the next one. */
  recycle(frame: Frame): void
  /** Latest wins. */
  measure(input: Jobs['measure']['input']): Promise<Jobs['measure']['output'] | undefined>
  /** Rejects with `cancelled` when it is called off. */
  analyse(input: AnalyseInput, options?: RunOptions): Promise<FilmAnalysis>
  sample(input: Jobs['sample']['input']): Promise<Jobs['sample']['output']>
  /** A small picture of an open one, in its own codes. */
  shrink(input: Jobs['shrink']['input'], options?: RunOptions): Promise<Jobs['shrink']['output']>
  /** Frames of a source that stays closed, made beside everything else and forgotten: for the pictures of a choice. */
  preview(source: PictureSource, shots: readonly Shot[]): Promise<Preview>
  export(input: ExportInput, options?: RunOptions): Promise<Jobs['export']['output']>
  /** An engine for pictures that nobody sees: what one took is given back when it is closed, whatever else goes on. */
  apart(): Apart
  dispose(): void
}

/** What can be done with pictures that nobody sees. */
export type Apart = Pick<Engine, 'open' | 'close' | 'analyse' | 'shrink' | 'export' | 'dispose'>
