import type { Channels } from '../../../src/kernels/raster.ts'
import { changed, nextTile, ready, tile, tiles, turn, type Station, type Task, type ToCrew } from './crew-job.ts'
import type { Samples } from './race.ts'

/** Workers that share one source and one result, and take tiles by turns until none is left. */
export interface Crew {
  readonly size: number
  prepare(task: Task): Promise<void>
  run(): Promise<void>
  /** The counts of all workers, one array a colour. */
  counts(): readonly Uint32Array[]
  end(): void
}

export async function hireCrew(size: number, source: Samples, channels: Channels, out: Samples): Promise<Crew> {
  const control = new Int32Array(new SharedArrayBuffer(16))
  const bins = source instanceof Uint8Array ? 256 : 65_536
  const colours = channels < 3 ? 1 : 3
  const counts = Array.from({ length: size }, () => new Uint32Array(new SharedArrayBuffer(4 * bins * colours)))
  const workers = counts.map(() => new Worker(new URL('./crew-worker.ts', import.meta.url), { type: 'module' }))

  const tell = (message: (k: number) => ToCrew): Promise<unknown> =>
    Promise.all(
      workers.map(
        (worker, k) =>
          new Promise((resolve, reject) => {
            worker.addEventListener('message', resolve, { once: true })
            worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true })
            worker.postMessage(message(k), [])
          }),
      ),
    )
  await tell((k) => ({ kind: 'station', station: { source, out, channels, control, counts: counts[k]! } satisfies Station }))

  return {
    size,
    async prepare(task) {
      await tell(() => ({ kind: 'task', task }))
    },
    async run() {
      Atomics.store(control, nextTile, 0)
      Atomics.store(control, ready, 0)
      Atomics.store(control, tiles, Math.ceil(source.length / channels / tile))
      Atomics.add(control, turn, 1)
      Atomics.notify(control, turn)
      for (let done = 0; done < size; done = Atomics.load(control, ready)) await changed(control, ready, done)
    },
    counts: () =>
      Array.from({ length: colours }, (_, c) => {
        const sum = new Uint32Array(bins)
        for (const lot of counts) for (let r = 0; r < bins; r++) sum[r]! += lot[c * bins + r]!
        return sum
      }),
    end: () => workers.forEach((worker) => worker.terminate()),
  }
}
