import type { AnyRaster } from '../kernels/raster.ts'
import type { Window } from '../kernels/resample.ts'
import { addCounts, type Counts } from './counting.ts'
import { createLane, type Lane } from './lane.ts'
import type { Spawn } from './port.ts'
import { sharedSamples } from './shared.ts'

/** Work on shared pixels that several workers do side by side, each some rows. */
export interface Crowd {
  /** Starts the helpers, so that they have loaded when they are needed. */
  wake(): void
  count(raster: AnyRaster, signal?: AbortSignal): Promise<Counts>
  average(raster: AnyRaster, window: Window): Promise<AnyRaster>
  dispose(): void
}

/** Fewer samples than this are not worth a message to another worker. */
const share = 1 << 20

/** Workers beside the two lanes: as many as there are cores left, and no more than two, for each takes some 10 MB. */
const helpersFor = (cores: number): number => Math.min(2, Math.max(0, cores - 2))

/** Cuts `height` rows in so many parts, at rows that are multiples of four, where rows of bytes begin at whole words. */
export function bandsOf(height: number, parts: number): (readonly [from: number, to: number])[] {
  const rows = Math.max(4, 4 * Math.ceil(height / parts / 4))
  return Array.from({ length: Math.ceil(height / rows) }, (_, k) => [k * rows, Math.min(height, (k + 1) * rows)] as const)
}

const partsFor = (samples: number, lanes: readonly Lane[]): number => Math.min(lanes.length, Math.max(1, Math.floor(samples / share)))

export function createCrowd(spawn: Spawn, view: Lane, work: Lane): Crowd {
  let helpers: readonly Lane[] | undefined
  const help = (): readonly Lane[] =>
    (helpers ??= Array.from({ length: helpersFor(globalThis.navigator?.hardwareConcurrency ?? 4) }, () => createLane('help', spawn, () => [])))

  return {
    wake: () => void help(),
    async count(raster, signal) {
      const lanes = [work, ...help(), view]
      const bands = bandsOf(raster.height, partsFor(raster.data.length, lanes))
      const counts = await Promise.all(bands.map(([from, to], k) => lanes[k]!.run('count', { raster, from, to }, { signal })))
      return counts.reduce(addCounts)
    },
    async average(raster, window) {
      const { outWidth, outHeight } = window
      const { depth, channels } = raster
      const data = sharedSamples(depth, outWidth * outHeight * channels)
      const proxy = { ...raster, width: outWidth, height: outHeight, data } as AnyRaster
      // not in the work lane, where an export may keep it waiting
      const lanes = [view, ...help()]
      const bands = bandsOf(outHeight, partsFor(window.width * window.height * channels, lanes))
      await Promise.all(bands.map(([from, to], k) => lanes[k]!.run('average', { raster, window, proxy, from, to })))
      return proxy
    },
    dispose: () => helpers?.forEach((lane) => lane.dispose()),
  }
}
