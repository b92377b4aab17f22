import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createLane, type Errand, type Lane } from '../../src/engine/lane.ts'
import type { Listener, Spawn } from '../../src/engine/port.ts'
import type { ToWorker } from '../../src/engine/protocol.ts'
import { FailureError, type Failure } from '../../src/kernels/failure.ts'

interface Fake {
  readonly name: string
  readonly listener: Listener
  readonly heard: ToWorker[]
  ended: boolean
}

let workers: Fake[]
/** What the page asked of each lock: called when the worker that holds it is gone. */
let locks: Map<string, () => void>
const lanes: Lane[] = []

const spawn: Spawn = (name, listener) => {
  const fake: Fake = { name, listener, heard: [], ended: false }
  workers.push(fake)
  return { post: (message) => void fake.heard.push(message), end: () => void (fake.ended = true) }
}

const laneOf = (errands: () => readonly Errand[] = () => [], by: Spawn = spawn): Lane => {
  const lane = createLane('test', by, errands)
  lanes.push(lane)
  return lane
}

const last = (): Fake => workers.at(-1)!
const runs = (fake: Fake) => fake.heard.filter((message) => message.kind === 'run')
const jobsOf = (fake: Fake): string[] => runs(fake).map(({ job }) => job)
const answer = (fake: Fake, at = -1): void =>
  fake.listener.message({ kind: 'done', serial: runs(fake).at(at)!.serial, output: { values: Float64Array.of(runs(fake).at(at)!.serial), channels: 1 } })
/** The worker is up and has begun its newest job. */
const begin = (fake: Fake): void => {
  fake.listener.message({ kind: 'ready', locked: true })
  fake.listener.message({ kind: 'started', serial: runs(fake).at(-1)!.serial })
}
const pixel = { picture: 1, x: 0, y: 0, width: 1, height: 1 }
const failureOf = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (caught: unknown) => (caught as FailureError).failure,
  )

beforeEach(() => {
  workers = []
  locks = new Map()
  vi.useFakeTimers()
  vi.stubGlobal('navigator', {
    locks: {
      request: (name: string, { signal }: { signal: AbortSignal }, granted: () => void) => {
        locks.set(name, granted)
        signal.addEventListener('abort', () => locks.delete(name))
        return Promise.resolve()
      },
    },
  })
})

