import { displayName } from '../../../kernels/failure-words.ts'
import type { Failure } from '../../../kernels/failure.ts'
import type { Lab } from '../../../state/lab.ts'
import type { Roll } from '../../../state/roll.ts'
import type { Stores } from '../../lab-context.tsx'

/** After so many that could not be read, the rest is left alone: a mistake was made with the whole lot. */
const tries = 8

/** A film profile's file, by its name; what is in it is checked when it is read. */
const looksLikeProfile = ({ name }: File): boolean => /\.json$/i.test(name)

/** What a name and a type promise. Only the order is decided by it: the content says what a file is. */
const looksLikePicture = ({ name, type }: File): boolean =>
  (type.startsWith('image/') && !type.startsWith('image/svg')) || /\.(?:avif|jpe?g|jfif|png|tiff?|webp)$/i.test(name)

/** "other file", "other 199 files". */
const others = (n: number): string => (n === 1 ? 'other file' : `other ${n} files`)

/** What became of the files that are not open. */
function wordsOfOthers(opened: File, failed: readonly File[], left: number, folders: number): string | undefined {
  if (failed.length === 0 && left === 0 && folders === 0) return undefined
  const sentences = [`${displayName(opened.name)} is open.`]
  if (failed.length === 1) sentences.push(`${displayName(failed[0]!.name)} could not be read.`)
  if (failed.length > 1) sentences.push(`${failed.length} files before it could not be read.`)
  if (left > 0) sentences.push(`The ${others(left)} ${left === 1 ? 'was' : 'were'} left: the lab works on one picture at a time.`)
  if (folders > 0) sentences.push(folders === 1 ? 'The folder was left too.' : `${folders} folders were left too.`)
  return sentences.join(' ')
}

/** Several scans at once are a roll, in the order of their names as a person counts. */
async function openRoll(lab: Lab, roll: Roll, pictures: readonly File[], others: number): Promise<boolean> {
  const order = new Intl.Collator('en', { numeric: true })
  const files = pictures.toSorted((a, b) => order.compare(a.name, b.name)).map((file) => ({ name: file.name, blob: file }))
  const opened = await roll.getState().start(files)
  if (opened && others > 0) lab.getState().tell({ subject: 'Files', note: others === 1 ? 'One of them is no picture and was left.' : `${others} of them are no pictures and were left.` })
  return opened
}

/**
 * Opens the files that a person brought: several pictures as a roll, where there are rolls; else the first picture, and says in
 * one message what became of the others.
 * Nothing that was open is lost when none of them can be read. `arrived` runs as soon as one is there. Resolves to whether one was opened.
 */
export async function openFiles({ lab, roll, profiles }: Pick<Stores, 'lab' | 'roll' | 'profiles'>, files: readonly File[], folders = 0, arrived?: () => void): Promise<boolean> {
  const { open, tell } = lab.getState()
  const [only] = files
  if (profiles && files.length === 1 && looksLikeProfile(only!)) {
    const named = await profiles.getState().take(only!)
    if (named) tell({ subject: named.name, note: `The film profile ${named.name} is kept. Use it in the panel of a film negative.` })
    return false
  }
  const pictures = files.filter(looksLikePicture)
  // one file of a roll whose files were not kept goes back to its place
  const returns = roll?.getState().frames.some(({ name, source }) => !source && name === pictures[0]?.name) ?? false
  if (roll && (pictures.length > 1 || (pictures.length === 1 && returns))) {
    const opened = await openRoll(lab, roll, pictures, files.length - pictures.length + folders)
    if (opened) arrived?.()
    return opened
  }
  if (files.length === 0) {
    tell({
      subject: 'Files',
      note:
        folders > 0
          ? 'A folder cannot be opened. Drop the pictures that are in it.'
          : 'That was not a file. Save the picture first, then drop it here.',
    })
    return false
  }
  if (files.length === 1 && folders === 0) {
    return (await open({ kind: 'file', name: files[0]!.name, blob: files[0]! }, { arrived })) === undefined
  }
  const candidates = [...pictures, ...files.filter((file) => !looksLikePicture(file))].slice(0, tries)
  const failed: File[] = []
  let first: Failure | undefined
  for (const file of candidates) {
    const failure = await open({ kind: 'file', name: file.name, blob: file }, { quiet: true, arrived })
    if (failure?.code === 'cancelled') return false
    if (!failure) {
      const note = wordsOfOthers(file, failed, files.length - failed.length - 1, folders)
      if (note !== undefined) tell({ subject: file.name, note })
      return true
    }
    failed.push(file)
    first ??= failure
  }
  if (first) tell({ subject: failed[0]!.name, failure: first })
  const rest = files.length - 1
  if (rest > 0) tell({ subject: 'Files', note: `No picture was found: the ${others(rest)} ${failed.length > rest ? 'could not be read either' : 'stayed unopened'}.` })
  return false
}
