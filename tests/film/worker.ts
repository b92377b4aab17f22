import { workerData } from 'node:worker_threads'
import { weightCount } from '../../src/kernels/film/estimator/features.ts'
import { randomExample } from './example.ts'
import { createObjective } from './objective.ts'
import { createRandom } from './random.ts'
import { paintScene, sceneLength } from './scenes.ts'
import { control as place, looksOf, shardExamples, shards, type Shared } from './shared.ts'

const { seed, sceneCount, palettes, control, scenes, weights, gradients, losses } = workerData as Shared
const objectives = [looksOf.early, looksOf.late].map((looks) => ({ looks, objective: createObjective(looks) }))
const own = Float64Array.from(weights)

for (let index = take(place.painted); index < sceneCount; index = take(place.painted)) scenes.set(paintScene(seed, index, palettes), index * sceneLength)
finished()

for (let step = 1; ; step++) {
  Atomics.wait(control, place.step, step - 1)
  if (Atomics.load(control, place.step) < 0) break
  own.set(weights)
  for (const { objective } of objectives) objective.load(own)
  for (let shard = take(place.nextShard); shard < shards; shard = take(place.nextShard)) reckon(step, shard)
  finished()
}

/** Slopes and losses of one shard of a step: the same numbers whichever thread draws it. */
function reckon(step: number, shard: number): void {
  const random = createRandom(seed + 1, step * shards + shard)
  const gradient = new Float64Array(weightCount)
  const sums = [0, 0, 0]
  const { looks, objective } = objectives.find((one) => one.looks === Atomics.load(control, place.looks))!
  for (let n = 0; n < shardExamples; n++) {
    const at = random.below(sceneCount) * sceneLength
    const { total, printed, matched } = objective.reckon(randomExample(scenes.subarray(at, at + sceneLength), random, looks), gradient)
    sums[0] += total
    sums[1] += printed
    sums[2] += matched
  }
  gradients.set(gradient, shard * weightCount)
  losses.set(sums, shard * 3)
}

function take(which: number): number {
  return Atomics.add(control, which, 1)
}

function finished(): void {
  Atomics.add(control, place.done, 1)
  Atomics.notify(control, place.done)
}
