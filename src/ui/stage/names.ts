import type { Compare } from '../../state/view.ts'

/** One wording for the ways to compare, wherever they are named. */
export const compareNames: Readonly<Record<Compare, string>> = {
  before: 'Before',
  after: 'After',
  split: 'Split',
  'side-by-side': 'Side by side',
  difference: 'Difference',
}

export const compareModes = Object.keys(compareNames) as readonly Compare[]

export const gains = [1, 4, 16, 64] as const

export const channelLetters: readonly string[] = ['R', 'G', 'B']
export const channelWords: readonly string[] = ['red', 'green', 'blue']
