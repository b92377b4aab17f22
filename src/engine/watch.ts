/** How often a worker without a lock is asked for a sign of life. */
const beat = 2_000
/** A worker at work may be silent for this long before it counts as dead, where only silence can tell. */
const patience = 180_000

/** Calls `gone` when the worker that holds the lock `name` is gone, however it went. Returns how to stop watching. */
export function watchLock(name: string, gone: () => void): () => void {
  const stop = new AbortController()
  navigator.locks.request(name, { signal: stop.signal }, gone).catch(() => undefined)
  return () => stop.abort()
}

export interface Heartbeat {
  /** The worker said something. */
  heard(): void
  stop(): void
}

/** For browsers without locks: an idle worker must answer a ping before the next one; a busy one may take its time. */
export function watchHeartbeat(ping: () => void, busy: () => boolean, gone: () => void): Heartbeat {
  let asked = false
  let last = performance.now()
  const timer = setInterval(() => {
    if (busy() ? performance.now() - last > patience : asked) {
      gone()
      return
    }
    if (busy()) return
    asked = true
    ping()
  }, beat)
  return {
    heard() {
      asked = false
      last = performance.now()
    },
    stop: () => clearInterval(timer),
  }
}
