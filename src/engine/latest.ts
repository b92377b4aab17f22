/**
 * Runs one job at a time and lets only the newest of each key wait: one that is overtaken while it waits resolves to
 * undefined. Keys take turns in the order in which they first asked.
 */
export function createLatest<I, O>(run: (input: I) => Promise<O>): (key: string, input: I) => Promise<O | undefined> {
  interface Asked {
    readonly input: I
    readonly resolve: (output: O | undefined) => void
    readonly reject: (reason: unknown) => void
  }
  const waiting = new Map<string, Asked>()
  let running = false

  const next = (): void => {
    const first = waiting.entries().next().value
    if (running || !first) return
    const [key, { input, resolve, reject }] = first
    waiting.delete(key)
    running = true
    run(input)
      .finally(() => {
        running = false
        next()
      })
      .then(resolve, reject)
  }

  return (key, input) =>
    new Promise((resolve, reject) => {
      waiting.get(key)?.resolve(undefined)
      waiting.set(key, { input, resolve, reject })
      next()
    })
}
