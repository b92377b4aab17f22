import { afterEach, expect, it } from 'vitest'
import { encodeBytes } from '../codecs/encode.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { createLanesEngine } from '../../src/engine/lanes.ts'
import type { PictureInfo, PictureSource, Recipelike, RenderInput } from '../../src/engine/protocol.ts'
import { FailureError } from '../../src/kernels/failure.ts'
import { createRaster } from '../../src/kernels/raster.ts'
import { emptyRecipe, makeStep } from '../../src/recipe/recipe.ts'
import { createThreads } from './threads.ts'

const engines: Engine[] = []
afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose()
})

const lanesOf = (share: boolean) => {
  const threads = createThreads({ share })
  const engine = createLanesEngine(threads.spawn)
  engines.push(engine)
  return { threads, engine }
}

const file = async (width = 30, height = 20): Promise<PictureSource> => {
  const data = Uint16Array.from({ length: width * height * 3 }, (_, i) => (i * 977) % 65_536)
  const bytes = await encodeBytes(createRaster({ width, height, channels: 3, depth: 'u16', data }), 'png', { quality: 100 })
  return { kind: 'file', name: 'scan.png', blob: new Blob([bytes]) }
}

const negative: Recipelike = { rounding: 'nearest-even', steps: [makeStep('negative')] }

const whole = ({ id, width, height }: PictureInfo, recipe: Recipelike = negative): RenderInput => ({
  picture: id,
  recipe,
  window: { x: 0, y: 0, width, height, outWidth: width, outHeight: height },
  show: 'after',
  gain: 1,
})

const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (caught: unknown) => (caught instanceof FailureError ? caught.failure.code : String(caught)),
  )

it.each([true, false])('gives what the inline engine gives, bit by bit (shared memory: %s)', async (share) => {
  const { engine } = lanesOf(share)
  const inline = createInlineEngine()
  const source = await file()
  const [a, b] = [await engine.open(source), await inline.open(source)]
  expect(a).toEqual({ ...b, id: a.id })
  expect(await engine.render('main', whole(a))).toEqual(await inline.render('main', whole(b)))
  expect(await engine.measure({ picture: a.id, recipe: negative })).toEqual(await inline.measure({ picture: b.id, recipe: negative }))
  const rect = { x: 3, y: 2, width: 5, height: 4 }
  expect(await engine.sample({ picture: a.id, ...rect })).toEqual(await inline.sample({ picture: b.id, ...rect }))
  const exported = { recipe: negative, format: 'png', bits: 16, quality: 100 } as const
  expect(await engine.export({ picture: a.id, ...exported })).toEqual(await inline.export({ picture: b.id, ...exported }))
})

it.each([true, false])('has its pictures again after both workers died (shared memory: %s)', async (share) => {
  const { engine, threads } = lanesOf(share)
  const first = await engine.open(await file())
  const second = await engine.open({ kind: 'sample', id: 'wedge' })
  const before = await engine.render('main', whole(first))
  const exported = { picture: second.id, recipe: negative, format: 'png', bits: 8, quality: 100 } as const
  const bytes = await engine.export(exported)
  for (const lane of ['view', 'work'] as const) threads.of(lane).kill()
  expect(await engine.render('main', whole(first))).toEqual(before)
  expect(await engine.export(exported)).toEqual(bytes)
  const restored = threads.of('view').heard.map((message) => message.kind === 'run' && message.job)
  expect(restored).toContain(share ? 'adopt' : 'restore')
})

it.each(['view', 'work'] as const)('finishes a job although its %s worker dies under it', async (lane) => {
  const { engine, threads } = lanesOf(true)
  const info = await engine.open(await file())
  const job = lane === 'view' ? engine.render('main', whole(info)) : engine.measure({ picture: info.id, recipe: negative })
  threads.of(lane).kill()
  expect(await job).toBeDefined()
})

it('opens a picture although the worker dies in the middle', async () => {
  const { engine, threads } = lanesOf(true)
  const job = engine.open(await file())
  threads.of('work').kill()
  expect((await job).width).toBe(30)
})

