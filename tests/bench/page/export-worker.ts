import { createCrew } from '../../../src/engine/crew.ts'
import { computeCodes } from '../../../src/engine/exporting.ts'
import { describePicture } from '../../../src/engine/opening.ts'
import { countHistograms } from '../../../src/kernels/histogram.ts'
import { createRaster } from '../../../src/kernels/raster.ts'
import { textToRecipe } from '../../../src/recipe/link.ts'
import type { ExportOrder } from './exporting.ts'
import { height, paint, pixels, room, width } from './pictures.ts'
import { median } from './race.ts'

declare const self: DedicatedWorkerGlobalScope

self.addEventListener('message', async ({ data: { ports, rounds } }: MessageEvent<ExportOrder>) => {
  const crew = createCrew()
  if (rounds === undefined) {
    crew.lend(ports[0]!)
    return
  }
  ports.forEach((port, k) => crew.hire(`hand ${k}`, port))
  const data = room('u8', pixels * 3) as Uint8Array
  paint('photo', data)
  const raster = createRaster({ width, height, channels: 3, depth: 'u8', data })
  const head = { name: 'painted', format: 'sample', notes: [], extents: undefined }
  const info = describePicture(1, raster, head, { before: countHistograms(raster), luma: undefined })
  const recipe = textToRecipe('gamma(gamma=0.45)')
  const times: number[] = []
  for (let round = -1; round < rounds; round++) {
    const start = performance.now()
    await computeCodes({ raster, info }, recipe, 8, { signal: new AbortController().signal, onProgress: () => undefined }, crew)
    if (round >= 0) times.push(performance.now() - start)
  }
  self.postMessage(median(times), [])
})
