import { startsWith, u16be, u16le, u32be, u32le } from './bytes.ts'
import { isOrientation, type Orientation } from './orientation.ts'

const orientationTag = 274
const short = 3

/**
 * The orientation in an EXIF block (a small TIFF, with or without "Exif\0\0" before it). 1 where there is none or where
 * it makes no sense: a broken note beside a picture is no reason to refuse the picture.
 */
export function exifOrientation(block: Uint8Array): Orientation {
  const exif = startsWith(block, 'Exif\0\0') ? block.subarray(6) : block
  const little = startsWith(exif, 'II')
  if (!little && !startsWith(exif, 'MM')) return 1
  const u16 = little ? u16le : u16be
  const u32 = little ? u32le : u32be
  const directory = u32(exif, 4)
  const count = Math.min(u16(exif, directory), 1000)
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i
    if (u16(exif, entry) !== orientationTag || u16(exif, entry + 2) !== short) continue
    const value = u16(exif, entry + 8)
    return isOrientation(value) ? value : 1
  }
  return 1
}
