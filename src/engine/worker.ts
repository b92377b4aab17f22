import type { FromWorker, ToWorker } from './protocol.ts'

declare const self: DedicatedWorkerGlobalScope

// This file stays small, so that a worker holds its lock a moment after it was started. Until then nothing tells the page
// of its death, so the bulk is fetched afterwards, with messages kept meanwhile.

const waiting: ToWorker[] = []
let hear = (message: ToWorker): void => void waiting.push(message)
self.addEventListener('message', (event: MessageEvent<ToWorker>) => hear(event.data))

const post = (message: FromWorker, transfer: readonly Transferable[] = []): void => self.postMessage(message, { transfer: [...transfer] })

if ('locks' in navigator) {
  // the page waits for this lock and gets it the moment this worker is gone, however it went
  void navigator.locks.request(self.name, () => {
    post({ kind: 'ready', locked: true })
    return new Promise(() => undefined)
  })
} else {
  post({ kind: 'ready', locked: false })
}

try {
  const [{ createHandlers }, { serve }] = await Promise.all([import('./handlers.ts'), import('./serve.ts')])
  const share = self.crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined'
  hear = serve(createHandlers({ share }), post)
  for (const message of waiting.splice(0)) hear(message)
} catch {
  // a chunk that did not arrive: the next worker tries again
  self.close()
}
