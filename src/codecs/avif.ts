import { failure } from '../kernels/failure.ts'
import { createRaster, type AnyRaster, type Channels, type Encoding } from '../kernels/raster.ts'
import { browserPixels } from './browser-pixels.ts'
import { stateNeed, twiceRgba } from './budget.ts'
import { ascii, startsWith, u32be } from './bytes.ts'
import { checkCancelled, type Codec, type DecodeContext, type Decoded } from './codec.ts'
import { readAvif, type AvifHeader } from './isobmff.ts'
import { encodingOf } from './icc.ts'
import { checkSize } from './limits.ts'
import { applyOrientation, type Orientation } from './orientation.ts'
import { rasterOf, type Rgba } from './rgba.ts'
import { trapped, wasmInstance } from './wasm.ts'

interface Deep {
  readonly width: number
  readonly height: number
  readonly data: Uint16Array
}

interface AvifDecoder {
  decode(data: BufferSource, depth: 8): Rgba | null
  decode(data: BufferSource, depth: 10 | 12): Deep | null
}

/** RGBA of 16-bit samples down to the channels that the file has. */
function deepRaster(size: { width: number; height: number }, data: Uint16Array, channels: Channels, bits: number, encoding: Encoding): AnyRaster {
  const { width, height } = size
  const out = createRaster({ width, height, channels, depth: 'u16', bits, encoding })
  const grey = channels < 3
  const pixels = width * height
  for (let i = 0, to = 0; i < pixels; i++) {
    out.data[to++] = data[4 * i]
    if (!grey) {
      out.data[to++] = data[4 * i + 1]
      out.data[to++] = data[4 * i + 2]
    }
    if (channels === 2 || channels === 4) out.data[to++] = data[4 * i + 3]
  }
  return out
}

const turned: readonly Orientation[] = [1, 8, 3, 6]

/** HEIF's own turning and mirroring, in the order of ISO/IEC 23000-22, 7.3.6.7. */
function upright(raster: AnyRaster, { turns, mirror }: AvifHeader): AnyRaster {
  const straight = applyOrientation(raster, turned[turns])
  return mirror ? applyOrientation(straight, mirror === 'left-right' ? 2 : 4) : straight
}

/** libavif as WebAssembly. */
async function wasmPixels(bytes: Uint8Array, { width, height, depth }: AvifHeader): Promise<Rgba | Deep> {
  const { default: factory } = await import('@jsquash/avif/codec/dec/avif_dec.js')
  const codec = await wasmInstance<AvifDecoder>(factory, '@jsquash/avif/codec/dec/avif_dec.wasm')
  const what = 'the picture data cannot be read'
  const own = bytes.slice()
  const run = (): Rgba | Deep | null => (depth === 8 ? codec.decode(own, depth) : codec.decode(own, depth))
  const pixels = trapped(run, 'AVIF', what, width * height * 8)
  if (!pixels) throw failure({ code: 'corrupt-file', format: 'AVIF', what })
  return pixels
}

/**
 * Browsers decode AVIF five times faster, but give 8 bits of a 10-bit picture, multiply by alpha, turn and convert. So
 * they get only the pictures where none of that happens; there they differ from libavif's own conversion by 1 or 2
 * codes, more at hard edges of colour, as the format leaves open how chroma is brought to full size.
 */
const suitsBrowser = ({ depth, alpha, turns, mirror, plainColour, hdr }: AvifHeader): boolean =>
  depth === 8 && !alpha && turns === 0 && !mirror && plainColour && !hdr

async function decode(bytes: Uint8Array, context: DecodeContext): Promise<Decoded> {
  const header = readAvif(bytes)
  const bytesPerPixel = header.depth === 8 ? 4 : 8
  checkSize(header.width, header.height, bytesPerPixel, context.limits, bytes.length)
  const colour = header.monochrome ? 1 : 3
  const channels = (header.alpha ? colour + 1 : colour) as Channels
  const orientation = header.turns > 0 || header.mirror ? 2 : 1
  const { width, height, depth } = header
  stateNeed({ width, height, channels, depth: depth === 8 ? 'u8' : 'u16', orientation, stored: bytes.length, working: twiceRgba(header, bytesPerPixel) }, context)
  const byBrowser = suitsBrowser(header) ? await browserPixels(bytes.slice(), 'image/avif', colour, context) : undefined
  const pixels = byBrowser ?? (await wasmPixels(bytes, header))
  checkCancelled(context)
  if (pixels.width !== header.width || pixels.height !== header.height) {
    throw failure({ code: 'corrupt-file', format: 'AVIF', what: 'the decoded size is not the one that the header gives' })
  }
  const encoding = encodingOf(header.icc)
  const raster = byBrowser
    ? { ...byBrowser, encoding }
    : pixels.data instanceof Uint16Array
      ? deepRaster(pixels, pixels.data, channels, header.depth, encoding)
      : rasterOf({ width: pixels.width, height: pixels.height, data: pixels.data }, channels, encoding)
  const notes: string[] = []
  if (header.animated) notes.push('the first picture of an animation is shown')
  if (header.hdr) notes.push(`the codes are those of an HDR picture (${header.hdr}), shown as they are`)
  return { raster: upright(raster, header), format: 'AVIF', notes }
}

/** The brands of the ftyp box: the major one and those it is compatible with. */
function brands(head: Uint8Array): string[] {
  const end = Math.min(u32be(head, 0), head.length)
  const found = [ascii(head, 8, 4)]
  for (let at = 16; at + 4 <= end; at += 4) found.push(ascii(head, at, 4))
  return found
}

export const avif: Codec = {
  id: 'avif',
  label: 'AVIF',
  extensions: ['avif'],
  types: ['image/avif'],
  sniff: (head) => startsWith(head, 'ftyp', 4) && brands(head).some((brand) => brand === 'avif' || brand === 'avis'),
  decode,
}
