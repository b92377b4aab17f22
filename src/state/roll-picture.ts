import type { Engine } from '../engine/engine.ts'
import type { PictureInfo, PictureSource } from '../engine/protocol.ts'
import type { Geometry } from '../recipe/geometry.ts'
import type { Recipe } from '../recipe/recipe.ts'

/** RGBA, 8 bits. */
export interface RollThumbnail {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

/** Longest side of a thumbnail, for screens of two pixels a point. */
const longest = 208

/** Opens a frame, or the part of it that its geometry leaves, for as long as something is done with it. */
export async function openFrame<T>(engine: Engine, { source }: { readonly source: PictureSource }, geometry: Geometry | undefined, signal: AbortSignal, run: (picture: PictureInfo) => Promise<T>): Promise<T> {
  const open: number[] = []
  try {
    const scan = await engine.open(source, { signal })
    open.push(scan.id)
    if (!geometry) return await run(scan)
    const { name, format, notes } = scan
    const part = await engine.open({ kind: 'framed', of: source, geometry, name, format, notes }, { signal })
    open.push(part.id)
    return await run(part)
  } finally {
    for (const id of open) engine.close(id)
  }
}

/** A small picture of a frame under its recipe. */
export async function thumbnailOf(engine: Engine, picture: PictureInfo, recipe: Recipe): Promise<RollThumbnail | undefined> {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const outWidth = Math.max(1, Math.round(picture.width * scale))
  const outHeight = Math.max(1, Math.round(picture.height * scale))
  const frame = await engine.render('roll', { picture: picture.id, recipe, show: 'after', gain: 1, window: { x: 0, y: 0, width: picture.width, height: picture.height, outWidth, outHeight } })
  return frame && { width: outWidth, height: outHeight, data: frame.data }
}
