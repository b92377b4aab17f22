import type { Rows } from '../codecs/rows.ts'
import type { Source } from '../kernels/compile.ts'
import { quantise } from '../kernels/quantise.ts'
import { createRaster, hasAlpha, type AnyRaster } from '../kernels/raster.ts'
import { emptyLike } from '../kernels/resample.ts'
import { codesKernel, type Codes } from './codes.ts'
import type { Recipelike } from './protocol.ts'
import { createShelf } from './shelf.ts'

/** A picture after a recipe: what is to be made of which samples. */
export interface Making {
  readonly raster: AnyRaster
  readonly source: Source
  readonly recipe: Recipelike
  /** What the codes are. */
  readonly form: CodesForm
}

export type CodesForm = Omit<Codes, 'data'>

/** Room for codes of that form. */
export const emptyCodes = (form: CodesForm, data?: AnyRaster['data']): Codes =>
  form.depth === 'u8' ? createRaster({ ...form, depth: form.depth, data: data as Uint8Array }) : createRaster({ ...form, depth: form.depth, data: data as Uint16Array })

/** A step that widens white (bitwise NOT over the container of a 12-bit picture) leaves coverage alone; in the file full coverage is the new white. */
export function widenAlpha({ data, channels, depth, range: [, white] }: Codes, raster: AnyRaster): void {
  const opaque = raster.range[1]
  if (!hasAlpha(channels) || raster.depth !== depth || white === opaque) return
  for (let i = channels - 1; i < data.length; i += channels) data[i] = quantise((data[i]! * white) / opaque, white, 'nearest-even')
}

/**
 * The codes of a picture a few rows at a time, so that they are nowhere as a whole. Each window is worked in the same
 * memory by the same kernel, wherever in the picture it is.
 */
export function windowed({ raster, source, recipe, form }: Making): Rows {
  const line = raster.width * raster.channels
  let window: { readonly samples: AnyRaster; readonly codes: Codes; readonly run: (from: number, to: number) => void | Promise<void> } | undefined

  const windowOf = (height: number): NonNullable<typeof window> => {
    const samples = { ...raster, height, data: emptyLike(raster.depth, height * line) } as AnyRaster
    const codes = emptyCodes({ ...form, height })
    return { samples, codes, run: codesKernel({ raster: samples, source, recipe, out: codes }, createShelf(), raster.data.length).run }
  }

  return {
    ...form,
    rows(top, count) {
      if (!window || window.samples.height < count) window = windowOf(count)
      const { samples, codes, run } = window
      samples.data.set(raster.data.subarray(top * line, (top + count) * line))
      void run(0, count * raster.width)
      const rows = { ...codes, height: count, data: codes.data.subarray(0, count * line) } as Codes
      widenAlpha(rows, raster)
      return rows
    },
  }
}
