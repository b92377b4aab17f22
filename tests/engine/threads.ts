import { createHandlers } from '../../src/engine/handlers.ts'
import type { Listener, Spawn } from '../../src/engine/port.ts'
import type { FromWorker, ToWorker } from '../../src/engine/protocol.ts'
import { serve } from '../../src/engine/serve.ts'

/** A worker of the tests: the real message loop over the real handlers in this thread, with messages cloned as they would be. */
export interface Thread {
  readonly name: string
  readonly heard: ToWorker[]
  /** The worker is gone, and the page is told as it is of an uncaught error. */
  kill(): void
}

export interface Threads {
  readonly spawn: Spawn
  readonly all: Thread[]
  /** The living worker of a lane. */
  of(lane: 'view' | 'work'): Thread
}

// structuredClone refuses shared memory in Node, a message channel does not
const crossing = <M>(message: M, transfer: readonly Transferable[], arrive: (message: M) => void): void => {
  const { port1, port2 } = new MessageChannel()
  port2.addEventListener('message', (event: MessageEvent<M>) => {
    port1.close()
    arrive(event.data)
  })
  port2.start()
  port1.postMessage(message, [...transfer])
}

export function createThreads({ share }: { readonly share: boolean }): Threads {
  const all: Thread[] = []
  const spawn: Spawn = (name, listener: Listener) => {
    let alive = true
    const heard: ToWorker[] = []
    const tell = (message: FromWorker, transfer: readonly Transferable[] = []): void => {
      if (alive) crossing(message, transfer, (arrived) => alive && listener.message(arrived))
    }
    const hear = serve(createHandlers({ share }), tell)
    const thread: Thread = {
      name,
      heard,
      kill() {
        alive = false
        listener.broken()
      },
    }
    all.push(thread)
    return {
      post(message, transfer = []) {
        heard.push(message)
        crossing(message, transfer, (arrived) => alive && hear(arrived))
      },
      end: () => void (alive = false),
    }
  }
  return { spawn, all, of: (lane) => all.findLast(({ name }) => name.startsWith(`${lane}-`))! }
}