it('keeps two renders in the view worker, so that a sample waits behind no more than before and after', async () => {
  const { engine, threads } = lanesOf(true)
  const info = await engine.open(await file())
  const renders = ['a', 'b', 'c'].map((slot) => engine.render(slot, whole(info)))
  const sampled = engine.sample({ picture: info.id, x: 0, y: 0, width: 1, height: 1 })
  const jobs = threads.of('view').heard.map((message) => message.kind === 'run' && message.job)
  expect(jobs.slice(-3)).toEqual(['render', 'render', 'sample'])
  await sampled
  expect((await Promise.all(renders)).every((frame) => frame !== undefined)).toBe(true)
})

it('renders only the newest of what waits, and all slots', async () => {
  const { engine } = lanesOf(true)
  const info = await engine.open(await file())
  const drag = Array.from({ length: 6 }, (_, k) =>
    engine.render('drag', whole(info, { rounding: 'nearest-even', steps: [makeStep('gamma', { gamma: 1 + k / 10 })] })),
  )
  const other = engine.render('other', whole(info, emptyRecipe))
  const frames = await Promise.all(drag)
  expect(frames.map((frame) => frame !== undefined)).toEqual([true, false, false, false, false, true])
  expect(await other).toBeDefined()
})

it('counts and averages a large picture in several workers as one would', async () => {
  const { engine, threads } = lanesOf(true)
  const inline = createInlineEngine()
  const source = { kind: 'sample', id: 'wedge' } as const
  const [a, b] = [await engine.open(source), await inline.open(source)]
  expect({ ...a, id: 0 }).toEqual({ ...b, id: 0 })
  const look = { recipe: negative, show: 'after', gain: 1, window: { x: 0, y: 0, width: a.width, height: a.height, outWidth: 333, outHeight: 222 } } as const
  expect(await engine.render('main', { ...look, picture: a.id })).toEqual(await inline.render('main', { ...look, picture: b.id }))
  const hands = threads.all.filter(({ heard }) => heard.some((message) => message.kind === 'run' && message.job === 'lend'))
  expect(hands.length).toBeGreaterThan(1)
})

it('previews a source without opening it', async () => {
  for (const share of [true, false]) {
    const { engine } = lanesOf(share)
    const source = await file()
    const shot = { recipe: negative, show: 'after', gain: 1, window: { x: 0, y: 0, width: 30, height: 20, outWidth: 30, outHeight: 20 } } as const
    const { info, frames } = await engine.preview(source, [shot])
    const opened = await engine.open(source)
    expect({ ...info, id: 0 }).toEqual({ ...opened, id: 0 })
    expect(frames).toEqual([await engine.render('main', { ...shot, picture: opened.id })])
  }
})

it('cancels an opening and lets the next one through', async () => {
  const { engine } = lanesOf(true)
  const stop = new AbortController()
  const job = code(engine.open(await file(900, 700), { signal: stop.signal }))
  stop.abort()
  expect(await job).toBe('cancelled')
  expect((await engine.open(await file())).height).toBe(20)
})

it('tells why a file does not open, and opens the next', async () => {
  const { engine } = lanesOf(true)
  expect(await code(engine.open({ kind: 'file', name: 'empty.png', blob: new Blob([]) }))).toBe('empty-file')
  expect(await code(engine.open({ kind: 'file', name: 'text.jpg', blob: new Blob(['no picture at all']) }))).toBe('not-a-picture')
  expect((await engine.open(await file())).name).toBe('scan.png')
})

it('answers renders and measurements of a closed picture with nothing', async () => {
  const { engine } = lanesOf(true)
  const info = await engine.open(await file())
  const running = engine.render('main', whole(info))
  engine.close(info.id)
  await running
  expect(await engine.render('main', whole(info))).toBeUndefined()
  expect(await engine.measure({ picture: info.id, recipe: negative })).toBeUndefined()
})

it('takes the spectrum of an open picture, and of one that is no longer open', async () => {
  const { engine } = lanesOf(true)
  const of = await file()
  const options = { keepDc: true, centred: true }
  const open = await engine.open(of)
  const one = await engine.open({ kind: 'spectrum', of, name: 'its spectrum', options })
  engine.close(open.id)
  const two = await engine.open({ kind: 'spectrum', of, name: 'its spectrum', options })
  expect(one.spectrum).toBeDefined()
  expect({ ...two, id: 0 }).toEqual({ ...one, id: 0 })
})
