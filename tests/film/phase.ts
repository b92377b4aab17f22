import { Worker } from 'node:worker_threads'
import { heldOutLoss } from './evaluate.ts'
import { batch, control as place, createShared, gather, lateFrom, looksOf, type Lesson } from './shared.ts'
import { createSoap } from './soap.ts'

/** One stretch of a training: pictures of its own, painted anew, and a step that swells and dies away. */
export interface Phase extends Lesson {
  readonly steps: number
  /** The longest step; shorter where there is something to lose. */
  readonly fastest: number
}

export interface Run {
  readonly threads: number
  /** Pictures and films of the held-out loss. */
  readonly asideSeed: number
  readonly say: (line: string) => void
  /** Called now and then with the weights so far. */
  readonly keep: (weights: Float64Array, step: number) => void
}

const sayEvery = 250
const keepEvery = 5000
// beside this file once the two are built (.tools/film-train.mjs)
const workerFile = './worker.mjs'

/** Goes on from `weights` through one phase and gives the slow mean of what it went through. The same on any number of threads. */
export async function trainPhase(weights: ArrayLike<number>, { steps, fastest, ...lesson }: Phase, { threads, asideSeed, say, keep }: Run): Promise<Float64Array> {
  const shared = createShared(lesson)
  const { control } = shared
  shared.weights.set(weights)
  const workers = Array.from({ length: threads }, () => new Worker(new URL(workerFile, import.meta.url), { workerData: shared }))
  for (const worker of workers) {
    worker.on('error', (error) => {
      process.stderr.write(`${String(error)}\n`)
      process.exit(1)
    })
  }
  say(`painting ${lesson.sceneCount} pictures on ${threads} threads, seed ${lesson.seed}${lesson.palettes ? ', some in counted colours' : ''}`)
  await everyone(control, threads, (seconds) => say(`  ${Math.min(lesson.sceneCount, Atomics.load(control, place.painted))} of ${lesson.sceneCount}, ${seconds.toFixed(0)} s`))
  say(`${weights.length} weights, ${steps} steps of ${batch} negatives`)

  const soap = createSoap(shared.weights)
  const gradient = new Float64Array(weights.length)
  const sums = new Float64Array(3)
  let passedOver = 0
  for (let step = 1; step <= steps; step++) {
    const way = step / steps
    Atomics.store(control, place.looks, way < lateFrom ? looksOf.early : looksOf.late)
    Atomics.store(control, place.nextShard, 0)
    Atomics.store(control, place.step, step)
    Atomics.notify(control, place.step)
    await everyone(control, threads)
    gather(shared, gradient, sums)
    // Up to speed, then down along a cosine.
    const rate = fastest * Math.min(1, step / 1000) * (0.5 + 0.5 * Math.cos(Math.PI * way)) + 1.5e-5
    if (!soap.step(shared.weights, gradient, rate)) passedOver++
    if (step % sayEvery === 0) {
      const [total, printed, matched] = Array.from(sums, (sum) => (sum / sayEvery).toFixed(2))
      say(`${step} of ${steps}  loss ${total}  printed ${printed}  matched ${matched}${passedOver ? `  ${passedOver} passed over` : ''}`)
      sums.fill(0)
    }
    if (step % keepEvery === 0) {
      const { printed, matched } = heldOutLoss(soap.mean, asideSeed)
      say(`  set aside: printed ${printed.toFixed(2)}  matched ${matched.toFixed(2)}`)
      keep(soap.mean, step)
    }
  }
  Atomics.store(control, place.step, -1)
  Atomics.notify(control, place.step)
  await Promise.all(workers.map((worker) => worker.terminate()))
  return soap.mean
}

/** Waits until every thread has done its part; long waits let events through and look up every ten seconds. */
async function everyone(control: Int32Array, threads: number, look?: (seconds: number) => void): Promise<void> {
  const start = performance.now()
  let looked = start
  for (let done = Atomics.load(control, place.done); done < threads; done = Atomics.load(control, place.done)) {
    if (Atomics.wait(control, place.done, done, 200) !== 'timed-out') continue
    await new Promise((resolve) => void setImmediate(resolve))
    if (performance.now() - looked < 10_000) continue
    looked = performance.now()
    look?.((looked - start) / 1000)
  }
  Atomics.store(control, place.done, 0)
}
