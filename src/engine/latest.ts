/**
 * Runs one job a key at a time, and `most` in all, and lets only the newest of each key wait: one that is overtaken while
 * it waits resolves to undefined. Keys take turns in the order in which they first asked.
 */
export function createLatest<I, O>(run: (input: I) => Promise<O>, most = 1): (key: string, input: I) => Promise<O | undefined> {
  interface Asked {
    readonly input: I
    readonly resolve: (output: O | undefined) => void
    readonly reject: (reason: unknown) => void
  }
  const waiting = new Map<string, Asked>()
  const running = new Set<string>()

  const start = (key: string, { input, resolve, reject }: Asked): void => {
    waiting.delete(key)
    running.add(key)
    run(input)
      .finally(() => {
        running.delete(key)
        next()
      })
      .then(resolve, reject)
  }

  const next = (): void => {
    for (const [key, asked] of waiting) {
      if (running.size >= most) return
      if (!running.has(key)) start(key, asked)
    }
  }

  return (key, input) =>
    new Promise((resolve, reject) => {
      waiting.get(key)?.resolve(undefined)
      waiting.set(key, { input, resolve, reject })
      next()
    })
}
