import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bytesOfFile, encodeBytes } from '../codecs/encode.ts'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { createRaster } from '../../src/kernels/raster.ts'
import { mulberry } from '../codecs/kit.ts'
import { serveEngine, type EngineSite } from './engine-site.ts'
import { closeBrowser, openBrowser } from './page.ts'

let site: EngineSite
let page: Page

beforeAll(async () => {
  site = await serveEngine(4298)
  page = await (await openBrowser()).newPage()
  await page.goto(site.url)
  await page.waitForFunction(() => 'bench' in globalThis)
})

afterAll(async () => {
  await closeBrowser()
  await site.close()
})

/** Slopes with noise, 0 … 255, no two corners alike. */
function slopes(width: number, height: number): number[] {
  const random = mulberry(31)
  return Array.from({ length: width * height * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % width
    const y = Math.floor(i / 3 / width)
    return (150 * x) / width + (60 * y) / height + 20 * (i % 3) + 5 * random()
  })
}

// large enough for several workers
const [width, height] = [1204, 903]
const shape = { width, height, channels: 3 } as const

/** An APP1 segment that says how the picture is to be turned (EXIF 2.3, 4.6). */
const exif = (orientation: number): readonly number[] => {
  const body = [...new TextEncoder().encode('Exif\0\0MM'), 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  return [0xff, 0xe1, 0, body.length + 2, ...body]
}

const [right, bottom] = [width - 1, height - 1]

/** Where the upright picture's pixel (x, y) is stored, TIFF 6.0, tag 274: column and row, each as so many x, so many y and a number. */
const storedAt: readonly (readonly [readonly [number, number, number], readonly [number, number, number]])[] = [
  [[1, 0, 0], [0, 1, 0]],
  [[-1, 0, right], [0, 1, 0]],
  [[-1, 0, right], [0, -1, bottom]],
  [[1, 0, 0], [0, -1, bottom]],
  [[0, 1, 0], [1, 0, 0]],
  [[0, 1, 0], [-1, 0, bottom]],
  [[0, -1, right], [-1, 0, bottom]],
  [[0, -1, right], [1, 0, 0]],
]

it('opens a JPEG upright whichever way it is stored, and counts every pixel once', async () => {
  const bytes = await encodeBytes(createRaster({ ...shape, depth: 'u8', data: Uint8Array.from(slopes(width, height)) }), 'jpeg', { quality: 95 })
  const turns = storedAt.map((place, k) => ({ segment: exif(k + 1), place }))
  const opened = await page.evaluate(
    async ({ base, turns }) => {
      const { engine } = bench
      const open = async (segment: readonly number[]) => {
        const file = Uint8Array.from(atob(base), (letter) => letter.charCodeAt(0))
        const blob = new Blob([file.slice(0, 2), new Uint8Array(segment), file.slice(2)])
        const info = await engine.open({ kind: 'file', name: 'turned.jpg', blob })
        const { values } = await engine.sample({ picture: info.id, x: 0, y: 0, width: info.width, height: info.height })
        engine.close(info.id)
        return { ...info, values, counts: info.before.map(({ bins }) => bins.join()).join() }
      }
      const plain = await open([])
      const found = []
      for (const { segment, place: [column, row] } of turns) {
        const upright = await open(segment)
        let wrong = 0
        for (let y = 0; y < upright.height; y++) {
          for (let x = 0; x < upright.width; x++) {
            const from = (row[0] * x + row[1] * y + row[2]) * plain.width + column[0] * x + column[1] * y + column[2]
            for (let c = 0; c < 3; c++) if (upright.values[(y * upright.width + x) * 3 + c] !== plain.values[from * 3 + c]) wrong++
          }
        }
        found.push({ width: upright.width, height: upright.height, wrong, counted: upright.counts === plain.counts })
      }
      return found
    },
    { base: Buffer.from(bytes).toString('base64'), turns },
  )
  const upright = { width, height, wrong: 0, counted: true }
  const swapped = { width: height, height: width, wrong: 0, counted: true }
  expect(opened).toEqual([upright, upright, upright, upright, swapped, swapped, swapped, swapped])
})

it('writes the very file of a photograph that the command line writes', async () => {
  const bytes = await encodeBytes(createRaster({ ...shape, depth: 'u16', data: Uint16Array.from(slopes(width, height), (value) => 256 * value) }), 'png', { quality: 100 })
  const recipe = { rounding: 'nearest-even', steps: [{ key: '1', id: 'gamma', params: { gamma: 0.45 }, target: 'all', enabled: true }] } as const
  const inline = createInlineEngine()
  const own = await inline.open({ kind: 'file', name: 'scan.png', blob: new Blob([bytes]) })
  for (const format of ['png', 'tiff'] as const) {
    const input = { recipe, format, bits: 16, quality: 100 } as const
    const written = await page.evaluate(
      async ({ base, input }) => {
        const { engine } = bench
        const info = await engine.open({ kind: 'file', name: 'scan.png', blob: new Blob([Uint8Array.from(atob(base), (letter) => letter.charCodeAt(0))]) })
        const exported = await engine.export({ picture: info.id, ...input })
        engine.close(info.id)
        const bytes = new Uint8Array(await exported.file.arrayBuffer())
        return { length: bytes.length, digest: await bench.digest(bytes) }
      },
      { base: Buffer.from(bytes).toString('base64'), input },
    )
    const ours = await bytesOfFile(await inline.export({ picture: own.id, ...input }))
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', ours)).join()
    expect(written).toEqual({ length: ours.length, digest })
  }
})
