import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { report, setAside } from './evaluate.ts'
import { type Phase, trainPhase } from './phase.ts'
import { createRandom } from './random.ts'
import { writeWeights } from './weight-file.ts'
import { startWeights } from './weights.ts'

// npm run film:train -- [--steps N] [--scenes N] [--threads N] [--seed N] [--out FILE]
// The same seed gives the same weights on any number of threads; the default takes under an hour on four free cores.
const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '54000' },
    scenes: { type: 'string', default: '8000' },
    threads: { type: 'string', default: String(Math.min(4, availableParallelism())) },
    seed: { type: 'string', default: '20' },
    out: { type: 'string', default: 'src/kernels/film/estimator/estimator.bin' },
  },
})
const [steps, sceneCount, threads, seed] = [values.steps, values.scenes, values.threads, values.seed].map(Number)
const { out } = values

/**
 * Films are learnt first, from pictures whose colours go everywhere; then, on other pictures, what colours photographs have.
 * All of it with photographs' colours from the start leaves contrast and greys worse.
 */
const last = Math.round(steps / 6)
const phases: readonly Phase[] = [
  { seed, sceneCount, palettes: false, steps: steps - last, fastest: 5e-3 },
  { seed: seed + 1, sceneCount, palettes: true, steps: last, fastest: 2.5e-3 },
]

const began = performance.now()
const minutes = (): number => (performance.now() - began) / 60_000
const say = (line: string): void => void process.stdout.write(`${minutes().toFixed(1)} min  ${line}\n`)

let weights = startWeights(createRandom(seed, 1))
let done = 0
for (const phase of phases) {
  const before = done
  const keep = (now: Float64Array, step: number): void => writeWeights(out, now, { phases, step: before + step, minutes: minutes(), complete: false })
  weights = await trainPhase(weights, phase, { threads, asideSeed: seed, say, keep })
  done += phase.steps
}
say(`trained ${done} steps`)
const scores = setAside(Float32Array.from(weights), seed)
writeWeights(out, weights, { phases, step: done, minutes: minutes(), complete: true, scores })
for (const line of report(scores)) say(line)
