import { failure, FailureError } from '../kernels/failure.ts'
import type { RunOptions } from './engine.ts'
import type { Listener, Port, Spawn } from './port.ts'
import type { FromWorker, JobName, Jobs, ToWorker } from './protocol.ts'
import { watchHeartbeat, watchLock, type Heartbeat } from './watch.ts'

/**
 * A worker that has not said it is ready after this long is replaced: it may have died before it held its lock. Each time
 * in a row the next one gets twice as long, for it may only be slow; from `patience` on the jobs take the blame.
 */
const loadTime = 1_000
const patience = 16_000
/** How long a job that was told to stop may take to do so. */
const grace = 120
/** A job is tried this often. */
const tries = 2
/** After so many deaths without any work done in between, an idle lane waits for the next job before it starts another worker. */
const vainDeaths = 3

type Run = Extract<ToWorker, { kind: 'run' }>

/** What a new worker must be told before it can take a dead one's jobs. */
export type Errand = { [J in JobName]: { readonly job: J; readonly input: Jobs[J]['input']; readonly transfer?: readonly Transferable[] } }[JobName]

export interface LaneOptions extends RunOptions {
  /** Milliseconds after which the worker is ended and the job given up. */
  readonly deadline?: number
}

/** One worker's life, and the next one's when it dies. */
export interface Lane {
  run<J extends JobName>(job: J, input: Jobs[J]['input'], options?: LaneOptions): Promise<Jobs[J]['output']>
  /** Runs a job whose result nobody waits for and which the errands would repeat. */
  tell(errand: Errand): void
  /** Has a new worker take the place of one that has nothing to do. */
  renew(): void
  /** Whether there is a worker; after many deaths in a row an idle lane has none. */
  alive(): boolean
  dispose(): void
}

interface Waiting {
  readonly message: Run
  readonly options: LaneOptions
  readonly resolve: (output: never) => void
  readonly reject: (reason: FailureError) => void
  /** Workers that died while they worked on it. */
  tried: number
  /** Whether the present worker has begun it. */
  started: boolean
  deadline?: ReturnType<typeof setTimeout>
  /** Set once the job was told to stop; its promise is settled by then. */
  stopping?: ReturnType<typeof setTimeout>
  /** Ends listening to the signal. */
  release: () => void
}

interface Life {
  readonly port: Port
  readonly loading: ReturnType<typeof setTimeout>
  ready: boolean
  heartbeat?: Heartbeat
  unwatch?: () => void
}

let names = 0

/** Unique among all tabs of this origin, which share their locks. */
const lockName = (lane: string): string => `${lane}-${++names}-${Math.random().toString(36).slice(2)}`

/** A worker that cannot even be made is one that breaks at once. */
const spawned = (spawn: Spawn, lock: string, listener: Listener): Port => {
  try {
    return spawn(lock, listener)
  } catch {
    queueMicrotask(() => listener.broken())
    return { post: () => undefined, end: () => undefined }
  }
}

/**
 * A lane runs jobs in one worker. When the worker dies, in whatever way, a new one takes its place, is told `errands()`
 * and gets the unfinished jobs once more; a job that has seen two workers die rejects with `worker-lost`.
 */
