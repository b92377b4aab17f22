/** A piece of work goes on so long (ms) between two breaths. */
const patience = 12

/** Lets the page breathe between two pieces of work. */
export const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Runs work that yields now and then to its end, and lets the page breathe meanwhile. */
export async function inBreaths<Result>(work: Generator<unknown, Result>): Promise<Result> {
  for (let since = performance.now(); ; ) {
    const { done, value } = work.next()
    if (done) return value
    if (performance.now() - since < patience) continue
    await breath()
    since = performance.now()
  }
}
