import { describePicture } from '../../../src/engine/describing.ts'
import { handsFor } from '../../../src/engine/pool.ts'
import { analyseFilm } from '../../../src/kernels/film/analyse.ts'
import { countHistograms } from '../../../src/kernels/histogram.ts'
import { createRaster } from '../../../src/kernels/raster.ts'
import { emptyRecipe, type Recipe } from '../../../src/recipe/recipe.ts'
import { textToRecipe } from '../../../src/recipe/link.ts'
import { withFilm } from '../../../src/state/film.ts'
import { hireCrew } from './crew.ts'
import { negativeRows } from './negative.ts'
import { height, room, width } from './pictures.ts'
import { median } from './race.ts'

export interface FilmTimes {
  /** Codes of 16 bits after γ and after the film step, by one worker. */
  readonly table: number
  readonly film: number
  /** Frame, base and balance, by as many workers as the app has. */
  readonly analysis: number
}

/** A negative of 24 MP and 16 bits, medians of rounds by turns. */
export async function filmTimes(rounds: number): Promise<FilmTimes> {
  const data = room('u16', width * height * 3) as Uint16Array
  const rows = negativeRows()
  for (let y = 0; y < height; y += 500) data.set(rows(y, 500), y * width * 3)
  const raster = createRaster({ width, height, channels: 3, depth: 'u16', data })
  const { source } = describePicture(1, raster, { name: 'negative', format: 'sample', notes: [], extents: undefined }, countHistograms(raster))
  const out = createRaster({ width, height, channels: 3, depth: 'u16', data: room('u16', data.length) as Uint16Array })
  const codes = (recipe: Recipe) => ({ kind: 'work', work: { kind: 'codes', raster, source, recipe, out } }) as const
  const orders = { table: codes(textToRecipe('gamma(gamma=0.45)')), film: codes(withFilm(emptyRecipe, analyseFilm(raster)).recipe) }
  const one = await hireCrew(1)
  const all = await hireCrew(1 + handsFor(navigator.hardwareConcurrency))
  const times = { table: [] as number[], film: [] as number[], analysis: [] as number[] }
  for (let round = -1; round < rounds; round++) {
    for (const name of ['table', 'film'] as const) {
      await one.order(orders[name])
      const start = performance.now()
      await one.order({ kind: 'again' })
      if (round >= 0) times[name].push(performance.now() - start)
    }
    const start = performance.now()
    await all.order({ kind: 'analyse', raster })
    if (round >= 0) times.analysis.push(performance.now() - start)
  }
  one.end()
  all.end()
  return { table: median(times.table), film: median(times.film), analysis: median(times.analysis) }
}
