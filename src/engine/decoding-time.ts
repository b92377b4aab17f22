import type { PictureSource } from './protocol.ts'

/** How long decoding may take: a minute, and two seconds for each megabyte of the file. */
export const decodingTime = (source: PictureSource): number => {
  if ('of' in source) return 2 * decodingTime(source.of)
  return 60_000 + (source.kind === 'file' ? (2_000 * source.blob.size) / 2 ** 20 : 0)
}
