import { failure } from '../kernels/failure.ts'
import { bytesPerSample, type Channels, type Depth } from '../kernels/raster.ts'
import type { DecodeContext } from './codec.ts'
import type { Orientation } from './orientation.ts'

/** What a header tells of a picture's way into memory. */
export interface Claim {
  readonly width: number
  readonly height: number
  readonly channels: Channels
  readonly depth: Depth
  readonly orientation: Orientation
  /** Bytes of the file, which is held whole while it is decoded. */
  readonly stored: number
  /** Bytes that the decoder needs besides the file and the pixels. */
  readonly working: number
}

export interface Budget {
  /** Bytes while the picture is opened. */
  readonly opening: number
  /** Bytes at any time, its export included. */
  readonly whole: number
}

/**
 * The memory that a picture takes at most, as it was measured: what opening needed is only collected at leisure, so an
 * export finds it still there. Opening: the file, pixels, the decoder's own, and the stored pixels where they are turned by
 * themselves. Exporting in the picture's own depth (16 bits for floats): codes, a file that is no larger, and the copy of
 * it that is saved. A TIFF of 100 MP and 16 bits in one strip took 1.9 and 3.5 GB; this says 1.8 and 3.6.
 */
export function budgetOf({ width, height, channels, depth, orientation, stored, working }: Claim): Budget {
  const samples = width * height * channels
  const pixels = samples * bytesPerSample[depth]
  const codes = samples * Math.min(2, bytesPerSample[depth])
  const opening = stored + pixels + working + (orientation === 1 ? 0 : pixels)
  return { opening, whole: opening + 3 * codes }
}

/** Tells the caller what the picture will take, before anything large is set aside. Throws `too-large` for what cannot fit. */
export function stateNeed(claim: Claim, { limits, onNeed }: DecodeContext): void {
  const { opening, whole } = budgetOf(claim)
  const { width, height } = claim
  if (limits.memory !== undefined && opening > limits.memory) throw failure({ code: 'too-large', width, height, bytes: opening, limit: limits.memory })
  onNeed?.(whole)
}

/** Browsers and WebAssembly decode into RGBA and hand out a copy of it. */
export const twiceRgba = ({ width, height }: { readonly width: number; readonly height: number }, bytesPerPixel = 4): number => 2 * width * height * bytesPerPixel
