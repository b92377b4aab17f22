import type { Source, Step, Target } from '../kernels/compile.ts'
import type { Show } from '../kernels/frame.ts'
import type { Histogram } from '../kernels/histogram.ts'
import type { Rounding } from '../kernels/quantise.ts'
import type { AnyRaster, Channels, Depth } from '../kernels/raster.ts'
import type { Window } from '../kernels/resample.ts'
import type { SpectrumOptions } from '../kernels/spectrum.ts'
import type { SpectrumFacts } from '../kernels/spectrum-facts.ts'
import type { Failure } from '../kernels/failure.ts'
import type { Head } from './describing.ts'
import type { SampleId } from '../kernels/samples/ids.ts'
import type { FilmAnalysis } from '../kernels/film/analyse.ts'
import type { ScanEncoding } from '../kernels/film/linearise.ts'
import type { Geometry } from '../kernels/geometry.ts'

export type { SampleId } from '../kernels/samples/ids.ts'

/** A source is anything that yields a raster. Everything here can be posted to a worker, and posted again after one dies. */
export type PictureSource =
  | { readonly kind: 'file'; readonly name: string; readonly blob: Blob }
  | { readonly kind: 'sample'; readonly id: SampleId }
  /** Pixels that the page has: a small picture that stands for a large one. */
  | { readonly kind: 'pixels'; readonly name: string; readonly raster: AnyRaster }
  /** A part of another source, told by what the page knows of that one. */
  | { readonly kind: 'framed'; readonly of: PictureSource; readonly geometry: Geometry; readonly name: string; readonly format: string; readonly notes: readonly string[] }
  | { readonly kind: 'spectrum'; readonly of: PictureSource; readonly name: string; readonly options: SpectrumOptions }

export type { SpectrumFacts, SpectrumOptions }

/** What the page knows of an open picture. Its pixels stay on the worker side. */
export interface PictureInfo {
  readonly id: number
  readonly name: string
  readonly width: number
  readonly height: number
  readonly channels: Channels
  readonly depth: Depth
  readonly bits: number
  readonly range: readonly [black: number, white: number]
  /** For the header: "sRGB", "linear", "ICC profile". */
  readonly encoding: string
  /** The file format for the header and the export's default: "JPEG", "TIFF", "sample". */
  readonly format: string
  readonly source: Source
  readonly before: readonly Histogram[]
  readonly spectrum: SpectrumFacts | undefined
  /** Things a person should know: "the alpha channel is kept", "page 1 of 3 is shown". */
  readonly notes: readonly string[]
}

export interface Recipelike {
  readonly steps: readonly Step[]
  readonly rounding: Rounding
}

export type { Show, Window }

/** RGBA, 8 bits, straight alpha, ready for putImageData. */
export interface Frame {
  readonly window: Window
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

export interface RenderInput {
  readonly picture: number
  readonly recipe: Recipelike
  readonly window: Window
  readonly show: Show
  /** Amplification of the difference. */
  readonly gain: number
  /** One pixel stands for each that it covers, instead of their average: a first glance, in a tenth of the time. */
  readonly rough?: boolean
}

/** One frame of a preview. */
export type Shot = Omit<RenderInput, 'picture'>

export interface Preview {
  readonly info: PictureInfo
  readonly frames: readonly Frame[]
}

export type ExportFormat = 'png' | 'tiff' | 'jpeg' | 'webp'

export interface ExportInput {
  readonly picture: number
  readonly recipe: Recipelike
  readonly format: ExportFormat
  readonly bits: 8 | 16
  /** 1 … 100 for JPEG and WebP; 100 is lossless for WebP. */
  readonly quality: number
}

export type { FilmAnalysis, Geometry, ScanEncoding }

export interface AnalyseInput {
  readonly picture: number
  /** What the scan's codes mean, where its tags are silent or wrong. */
  readonly encoding?: ScanEncoding
}

/** Every job by name: what it takes and what it gives. A handler that is missing does not compile. */
export interface Jobs {
  /**
   * Makes the pixels of a source and counts them. Where memory is not shared the worker keeps them under `id`, and the
   * raster that comes back is a copy. `from` is the open picture that a spectrum is taken of.
   */
  decode: {
    input: { id: number; source: PictureSource; from?: number }
    output: { raster: AnyRaster; head: Head; counts: readonly Histogram[] }
  }
  /** The same of a picture that stays in the worker: its pixels go nowhere else. */
  take: { input: { id: number; source: PictureSource; from?: number }; output: PictureInfo }
  /** Completes a picture that the worker decoded. */
  describe: { input: { id: number; info: PictureInfo }; output: null }
  /** Gives a worker a picture that another one decoded. */
  adopt: { input: { id: number; raster: AnyRaster; info: PictureInfo }; output: null }
  /** Decodes a source once more in a worker that took a dead one's place, where its pixels are not shared. */
  restore: { input: { id: number; source: PictureSource; info: PictureInfo }; output: null }
  /** Where the sign stands by which slow work lets frames pass. */
  heed: { input: { memory: SharedArrayBuffer }; output: null }
  /** Another worker lends this one a hand over that port. */
  hire: { input: { name: string; port: MessagePort }; output: null }
  /** This worker lends a hand to the one at the port's other end. */
  lend: { input: { port: MessagePort }; output: null }
  /** Gives a frame's memory back. */
  recycle: { input: { memory: ArrayBuffer }; output: null }
  close: { input: { id: number }; output: null }
  render: { input: RenderInput; output: Frame }
  /** Counts what needs the pixels: luma of a colour picture before and after a recipe, and what cannot be pushed through. */
  measure: { input: { picture: number; recipe: Recipelike }; output: { after: readonly Histogram[]; luma: { before: Histogram; after: Histogram } | undefined } }
  /** Finds frame, base, kind and balance of a film scan. */
  analyse: { input: AnalyseInput; output: FilmAnalysis }
  /** The code values of a small part, interleaved, for the probe and the numbers at high zoom. */
  sample: { input: { picture: number; x: number; y: number; width: number; height: number }; output: { values: Float64Array; channels: Channels } }
  /** The picture at most that long on its longer side, in its own codes and on memory of its own: what the page may keep of it. */
  shrink: { input: { picture: number; longest: number }; output: AnyRaster }
  export: { input: ExportInput; output: { file: Blob } }
}

export type JobName = keyof Jobs

/** Progress of a long job: 0 … 1 and what is being done ("decoding", "writing"). */
export interface Progress {
  readonly done: number
  readonly stage: string
  /** Bytes that the picture will take at most, its export included, once its header was read. */
  readonly needs?: number | undefined
}

export type ToWorker =
  | { [J in JobName]: { kind: 'run'; serial: number; job: J; input: Jobs[J]['input'] } }[JobName]
  | { kind: 'cancel'; serial: number }
  /** Asks for a sign of life. */
  | { kind: 'ping' }

export type FromWorker =
  /** The worker runs and holds its lock, where the browser has locks. */
  | { kind: 'ready'; locked: boolean }
  | { kind: 'pong' }
  | { kind: 'started'; serial: number }
  | { kind: 'progress'; serial: number; progress: Progress }
  | { kind: 'done'; serial: number; output: Jobs[JobName]['output'] }
  | { kind: 'failed'; serial: number; failure: Failure }

export type { Target }
