import { buildTables, compile } from '../../../src/kernels/compile.ts'
import { createCodesCounter } from '../../../src/kernels/fast/counts.ts'
import { createCodesKernel } from '../../../src/kernels/fast/codes.ts'
import { createFloatsKernel } from '../../../src/kernels/fast/floats.ts'
import type { Run } from '../../../src/kernels/fast/lanes.ts'
import { changed, nextTile, ready, tile, tiles, turn, type Station, type Task, type ToCrew } from './crew-job.ts'
import { describe } from './source.ts'

declare const self: DedicatedWorkerGlobalScope

const nothing = (): void => undefined

/** The work of a station: kernels are made once, and a task only gives them other tables. */
function workOf({ source, out, channels, counts }: Station): (task: Task) => { run: Run; finish(): void } {
  const copy: Run = (from, to) => out.set(source.subarray(from * channels, to * channels), from * channels)
  if (source instanceof Float32Array) {
    const kernel = createFloatsKernel(source, channels, out as Float32Array)
    return (task) => ({ run: task.kind === 'recipe' ? kernel.load(compile(task.steps, 'nearest-even', describe(source, channels))) : copy, finish: nothing })
  }
  const kernel = createCodesKernel(source, channels, out as Uint8Array | Uint16Array)
  const counter = createCodesCounter(source, channels)
  return (task) => {
    if (task.kind === 'copy') return { run: copy, finish: nothing }
    if (task.kind === 'recipe') {
      const given = describe(source, channels)
      return { run: kernel.load(buildTables(compile(task.steps, 'nearest-even', given), given.depth as 'u8' | 'u16')), finish: nothing }
    }
    const finish = (): void => {
      const bins = counter.bins()
      bins.forEach((lot, c) => counts.set(lot, c * lot.length))
      counter.clear()
    }
    return { run: counter.run, finish }
  }
}

let work: ReturnType<typeof workOf>
let control: Int32Array
let pixels = 0
let job: { run: Run; finish(): void }

async function serve(): Promise<void> {
  for (let seen = 0; ; ) {
    await changed(control, turn, seen)
    seen = Atomics.load(control, turn)
    const count = Atomics.load(control, tiles)
    for (let k = Atomics.add(control, nextTile, 1); k < count; k = Atomics.add(control, nextTile, 1)) {
      job.run(k * tile, Math.min(pixels, (k + 1) * tile))
    }
    job.finish()
    Atomics.add(control, ready, 1)
    Atomics.notify(control, ready)
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToCrew>) => {
  if (data.kind === 'station') {
    work = workOf(data.station)
    control = data.station.control
    pixels = data.station.source.length / data.station.channels
    void serve()
  } else job = work(data.task)
  self.postMessage(null, [])
})
