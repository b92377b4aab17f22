import { hasAlpha } from '../../kernels/raster.ts'
import type { ExportFormat, PictureInfo } from '../../engine/protocol.ts'
import { figure } from '../format.ts'

export const formatLabels: readonly { readonly value: ExportFormat; readonly label: string }[] = [
  { value: 'png', label: 'PNG' },
  { value: 'tiff', label: 'TIFF' },
  { value: 'jpeg', label: 'JPEG' },
  { value: 'webp', label: 'WebP' },
]

const labelOf = (format: ExportFormat): string => formatLabels.find(({ value }) => value === format)!.label

export const mimeTypes: Readonly<Record<ExportFormat, string>> = { png: 'image/png', tiff: 'image/tiff', jpeg: 'image/jpeg', webp: 'image/webp' }

export const takesSixteenBits = (format: ExportFormat): boolean => format === 'png' || format === 'tiff'

export const hasQuality = (format: ExportFormat): boolean => format === 'jpeg' || format === 'webp'

/** 16 where the picture has more than 8 bits and the format takes them. */
export const usualBits = ({ bits, depth }: PictureInfo): 8 | 16 => (bits > 8 || depth === 'f32' ? 16 : 8)

const whatItHas = ({ depth, bits }: PictureInfo): string => (depth === 'f32' ? 'The picture holds floating-point numbers' : `The picture has ${bits} bits`)

/** What the chosen depth does to this picture. */
export function depthWords(picture: PictureInfo, format: ExportFormat, bits: 8 | 16): string {
  const has = whatItHas(picture)
  if (!takesSixteenBits(format)) {
    return usualBits(picture) === 16 ? `${has}; a ${labelOf(format)} file takes 8. PNG and TIFF keep more.` : `${has}, as many as a ${labelOf(format)} file takes.`
  }
  if (picture.depth === 'f32') return `${has}; ${bits} bits round them to ${figure(2 ** bits)} levels.`
  if (picture.bits <= 8) return bits === 8 ? `${has}. 16 bits keep the fraction that 8 bits round off.` : `${has}. With 16 the fraction that 8 would round off stays.`
  return bits === 16 ? `${has}, and the file keeps them.` : `${has}; 8 keep ${figure(256)} of its ${figure(2 ** picture.bits)} levels.`
}

export const qualityWords = (format: ExportFormat, quality: number): string => {
  if (format === 'webp' && quality === 100) return 'Lossless: every code is kept.'
  return format === 'webp' ? 'Smaller files change some codes. 100 is lossless.' : 'Smaller files change some codes. JPEG is never lossless, not even at 100.'
}

export const alphaWords = ({ channels }: PictureInfo, format: ExportFormat): string | undefined =>
  format === 'jpeg' && hasAlpha(channels) ? 'The picture has alpha. JPEG has none, so it is left out; the colours stay as they are.' : undefined

/** Whether the file gives the computed codes back, bit by bit. */
export const isExact = (format: ExportFormat, quality: number): boolean => !hasQuality(format) || (format === 'webp' && quality === 100)

export const promise = (format: ExportFormat, quality: number): string =>
  isExact(format, quality)
    ? 'The file holds the computed codes, whatever the screen shows.'
    : `The file is made of the computed codes, whatever the screen shows; ${labelOf(format)} then rounds them.`

const channelWords = ['grey', 'grey + alpha', 'RGB', 'RGBA'] as const

/** "16-bit RGB" as it will stand in the file. */
export const dataWords = ({ channels }: PictureInfo, format: ExportFormat, bits: 8 | 16): string =>
  `${bits}-bit ${channelWords[(format === 'jpeg' && hasAlpha(channels) ? channels - 1 : channels) - 1]!}`

/** Bytes of the samples before any compression. */
export const rawBytes = ({ width, height, channels }: PictureInfo, format: ExportFormat, bits: 8 | 16): number =>
  (width * height * (format === 'jpeg' && hasAlpha(channels) ? channels - 1 : channels) * bits) / 8

/** Bytes a pixel that the encoders of whole pictures hold at most, as measured on 101 MP; the others write strip by strip. */
const heldBytes: Readonly<Partial<Record<ExportFormat, number>>> = { jpeg: 24, webp: 15 }

/** What writing the file takes beside the open picture, where that is much. */
export function writingBytes({ width, height }: PictureInfo, format: ExportFormat): number | undefined {
  const needs = (heldBytes[format] ?? 0) * width * height
  return needs >= 5e8 ? needs : undefined
}
