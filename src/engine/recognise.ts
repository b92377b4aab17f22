import type { AnyRaster } from '../kernels/raster.ts'
import type { TileWork } from './tiles.ts'

/** The pictures that a work reads and writes. */
const rastersOf = (work: TileWork): readonly AnyRaster[] => {
  if ('out' in work) return [work.raster, work.out]
  return 'proxy' in work ? [work.raster, work.proxy] : [work.raster]
}

const called = new WeakMap<object, number>()
let given = 0

const nameOf = ({ data }: AnyRaster): number => {
  if (!called.has(data)) called.set(data, ++given)
  return called.get(data)!
}

/** The names of a work's arrays, in their order: the same array has the same name for this worker's life. */
export const namesOf = (work: TileWork): readonly number[] => rastersOf(work).map(nameOf)

/** Arrays by the names that another worker gave them. */
export type Known = Map<number, AnyRaster['data']>

/** Every message brings arrays of its own over the same memory. The work with those that came first, where they are still known. */
export function recognise(work: TileWork, names: readonly number[], known: Known): TileWork {
  const [raster, other] = rastersOf(work).map((each, k) => {
    const data = known.get(names[k]!) ?? each.data
    known.set(names[k]!, data)
    return { ...each, data } as AnyRaster
  })
  const part = 'out' in work ? { out: other } : 'proxy' in work ? { proxy: other } : {}
  return { ...work, raster, ...part } as TileWork
}
