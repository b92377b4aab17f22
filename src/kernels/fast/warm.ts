import type { Run } from './lanes.ts'

/**
 * V8 gives a function to its best compiler after so many calls, and does not count the turns of its loops: a kernel that
 * is called on large tiles stays with the second best for some 16,000 calls, eleven pictures of 24 MP, at half the speed.
 * So the first calls are short. In Chromium 156, 5,000 are too few; 20,000 are enough and take some 5 ms.
 */
const callsUntilHot = 20_000

/** Pixels in one of the first calls; a multiple of `grain`. */
const short = 16

/** Calls made from here are not built into the caller, which would keep them from being counted: it knows too many functions. */
const callApart = (run: Run, from: number, to: number): void => run(from, to)

const strangers: readonly Run[] = [() => undefined, () => undefined, () => undefined]

let acquainted = false
const acquaint = (): void => {
  if (!acquainted) for (let k = 0; k < 3_000; k++) callApart(strangers[k % strangers.length]!, 0, 0)
  acquainted = true
}

/** Kernels of one kind that are warmed: the first has code of its own, with its arrays built in; those after it share theirs. */
const instances = 3

const warmed = new Map<string, number>()

/** How many calls of a new kernel of this kind are to be short. */
function callsFor(kind: string): number {
  const known = warmed.get(kind) ?? 0
  if (known >= instances) return 0
  warmed.set(kind, known + 1)
  acquaint()
  return callsUntilHot
}

/** The same run, its first pixels in small pieces. `kind` is the name of the loop. */
export function warming(kind: string, run: Run): Run {
  let left: number | undefined
  return (from, to) => {
    left ??= callsFor(kind)
    let next = from
    for (; left > 0 && next < to; left--) {
      const end = Math.min(to, next + short)
      callApart(run, next, end)
      next = end
    }
    if (next < to) callApart(run, next, to)
  }
}
