/** Bars at each end that the outline shows as they are: what is clipped is never smoothed away. */
const untouched = 4
/** Mean distance of non-empty bars from which a picture is taken for one of few codes (a step wedge), not for a comb. */
const sparse = 4

/** Empty bars that an outline crosses, of a picture as it came and after a stretch. */
const crossed = { before: 8, after: 32 } as const

/**
 * How many empty bars the outline crosses. A transform tears gaps into a picture that had none, and the line runs over
 * them; a picture of few codes had its gaps from the start, and its bars stand alone before and after.
 */
export function reachOf(original: ArrayLike<number>, side: 'before' | 'after'): number {
  let filled = 0
  let first = -1
  let last = -1
  for (let bar = 0; bar < original.length; bar++) {
    if (original[bar] === 0) continue
    filled++
    if (first < 0) first = bar
    last = bar
  }
  return filled > 1 && (last - first) / (filled - 1) > sparse ? 0 : crossed[side]
}

/** Neighbours on each side of the seven-bar mean. */
const half = 3

export interface Outline {
  /** Index of the bar, the middle of which the outline passes. */
  readonly at: Float64Array
  readonly count: Float64Array
  /** Index into `at` where a new piece begins: the outline falls to the base between pieces. */
  readonly starts: readonly number[]
}

/**
 * The calm line over a comb of bars: it joins the non-empty ones, each the 1-2-1 mean of itself and its neighbours, or
 * the mean of seven bars where all of these are filled. The first and last four bars keep their counts. Where more than
 * `reach` bars are empty the line falls to the base.
 */
export function outlineOf(counts: ArrayLike<number>, reach: number): Outline {
  const filled: number[] = []
  for (let bar = 0; bar < counts.length; bar++) if (counts[bar]! > 0) filled.push(bar)
  const starts: number[] = []
  filled.forEach((bar, i) => {
    if (i === 0 || bar - filled[i - 1]! > reach + 1) starts.push(i)
  })
  const count = new Float64Array(filled.length)
  starts.forEach((start, piece) => {
    const end = (starts[piece + 1] ?? filled.length) - 1
    for (let i = start; i <= end; i++) count[i] = smoothed(counts, filled, i, start, end)
  })
  return { at: Float64Array.from(filled), count, starts }
}

function smoothed(counts: ArrayLike<number>, filled: readonly number[], i: number, start: number, end: number): number {
  const bar = filled[i]!
  const own = counts[bar]!
  if (bar < untouched || bar >= counts.length - untouched || start === end) return own
  const before = filled[i - half] ?? -Infinity
  const behind = filled[i + half] ?? Infinity
  if (i - half >= start && i + half <= end && behind - before === 2 * half) {
    let sum = 0
    for (let near = bar - half; near <= bar + half; near++) sum += counts[near]!
    return sum / (2 * half + 1)
  }
  const left = i > start ? counts[filled[i - 1]!]! : own
  const right = i < end ? counts[filled[i + 1]!]! : own
  return (left + 2 * own + right) / 4
}
