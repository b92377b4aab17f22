import { countsFrom } from '../../../src/engine/counting.ts'
import type { TileWork } from '../../../src/engine/tiles.ts'
import { applyCurves, applyTables } from '../../../src/kernels/apply.ts'
import { buildTables, compile, type Step } from '../../../src/kernels/compile.ts'
import { createCodesCounter } from '../../../src/kernels/fast/counts.ts'
import { createCodesKernel } from '../../../src/kernels/fast/codes.ts'
import { createFloatsKernel } from '../../../src/kernels/fast/floats.ts'
import type { Run } from '../../../src/kernels/fast/lanes.ts'
import { createRaster, type AnyRaster } from '../../../src/kernels/raster.ts'
import { hireCrew } from './crew.ts'
import { height, pixels, room, width } from './pictures.ts'
import { countDifferences, differences, type Entry, type Samples } from './race.ts'
import { describe } from './source.ts'

/** Source and result of the lab's own entries: the same memory for one thread and for many. */
export interface Heap {
  readonly source: Samples
  readonly out: Samples
}

export const heapOf = (depth: 'u8' | 'u16' | 'f32', channels: 1 | 4): Heap => ({
  source: room(depth, pixels * channels),
  out: room(depth, pixels * channels),
})

/** Pixels in a tile, as the engine cuts them. */
const tile = 1 << 14

const inTiles = (run: Run): void => {
  for (let from = 0; from < pixels; from += tile) run(from, Math.min(pixels, from + tile))
}

const nothing = (): void => undefined

const rasterOf = (data: Samples, channels: 1 | 4): AnyRaster => {
  const shape = { width, height, channels }
  if (data instanceof Uint8Array) return createRaster({ ...shape, depth: 'u8', data })
  return data instanceof Uint16Array ? createRaster({ ...shape, depth: 'u16', data }) : createRaster({ ...shape, depth: 'f32', data })
}

/** Work that crews of several sizes do, each an entry. */
const crewEntries = (crews: readonly number[], work: TileWork, compare: (sums: Uint32Array, expected: Samples | readonly Uint32Array[]) => string): Promise<readonly Entry[]> =>
  Promise.all(
    crews.map(async (size): Promise<Entry> => {
      const crew = await hireCrew(size)
      await crew.order({ kind: 'work', work })
      let sums = new Uint32Array(0)
      const run = async (): Promise<void> => {
        sums = new Uint32Array((await crew.order({ kind: 'again' })) ?? [])
      }
      return { name: 'ours', threads: size, load: nothing, run, compare: (expected) => compare(sums, expected) }
    }),
  )

/** What the plain evaluation gives: the measure of every output, ours as well. */
export function plainly({ source }: Heap, channels: 1 | 4, steps: readonly Step[]): Samples {
  const given = describe(source, channels)
  const pipeline = compile(steps, 'nearest-even', given)
  if (source instanceof Float32Array) {
    const out = new Float32Array(source.length)
    applyCurves(source, channels, pipeline, out, 0, pixels)
    return out
  }
  const out = source instanceof Uint8Array ? new Uint8Array(source.length) : new Uint16Array(source.length)
  applyTables(source, channels, buildTables(pipeline, given.depth as 'u8' | 'u16'), out, 0, pixels)
  return out
}

/** memcpy, and a recipe on one thread and on crews. The heap's source is filled by whoever loads the pictures. */
export async function recipeEntries({ source, out }: Heap, channels: 1 | 4, steps: readonly Step[], crews: readonly number[]): Promise<readonly Entry[]> {
  const pipeline = compile(steps, 'nearest-even', describe(source, channels))
  const run =
    source instanceof Float32Array
      ? createFloatsKernel(source, channels, out as Float32Array).load(pipeline)
      : createCodesKernel(source, channels, out as Uint8Array | Uint16Array).load(buildTables(pipeline, source instanceof Uint8Array ? 'u8' : 'u16'))
  const compare = (expected: Samples | readonly Uint32Array[]): string => differences(out, expected as Samples, channels)
  // the engine has no picture of floats as a result: it counts them and writes codes
  const raster = rasterOf(out, channels)
  const many =
    raster.depth === 'f32'
      ? []
      : await crewEntries(crews, { kind: 'codes', raster: rasterOf(source, channels), source: describe(source, channels), recipe: { steps, rounding: 'nearest-even' }, out: raster }, (_, expected) => compare(expected))
  return [
    { name: 'memcpy', threads: 1, load: nothing, run: () => out.set(source), compare: () => 'a copy' },
    { name: 'ours', threads: 1, load: nothing, run: () => inTiles(run), compare },
    ...many,
  ]
}

/** Counting on one thread and on crews. */
export async function countEntries({ source, out }: Heap, channels: 1 | 4, crews: readonly number[]): Promise<readonly Entry[]> {
  const codes = source as Uint8Array | Uint16Array
  const counter = createCodesCounter(codes, channels)
  let counted: readonly Uint32Array[] = []
  const raster = rasterOf(source, channels)
  const many = await crewEntries(crews, { kind: 'count', raster }, (sums, expected) =>
    countDifferences(countsFrom(raster, sums).map(({ bins }) => bins), expected as readonly Uint32Array[]),
  )
  return [
    { name: 'memcpy', threads: 1, load: nothing, run: () => out.set(source), compare: () => 'a copy' },
    {
      name: 'ours',
      threads: 1,
      load: nothing,
      run() {
        counter.clear()
        inTiles(counter.run)
        counted = counter.bins()
      },
      compare: (expected) => countDifferences(counted, expected as readonly Uint32Array[]),
    },
    ...many,
  ]
}

/** Counting one by one, the measure of every count. */
export function countPlainly({ source }: Heap, channels: 1 | 4): readonly Uint32Array[] {
  const bins = Array.from({ length: channels < 3 ? 1 : 3 }, () => new Uint32Array(source instanceof Uint8Array ? 256 : 65_536))
  bins.forEach((lot, c) => {
    for (let i = c; i < source.length; i += channels) lot[source[i]!]!++
  })
  return bins
}
