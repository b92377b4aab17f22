import { bandFetcher, rowsOfBand } from '../codecs/browser-pixels.ts'
import { turnedSize, type Orientation } from '../codecs/orientation.ts'
import { stripPacker, type StripWork } from '../codecs/strips.ts'
import { compile, type Source } from '../kernels/compile.ts'
import { createAverager, shrunkSize, wholeArea } from '../kernels/film/light.ts'
import { scanRows, type ScanEncoding } from '../kernels/film/linearise.ts'
import { createFramer, type Geometry } from '../kernels/geometry.ts'
import { colourChannels, type AnyRaster, type Raster } from '../kernels/raster.ts'
import { createResampler, type Window } from '../kernels/resample.ts'
import { codesKernel, type CodesWork } from './codes.ts'
import { createCounter, createLumaTiles, roomOf } from './counting.ts'
import { createAfterCounter } from './measuring.ts'
import type { Recipelike } from './protocol.ts'
import type { Shelf } from './shelf.ts'
import { windowed, type Making } from './windows.ts'

/** What can be done to a picture in tiles, in any order and by any number of workers. It crosses over to them. */
export type TileWork =
  /** Fetches the pixels of a browser's picture, turns them upright and counts them on the way. */
  | { readonly kind: 'fetch'; readonly raster: Raster<'u8'>; readonly frame: VideoFrame; readonly orientation: Orientation }
  /** Counts the histograms of the picture as it is. */
  | { readonly kind: 'count'; readonly raster: AnyRaster }
  /** Counts luma of a colour picture as it is. */
  | { readonly kind: 'luma'; readonly raster: AnyRaster }
  /** Counts what of the histograms after a recipe cannot be pushed through. */
  | { readonly kind: 'after'; readonly raster: AnyRaster; readonly source: Source; readonly recipe: Recipelike }
  /** Makes the proxy of a window. */
  | { readonly kind: 'average'; readonly raster: AnyRaster; readonly window: Window; readonly proxy: AnyRaster }
  /** Averages the light of a scan, no side longer than `longest`. */
  | { readonly kind: 'shrink'; readonly raster: AnyRaster; readonly encoding: ScanEncoding | undefined; readonly longest: number; readonly out: Raster<'f32'> }
  /** Fills what a geometry leaves of the picture, and counts codes on the way. */
  | { readonly kind: 'frame'; readonly raster: AnyRaster; readonly geometry: Geometry; readonly out: AnyRaster }
  /** Makes the codes after a recipe; RGBA of 8 bits from three channels where it is only to be looked at. */
  | ({ readonly kind: 'codes' } & CodesWork)
  /** Packs strips of the file of a picture after a recipe. */
  | ({ readonly kind: 'pack'; readonly strips: StripWork } & Making)

/** One worker's part in some work: made once, then run tile by tile. */
export interface TileKernel {
  /** The pixels, or rows or strips where the work is cut in those, `from` … `to` (exclusive). */
  readonly run: (from: number, to: number) => void | Promise<void>
  /** What this worker counted; sums of all workers are the count of the whole. */
  readonly sums: () => Uint32Array
  /** The work is over: what is worth keeping goes back to the shelf. */
  readonly release?: () => void
}

const nothing = new Uint32Array(0)

/** Pixels a tile: it stays in the nearer caches, and its time is short enough to hear of something else. */
const tilePixels = 1 << 14

/** How the work is cut: `length` pixels, rows or strips, `tile` of them at a time. */
export function cutOf(work: TileWork): { readonly length: number; readonly tile: number } {
  const { raster } = work
  if (work.kind === 'fetch') {
    const { width, height } = turnedSize(raster, work.orientation)
    return { length: height, tile: rowsOfBand(width) }
  }
  if (work.kind === 'pack') return { length: work.strips.count, tile: 1 }
  if (work.kind === 'frame') return { length: work.out.height, tile: Math.max(1, Math.round(tilePixels / work.out.width)) }
  if (work.kind === 'shrink') return { length: work.out.height, tile: rowsOfTile(raster, work.out.height) }
  if (work.kind !== 'average') {
    // floats are counted through small histograms of each tile, which have to pay
    const tile = (work.kind === 'count' || work.kind === 'luma') && raster.depth === 'f32' ? 16 * tilePixels : tilePixels
    return { length: raster.width * raster.height, tile }
  }
  return { length: work.window.outHeight, tile: rowsOfTile(work.window, work.window.outHeight) }
}

/** Rows of a smaller picture that are made of the pixels of eight tiles. */
const rowsOfTile = ({ width, height }: { readonly width: number; readonly height: number }, rows: number): number => Math.max(1, Math.round((8 * tilePixels * rows) / (width * height)))

const counting: ReadonlySet<TileWork['kind']> = new Set(['fetch', 'frame', 'count', 'luma', 'after'])

/** Numbers that a kernel of this work counts at most: histograms of three channels and luma. */
export const mostCounts = ({ kind, raster }: TileWork): number => (counting.has(kind) ? 4 * roomOf(raster) : 0)

export function kernelOf(work: TileWork, shelf: Shelf): TileKernel {
  switch (work.kind) {
    case 'fetch':
      return fetcher(work, shelf)
    case 'count':
      return createCounter(work.raster, shelf)
    case 'luma':
      return createLumaTiles(work.raster)
    case 'after':
      return createAfterCounter(work.raster, compile(work.recipe.steps, work.recipe.rounding, work.source))
    case 'average':
      return { run: createResampler(work.raster, work.window, work.proxy.data), sums: () => nothing }
    case 'frame':
      return framer(work, shelf)
    case 'shrink':
      return { run: createAverager(scanRows(work.raster, work.encoding), wholeArea, work.out, shrunkSize(work.raster, work.longest).step), sums: () => nothing }
    case 'codes':
      return codesKernel(work, shelf)
    case 'pack':
      return packer(work, shelf)
  }
}

/** Codes are counted while they are at hand; floats, when their range is known. */
function framer({ raster, geometry, out }: Extract<TileWork, { kind: 'frame' }>, shelf: Shelf): TileKernel {
  const fill = createFramer(raster, geometry, out.data)
  if (out.depth === 'f32') return { run: fill, sums: () => nothing }
  const counter = createCounter(out, shelf)
  return {
    ...counter,
    run(from, to) {
      fill(from, to)
      return counter.run(from * out.width, to * out.width)
    },
  }
}

/** A file is packed in several works: all have the same rows. */
function packer(work: Extract<TileWork, { kind: 'pack' }>, shelf: Shelf): TileKernel {
  const { encoding: _, ...form } = work.form
  const made = [work.raster.data, JSON.stringify([work.recipe, form])]
  const rows = shelf.take('rows', made, () => windowed(work))
  return { run: stripPacker(rows, work.strips), sums: () => nothing, release: () => shelf.put('rows', made, rows) }
}

function fetcher({ raster, frame, orientation }: Extract<TileWork, { kind: 'fetch' }>, shelf: Shelf): TileKernel {
  const { band, fetch } = bandFetcher(frame, raster, orientation)
  // what a band becomes is in one piece only where it is not turned
  const upright = orientation === 1
  const counter = createCounter(upright ? raster : band, shelf)
  const { width } = band
  return {
    async run(from, to) {
      await fetch(from, to)
      await (upright ? counter.run(from * width, to * width) : counter.run(0, (to - from) * width))
    },
    sums: () => counter.sums().subarray(0, colourChannels(raster.channels) * roomOf(raster)),
  }
}
