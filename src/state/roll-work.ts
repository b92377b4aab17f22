import type { Engine } from '../engine/engine.ts'
import { toFailure } from '../kernels/failure.ts'
import type { RollFrame } from './roll-frame.ts'
import { createWorkshop, type Workshop } from './roll-workshop.ts'

/** What is being done to the roll, frame by frame. */
export interface RollWork {
  readonly what: 'reading' | 'inverting' | 'exporting'
  readonly done: number
  readonly of: number
  /** The frame that it is at. */
  readonly name: string
  /** How much of that one is done, 0 … 1. */
  readonly part: number
  /** A pause begins when the frame at hand is done. */
  readonly pause: 'no' | 'asked' | 'now'
}

export interface Working {
  /**
   * Does something to frame after frame, in workers of their own; one that fails is told to `failed`, and the rest goes on. Resolves to whether it came to its end;
   * what is begun ends what was there before.
   */
  each(
    what: RollWork['what'],
    frames: readonly RollFrame[],
    run: (frame: RollFrame, signal: AbortSignal, part: (done: number) => void, workshop: Workshop) => Promise<void>,
    failed: (frame: RollFrame, failure: ReturnType<typeof toFailure>) => void,
  ): Promise<boolean>
  cancel(): void
  pause(): void
  goOn(): void
}

/** Progress within a frame is told this often (ms): more would only draw the same bar. */
const often = 100

export function createWorking(engine: Engine, state: () => RollWork | undefined, tell: (work: RollWork | undefined) => void): Working {
  let running: AbortController | undefined
  let goOn: (() => void) | undefined

  const change = (to: Partial<RollWork>): void => {
    const now = state()
    if (now) tell({ ...now, ...to })
  }

  /** Waits as long as there is a pause; a cancelled work waits no longer. */
  const gate = async (signal: AbortSignal): Promise<void> => {
    if (state()?.pause !== 'asked' || signal.aborted) return
    change({ pause: 'now' })
    await new Promise<void>((resolve) => {
      goOn = resolve
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    goOn = undefined
    if (!signal.aborted) change({ pause: 'no' })
  }

  return {
    async each(what, frames, run, failed) {
      running?.abort()
      const mine = new AbortController()
      running = mine
      // of its own: what took its place has another, and ending this one ends no other
      const workshop = createWorkshop(engine)
      let told = 0
      const part = (done: number): void => {
        const now = performance.now()
        if (mine.signal.aborted || now - told < often) return
        told = now
        change({ part: Math.min(1, Math.max(0, done)) })
      }
      try {
        for (const [done, frame] of frames.entries()) {
          tell({ what, done, of: frames.length, name: frame.name, part: 0, pause: done === 0 ? 'no' : (state()?.pause ?? 'no') })
          await gate(mine.signal)
          if (mine.signal.aborted) return false
          try {
            await run(frame, mine.signal, part, workshop)
          } catch (caught) {
            const failure = toFailure(caught)
            if (mine.signal.aborted || failure.code === 'cancelled') return false
            failed(frame, failure)
          }
          if (mine.signal.aborted) return false
        }
        return true
      } finally {
        workshop.end()
        if (running === mine) {
          running = undefined
          tell(undefined)
        }
      }
    },
    cancel: () => running?.abort(),
    pause: () => change({ pause: 'asked' }),
    goOn() {
      if (state()?.pause === 'asked') change({ pause: 'no' })
      goOn?.()
    },
  }
}
