import { basename } from 'node:path'
import type { Source } from '../kernels/compile.ts'
import { recipeToCode } from '../recipe/code.ts'
import { textToRecipe } from '../recipe/link.ts'
import { createInlineEngine } from '../engine/inline.ts'
import { fileWords, readFileAsBlob } from './files.ts'
import type { Values } from './main.ts'
import { oneOf, required, UsageError } from './usage.ts'

/** The 8-bit colour picture that a program is written for when no file is named. */
const usual: Source = { depth: 'u8', channels: 3, bits: 8, white: 255, extents: [[0, 255], [0, 255], [0, 255]] }

/** `lab code`: the recipe as a program, for the named file's depth and channels. */
export async function code(values: Values, files: readonly string[]): Promise<number> {
  const recipe = textToRecipe(required('recipe', values.recipe))
  const dialect = oneOf('as', values.as, ['numpy', 'opencv'])
  const [file, ...more] = files
  if (more.length > 0) throw new UsageError('A program is written for one file.')
  if (file === undefined) {
    process.stdout.write(recipeToCode(recipe, usual, dialect))
    return 0
  }
  const engine = createInlineEngine()
  try {
    const info = await engine.open({ kind: 'file', name: basename(file), blob: await readFileAsBlob(file) })
    process.stdout.write(recipeToCode(recipe, info.source, dialect, file))
    return 0
  } catch (caught) {
    process.stderr.write(`${fileWords(file, caught)}\n`)
    return 1
  } finally {
    engine.dispose()
  }
}
