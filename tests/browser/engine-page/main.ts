import { createEngine } from '../../../src/engine/client.ts'
import type { Engine } from '../../../src/engine/engine.ts'

declare global {
  /** What the test drives: the built engine on a page of its own. */
  var bench: {
    engine: Engine
    /** How many turns of its own the page has had between what it was asked to do. */
    turns(): number
    /** What tells bytes apart. */
    digest(bytes: BufferSource): Promise<string>
    /** The newest worker of a lane. */
    worker(lane: 'view' | 'work' | 'help'): Worker
  }
}

const workers: { readonly name: string; readonly worker: Worker }[] = []
globalThis.Worker = class extends Worker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options)
    workers.push({ name: options?.name ?? '', worker: this })
  }
}

// a message to itself: its turn comes once whatever else the page was asked to do before has been done
const { port1, port2 } = new MessageChannel()
let turns = 0
port2.addEventListener('message', () => {
  turns++
  port1.postMessage(undefined)
})
port2.start()
port1.postMessage(undefined)

globalThis.bench = {
  digest: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).join(),
  worker: (lane) => workers.findLast(({ name }) => name.startsWith(lane))!.worker,
  engine: createEngine(),
  turns: () => turns,
}
