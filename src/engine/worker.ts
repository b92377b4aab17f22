import { createHandlers } from './handlers.ts'
import type { ToWorker } from './protocol.ts'
import { serve, type Post } from './serve.ts'

declare const self: DedicatedWorkerGlobalScope

const post: Post = (message, transfer = []) => self.postMessage(message, [...transfer])
const hear = serve(createHandlers({ share: self.crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined' }), post)

self.addEventListener('message', (event: MessageEvent<ToWorker>) => hear(event.data))

// the page waits for this lock and gets it the moment this worker is gone, however it went
if ('locks' in navigator) {
  void navigator.locks.request(self.name, () => {
    post({ kind: 'ready', locked: true })
    return new Promise(() => undefined)
  })
} else {
  post({ kind: 'ready', locked: false })
}
