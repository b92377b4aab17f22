import { openAsBlob } from 'node:fs'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { describeFailure, displayName } from '../kernels/failure-words.ts'
import { toFailure } from '../kernels/failure.ts'

/** The file system did not do what was asked; the message is a sentence that names the file. */
export class FileError extends Error {}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'the permission is missing',
  EPERM: 'the permission is missing',
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk takes no writing',
  ENAMETOOLONG: 'the name is too long',
}

const because = (caught: unknown): string => {
  const { code = '', message } = caught as NodeJS.ErrnoException
  return reasons[code] ?? message
}

/** A file as a Blob, which the codecs read as they do in the browser. Throws a FileError. */
export async function readFileAsBlob(path: string): Promise<Blob> {
  const refuse = (why: string): FileError => new FileError(`${displayName(basename(path))} cannot be read: ${why}.`)
  const found = await stat(path).catch((caught: unknown) => {
    throw refuse(because(caught))
  })
  if (found.isDirectory()) throw refuse(reasons['EISDIR']!)
  return openAsBlob(path).catch((caught: unknown) => {
    throw refuse(because(caught))
  })
}

/** Makes the folder, and those above it. Throws a FileError. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((caught: unknown) => {
    throw new FileError(`${path} cannot be the folder for the results: ${because(caught)}.`)
  })
}

/** Throws a FileError. */
export async function writeResult(path: string, file: Blob): Promise<void> {
  await writeFile(path, file.stream()).catch((caught: unknown) => {
    throw new FileError(`${path} cannot be written: ${because(caught)}.`)
  })
}

/** What befell a file, as one line. */
export function fileWords(path: string, caught: unknown): string {
  if (caught instanceof FileError) return caught.message
  const { title, detail } = describeFailure(basename(path), toFailure(caught))
  return `${title} ${detail}`
}
