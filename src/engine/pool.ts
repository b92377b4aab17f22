import { createLane, type Errand, type Lane } from './lane.ts'
import type { Spawn } from './port.ts'

/** The workers that lend others a hand: started when there is something to do, ended when there is not. */
export interface Pool {
  /** Sees that the hands are there; called at every job, so that they know when nobody needs them. */
  wake(): void
  /** What a new worker that needs hands must be told. */
  hands(): readonly Errand[]
  /** Ends the hands, and with them whatever they still know of; they come back when they are needed. */
  end(): void
}

/** Hands that nobody has needed for so long are ended, and their memory with them. */
const idleTime = 30_000

/** All cores but one for the page and one for the worker that the hands help. */
export const handsFor = (cores: number): number => Math.min(14, Math.max(0, cores - 2))

export interface PoolOptions {
  readonly spawn: Spawn
  /** The lanes whose workers need hands. */
  readonly bosses: () => readonly Lane[]
  readonly count: number
  /** What every hand is told first. */
  readonly errands?: readonly Errand[]
}

/** A line between a hand and a worker that needs it: each end travels to its worker. */
const line = (name: string): { readonly hire: Errand; readonly lend: Errand } => {
  const { port1, port2 } = new MessageChannel()
  return {
    hire: { job: 'hire', input: { name, port: port1 }, transfer: [port1] },
    lend: { job: 'lend', input: { port: port2 }, transfer: [port2] },
  }
}

export function createPool({ spawn, bosses, count, errands = [] }: PoolOptions): Pool {
  let lanes: readonly Lane[] = []
  let used = 0
  let timer: ReturnType<typeof setInterval> | undefined

  const start = (): void => {
    lanes = Array.from({ length: count }, (_, k) =>
      createLane('help', spawn, () => [
        ...errands,
        ...bosses().map((boss) => {
          const { hire, lend } = line(`hand ${k}`)
          boss.tell(hire)
          return lend
        }),
      ]),
    )
    timer = setInterval(() => performance.now() - used > idleTime && stop(), idleTime / 3)
  }

  const stop = (): void => {
    clearInterval(timer)
    for (const lane of lanes) lane.dispose()
    lanes = []
  }

  return {
    wake() {
      used = performance.now()
      // hands that died too often come back with the next job
      if (lanes.some((lane) => !lane.alive())) stop()
      if (lanes.length === 0) start()
    },
    hands: () =>
      lanes.map((lane, k) => {
        const { hire, lend } = line(`hand ${k}`)
        lane.tell(lend)
        return hire
      }),
    end: stop,
  }
}
