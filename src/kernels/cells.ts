/**
 * Which source pixels one axis of the result averages: cell i takes `first[i]` … `last[i]` (exclusive), all with weight 1
 * but the two at the ends, which count `head[i]` and `tail[i]`.
 */
export interface Cells {
  readonly first: Int32Array
  readonly last: Int32Array
  readonly head: Float64Array
  readonly tail: Float64Array
  /** Every weight is 1. */
  readonly whole: boolean
}

/**
 * From this reduction on a cell averages whole pixels: cells that differ by one pixel in four or more look the same, and
 * a 24 MP picture is averaged twice as fast.
 */
const wholeFrom = 4

/** The pixel in the middle of cell `i`. */
const middle = (from: number, length: number, step: number, i: number): number => from + Math.min(length - 1, Math.floor((i + 0.5) * step))

/** The pixels in the middle of `count` cells over `length` pixels from pixel `from` on. */
export const middles = (from: number, length: number, count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, i) => middle(from, length, length / count, i))

/** `count` cells over `length` pixels from pixel `from` on. More cells than pixels repeat pixels. */
export const cellsOf = (from: number, length: number, count: number): Cells => {
  const first = new Int32Array(count)
  const last = new Int32Array(count)
  const head = new Float64Array(count).fill(1)
  const tail = new Float64Array(count).fill(1)
  const step = length / count
  const whole = step <= 1 || step >= wholeFrom || Number.isInteger(step)
  for (let i = 0; i < count; i++) {
    if (step <= 1) {
      first[i] = middle(from, length, step, i)
      last[i] = first[i]! + 1
    } else if (whole) {
      first[i] = from + Math.floor((i * length) / count)
      last[i] = from + Math.floor(((i + 1) * length) / count)
    } else {
      const low = (i * length) / count
      const high = ((i + 1) * length) / count
      first[i] = from + Math.floor(low)
      last[i] = from + Math.min(length, Math.ceil(high))
      head[i] = Math.floor(low) + 1 - low
      tail[i] = high - (Math.ceil(high) - 1)
    }
  }
  return { first, last, head, tail, whole }
}

/** The cells `from` … `to` (exclusive). */
export const someOf = ({ first, last, head, tail, whole }: Cells, from: number, to: number): Cells => ({
  first: first.subarray(from, to),
  last: last.subarray(from, to),
  head: head.subarray(from, to),
  tail: tail.subarray(from, to),
  whole,
})

/** Where an axis averages nothing, so that the result is the source's own pixels. */
export const single = ({ first, last }: Cells): boolean => first.every((from, i) => last[i] === from + 1)

/** How much of the pixel `at` lies in the cell. */
export const weightAt = ({ first, last, head, tail }: Cells, cell: number, at: number): number => {
  if (at === first[cell]) return head[cell]!
  return at === last[cell]! - 1 ? tail[cell]! : 1
}
