import { failure } from '../kernels/failure.ts'
import type { AnyRaster, Raster } from '../kernels/raster.ts'
import type { Limits } from './limits.ts'
import type { Orientation } from './orientation.ts'
import type { Rows } from './rows.ts'
import type { StripWork } from './strips.ts'

/** A picture out of a file. An ICC profile rides in `raster.encoding`, unread. */
export interface Decoded {
  readonly raster: AnyRaster
  /** The format as people call it: "JPEG". */
  readonly format: string
  /** What a person should know of the opening: "page 1 of 3". Sentences without a full stop. */
  readonly notes: readonly string[]
}

export interface DecodeContext {
  readonly signal?: AbortSignal
  /** The share that is done, 0 … 1. */
  readonly onProgress?: (done: number) => void
  readonly limits: Limits
  /** Hears how many bytes the picture will take at most, its export included, before its memory is set aside. */
  readonly onNeed?: (bytes: number) => void
  /** Where the samples of a large picture may be put at once, such as memory that other threads share. */
  readonly memory?: (bytes: number) => ArrayBufferLike
  /** Brings the pixels of a browser's picture into the raster of the upright one, on that memory, by as many workers as the caller has. */
  readonly fetchFrame?: (frame: VideoFrame, out: Raster<'u8'>, orientation: Orientation) => Promise<void>
}

export interface EncodeContext {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number) => void
  /** Where strips that others pack are put, such as memory that other threads share. */
  readonly memory?: (bytes: number) => ArrayBufferLike
  /** Packs strips by as many workers as the caller has. False when one of them was given up and may still write. */
  readonly packStrips?: (work: StripWork, onProgress: (done: number) => void) => Promise<boolean>
}

export interface EncodeOptions {
  /** 1 … 100, for the lossy formats. 100 is lossless for WebP. */
  readonly quality: number
}

export interface Encoded {
  /** Has the format's MIME type. Its bytes are the browser's to keep, on disk if it likes. */
  readonly file: Blob
  /** What the format could not hold: "JPEG holds no alpha". */
  readonly notes: readonly string[]
}

/** One file format. `decode` and `encode` throw a FailureError, whatever the bytes are. */
export interface Codec {
  readonly id: string
  readonly label: string
  readonly extensions: readonly string[]
  readonly types: readonly string[]
  /** Whether these first bytes (up to 4096 of them) start such a file. */
  sniff(head: Uint8Array): boolean
  decode(bytes: Uint8Array, context: DecodeContext): Promise<Decoded>
  encode?(picture: Rows, options: EncodeOptions, context: EncodeContext): Promise<Encoded>
}

/** Throws `cancelled` once the signal is aborted. Cheap enough for every row of a picture. */
export function checkCancelled(context: { readonly signal?: AbortSignal }): void {
  if (context.signal?.aborted) throw failure({ code: 'cancelled' })
}

/**
 * Lets messages in (a cancel among them) when the last pause is over 30 ms ago. Loops without any waiting of their own
 * call it between chunks, so that a cancel is heard within 200 ms.
 */
export function breather(context: { readonly signal?: AbortSignal }): () => Promise<void> {
  let last = performance.now()
  return async () => {
    checkCancelled(context)
    if (performance.now() - last < 30) return
    await new Promise((resolve) => setTimeout(resolve))
    last = performance.now()
    checkCancelled(context)
  }
}
