import type { Apart, Engine } from '../engine/engine.ts'
import type { PictureInfo, PictureSource } from '../engine/protocol.ts'
import type { AnyRaster } from '../kernels/raster.ts'
import type { Geometry } from '../recipe/geometry.ts'
import type { Recipe } from '../recipe/recipe.ts'

/** RGBA, 8 bits. */
export interface RollThumbnail {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

/** Longest side of what is kept of a scan: a frame that takes half of it still fills a thumbnail. */
export const smallSide = 480
/** Longest side of a thumbnail: a cell of the contact sheet. */
const longest = 360

export interface OpenOptions {
  readonly signal: AbortSignal
  readonly onProgress?: (done: number) => void
}

/**
 * Opens a frame, or the part of it that its geometry leaves, for as long as something is done with it. The scan is closed as soon as
 * the part is there, so that one of them is in memory.
 */
export async function openFrame<T>(engine: Pick<Apart, 'open' | 'close'>, source: PictureSource, geometry: Geometry | undefined, { signal, onProgress }: OpenOptions, run: (picture: PictureInfo) => Promise<T>): Promise<T> {
  const open = new Set<number>()
  try {
    const scan = await engine.open(source, { signal, ...(onProgress && { onProgress: ({ done }) => onProgress(done) }) })
    open.add(scan.id)
    if (!geometry) return await run(scan)
    const { name, format, notes } = scan
    const part = await engine.open({ kind: 'framed', of: source, geometry, name, format, notes }, { signal })
    open.add(part.id)
    engine.close(scan.id)
    open.delete(scan.id)
    return await run(part)
  } finally {
    for (const id of open) engine.close(id)
  }
}

/** A small picture of a frame under its recipe, or before it. */
async function drawn(engine: Engine, slot: string, picture: PictureInfo, recipe: Recipe, show: 'before' | 'after'): Promise<RollThumbnail | undefined> {
  const { width, height } = picture
  const scale = Math.min(1, longest / Math.max(width, height))
  const outWidth = Math.max(1, Math.round(width * scale))
  const outHeight = Math.max(1, Math.round(height * scale))
  const frame = await engine.render(slot, { picture: picture.id, recipe, show, gain: 1, window: { x: 0, y: 0, width, height, outWidth, outHeight } })
  return frame && { width: outWidth, height: outHeight, data: frame.data }
}

export interface Thumbnails {
  readonly thumbnail: RollThumbnail | undefined
  readonly negative: RollThumbnail | undefined
}

/** Both thumbnails of a frame, from its scan in small: no file is read for them. */
export const thumbnailsOf = (engine: Engine, name: string, raster: AnyRaster, recipe: Recipe, signal: AbortSignal): Promise<Thumbnails> =>
  openFrame(engine, { kind: 'pixels', name, raster }, recipe.geometry, { signal }, async (picture) => ({
    thumbnail: await drawn(engine, 'roll', picture, recipe, 'after'),
    negative: await drawn(engine, 'roll before', picture, recipe, 'before'),
  }))
