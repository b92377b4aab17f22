import { expect, it } from 'vitest'
import { whenWords } from '../../../src/ui/empty/when-words.ts'

const now = new Date(2026, 10, 20, 9, 5)

it.each([
  ['Today, 08:42', new Date(2026, 10, 20, 8, 42)],
  ['Today, 00:00', new Date(2026, 10, 20, 0, 0)],
  ['Yesterday', new Date(2026, 10, 19, 23, 59)],
  ['Wednesday', new Date(2026, 10, 18, 12, 0)],
  ['Saturday', new Date(2026, 10, 14, 12, 0)],
  ['13 November', new Date(2026, 10, 13, 12, 0)],
  ['31 December 2025', new Date(2025, 11, 31, 12, 0)],
])('says "%s" for a moment that far away', (words, then) => {
  expect(whenWords(then, now)).toBe(words)
})

it('takes a moment ahead, from a clock that was put back, for today', () => {
  expect(whenWords(new Date(2026, 10, 20, 11, 0), now)).toBe('Today, 11:00')
})
