import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { encodeBytes } from '../codecs/encode.ts'
import { createRaster } from '../../src/kernels/raster.ts'
import { serveEngine, type EngineSite } from './engine-site.ts'
import { closeBrowser, openBrowser } from './page.ts'

let site: EngineSite
let page: Page
let trouble: string[]
let big: Promise<Buffer>

beforeAll(async () => {
  big = bigPicture()
  site = await serveEngine(4299)
})

afterAll(async () => {
  await closeBrowser()
  await site.close()
})

/** A 16-bit PNG of six megapixels, worth some time to open; the pages fetch it as big.png. */
const bigPicture = async (): Promise<Buffer> => {
  const [width, height] = [3000, 2000]
  const data = Uint16Array.from({ length: width * height * 3 }, (_, i) => (i * 40_503) % 65_536)
  const bytes = await encodeBytes(createRaster({ width, height, channels: 3, depth: 'u16', data }), 'png', { quality: 100 })
  return Buffer.from(bytes)
}

const open = async (): Promise<void> => {
  page = await (await openBrowser()).newPage()
  trouble = []
  page.on('pageerror', (error) => trouble.push(error.message))
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
  await page.route('**/big.png', async (route) => route.fulfill({ body: await big, contentType: 'image/png' }))
  await page.goto(site.url)
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
    const again = await engine.open({ kind: 'file', name: 'again.png', blob: png.file })
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

const kills = 20

it.each(['terminate', 'error'] as const)(`has the right result when workers go by %s at any moment of a job, ${kills} times`, async (way) => {
  await open()
  const rounds = await page.evaluate(
    async ({ kills, way }) => {
      const { engine } = bench
      const info = await engine.open({ kind: 'sample', id: 'night' })
      const recipe = { rounding: 'nearest-even', steps: [] } as const
      const window = { x: 0, y: 0, width: 8, height: 8, outWidth: 8, outHeight: 8 }
      const rounds: { size: number; counted: boolean }[] = []
      for (let k = 0; k < kills; k++) {
        // from before the new workers have loaded to when they are done
        const delay = (k * 7) % 60
        const jobs = Promise.all([
          engine.render('main', { picture: info.id, recipe, window, show: 'after', gain: 1 }),
          engine.measure({ picture: info.id, recipe }),
        ])
        await new Promise((resolve) => setTimeout(resolve, delay))
        for (const worker of [bench.worker('view'), bench.worker('work')].filter((_, lane) => k % 3 === 2 || lane === k % 3)) {
          if (way === 'terminate') worker.terminate()
          else worker.dispatchEvent(new Event('error'))
        }
        const [frame, measured] = await jobs
        rounds.push({
          size: frame!.data.length,
          counted: measured!.after[0]!.bins.reduce((sum, n) => sum + n, 0) === info.width * info.height,
        })
      }
      return rounds
    },
    { kills, way },
  )
  expect(rounds.length).toBe(kills)
  for (const round of rounds) expect(round).toEqual({ size: 256, counted: true })
  // the two lanes and at most two helpers
  await expect.poll(() => page.workers().length).toBeLessThanOrEqual(4)
  expect(trouble).toEqual([])
})

it('counts, averages and exports right although hands die in the middle of their tiles', async () => {
  await open()
  const rounds = await page.evaluate(async () => {
    const { engine, digest } = bench
    const info = await engine.open({ kind: 'file', name: 'big.png', blob: await (await fetch('big.png')).blob() })
    const recipe = { rounding: 'nearest-even', steps: [{ key: '1', id: 'gamma', params: { gamma: 0.5, c: 1 }, target: 'all', enabled: true }] } as const
    const rounds: string[] = []
    for (let k = 0; k < 6; k++) {
      // another window each round, so that it is averaged anew, and the first size again in the end
      const outWidth = 900 + (k % 5)
      const window = { x: 0, y: 0, width: 3000, height: 2000, outWidth, outHeight: 600 }
      const jobs = Promise.all([
        engine.render('main', { picture: info.id, recipe, window, show: 'after', gain: 1 }),
        engine.measure({ picture: info.id, recipe }),
        engine.export({ picture: info.id, recipe, format: 'tiff', bits: 8, quality: 100 }),
      ])
      if (k > 0 && k < 5) {
        await new Promise((resolve) => setTimeout(resolve, 4 * k))
        bench.worker('help').terminate()
      }
      const [frame, measured, file] = await jobs
      rounds.push([k % 5 === 0 ? await digest(frame!.data) : '', await digest(measured!.luma!.after.bins as Uint32Array<ArrayBuffer>), await digest(new Uint8Array(await file.file.arrayBuffer()))].join(' '))
    }
    return rounds
  })
  const [first, ...rest] = rounds
  expect(rest.at(-1)).toBe(first)
  for (const round of rest) expect(round.split(' ').slice(1)).toEqual(first!.split(' ').slice(1))
  await expect.poll(() => page.workers().length).toBeLessThanOrEqual(4)
  expect(trouble).toEqual([])
})

it('fetches a JPEG by several workers, counted on the way, as the browser decodes it', async () => {
  await open()
  const seen = await page.evaluate(async () => {
    const { engine } = bench
    const night = await engine.open({ kind: 'sample', id: 'night' })
    const recipe = { rounding: 'nearest-even', steps: [] } as const
    const { file } = await engine.export({ picture: night.id, recipe, format: 'jpeg', bits: 8, quality: 90 })
    const blob = new Blob([await file.arrayBuffer()], { type: 'image/jpeg' })
    const info = await engine.open({ kind: 'file', name: 'night.jpg', blob })
    const { width, height } = info
    const { values, channels } = await engine.sample({ picture: info.id, x: 0, y: 0, width, height })
    const canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!
    canvas.drawImage(await createImageBitmap(blob, { colorSpaceConversion: 'none' }), 0, 0)
    const { data } = canvas.getImageData(0, 0, width, height)
    const counted = info.before.map(() => new Uint32Array(256))
    let differ = 0
    for (let p = 0; p < width * height; p++) {
      for (let c = 0; c < 3; c++) {
        if (values[p * channels + c] !== data[p * 4 + c]) differ++
        counted[c]![data[p * 4 + c]!]!++
      }
    }
    return {
      samples: values.length,
      channels,
      differ,
      counts: counted.map((bins, c) => bins.every((count, code) => count === info.before[c]!.bins[code])),
    }
  })
  expect(seen.samples).toBeGreaterThan(1 << 20)
  expect(seen).toMatchObject({ channels: 3, differ: 0, counts: [true, true, true] })
  expect(trouble).toEqual([])
})

it('lets go of an opening that is cancelled before the page has another turn, wherever it is, and opens the next picture', async () => {
  await open()
  const outcomes = await page.evaluate(async () => {
    const blob = await (await fetch('big.png')).blob()
    const outcomes: string[] = []
    for (const after of [0, 10, 40, 100, 250]) {
      const stop = new AbortController()
      const job = bench.engine.open({ kind: 'file', name: 'big.png', blob }, { signal: stop.signal }).then(
        () => 'opened',
        (caught) => caught.failure.code as string,
      )
      await new Promise((resolve) => setTimeout(resolve, after))
      stop.abort()
      // nothing that a worker has to be asked for is there by then
      outcomes.push(await Promise.race([job, new Promise<string>((resolve) => setTimeout(() => resolve('still at it')))]))
    }
    return outcomes
  })
  for (const outcome of outcomes) expect(['cancelled', 'opened']).toContain(outcome)
  expect(outcomes[0]).toBe('cancelled')
  const next = await page.evaluate(async () => (await bench.engine.open({ kind: 'sample', id: 'night' })).width)
  expect(next).toBeGreaterThan(1000)
  expect(trouble).toEqual([])
})

it('leaves the page its turns while it opens, measures and exports six megapixels of 16 bits', async () => {
  await open()
  const turns = await page.evaluate(async () => {
    const blob = await (await fetch('big.png')).blob()
    const { engine } = bench
    const before = bench.turns()
    const info = await engine.open({ kind: 'file', name: 'big.png', blob })
    const recipe = { rounding: 'nearest-even', steps: [{ key: '1', id: 'log', params: {}, target: 'all', enabled: true }] } as const
    const window = { x: 0, y: 0, width: 3000, height: 2000, outWidth: 1350, outHeight: 900 }
    await Promise.all([
      engine.render('main', { picture: info.id, recipe, window, show: 'after', gain: 1 }),
      engine.measure({ picture: info.id, recipe }),
      engine.export({ picture: info.id, recipe, format: 'png', bits: 16, quality: 100 }),
    ])
    return bench.turns() - before
  })
  // work on the page itself would leave it one between each of its pieces
  expect(turns).toBeGreaterThan(1_000)
  expect(trouble).toEqual([])
})
