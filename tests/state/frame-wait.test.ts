import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFrameWait } from '../../src/state/frame-wait.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A frame that comes when it is told to. */
function frame() {
  let settle: { resolve: () => void; reject: (why: Error) => void } | undefined
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, ...settle! }
}

it('runs at once while no frame is under way', () => {
  const work = vi.fn<() => void>()
  createFrameWait().after(work)
  expect(work).toHaveBeenCalledOnce()
})

it('lets whoever waits for the frame draw it first', async () => {
  const wait = createFrameWait()
  const { promise, resolve } = frame()
  const order: string[] = []
  void wait.during(promise).then(() => order.push('drawn'))
  wait.after(() => order.push('plots'))
  expect(order).toEqual([])
  resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(order).toEqual(['drawn', 'plots'])
})

it('runs only the newest of what waits, and waits for the last frame', async () => {
  const wait = createFrameWait()
  const [first, second] = [frame(), frame()]
  const work = vi.fn<(which: string) => void>()
  void wait.during(first.promise)
  wait.after(() => work('old'))
  void wait.during(second.promise)
  wait.after(() => work('new'))
  first.resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(work).not.toHaveBeenCalled()
  second.resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(work.mock.calls).toEqual([['new']])
})

it('waits for no frame longer than a blink, and not at all for one that fails', async () => {
  const wait = createFrameWait()
  const work = vi.fn<() => void>()
  const slow = frame()
  void wait.during(slow.promise)
  wait.after(work)
  await vi.advanceTimersByTimeAsync(50)
  expect(work).toHaveBeenCalledOnce()
  slow.resolve()
  await vi.advanceTimersByTimeAsync(0)
  const failing = frame()
  wait.during(failing.promise).catch(() => undefined)
  wait.after(work)
  failing.reject(new Error('lost'))
  await vi.advanceTimersByTimeAsync(0)
  expect(work).toHaveBeenCalledTimes(2)
})
