import { describePicture } from '../../../src/engine/describing.ts'
import { handsFor } from '../../../src/engine/pool.ts'
import { countHistograms } from '../../../src/kernels/histogram.ts'
import { createRaster } from '../../../src/kernels/raster.ts'
import { textToRecipe } from '../../../src/recipe/link.ts'
import { hireCrew } from './crew.ts'
import { height, paint, pixels, room, width } from './pictures.ts'
import { median } from './race.ts'

/** Computing the codes of an export of 24 MP, 8 bits, three channels, with as many workers as the app has; nothing is written. */
export async function exportTimes(rounds: number): Promise<number> {
  const crew = await hireCrew(1 + handsFor(navigator.hardwareConcurrency))
  const data = room('u8', pixels * 3) as Uint8Array
  paint('photo', data)
  const raster = createRaster({ width, height, channels: 3, depth: 'u8', data })
  const head = { name: 'painted', format: 'sample', notes: [], extents: undefined }
  const info = describePicture(1, raster, head, countHistograms(raster))
  const times: number[] = []
  for (let round = -1; round < rounds; round++) {
    const start = performance.now()
    await crew.order({ kind: 'export', picture: { raster, info }, recipe: textToRecipe('gamma(gamma=0.45)') })
    if (round >= 0) times.push(performance.now() - start)
  }
  crew.end()
  return median(times)
}
