/** An edit waits this long for its companions; with the writing itself it stays under half a second. */
const delay = 250

export interface Autosave<T> {
  /** There is something new to save. */
  note(state: T): void
  /** Saves what is waiting now. Resolves when nothing is left to write. */
  flush(): Promise<void>
}

/**
 * Writes the newest state a short while after the first change, however many follow: a long drag is saved all along.
 * One writing at a time; what comes meanwhile is written after it.
 */
export function createAutosave<T>(save: (state: T) => Promise<void>): Autosave<T> {
  let waiting: { readonly state: T } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<void> | undefined

  const run = async (): Promise<void> => {
    while (waiting) {
      const { state } = waiting
      waiting = undefined
      clearTimeout(timer)
      timer = undefined
      await save(state)
    }
  }
  const flush = async (): Promise<void> => {
    writing ??= run().finally(() => {
      writing = undefined
    })
    await writing
    // what was noted just as the last writing ended
    if (waiting) await flush()
  }
  return {
    note(state) {
      waiting = { state }
      timer ??= setTimeout(() => {
        timer = undefined
        void flush()
      }, delay)
    },
    flush,
  }
}
