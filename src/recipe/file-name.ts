import type { Recipe } from './recipe.ts'
import { activeIds } from './recipe.ts'

/** Ending of a file of each export format. */
const endings = { png: 'png', tiff: 'tif', jpeg: 'jpg', webp: 'webp' } as const

export type FileFormat = keyof typeof endings

const longest = 120
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i

/** Halves nothing: an emoji is one character here. */
const cut = (text: string, characters: number): string => Array.from(text).slice(0, characters).join('')

/**
 * A name that every file system takes: none of \ / : * ? " < > |, no controls or direction marks, no dots or spaces at
 * the ends, none of Windows' device names, at most 120 characters. "picture" when nothing is left.
 */
export function cleanFileName(name: string): string {
  const text = cut(
    name
      .normalize('NFC')
      .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
      .replaceAll(/[\\/:*?"<>|]+/g, '-')
      .replaceAll(/\s+/g, ' ')
      .replace(/^[.\s-]+/, ''),
    longest,
  ).replace(/[.\s]+$/, '')
  if (text === '') return 'picture'
  return reserved.test(text) ? `_${text}` : text
}

/** The name without its ending: "scan.tar.tif" → "scan.tar". */
const stemOf = (name: string): string => name.replace(/\.[A-Za-z0-9]{1,5}$/, '')

const longestSteps = 60

/** As many steps as a name has room for, whole; the rest is counted. */
function stepsText(ids: readonly string[]): string {
  const text = (kept: number): string => [...ids.slice(0, kept), ...(kept < ids.length ? [`${ids.length - kept}-more`] : [])].join('-')
  let kept = ids.length
  while (kept > 0 && text(kept).length > longestSteps) kept--
  return text(kept)
}

/**
 * "scan.tif" under negative and gamma → "scan_negative-gamma", its spectrum under log → "scan_spectrum-log"; a picture without
 * steps keeps its own name.
 */
export function exportStem(original: string, recipe: Recipe, ofSpectrum = false): string {
  const steps = stepsText([...(ofSpectrum ? ['spectrum'] : []), ...activeIds(recipe)])
  const stem = cut(cleanFileName(stemOf(original)), longest - 61)
  return steps === '' ? stem : `${stem}_${steps}`
}

/** The whole name from what a person left in the name field; an ending they typed themselves is not doubled. */
export function exportFileName(typed: string, format: FileFormat): string {
  const ending = endings[format]
  const own = new RegExp(`\\.(?:${ending}|tiff|jpeg)$`, 'i')
  return `${cleanFileName(typed.replace(own, ''))}.${ending}`
}
