import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { build, preview, type PreviewServer } from 'vite'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { closeBrowser, openBrowser } from './page.ts'

const root = fileURLToPath(new URL('engine-page', import.meta.url))
const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url))

let server: PreviewServer
let outDir: string
let page: Page
let trouble: string[]

// built once and served from a sub-path under the policy of the app, as a host would
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'engine-page-'))
  await build({ root, configFile, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
  server = await preview({ root, configFile, base: '/some/deep/path/', build: { outDir }, preview: { port: 4299, open: false } })
})

afterAll(async () => {
  await closeBrowser()
  await server.close()
  await rm(outDir, { recursive: true })
})

const open = async (): Promise<void> => {
  page = await (await openBrowser()).newPage()
  trouble = []
  page.on('pageerror', (error) => trouble.push(error.message))
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
  await page.goto(server.resolvedUrls!.local[0]!)
  await page.waitForFunction(() => 'bench' in globalThis)
}

afterEach(() => page.close())

it('opens, renders, measures and exports under the policy, from a sub-path, on shared memory', async () => {
  await open()
  const seen = await page.evaluate(async () => {
    const { engine } = bench
    const info = await engine.open({ kind: 'sample', id: 'wedge' })
    const recipe = { rounding: 'nearest-even', steps: [{ key: '1', id: 'negative', params: {}, target: 'all', enabled: true }] } as const
    const window = { x: 0, y: 0, width: 4, height: 3, outWidth: 4, outHeight: 3 }
    const frame = await engine.render('main', { picture: info.id, recipe, window, show: 'after', gain: 1 })
    const { values } = await engine.sample({ picture: info.id, x: 0, y: 0, width: 4, height: 3 })
    const measured = await engine.measure({ picture: info.id, recipe })
    const png = await engine.export({ picture: info.id, recipe, format: 'png', bits: 16, quality: 100 })
    const again = await engine.open({ kind: 'file', name: 'again.png', blob: new Blob([png.bytes]) })
    const negative = await engine.sample({ picture: again.id, x: 0, y: 0, width: 4, height: 3 })
    return {
      isolated: crossOriginIsolated,
      pixels: info.width * info.height,
      frame: [...frame!.data],
      values: [...values],
      counted: measured!.after[0]!.bins.reduce((sum, n) => sum + n, 0),
      negative: [...negative.values],
    }
  })
  expect(seen.isolated).toBe(true)
  expect(seen.counted).toBe(seen.pixels)
  expect(seen.negative).toEqual(seen.values.map((r) => 65_535 - r))
  for (let p = 0; p < 12; p++) {
    for (let c = 0; c < 3; c++) expect(seen.frame[p * 4 + c]).toBe(Math.round(((65_535 - seen.values[p * 3 + c]!) * 255) / 65_535))
  }
  expect(trouble).toEqual([])
})

it('notices a worker that closes itself in the middle of a job, 20 times, and has the next result right within 2 s', async () => {
  await open()
  const want = await page.evaluate(async () => {
    const info = await bench.engine.open({ kind: 'sample', id: 'night' })
    Object.assign(globalThis, { picture: info.id })
    return info.before[0]!.bins.reduce((sum, n) => sum + n, 0)
  })
  for (let k = 0; k < 20; k++) {
    const job = page.evaluate(async () => {
      const { picture } = globalThis as unknown as { picture: number }
      const started = performance.now()
      const recipe = { rounding: 'nearest-even', steps: [] } as const
      const window = { x: 0, y: 0, width: 8, height: 8, outWidth: 8, outHeight: 8 }
      const [frame, measured] = await Promise.all([
        bench.engine.render('main', { picture, recipe, window, show: 'after', gain: 1 }),
        bench.engine.measure({ picture, recipe }),
      ])
      return { time: performance.now() - started, size: frame!.data.length, counted: measured!.after[0]!.bins.reduce((sum, n) => sum + n, 0) }
    })
    const victims = page.workers().filter((_, at) => k % 3 === 2 || at === k % 3)
    await Promise.all(victims.map((worker) => worker.evaluate(() => self.close()).catch(() => undefined)))
    const { time, size, counted } = await job
    expect(counted).toBe(want)
    expect(size).toBe(256)
    expect(time).toBeLessThan(2_000)
  }
  await expect.poll(() => page.workers().length).toBe(2)
  expect(trouble).toEqual([])
})

it('cancels an opening within 200 ms wherever it is, and opens the next picture', async () => {
  await open()
  const times = await page.evaluate(async () => {
    const blob = await bench.picture(3000, 2000)
    const times: { after: number; took: number; code: string }[] = []
    for (const after of [0, 10, 40, 100, 250]) {
      const stop = new AbortController()
      const job = bench.engine.open({ kind: 'file', name: 'big.png', blob }, { signal: stop.signal }).catch((caught) => caught.failure.code as string)
      await new Promise((resolve) => setTimeout(resolve, after))
      const aborted = performance.now()
      stop.abort()
      const code = await job
      times.push({ after, took: performance.now() - aborted, code: typeof code === 'string' ? code : 'opened' })
    }
    return times
  })
  for (const { took, code } of times) {
    expect(took).toBeLessThan(200)
    expect(['cancelled', 'opened']).toContain(code)
  }
  expect(times[0]!.code).toBe('cancelled')
  const next = await page.evaluate(async () => (await bench.engine.open({ kind: 'sample', id: 'night' })).width)
  expect(next).toBeGreaterThan(1000)
  expect(trouble).toEqual([])
})

it('never blocks the page over 100 ms while it opens, measures and exports six megapixels of 16 bits', async () => {
  await open()
  const blocked = await page.evaluate(async () => {
    const blob = await bench.picture(3000, 2000)
    const { engine } = bench
    await new Promise((resolve) => setTimeout(resolve, 200))
    bench.blocked()
    const info = await engine.open({ kind: 'file', name: 'big.png', blob })
    const recipe = { rounding: 'nearest-even', steps: [{ key: '1', id: 'log', params: {}, target: 'all', enabled: true }] } as const
    const window = { x: 0, y: 0, width: 3000, height: 2000, outWidth: 1350, outHeight: 900 }
    await Promise.all([
      engine.render('main', { picture: info.id, recipe, window, show: 'after', gain: 1 }),
      engine.measure({ picture: info.id, recipe }),
      engine.export({ picture: info.id, recipe, format: 'png', bits: 16, quality: 100 }),
    ])
    return bench.blocked()
  })
  expect(blocked).toBeLessThan(100)
  expect(trouble).toEqual([])
})
