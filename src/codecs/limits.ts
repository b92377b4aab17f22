import { failure } from '../kernels/failure.ts'

/** What an opened picture may cost. Every decoder asks before it allocates, with the size that the file claims. */
export interface Limits {
  /** Bytes of the decoded raster. */
  readonly bytes: number
  readonly pixels: number
}

export const defaultLimits: Limits = { bytes: 4 * 2 ** 30, pixels: 400e6 }

/**
 * Throws `too-large` when width × height pixels of `bytesPerPixel` bytes go over a limit. The limit is told in bytes of
 * such pixels, whichever of the two was met.
 */
export function checkSize(width: number, height: number, bytesPerPixel: number, limits: Limits): void {
  const pixels = width * height
  const limit = Math.min(limits.bytes, limits.pixels * bytesPerPixel)
  const bytes = pixels * bytesPerPixel
  if (bytes > limit) throw failure({ code: 'too-large', width, height, bytes, limit })
}
