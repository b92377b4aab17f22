import { weightCount } from '../../src/kernels/film/estimator/features.ts'
import { sceneLength } from './scenes.ts'

/** A batch is cut into shards, whoever reckons them: sums come out the same on any number of threads. */
export const shards = 16
export const shardExamples = 2
export const batch = shards * shardExamples

/** Places in `control`. */
export const control = { step: 0, nextShard: 1, done: 2, painted: 3, looks: 4 } as const

/** How many grids of a picture an example has: one while the most is learnt from many pictures, then as many as it takes to see one well. */
export const looksOf = { early: 1, late: 4 } as const
export const lateFrom = 0.9

/** What a stretch of training is about. */
export interface Lesson {
  readonly seed: number
  readonly sceneCount: number
  /** Whether some pictures are painted in the colours counted in photographs. */
  readonly palettes: boolean
}

/** Everything that the threads share. */
export interface Shared extends Lesson {
  readonly control: Int32Array
  readonly scenes: Float32Array
  readonly weights: Float64Array
  readonly gradients: Float64Array
  /** Per shard: Σ total, Σ printed, Σ matched. */
  readonly losses: Float64Array
}

const room = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes)

export function createShared(lesson: Lesson): Shared {
  return {
    ...lesson,
    control: new Int32Array(room(20)),
    scenes: new Float32Array(room(4 * sceneLength * lesson.sceneCount)),
    weights: new Float64Array(room(8 * weightCount)),
    gradients: new Float64Array(room(8 * weightCount * shards)),
    losses: new Float64Array(room(8 * 3 * shards)),
  }
}

/** The mean slope and losses of a step, shard by shard in their order. In a function of its own, as a loop of the program's top level runs uncompiled. */
export function gather({ gradients, losses }: Shared, gradient: Float64Array, sums: Float64Array): void {
  gradient.fill(0)
  for (let shard = 0; shard < shards; shard++) {
    const at = shard * weightCount
    for (let i = 0; i < gradient.length; i++) gradient[i] += gradients[at + i] / batch
    for (let k = 0; k < 3; k++) sums[k] += losses[3 * shard + k] / batch
  }
}
