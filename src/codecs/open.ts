import { failure, FailureError } from '../kernels/failure.ts'
import { checkCancelled, type Codec, type DecodeContext, type Decoded } from './codec.ts'
import * as registered from './index.ts'
import { refusal } from './sniff.ts'

export const codecs: readonly Codec[] = Object.values(registered)

const headLength = 4096

/** Larger files are looked at before they are read. */
const readAtOnce = 64 << 20

async function readBlob(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer())
  } catch (caught) {
    if (caught instanceof RangeError || blob.size >= 2 ** 31) throw failure({ code: 'out-of-memory', bytes: blob.size })
    throw failure({ code: 'unexpected', message: `the file could not be read: ${caught instanceof Error ? caught.message : String(caught)}` })
  }
}

/** Frees a file's memory, which would lie about until the garbage is collected; nobody waits for it. Browsers that cannot leave it to their collector. */
function giveBack({ buffer }: Uint8Array): void {
  const memory: ArrayBufferLike & { readonly transfer?: (length: number) => ArrayBuffer } = buffer
  setTimeout(() => memory.transfer?.(0))
}

/**
 * Opens a picture by its content; names and MIME types are not looked at. Throws a FailureError: `empty-file`,
 * `not-a-picture` (text, SVG, HTML, archives, videos … by name), `unsupported-format`, `too-large`, `truncated-file`,
 * `corrupt-file`, `cancelled`, `out-of-memory`.
 */
export async function decodePicture(source: Blob | Uint8Array, context: DecodeContext): Promise<Decoded> {
  checkCancelled(context)
  const isBlob = source instanceof Blob
  const size = isBlob ? source.size : source.length
  if (size === 0) throw failure({ code: 'empty-file' })
  // The head of a large file first, so that a video of 10 GB is told apart from a picture without being read.
  const whole = isBlob ? size <= readAtOnce && (await readBlob(source)) : source
  const head = whole ? whole.subarray(0, headLength) : await readBlob((source as Blob).slice(0, headLength))
  const codec = codecs.find((each) => each.sniff(head))
  if (!codec) throw refusal(head)
  const bytes = whole || (await readBlob(source as Blob))
  checkCancelled(context)
  try {
    const decoded = await codec.decode(bytes, context)
    // what was not read for this is its owner's, and samples may lie in the file's own memory
    if (isBlob && decoded.raster.data.buffer !== bytes.buffer) giveBack(bytes)
    return decoded
  } catch (caught) {
    if (caught instanceof FailureError) throw caught
    // new Uint8Array(n) throws a RangeError when the memory is not there.
    if (caught instanceof RangeError && /alloc|memory|length/i.test(caught.message)) throw failure({ code: 'out-of-memory', bytes: size })
    throw caught
  }
}
