import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addStep, choose, exportPicture, goldenFile, stageOf } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'
import { readPng } from './read-png.ts'

const dist = join(import.meta.dirname, '../../dist')
const folder = '/~someone/teaching/lab/'
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.wasm': 'application/wasm' }

let server: Server

/** The built files in a folder of a host that sends a type and no other header. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host')
    const file = pathname === folder ? 'index.html' : pathname.startsWith(folder) ? pathname.slice(folder.length) : '?'
    readFile(join(dist, file)).then(
      (bytes) => response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await closeBrowser()
  server.close()
})

const addressOf = (host: string): string => `http://${host}:${(server.address() as AddressInfo).port}${folder}`

/** Which rule stops a request to another origin; it runs in the page. */
const stopped = (): Promise<string> =>
  new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
    fetch('http://localhost:9/').then(
      () => resolve('none'),
      () => setTimeout(resolve, 1000, 'none'),
    )
  })

/** The codes that the golden script wrote into the journey's TIFF. */
const code = (x: number, y: number, c: number): number => (x * 677 + y * 1031 + c * 20011) % 65536

describe('the built files in a folder of a plain host', () => {
  // a name that is not the machine's own, over HTTP, is no secure context: browsers then give no locks and no clipboard
  it.each(['127.0.0.1', 'plain-host.test'])('open, transform and export a picture at %s, without the isolation headers', async (host) => {
    const { page, trouble } = await openLab('', {}, addressOf(host))
    expect(await page.evaluate(() => [crossOriginIsolated, isSecureContext])).toEqual([false, host === '127.0.0.1'])
    await choose(page, await goldenFile('journey-16bit.tif'))
    await stageOf(page, 'journey-16bit').waitFor()
    await addStep(page, 'Negative')
    const { bytes } = await exportPicture(page, (dialog) => dialog.getByRole('radio', { name: 'PNG' }).click())
    const png = readPng(bytes)
    expect([png.width, png.height, png.channels, png.bits]).toEqual([96, 64, 3, 16])
    const wrong = [...png.samples].filter((s, i) => s !== 65535 - code(Math.trunc(i / 3) % 96, Math.trunc(i / 3 / 96), i % 3))
    expect(wrong).toEqual([])
    expect(trouble).toEqual([])
    // the host sends no policy: it stands in the page
    expect(await page.evaluate(stopped)).toBe('connect-src')
  })

  it('decode JPEG and WebP with alpha there as well, whose decoders are files of their own', async () => {
    const { page, trouble } = await openLab('#v=1&sample=night&recipe=log', {}, addressOf('plain-host.test'))
    await stageOf(page, /night/i).waitFor()
    for (const name of ['420.jpg', 'lossless-alpha.webp']) {
      await choose(page, { ...(await goldenFile(`codecs/${name}`)), name })
      await stageOf(page, name.replace(/\.\w+$/, '')).waitFor()
    }
    expect(trouble).toEqual([])
  })
})
