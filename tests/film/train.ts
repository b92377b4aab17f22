import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { weightCount } from '../../src/kernels/film/estimator/features.ts'
import { createSoap } from './soap.ts'
import { heldOutLoss, report, setAside } from './evaluate.ts'
import { readTrained, writeWeights } from './weight-file.ts'
import { createRandom } from './random.ts'
import { batch, control as place, createShared, gather, lateFrom, looksOf } from './shared.ts'
import { startWeights } from './weights.ts'

// npm run film:train -- [--steps N] [--scenes N] [--threads N] [--seed N] [--minutes N] [--from FILE] [--out FILE]
// The same seed gives the same weights on any number of threads; the default takes about half an hour on four free cores.
// --minutes fits the run to a clock instead, and what comes out then depends on how fast the machine was.
// --from goes on from weights trained before, on other pictures and films if the seed is another.
const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '30000' },
    scenes: { type: 'string', default: '8000' },
    threads: { type: 'string', default: String(Math.min(4, availableParallelism())) },
    seed: { type: 'string', default: '20' },
    minutes: { type: 'string' },
    from: { type: 'string' },
    out: { type: 'string', default: 'src/kernels/film/estimator/estimator.bin' },
  },
})
const [steps, sceneCount, threads, seed] = [values.steps, values.scenes, values.threads, values.seed].map(Number)
const minutes = values.minutes === undefined ? Infinity : Number(values.minutes)
const out = values.out

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const began = performance.now()
const elapsed = (): number => (performance.now() - began) / 60_000

const shared = createShared(seed, sceneCount)
const before = values.from === undefined ? undefined : readTrained(values.from)
shared.weights.set(before?.weights ?? startWeights(createRandom(seed, 1)))
// beside this file once the two are built (.tools/film-train.mjs)
const workerFile = './worker.mjs'
const workers = Array.from({ length: threads }, () => new Worker(new URL(workerFile, import.meta.url), { workerData: shared }))
for (const worker of workers) {
  worker.on('error', (error) => {
    process.stderr.write(`${String(error)}\n`)
    process.exit(1)
  })
}

say(`painting ${sceneCount} pictures on ${threads} threads, seed ${seed}`)
await everyone((seconds) => say(`  ${Math.min(sceneCount, Atomics.load(shared.control, place.painted))} of ${sceneCount}, ${seconds.toFixed(0)} s`))
const trainingBegan = elapsed()
say(`painted after ${trainingBegan.toFixed(1)} min; ${weightCount} weights, ${steps} steps of ${batch} negatives`)

const soap = createSoap(shared.weights)
const gradient = new Float64Array(weightCount)
/** The longest steps; shorter where weights are given, so as not to shake off what they know. */
const fastest = before ? 2.5e-3 : 5e-3
const sums = new Float64Array(3)
let step = 0
let passedOver = 0
while (step < steps && elapsed() < minutes) {
  step++
  // Up to speed, then down along a cosine: by steps, or by the clock where one is set and runs out first.
  const way = Math.min(1, Math.max(step / steps, (elapsed() - trainingBegan) / (minutes - trainingBegan)))
  Atomics.store(shared.control, place.looks, way < lateFrom ? looksOf.early : looksOf.late)
  Atomics.store(shared.control, place.nextShard, 0)
  Atomics.store(shared.control, place.step, step)
  Atomics.notify(shared.control, place.step)
  await everyone()
  gather(shared, gradient, sums)
  const rate = fastest * Math.min(1, step / 1000) * (0.5 + 0.5 * Math.cos(Math.PI * way)) + 1.5e-5
  if (!soap.step(shared.weights, gradient, rate)) passedOver++
  if (step % 250 === 0) {
    const [total, printed, matched] = Array.from(sums, (sum) => (sum / 250).toFixed(2))
    say(`${step} of ${steps}  ${elapsed().toFixed(1)} min  loss ${total}  printed ${printed}  matched ${matched}${passedOver ? `  ${passedOver} passed over` : ''}`)
    sums.fill(0)
  }
  if (step % 5000 === 0) {
    const { printed, matched } = heldOutLoss(soap.mean, seed)
    say(`  set aside: printed ${printed.toFixed(2)}  matched ${matched.toFixed(2)}`)
    writeWeights(out, soap.mean, { seed, steps, step, batch, sceneCount, minutes: elapsed(), complete: false, from: before?.provenance })
  }
}
Atomics.store(shared.control, place.step, -1)
Atomics.notify(shared.control, place.step)
const minutesTaken = elapsed()
say(`trained ${step} steps in ${minutesTaken.toFixed(1)} min`)
const scores = setAside(Float32Array.from(soap.mean), seed)
writeWeights(out, soap.mean, { seed, steps, step, batch, sceneCount, minutes: minutesTaken, complete: step === steps, from: before?.provenance, scores })
for (const line of report(scores)) say(line)

/** Waits until every thread has done its part; long waits let events through and look up every ten seconds. */
async function everyone(look?: (seconds: number) => void): Promise<void> {
  const start = performance.now()
  let looked = start
  for (let done = Atomics.load(shared.control, place.done); done < threads; done = Atomics.load(shared.control, place.done)) {
    if (Atomics.wait(shared.control, place.done, done, 200) !== 'timed-out') continue
    await new Promise((resolve) => void setImmediate(resolve))
    if (performance.now() - looked < 10_000) continue
    looked = performance.now()
    look?.((looked - start) / 1000)
  }
  Atomics.store(shared.control, place.done, 0)
}
