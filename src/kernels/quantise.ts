/** The recipe's stated rule for making a code of a real number. `nearest-even` is np.rint and OpenCV, `truncate` is astype(uint8). */
export type Rounding = 'nearest-even' | 'truncate'

/** Nearest integer, halves to the even one (IEEE 754 roundTiesToEven), for |x| < 2^52. */
export const nearestEven = (x: number): number => {
  const floor = Math.floor(x)
  const fraction = x - floor
  if (fraction !== 0.5) return fraction < 0.5 ? floor : floor + 1
  return floor % 2 === 0 ? floor : floor + 1
}

/**
 * The one place where a real number becomes a code: round by the rule, then clamp to 0 … white. Not-a-number becomes 0:
 * it can only come from a picture that holds it, and black is the least harm.
 */
export const quantise = (x: number, white: number, rounding: Rounding): number => {
  if (!(x > 0)) return 0
  if (x >= white) return white
  return rounding === 'truncate' ? Math.floor(x) : nearestEven(x)
}
