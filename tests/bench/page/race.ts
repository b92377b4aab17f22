/** One competitor: work on data that lie ready in its own memory. */
export interface Entry {
  readonly name: string
  /** Workers or threads, where the entry says how many. */
  readonly threads?: number
  /** Puts a picture's samples where the entry wants them. Not measured. */
  load(samples: Samples): void | Promise<void>
  run(): void | Promise<void>
  /** After one run on what was loaded: "equal", or how the output differs from what it should be. */
  compare(expected: Samples | readonly Uint32Array[]): string
}

export type Samples = Uint8Array | Uint16Array | Float32Array

export interface Result {
  readonly name: string
  readonly threads: number | undefined
  readonly ms: number
  readonly output: string
}

export const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!

/** An entry that takes longer than this is run twice and no more: what it is like is known by then. */
const tooSlow = 400

/** Interleaved rounds: every entry once a round, each time another one first, so that what slows the machine slows all alike. */
export async function race(entries: readonly Entry[], rounds: number): Promise<readonly number[]> {
  const times = entries.map((): number[] => [])
  const last = entries.map(() => 0)
  // the first two rounds are for the compilers
  for (let round = -2; round < rounds; round++) {
    for (let k = 0; k < entries.length; k++) {
      const e = (k + Math.max(0, round)) % entries.length
      if (last[e]! > tooSlow && (round === -1 || times[e]!.length >= 2)) continue
      const start = performance.now()
      await entries[e]!.run()
      last[e] = performance.now() - start
      if (round >= 0) times[e]!.push(last[e]!)
    }
  }
  return times.map(median)
}

/** "equal", or where and how far two arrays of samples differ. Alpha is told apart. */
export function differences(got: Samples, want: Samples, channels: number): string {
  if (got.length !== want.length) return `${got.length} samples instead of ${want.length}`
  let most = 0
  let count = 0
  let alpha = false
  for (let i = 0; i < got.length; i++) {
    if (got[i] === want[i]) continue
    if (channels === 4 && i % 4 === 3) alpha = true
    else {
      count++
      most = Math.max(most, Math.abs(got[i]! - want[i]!))
    }
  }
  const parts = [
    ...(count > 0 ? [`off by up to ${most < 1 ? most.toExponential(1) : most} in ${((100 * count) / got.length).toFixed(most < 1 ? 0 : 2)} % of samples`] : []),
    ...(alpha ? ['changes alpha as well'] : []),
  ]
  return parts.join(', ') || 'equal'
}

/** The same for counts. */
export const countDifferences = (got: readonly ArrayLike<number>[], want: readonly ArrayLike<number>[]): string =>
  got.length === want.length && want.every((bins, c) => Array.from(bins).every((count, r) => count === got[c]![r])) ? 'equal' : 'other counts'
