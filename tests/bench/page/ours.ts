import { applyCurves, applyTables } from '../../../src/kernels/apply.ts'
import { buildTables, compile, type Step } from '../../../src/kernels/compile.ts'
import { createCodesCounter } from '../../../src/kernels/fast/counts.ts'
import { createCodesKernel } from '../../../src/kernels/fast/codes.ts'
import { createFloatsKernel } from '../../../src/kernels/fast/floats.ts'
import type { Run } from '../../../src/kernels/fast/lanes.ts'
import { tile } from './crew-job.ts'
import { hireCrew } from './crew.ts'
import { pixels, room } from './pictures.ts'
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

const inTiles = (run: Run): void => {
  for (let from = 0; from < pixels; from += tile) run(from, Math.min(pixels, from + tile))
}

const nothing = (): void => undefined

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
  const many = await Promise.all(
    crews.map(async (size): Promise<Entry> => {
      const crew = await hireCrew(size, source, channels, out)
      await crew.prepare({ kind: 'recipe', steps })
      return { name: 'ours', threads: size, load: nothing, run: () => crew.run(), compare }
    }),
  )
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
  const many = await Promise.all(
    crews.map(async (size): Promise<Entry> => {
      const crew = await hireCrew(size, source, channels, out)
      await crew.prepare({ kind: 'count' })
      let sums: readonly Uint32Array[] = []
      const run = async (): Promise<void> => {
        await crew.run()
        sums = crew.counts()
      }
      return { name: 'ours', threads: size, load: nothing, run, compare: (expected) => countDifferences(sums, expected as readonly Uint32Array[]) }
    }),
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
