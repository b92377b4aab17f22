import { createCrew } from '../../../src/engine/crew.ts'
import { estimatorWeights } from '../../../src/engine/estimator.ts'
import { computeCodes } from '../../../src/engine/exporting.ts'
import type { Picture } from '../../../src/engine/pictures.ts'
import type { Recipelike } from '../../../src/engine/protocol.ts'
import { shrunk } from '../../../src/engine/shrinking.ts'
import type { TileWork } from '../../../src/engine/tiles.ts'
import { analyseFilm } from '../../../src/kernels/film/analyse.ts'
import type { AnyRaster } from '../../../src/kernels/raster.ts'

declare const self: DedicatedWorkerGlobalScope

/** What a worker is told: to lend a hand over a port, to use those at the other ends of some, or what to do. */
export type CrewOrder =
  | { readonly kind: 'lend'; readonly port: MessagePort }
  | { readonly kind: 'hire'; readonly ports: readonly MessagePort[] }
  | { readonly kind: 'work'; readonly work: TileWork }
  /** The last work once more: a picture's arrays stay the same as long as it is open. */
  | { readonly kind: 'again' }
  /** Frame, base and balance of a scan. */
  | { readonly kind: 'analyse'; readonly raster: AnyRaster }
  | { readonly kind: 'export'; readonly picture: Picture; readonly recipe: Recipelike }

const crew = createCrew()
let last: TileWork | undefined

/** Gives the sums of what was counted; nothing for an export. */
async function obey(order: CrewOrder): Promise<Uint32Array | undefined> {
  if (order.kind === 'lend') crew.lend(order.port)
  else if (order.kind === 'hire') order.ports.forEach((port, k) => crew.hire(`hand ${k}`, port))
  else if (order.kind === 'work') last = order.work
  else if (order.kind === 'again') return last && crew.run(last)
  else if (order.kind === 'analyse') analyseFilm(order.raster, { weights: await estimatorWeights(), small: await shrunk(order.raster, undefined, crew) })
  else await computeCodes(order.picture, order.recipe, 8, { signal: new AbortController().signal, onProgress: () => undefined }, crew)
  return undefined
}

self.addEventListener('message', async ({ data }: MessageEvent<CrewOrder>) => self.postMessage(await obey(data), []))
