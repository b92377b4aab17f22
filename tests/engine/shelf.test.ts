import { expect, it } from 'vitest'
import { createShelf } from '../../src/engine/shelf.ts'

const [a, b, c] = [new Uint8Array(1), new Uint8Array(1), new Uint8Array(1)]

it('gives a kernel back for the arrays that it was made for, to one at a time', () => {
  const shelf = createShelf()
  const kernel = shelf.take('codes', [a, b], () => ({ made: 1 }))
  expect(shelf.take('codes', [a, b], () => ({ made: 2 }))).toEqual({ made: 2 })
  shelf.put('codes', [a, b], kernel)
  expect(shelf.take('counts', [a, b], () => ({ made: 3 }))).toEqual({ made: 3 })
  expect(shelf.take('codes', [a, c], () => ({ made: 4 }))).toEqual({ made: 4 })
  expect(shelf.take('codes', [a, b], () => ({ made: 5 }))).toBe(kernel)
  expect(shelf.take('codes', [a, b], () => ({ made: 6 }))).toEqual({ made: 6 })
})

it('keeps the two that were used last, and none once it is cleared', () => {
  const shelf = createShelf()
  for (const array of [a, b, c]) shelf.put('counts', [array], { of: array })
  expect(shelf.take('counts', [a], () => ({}))).toEqual({})
  expect(shelf.take('counts', [c], () => ({}))).toEqual({ of: c })
  shelf.clear()
  expect(shelf.take('counts', [b], () => ({}))).toEqual({})
})