afterEach(() => {
  for (const lane of lanes.splice(0)) lane.dispose()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('resolves each job with its own answer, in whatever order they come', async () => {
  const lane = laneOf()
  const [a, b] = [lane.run('sample', pixel), lane.run('sample', pixel)]
  answer(last(), 1)
  answer(last(), 0)
  expect((await b).values[0]).not.toBe((await a).values[0])
  expect((await a).values[0]).toBe(runs(last())[0]!.serial)
})

it('rejects with the failure that the worker tells', async () => {
  const lane = laneOf()
  const job = failureOf(lane.run('sample', pixel))
  last().listener.message({ kind: 'failed', serial: runs(last())[0]!.serial, failure: { code: 'empty-file' } })
  expect(await job).toEqual({ code: 'empty-file' })
  expect(workers.length).toBe(1)
})

it('rejects a cancelled job at once and keeps a worker that stops by itself', async () => {
  const lane = laneOf()
  const stop = new AbortController()
  const onProgress = vi.fn<() => void>()
  last().listener.message({ kind: 'ready', locked: true })
  const job = failureOf(lane.run('sample', pixel, { signal: stop.signal, onProgress }))
  const { serial } = runs(last())[0]!
  last().listener.message({ kind: 'progress', serial, progress: { done: 0.5, stage: 'decoding' } })
  stop.abort()
  expect(await job).toEqual({ code: 'cancelled' })
  expect(last().heard.at(-1)).toEqual({ kind: 'cancel', serial })
  last().listener.message({ kind: 'progress', serial, progress: { done: 0.6, stage: 'decoding' } })
  last().listener.message({ kind: 'failed', serial, failure: { code: 'cancelled' } })
  vi.advanceTimersByTime(1_000)
  expect(onProgress).toHaveBeenCalledTimes(1)
  expect(workers.length).toBe(1)
})

it('ends a worker that does not stop within 200 ms, and gives its other jobs to the next without blame', async () => {
  const lane = laneOf(() => [{ job: 'close', input: { id: 7 } }])
  const stop = new AbortController()
  const job = failureOf(lane.run('sample', pixel, { signal: stop.signal }))
  const other = lane.run('sample', pixel)
  stop.abort()
  expect(await job).toEqual({ code: 'cancelled' })
  vi.advanceTimersByTime(200)
  expect(workers.map(({ ended }) => ended)).toEqual([true, false])
  expect(jobsOf(last())).toEqual(['close', 'sample'])
  // two deaths would be one too many if the first had counted
  begin(last())
  last().listener.broken()
  answer(last())
  expect((await other).channels).toBe(1)
})

it('takes no job whose signal is aborted already', async () => {
  const lane = laneOf()
  expect(await failureOf(lane.run('sample', pixel, { signal: AbortSignal.abort() }))).toEqual({ code: 'cancelled' })
  expect(last().heard).toEqual([])
})

const deaths: [string, (fake: Fake) => void][] = [
  ['throws', (fake) => fake.listener.broken()],
  ['goes silently and lets go of its lock', (fake) => locks.get(fake.name)!()],
]

it.each(deaths)('replaces a worker that %s, tells the new one the errands, and runs the job once more', async (_, kill) => {
  const lane = laneOf(() => [{ job: 'close', input: { id: 7 } }])
  last().listener.message({ kind: 'ready', locked: true })
  const job = lane.run('sample', pixel)
  kill(last())
  expect(workers.length).toBe(2)
  expect(jobsOf(last())).toEqual(['close', 'sample'])
  answer(last())
  expect((await job).channels).toBe(1)
})

it.each(deaths)('gives a job up as lost when the second worker %s as well, and serves the next one', async (_, kill) => {
  const lane = laneOf()
  const job = failureOf(lane.run('sample', pixel))
  for (let k = 0; k < 2; k++) {
    begin(last())
    kill(last())
  }
  expect(await job).toEqual({ code: 'worker-lost', job: 'sample' })
  const next = lane.run('sample', pixel)
  answer(last())
  expect((await next).channels).toBe(1)
})

it('serves every job although 200 workers die under it, one a job', async () => {
  const lane = laneOf()
  for (let k = 0; k < 200; k++) {
    last().listener.message({ kind: 'ready', locked: true })
    const job = lane.run('sample', pixel)
    begin(last())
    locks.get(last().name)!()
    answer(last())
    expect((await job).channels).toBe(1)
  }
  expect(workers.length).toBe(201)
  expect(workers.filter(({ ended }) => !ended).length).toBe(1)
})

it('blames no job for the death of a worker that had not begun it', async () => {
  const lane = laneOf()
  const job = lane.run('sample', pixel)
  for (let k = 0; k < 5; k++) {
    last().listener.message({ kind: 'ready', locked: true })
    last().listener.broken()
  }
  answer(last())
  expect((await job).channels).toBe(1)
})

it('does not listen to a worker that it has ended', async () => {
  const lane = laneOf()
  const job = lane.run('sample', pixel)
  const [first] = workers as [Fake]
  first.listener.broken()
  first.listener.broken()
  answer(first)
  expect(workers.length).toBe(2)
  answer(last())
  expect((await job).channels).toBe(1)
})

it('replaces a worker that does not load in a second, and gives each next one twice the time', async () => {
  const lane = laneOf()
  const job = lane.run('sample', pixel)
  for (const patience of [1_000, 2_000, 4_000, 8_000]) {
    const count = workers.length
    vi.advanceTimersByTime(patience - 1)
    expect(workers.length).toBe(count)
    vi.advanceTimersByTime(1)
    expect(workers.length).toBe(count + 1)
  }
  // a job is not to blame for that
  last().listener.message({ kind: 'ready', locked: true })
  answer(last())
  expect((await job).channels).toBe(1)
  expect(workers.filter(({ ended }) => !ended)).toEqual([last()])
})

it('gives a job up where no worker ever loads', async () => {
  const lane = laneOf()
  const job = failureOf(lane.run('sample', pixel))
  vi.advanceTimersByTime(60_000)
  expect(await job).toEqual({ code: 'worker-lost', job: 'sample' })
})

it('starts no workers without end when they die at once, and tries again when there is a job', async () => {
  const lane = laneOf()
  for (let k = 0; k < 10; k++) last().listener.broken()
  expect(workers.length).toBeLessThan(5)
  const job = lane.run('sample', pixel)
  answer(last())
  expect((await job).channels).toBe(1)
})

it('fails a job as lost where no worker can be made at all', async () => {
  const lane = laneOf(
    () => [],
    () => {
      throw new DOMException('no workers here', 'SecurityError')
    },
  )
  expect(await failureOf(lane.run('sample', pixel))).toEqual({ code: 'worker-lost', job: 'sample' })
})

it('ends a worker over a job that passes its deadline, and fails that job only', async () => {
  const lane = laneOf()
  const slow = failureOf(lane.run('sample', pixel, { deadline: 60_000 }))
  const other = lane.run('sample', pixel)
  last().listener.message({ kind: 'ready', locked: true })
  vi.advanceTimersByTime(60_000)
  expect(await slow).toEqual({ code: 'worker-lost', job: 'sample' })
  expect(runs(last()).length).toBe(1)
  answer(last())
  expect((await other).channels).toBe(1)
})

it('pings an idle worker that has no lock and replaces it when it does not answer', () => {
  laneOf()
  const [first] = workers as [Fake]
  first.listener.message({ kind: 'ready', locked: false })
  for (let k = 0; k < 5; k++) {
    vi.advanceTimersByTime(2_000)
    expect(first.heard.at(-1)).toEqual({ kind: 'ping' })
    first.listener.message({ kind: 'pong' })
  }
  expect(workers.length).toBe(1)
  vi.advanceTimersByTime(4_000)
  expect(first.ended).toBe(true)
  expect(workers.length).toBe(2)
})

it('gives a busy worker without a lock time, but not for ever', async () => {
  const lane = laneOf()
  last().listener.message({ kind: 'ready', locked: false })
  const job = lane.run('sample', pixel)
  vi.advanceTimersByTime(60_000)
  expect(workers.length).toBe(1)
  vi.advanceTimersByTime(122_500)
  expect(workers.length).toBe(2)
  answer(last())
  expect((await job).channels).toBe(1)
})

it('ends its worker and cancels what runs when it is disposed of', async () => {
  const lane = laneOf()
  const job = failureOf(lane.run('sample', pixel))
  lane.dispose()
  expect(await job).toEqual({ code: 'cancelled' })
  expect(workers.map(({ ended }) => ended)).toEqual([true])
  expect(await failureOf(lane.run('sample', pixel))).toEqual({ code: 'cancelled' })
})
