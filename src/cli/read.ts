import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { failure } from '../kernels/failure.ts'

/** A file as a Blob, which the codecs read as they do in the browser. Throws `not-a-picture` for what is no readable file. */
export async function readFileAsBlob(path: string): Promise<Blob> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw failure({ code: 'not-a-picture', found: 'no file of that name' })
  if (found.isDirectory()) throw failure({ code: 'not-a-picture', found: 'a folder' })
  return openAsBlob(path)
}
