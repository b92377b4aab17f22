import workerUrl from './worker.ts?worker&url'
import type { FromWorker, ToWorker } from './protocol.ts'
import { scriptUrl } from './script-url.ts'

/** What is heard from a worker. `broken` is an error nobody caught, or a message that could not be read. */
export interface Listener {
  message(message: FromWorker): void
  broken(): void
}

/** One running worker, as far as a lane sees it; tests bring their own. */
export interface Port {
  post(message: ToWorker, transfer?: readonly Transferable[]): void
  end(): void
}

/** Starts a worker. `name` is its own: the worker holds a lock of that name for as long as it lives. */
export type Spawn = (name: string, listener: Listener) => Port

export const spawnWorker: Spawn = (name, listener) => {
  const worker = new Worker(scriptUrl(new URL(workerUrl, import.meta.url).href), { type: 'module', name })
  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => listener.message(event.data))
  worker.addEventListener('error', () => listener.broken())
  worker.addEventListener('messageerror', () => listener.broken())
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    end: () => worker.terminate(),
  }
}