export function createLane(name: string, spawn: Spawn, errands: () => readonly Errand[]): Lane {
  const jobs = new Map<number, Waiting>()
  let life: Life | undefined
  let serial = 0
  let deaths = 0
  let loading = loadTime
  let disposed = false

  const start = (): Life => {
    const lock = lockName(name)
    const gone = (): void => {
      if (life === born) die()
    }
    const born: Life = {
      port: spawned(spawn, lock, { message: (message) => life === born && hear(born, lock, message), broken: gone }),
      loading: setTimeout(() => life === born && unready(), loading),
      ready: false,
    }
    life = born
    for (const errand of errands()) post(born, errand)
    for (const job of jobs.values()) send(born, job)
    return born
  }

  const post = (to: Life, { transfer, ...errand }: Errand): void => to.port.post({ kind: 'run', serial: ++serial, ...errand } as Run, transfer)

  const send = (to: Life, job: Waiting): void => {
    const { deadline } = job.options
    if (deadline !== undefined) {
      job.deadline = setTimeout(() => {
        settle(job).reject(lost(job))
        die(false)
      }, deadline)
    }
    to.port.post(job.message)
  }

  const lost = ({ message }: Waiting): FailureError => failure({ code: 'worker-lost', job: message.job })

  /** Takes a job off the list and stops everything that waits on its behalf. */
  const settle = (job: Waiting): Waiting => {
    jobs.delete(job.message.serial)
    clearTimeout(job.deadline)
    clearTimeout(job.stopping)
    job.release()
    return job
  }

  const hear = (from: Life, lock: string, message: FromWorker): void => {
    from.heartbeat?.heard()
    if (message.kind === 'ready') {
      clearTimeout(from.loading)
      from.ready = true
      loading = loadTime
      if (message.locked) from.unwatch = watchLock(lock, () => life === from && die())
      else from.heartbeat = watchHeartbeat(() => from.port.post({ kind: 'ping' }), () => jobs.size > 0, () => life === from && die())
      return
    }
    if (message.kind === 'pong') return
    const job = jobs.get(message.serial)
    if (!job) return
    if (message.kind === 'started') {
      job.started = true
      return
    }
    if (message.kind === 'progress') {
      if (job.stopping === undefined) job.options.onProgress?.(message.progress)
      return
    }
    deaths = 0
    settle(job)
    if (message.kind === 'done') job.resolve(message.output as never)
    else job.reject(failure(message.failure))
  }

  const unready = (): void => {
    const counts = loading >= patience
    loading = Math.min(2 * loading, patience)
    die(counts)
  }

  /** Ends the worker and starts the next. Jobs are only blamed (`counts`) for a death that was not our own doing. */
  const die = (counts = true): void => {
    if (!life) return
    const { ready } = life
    clearTimeout(life.loading)
    life.heartbeat?.stop()
    life.unwatch?.()
    life.port.end()
    life = undefined
    deaths++
    for (const job of jobs.values()) {
      clearTimeout(job.deadline)
      // a job that was only posted to a dying worker has done nothing to it, unless no worker gets as far as that
      if (counts && (job.started || !ready)) job.tried++
      job.started = false
      if (job.stopping !== undefined) settle(job)
      else if (job.tried >= tries) settle(job).reject(lost(job))
    }
    if (!disposed && (jobs.size > 0 || deaths < vainDeaths)) start()
  }

  /** Settles the promise at once; the worker has a moment to stop by itself before it is ended. */
  const cancel = (job: Waiting): void => {
    job.reject(failure({ code: 'cancelled' }))
    job.release()
    clearTimeout(job.deadline)
    if (!life) {
      settle(job)
      return
    }
    life.port.post({ kind: 'cancel', serial: job.message.serial })
    job.stopping = setTimeout(() => {
      settle(job)
      die(false)
    }, grace)
  }

  start()

  return {
    run: (job, input, options = {}) =>
      new Promise((resolve, reject) => {
        const { signal } = options
        if (disposed || signal?.aborted) {
          reject(failure({ code: 'cancelled' }))
          return
        }
        const message = { kind: 'run', serial: ++serial, job, input } as Run
        const stop = (): void => cancel(waiting)
        const waiting: Waiting = { message, options, resolve, reject, tried: 0, started: false, release: () => signal?.removeEventListener('abort', stop) }
        signal?.addEventListener('abort', stop)
        jobs.set(message.serial, waiting)
        if (life) send(life, waiting)
        else start()
      }),
    tell(errand) {
      // a worker that is not there yet is told by the errands
      if (life) post(life, errand)
    },
    renew() {
      if (jobs.size > 0) return
      die(false)
      deaths = 0
    },
    alive: () => life !== undefined,
    dispose() {
      disposed = true
      for (const job of jobs.values()) settle(job).reject(failure({ code: 'cancelled' }))
      die(false)
    },
  }
}
