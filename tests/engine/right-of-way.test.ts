import { expect, it } from 'vitest'
import { createRightOfWay, signBytes } from '../../src/engine/right-of-way.ts'

const pair = () => {
  const memory = new SharedArrayBuffer(signBytes)
  const [view, slow] = [createRightOfWay(), createRightOfWay()]
  for (const each of [view, slow]) each.join(memory)
  return { view, slow }
}

it('keeps slow work waiting until the frame is made', async () => {
  const { view, slow } = pair()
  expect(slow.giveWay()).toBeUndefined()
  const order: string[] = []
  let waited: Promise<void> | undefined
  await view.during(async () => {
    waited = slow.giveWay()?.then(() => void order.push('tile'))
    await new Promise((resolve) => setTimeout(resolve, 5))
    order.push('frame')
  })
  await waited
  expect(order).toEqual(['frame', 'tile'])
})

it('lets slow work go on beside a frame that takes too long, and after one that fails', async () => {
  const { view, slow } = pair()
  let end: (() => void) | undefined
  const endless = view.during(() => new Promise<void>((resolve) => (end = resolve)))
  await slow.giveWay()
  end!()
  await endless
  await expect(view.during(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
  expect(slow.giveWay()).toBeUndefined()
})

it('gives way to nobody where memory is not shared', async () => {
  const way = createRightOfWay()
  await way.during(async () => expect(way.giveWay()).toBeUndefined())
})
