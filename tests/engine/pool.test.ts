import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPool, handsFor } from '../../src/engine/pool.ts'
import type { Listener, Spawn } from '../../src/engine/port.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Workers that do nothing but live and end. */
const fakeWorkers = () => {
  const alive = new Set<Listener>()
  const spawn: Spawn = (_, listener) => {
    alive.add(listener)
    queueMicrotask(() => listener.message({ kind: 'ready', locked: false }))
    return {
      // whoever is asked for a sign of life gives it
      post: (message) => message.kind === 'ping' && queueMicrotask(() => listener.message({ kind: 'pong' })),
      end: () => void alive.delete(listener),
    }
  }
  return { alive, spawn }
}

it('starts its hands with the first job and ends them when none has come for half a minute', async () => {
  const { alive, spawn } = fakeWorkers()
  const pool = createPool({ spawn, bosses: () => [], count: 3 })
  expect(alive.size).toBe(0)
  pool.wake()
  expect(alive.size).toBe(3)
  await vi.advanceTimersByTimeAsync(25_000)
  pool.wake()
  await vi.advanceTimersByTimeAsync(25_000)
  expect(alive.size).toBe(3)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(alive.size).toBe(0)
  pool.wake()
  expect(alive.size).toBe(3)
  pool.end()
  expect(alive.size).toBe(0)
})

it('has its hands again with the next job after they died time and again', async () => {
  const { alive, spawn } = fakeWorkers()
  const pool = createPool({ spawn, bosses: () => [], count: 1 })
  pool.wake()
  for (let deaths = 0; alive.size > 0; deaths++) {
    expect(deaths).toBeLessThan(10)
    alive.forEach((worker) => worker.broken())
  }
  pool.wake()
  expect(alive.size).toBe(1)
  pool.end()
})

it('leaves one core to the page and one to the worker that is helped', () => {
  expect([1, 2, 4, 8, 64].map(handsFor)).toEqual([0, 0, 2, 6, 14])
})
