import type { Failure } from './failure.ts'

/** What happened to which file, in one sentence, then why and what to do. */
export interface FailureWords {
  readonly title: string
  readonly detail: string
}

/** Narrow no-break space: between a number and its unit, and between thousands. */
const thin = '\u202f'
const longestName = 44
const longestReason = 200

/** Controls, marks that turn or hide text, line ends, halves of surrogate pairs: a name must not reverse the sentence it stands in. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const clean = (text: string): string => text.replace(unseen, ' ').replace(/ {2,}/g, ' ').trim()

/** Cuts between characters as people count them, so that no emoji is left in halves. */
const shorten = (text: string, longest: number, tail: number): string => {
  const characters = Array.from(text)
  if (characters.length <= longest) return text
  return `${characters.slice(0, longest - tail - 1).join('')}…${tail > 0 ? characters.slice(-tail).join('') : ''}`
}

/**
 * A file name as it may be shown: without control and direction marks, one line, and when it is long shortened in the
 * middle, so that its ending stays. Text only; never for a path.
 */
export const displayName = (name: string, longest = longestName): string => shorten(clean(name) || 'The file', longest, Math.min(14, longest >> 1))

const reason = (text: string): string => shorten(clean(text), longestReason, 0).replace(/\s*[.!]+$/, '')

/** "it holds no rows" → "It holds no rows." */
const sentence = (text: string): string => {
  const bare = reason(text)
  return bare === '' ? '' : `${bare.charAt(0).toUpperCase()}${bare.slice(1)}.`
}

/** Four digits stand together, five and more are grouped. */
const grouped = (n: number): string => (Math.abs(n) < 10_000 ? String(Math.round(n)) : String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, thin))

/** Bytes as people read them: "12.9 GB", decimal units as file managers and memory sellers use them. */
export const byteSize = (bytes: number): string => {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB']
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const text = power === 0 ? String(bytes) : (bytes / 1000 ** power).toFixed(1).replace(/\.0$/, '')
  return `${text}${thin}${bytes === 1 ? 'byte' : units[power]!}`
}

const pictureEnding = /\.(avif|jpe?g|png|tiff?|webp)$/i

const jobs: Readonly<Record<string, string>> = {
  open: 'being opened',
  adopt: 'being opened',
  render: 'being drawn',
  measure: 'being counted',
  sample: 'being read',
  export: 'being exported',
}

const unchanged = 'nothing else has changed.'
const opened: ReadonlySet<string> = new Set(['PNG', 'TIFF', 'JPEG', 'WebP', 'AVIF'])
const takes = 'PNG, TIFF, JPEG, WebP and AVIF'

/**
 * Words for a failure that befell `subject`: a file's name, or what was being done ("The link"). The title names it, the
 * detail gives the reason and the way on. Everything that came from outside is cleaned and shortened; it is plain text and
 * must be shown as text. `doing` says which way the file was going.
 */
export function describeFailure(subject: string, failure: Failure, doing: 'open' | 'export' = 'open'): FailureWords {
  const name = displayName(subject)
  switch (failure.code) {
    case 'not-a-picture': {
      const ending = pictureEnding.exec(clean(subject))?.[0]
      return {
        title: `${name} is not a picture.`,
        detail: `${ending ? `It is named ${ending.toLowerCase()}, but its content` : 'Its content'} is ${reason(failure.found)}. Open another file; ${unchanged}`,
      }
    }
    case 'unsupported-format':
      if (doing === 'export') return { title: `${name} cannot be written.`, detail: `${reason(failure.format)}: ${reason(failure.what)}. Choose another format; ${unchanged}` }
      // a TIFF of a rare sort is told what is rare about it; that the lab opens TIFF would only puzzle
      if (opened.has(failure.format)) return { title: `${name} cannot be opened.`, detail: `${reason(failure.format)}: ${reason(failure.what)}. Save the picture in another way; ${unchanged}` }
      return {
        title: `${name} is of a kind that the lab does not open.`,
        detail: `${sentence(failure.what)} The lab opens ${takes}; ${unchanged}`,
      }
    case 'corrupt-file':
      return {
        title: `${name} is damaged.`,
        detail: `${reason(failure.format)}${failure.offset === undefined ? '' : `, at byte ${grouped(failure.offset)}`}: ${reason(failure.what)}. Open another copy; ${unchanged}`,
      }
    case 'truncated-file':
      return {
        title: `${name} ends early.`,
        detail: `${reason(failure.format)}: ${reason(failure.what)}. Copy the file again from where it came; ${unchanged}`,
      }
    case 'too-large': {
      const { width, height, bytes, limit } = failure
      return {
        title: width > 0 && height > 0 ? `${name} says it is ${grouped(width)} × ${grouped(height)}.` : `${name} is too large.`,
        detail: `That needs ${byteSize(bytes)}; the limit is ${byteSize(limit)}. Open a smaller picture; ${unchanged}`,
      }
    }
    case 'empty-file':
      return { title: `${name} is empty.`, detail: `It has not a single byte; perhaps it is still being copied. Open another file; ${unchanged}` }
    case 'unsupported-depth':
      return {
        title: `${name} cannot take ${reason(failure.transform)}.`,
        detail: `${sentence(failure.why) || `The picture is ${reason(failure.depth)}.`} The step is left out; ${unchanged}`,
      }
    case 'bad-parameter':
      return {
        title: `${name} cannot be used.`,
        detail: `${reason(failure.name)} is ${JSON.stringify(shorten(clean(failure.got), 40, 0))}; it takes ${reason(failure.want)}. Nothing has changed.`,
      }
    case 'bad-recipe':
      return { title: `${name} cannot be used.`, detail: `${sentence(failure.what)} Nothing has changed.` }
    case 'cancelled':
      return { title: `${name} was cancelled.`, detail: 'Nothing has changed.' }
    case 'worker-lost':
      return {
        title: `${name} was lost while ${jobs[failure.job] ?? 'being worked on'}.`,
        detail: 'The browser ended the process twice, most often for want of memory. A new one is ready: try again, or with a smaller picture.',
      }
    case 'out-of-memory':
      return {
        title: `${name} needs more memory than there is.`,
        detail: `The browser refused ${byteSize(failure.bytes)}. Close other tabs or open a smaller picture; ${unchanged}`,
      }
    case 'unexpected':
      return {
        title: `${name} met a fault of the lab itself.`,
        detail: `This is a bug, not a fault of yours: ${reason(failure.message) || 'no more is known'}. Try again; ${unchanged}`,
      }
  }
}
