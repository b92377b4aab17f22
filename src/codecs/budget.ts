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
  /** Bytes at any time, its export as PNG or TIFF included. */
  readonly whole: number
}

/** Strips on their way into a file, each worker's rows, and parts of the file on their way to the browser. */
const writing = 160e6

/**
 * The memory that a picture takes at most, as it was measured: what opening needed is only collected at leisure, so an
 * export finds it still there. Opening: the file, pixels, the decoder's own, and the stored pixels where they are turned by
 * themselves. A PNG or TIFF is written strip by strip, whatever the picture's size; JPEG and WebP take more. A TIFF of
 * 101 MP and 16 bits took 1.25 and 1.40 GB; this says 1.21 and 1.37.
 */
export function budgetOf({ width, height, channels, depth, orientation, stored, working }: Claim): Budget {
  const pixels = width * height * channels * bytesPerSample[depth]
  const opening = stored + pixels + working + (orientation === 1 ? 0 : pixels)
  return { opening, whole: opening + writing }
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
