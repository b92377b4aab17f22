import { failure, type FailureError } from '../kernels/failure.ts'
import { joined, startsWith, u16be } from './bytes.ts'
import { exifOrientation } from './exif.ts'
import type { Orientation } from './orientation.ts'

export interface JpegHeader {
  readonly width: number
  readonly height: number
  readonly components: number
  readonly orientation: Orientation
  readonly icc: Uint8Array | undefined
  /** The file without EXIF and ICC, so that no decoder turns or converts the pixels behind our back. */
  readonly plain: Uint8Array<ArrayBuffer>
}

const corrupt = (offset: number, what: string): FailureError => failure({ code: 'corrupt-file', format: 'JPEG', offset, what })
const truncated = (what: string): FailureError => failure({ code: 'truncated-file', format: 'JPEG', what })
const unsupported = (what: string): FailureError => failure({ code: 'unsupported-format', format: 'JPEG', what })

/** Start-of-frame markers (ITU T.81, table B.1) that common decoders do not read. */
const strangeFrames: Record<number, string> = {
  0xc3: 'it is a lossless JPEG',
  0xc5: 'it is a hierarchical JPEG',
  0xc6: 'it is a hierarchical JPEG',
  0xc7: 'it is a hierarchical JPEG',
  0xc9: 'it is coded arithmetically',
  0xca: 'it is coded arithmetically',
  0xcb: 'it is coded arithmetically',
  0xcd: 'it is coded arithmetically',
  0xce: 'it is coded arithmetically',
  0xcf: 'it is coded arithmetically',
  0xf7: 'it is a JPEG-LS',
}

interface Frame {
  readonly width: number
  readonly height: number
  readonly components: number
}

function readFrame(bytes: Uint8Array, marker: number, at: number, length: number): Frame {
  const strange = strangeFrames[marker]
  if (strange) throw unsupported(strange)
  const precision = bytes[at]
  const height = u16be(bytes, at + 1)
  const width = u16be(bytes, at + 3)
  const components = bytes[at + 5]
  if (precision !== 8) throw unsupported(`it has ${precision} bits a sample; 8 can be opened`)
  if (components === 4) throw unsupported('its colours are CMYK; convert it to RGB')
  if (components !== 1 && components !== 3) throw unsupported(`it has ${components} colour components`)
  if (length < 6 + 3 * components) throw corrupt(at, 'the frame header is too short')
  if (width === 0 || height === 0) throw corrupt(at, `the size is ${width} × ${height}`)
  return { width, height, components }
}

/** The ICC profile from its numbered APP2 pieces (ICC.1, annex B.4); nothing where pieces are missing. */
function joinProfile(pieces: ReadonlyMap<number, Uint8Array>, count: number): Uint8Array | undefined {
  if (count === 0 || pieces.size !== count) return undefined
  const parts: Uint8Array[] = []
  for (let i = 1; i <= count; i++) {
    const piece = pieces.get(i)
    if (!piece) return undefined
    parts.push(piece)
  }
  return joined(parts)
}

/** From the start of entropy-coded data to the next real marker (restart markers and stuffed zeros are data). */
function endOfScan(bytes: Uint8Array, start: number): number {
  let at = start
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at < 0 || at + 1 >= bytes.length) return bytes.length
    const next = bytes[at + 1]
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
    at += next === 0xff ? 1 : 2
  }
}

/**
 * Reads the markers of a JPEG up to its end. Throws `unsupported-format` for CMYK, 12 bits, lossless and arithmetic
 * coding, `truncated-file` when the end-of-image marker or scan data are missing, `corrupt-file` for what is no JPEG.
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  const profile = new Map<number, Uint8Array>()
  let profileCount = 0
  let orientation: Orientation = 1
  let frame: Frame | undefined
  let scanBytes = 0
  let at = 2
  for (;;) {
    if (at >= bytes.length) {
      throw truncated(frame ? 'the picture data break off before the end marker' : 'the file ends within its header')
    }
    if (bytes[at] !== 0xff) throw corrupt(at, 'a marker was expected')
    while (bytes[at + 1] === 0xff) at++
    if (at + 1 >= bytes.length) throw truncated('the picture data break off before the end marker')
    const marker = bytes[at + 1]
    if (marker === 0xd9) break
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2
      continue
    }
    if (marker < 0xc0 || marker === 0xd8) throw corrupt(at, `the marker FF ${marker.toString(16).toUpperCase()} is out of place`)
    const length = u16be(bytes, at + 2)
    const end = at + 2 + length
    if (at + 4 > bytes.length || end > bytes.length) throw truncated('the file ends within its header')
    if (length < 2) throw corrupt(at, 'a segment has no length')
    const body = bytes.subarray(at + 4, end)
    let keep = true
    if (marker === 0xe1 && startsWith(body, 'Exif\0\0')) {
      orientation = exifOrientation(body)
      keep = false
    } else if (marker === 0xe2 && startsWith(body, 'ICC_PROFILE\0') && body.length > 14) {
      profile.set(body[12], body.subarray(14))
      profileCount = body[13]
      keep = false
    } else if (marker === 0xe2 && startsWith(body, 'MPF\0')) keep = false
    else if ((marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) || marker === 0xf7) {
      if (frame) throw corrupt(at, 'there are two frames')
      frame = readFrame(bytes, marker, at + 4, length - 2)
    }
    if (marker !== 0xda) {
      if (keep) kept.push(bytes.subarray(at, end))
      at = end
      continue
    }
    if (!frame) throw corrupt(at, 'the picture data come before their header')
    const next = endOfScan(bytes, end)
    scanBytes += next - end
    kept.push(bytes.subarray(at, next))
    at = next
  }
  if (!frame || scanBytes === 0) throw corrupt(at, 'there are no picture data')
  // A block of 8 × 8 costs at least one bit a component, even where components are halved in both directions.
  const least = (Math.ceil(frame.width / 16) * Math.ceil(frame.height / 16) * (frame.components === 3 ? 3 : 1)) / 8
  if (scanBytes < least) throw truncated(`${scanBytes} bytes of data cannot hold ${frame.width} × ${frame.height} pixels`)
  kept.push(bytes.subarray(at, at + 2))
  return { ...frame, orientation, icc: joinProfile(profile, profileCount), plain: joined(kept) }
}
