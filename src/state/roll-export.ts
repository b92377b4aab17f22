import type { ExportFormat, PictureSource } from '../engine/protocol.ts'
import { exportFileName, exportStem } from '../recipe/file-name.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { Workshop } from './roll-workshop.ts'

export interface RollFile {
  readonly name: string
  readonly file: Blob
}

interface MakeOptions {
  readonly signal: AbortSignal
  readonly onOpening: (done: number) => void
  readonly onWriting: (done: number) => void
}

/** Makes the file of one frame after the other; no two have the same name. At most one frame is in memory. */
export function rollExport({ format, bits }: { readonly format: ExportFormat; readonly bits: 8 | 16 }): (workshop: Workshop, name: string, source: PictureSource, recipe: Recipe, options: MakeOptions) => Promise<RollFile> {
  const taken = new Set<string>()
  const free = (name: string, recipe: Recipe): string => {
    const stem = exportStem(name, recipe)
    for (let n = 1; ; n++) {
      const file = exportFileName(n === 1 ? stem : `${stem}-${n}`, format)
      if (taken.has(file)) continue
      taken.add(file)
      return file
    }
  }
  return (workshop, name, source, recipe, { signal, onOpening, onWriting }) =>
    workshop.open(source, recipe.geometry, { signal, onProgress: onOpening }, async (picture, at) => {
      const { file } = await at.export({ picture: picture.id, recipe, format, bits, quality: 92 }, { signal, onProgress: ({ done }) => onWriting(done) })
      return { name: free(name, recipe), file }
    })
}
