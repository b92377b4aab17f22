import type { RollFilter, RollFrame } from '../../state/roll-frame.ts'
import { filmLetter, filmsApartBy, type FilmOfRoll } from '../../state/roll-film.ts'
import type { RollReport, RollWork } from '../../state/roll.ts'
import { describeFailure } from '../../kernels/failure-words.ts'

const words = { reading: 'Reading', inverting: 'Inverting', exporting: 'Exporting' } as const

/** "Exporting 3 of 12". */
export const workWords = ({ what, done, of }: RollWork): string => `${words[what]} ${Math.min(done + 1, of)} of ${of}`
export const whatWords = ({ what }: RollWork): string => words[what].toLowerCase()

const starWords = (rating: number): string => (rating === 1 ? '1 star' : `${rating} stars`)

/** Everything about a frame that its thumbnail shows, in words. */
export const frameWords = ({ name, flag, rating, excluded, locked, rejected, failure, source }: RollFrame, at: number, of: number): string =>
  [
    name,
    `frame ${at + 1} of ${of}`,
    ...(rating > 0 ? [starWords(rating)] : []),
    ...(failure ? ['cannot be read'] : source ? [] : ['file not kept']),
    ...(flag ? [flag.short] : []),
    ...(rejected ? ['rejected'] : []),
    ...(excluded ? ['excluded from the estimate'] : []),
    ...(locked ? ['locked'] : []),
  ].join(', ')

export const filterOptions: readonly { readonly value: `${RollFilter}`; readonly label: string }[] = [
  { value: 'all', label: 'All frames' },
  { value: 'kept', label: 'Not rejected' },
  { value: 'rejected', label: 'Rejected' },
  { value: '1', label: '1 star or more' },
  { value: '2', label: '2 stars or more' },
  { value: '3', label: '3 stars or more' },
  { value: '4', label: '4 stars or more' },
  { value: '5', label: '5 stars' },
]

export const filterOf = (value: `${RollFilter}`): RollFilter => (value === 'all' || value === 'kept' || value === 'rejected' ? value : (Number(value) as RollFilter))

/** 1, 2, 3, 5 → "1–3, 5". */
export function ranges(numbers: readonly number[]): string {
  const parts: string[] = []
  for (let i = 0; i < numbers.length; ) {
    let end = i
    while (numbers[end + 1] === numbers[end]! + 1) end++
    parts.push(end === i ? String(numbers[i]) : `${numbers[i]}${end === i + 1 ? ', ' : '–'}${numbers[end]}`)
    i = end + 1
  }
  return parts.join(', ')
}

const kinds = { 'colour-negative': 'colour', 'bw-negative': 'black-and-white', positive: 'positives' } as const

const numbered = (numbers: readonly number[]): string => `${numbers.length === 1 ? 'frame' : 'frames'} ${ranges(numbers)}`
const listed = (words: readonly string[]): string => (words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)

/** More films than these are not listed over the filmstrip: frames have their letters, the contact sheet its list. */
const mostListed = 4

/** What is said of a roll of several films. */
export function filmsSentence(films: readonly FilmOfRoll[]): string {
  const sameKind = films.every(({ kind }) => kind === films[0]!.kind)
  const told = films.map(({ film, kind, numbers }) => `${filmLetter(film)}${sameKind ? '' : ` (${kinds[kind]})`}: ${numbered(numbers)}`)
  const list = films.length > mostListed ? '' : ` ${told.join('; ')}.`
  return `${films.length === 2 ? 'Two' : films.length} films in this roll, told apart by their ${listed(filmsApartBy(films))}.${list} Each is estimated by itself.`
}

/** What is said of frames that are of no film of the roll. */
export const alonesSentence = (numbers: readonly number[]): string =>
  numbers.length === 1
    ? `Frame ${numbers[0]} is printed by its own estimate: the roll’s film would tint its greys.`
    : `Frames ${ranges(numbers)} are printed by their own estimates: the roll’s film would tint their greys.`

const pictures = (n: number): string => (n === 0 ? 'No picture' : n === 1 ? 'One picture' : `${n} pictures`)

export const reportWords = ({ target, written, stopped, failed }: RollReport): string => {
  const stop = stopped ? 'The export was stopped. ' : ''
  const skipped = failed.length === 0 ? '' : ` ${failed.length === 1 ? 'One file was' : `${failed.length} files were`} skipped.`
  return stopped && target.endsWith('.zip') ? `${stop}No zip was saved.` : `${stop}${pictures(written)} saved in ${target}.${skipped}`
}

/** Why a file was skipped, in one line. */
export const skippedWords = ({ name, failure }: RollReport['failed'][number]): string => {
  if (!failure) return `${name} was not kept for a reload. Open it again and export once more.`
  const { title, detail } = describeFailure(name, failure)
  return detail === undefined ? title : `${title} ${detail}`
}
