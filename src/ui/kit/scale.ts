/** What a slider or a number field may hold. */
export interface Range {
  readonly min: number
  readonly max: number
  readonly scale: 'linear' | 'log'
  /** Decimals that are shown and kept. */
  readonly digits: number
}

export const clamp = (value: number, { min, max }: Pick<Range, 'min' | 'max'>): number => Math.min(Math.max(value, min), max)

/** Where a value stands on its track, 0 … 1. */
export const toShare = (value: number, { min, max, scale }: Range): number => {
  const share = scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min)
  return Math.min(Math.max(share, 0), 1)
}

/** Kept to its decimals, but never to fewer than three significant digits: 0.000123 stays itself. */
export const settleDigits = (value: number, digits: number): number =>
  Math.abs(value) < 10 ** (1 - digits) ? Number(value.toPrecision(3)) : Number(value.toFixed(digits))

export const fromShare = (share: number, range: Range): number => {
  const { min, max, scale, digits } = range
  const held = Math.min(Math.max(share, 0), 1)
  const value = scale === 'log' ? min * (max / min) ** held : min + (max - min) * held
  return clamp(settleDigits(value, digits), range)
}

/** One key press: a hundredth of the number's own magnitude on a log scale, of the span on a linear one. */
const unit = (value: number, { min, max, scale, digits }: Range): number => {
  const size = scale === 'log' ? Math.abs(value) : max - min
  return Math.max(10 ** (Math.floor(Math.log10(size || 1) + 1e-9) - 2), scale === 'log' && size < 10 ** -digits ? 0 : 10 ** -digits)
}

export interface Modifiers {
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** The value some key presses away: Shift goes ten times as far, Alt a tenth. */
export const nudge = (value: number, presses: number, range: Range, { shiftKey, altKey }: Modifiers): number => {
  const step = unit(value, range) * (shiftKey ? 10 : altKey ? 0.1 : 1)
  const decimals = Math.max(range.digits + (altKey ? 1 : 0), Math.ceil(-Math.log10(step) - 1e-9))
  return clamp(Number((value + presses * step).toFixed(Math.min(decimals, 12))), range)
}
