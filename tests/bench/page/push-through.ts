import { buildTables, compile } from '../../../src/kernels/compile.ts'
import { countHistograms, pushThrough } from '../../../src/kernels/histogram.ts'
import { createRaster } from '../../../src/kernels/raster.ts'
import { textToRecipe } from '../../../src/recipe/link.ts'
import { paint, pixels } from './pictures.ts'
import { countDifferences, median } from './race.ts'
import { describe } from './source.ts'

export interface PushTime {
  readonly depth: 'u8' | 'u16'
  readonly ms: number
  readonly output: string
}

/** The histogram after a recipe, of three channels, without a look at the pixels; and whether a recount says the same. */
export function pushThroughTimes(rounds: number): readonly PushTime[] {
  return [timeOf(new Uint8Array(pixels * 3), rounds), timeOf(new Uint16Array(pixels * 3), rounds)]
}

function timeOf(data: Uint8Array | Uint16Array, rounds: number): PushTime {
  const depth = data instanceof Uint8Array ? 'u8' : 'u16'
  paint('photo', data)
  const source = describe(data, 3)
  const pipeline = compile(textToRecipe('log;gamma(gamma=0.7)').steps, 'nearest-even', source)
  const tables = buildTables(pipeline, depth)
  const before = countHistograms(rasterOf(data))
  const times: number[] = []
  let after = before
  for (let round = 0; round < 10 * rounds; round++) {
    const start = performance.now()
    // a clock of some 5 µs cannot time one alone
    for (let k = 0; k < 20; k++) after = before.map((histogram, c) => pushThrough(histogram, tables[c]!, pipeline.channels[c]!.white))
    times.push((performance.now() - start) / 20)
  }
  for (let i = 0; i < data.length; i++) data[i] = tables[0]![data[i]!]!
  const recount = countHistograms(rasterOf(data))
  return { depth, ms: median(times), output: countDifferences(after.map(({ bins }) => bins), recount.map(({ bins }) => bins)) }
}

const rasterOf = (data: Uint8Array | Uint16Array) => {
  const shape = { width: pixels, height: 1, channels: 3 as const }
  return data instanceof Uint8Array ? createRaster({ ...shape, depth: 'u8', data }) : createRaster({ ...shape, depth: 'u16', data })
}
