import { basename, extname, join, resolve } from 'node:path'
import { transformOf } from '../kernels/registry.ts'
import { compile } from '../kernels/compile.ts'
import { textToRecipe } from '../recipe/link.ts'
import { createInlineEngine } from '../engine/inline.ts'
import type { PictureInfo, PictureSource } from '../engine/protocol.ts'
import { fileWords, makeFolder, readFileAsBlob, writeResult } from './files.ts'
import type { Values } from './main.ts'
import { oneOf, required, UsageError } from './usage.ts'

const extensions = { png: 'png', tiff: 'tif' } as const

/** A file name that no other result of this run has, and that is none of the inputs. */
export const freeName = (taken: Set<string>, folder: string, stem: string, extension: string): string => {
  for (let n = 1; ; n++) {
    const path = resolve(join(folder, `${stem}${n === 1 ? '' : `-${n}`}.${extension}`))
    if (taken.has(path)) continue
    taken.add(path)
    return path
  }
}

const bitsFor = (asked: string | undefined, { depth }: PictureInfo): 8 | 16 =>
  asked === undefined ? (depth === 'u8' ? 8 : 16) : oneOf('bits', asked, ['8', '16']) === '8' ? 8 : 16

/** `lab apply`: one recipe over many files; a file that fails is named with its reason and the rest go on. */
export async function apply(values: Values, files: readonly string[]): Promise<number> {
  const recipe = textToRecipe(required('recipe', values.recipe))
  const folder = required('out', values.out)
  const format = oneOf('format', values.format, ['png', 'tiff'], 'png')
  if (values.bits !== undefined) oneOf('bits', values.bits, ['8', '16'])
  if (files.length === 0) throw new UsageError('Name at least one file.')
  await makeFolder(folder)

  const engine = createInlineEngine()
  const taken = new Set(files.map((file) => resolve(file)))
  let failures = 0
  for (const file of files) {
    const name = basename(file)
    const opened: number[] = []
    try {
      const source: PictureSource = { kind: 'file', name, blob: await readFileAsBlob(file) }
      const scan = await engine.open(source)
      opened.push(scan.id)
      const { geometry } = recipe
      const info = geometry ? await engine.open({ kind: 'framed', of: source, geometry, name, format: scan.format, notes: scan.notes }) : scan
      if (geometry) opened.push(info.id)
      for (const note of info.notes) process.stderr.write(`${name}: ${note}\n`)
      for (const { key, why } of compile(recipe.steps, recipe.rounding, info.source).refused) {
        const step = recipe.steps.find((candidate) => candidate.key === key)!
        process.stderr.write(`${name}: ${transformOf(step.id).label} is left out. ${why}\n`)
      }
      const { file: written } = await engine.export({ picture: info.id, recipe, format, bits: bitsFor(values.bits, info), quality: 100 })
      const path = freeName(taken, folder, name.slice(0, name.length - extname(name).length), extensions[format])
      await writeResult(path, written)
      process.stdout.write(`${path}\n`)
    } catch (caught) {
      failures++
      process.stderr.write(`${fileWords(file, caught)}\n`)
    } finally {
      for (const id of opened) engine.close(id)
    }
  }
  engine.dispose()
  return failures === 0 ? 0 : 1
}
