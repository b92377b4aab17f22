import { createEngine } from '../../../src/engine/client.ts'
import type { Engine } from '../../../src/engine/engine.ts'

declare global {
  /** What the test drives: the built engine on a page of its own. */
  var bench: {
    engine: Engine
    /** The longest time that the page could do nothing else, in milliseconds, since the last call. */
    blocked(): number
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

let longest = 0
let last = performance.now()
const tick = (): void => {
  const now = performance.now()
  longest = Math.max(longest, now - last)
  last = now
  setTimeout(tick)
}
tick()

globalThis.bench = {
  digest: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).join(),
  worker: (lane) => workers.findLast(({ name }) => name.startsWith(lane))!.worker,
  engine: createEngine(),
  blocked() {
    const most = longest
    longest = 0
    return most
  },
}
