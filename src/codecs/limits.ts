import { failure } from '../kernels/failure.ts'

/** What an opened picture may cost. Every decoder asks before it allocates, with the size that the file claims. */
export interface Limits {
  /** Bytes of the decoded raster. */
  readonly bytes: number
  readonly pixels: number
  /** Bytes that opening may take altogether, where the machine's memory is known to be small. */
  readonly memory?: number | undefined
}

export const defaultLimits: Limits = { bytes: 4 * 2 ** 30, pixels: 400e6 }

/** No photograph shrinks that far: even a JPEG of pure black keeps one byte for 256 of RGBA. */
const likelyShrinkage = 400
const alwaysFine = 2 ** 28

/**
 * Throws `too-large` when width × height pixels of `bytesPerPixel` bytes go over a limit, or when a small file of
 * `stored` bytes unfolds to more than a picture does (a bomb). The limit is told in bytes of such pixels.
 */
export function checkSize(width: number, height: number, bytesPerPixel: number, limits: Limits, stored: number): void {
  const plausible = Math.max(alwaysFine, stored * likelyShrinkage)
  const most = Math.min(limits.bytes, limits.pixels * bytesPerPixel)
  const bytes = width * height * bytesPerPixel
  const limit = bytes > most ? most : plausible
  if (bytes > limit) throw failure({ code: 'too-large', width, height, bytes, limit })
}
