import { readFile } from 'node:fs/promises'
import { encode } from 'fast-png'
import { afterAll, expect, it } from 'vitest'
import { proxyHeight, proxyWidth } from '../../src/kernels/film/estimator/proxy.ts'
import { scanNegative } from '../film/negative.ts'
import { createRandom } from '../film/random.ts'
import { randomIlluminant, randomScanner } from '../film/scanners.ts'
import { paintScene } from '../film/scenes.ts'
import { randomStock } from '../film/stocks.ts'
import { choose, type GivenFile } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'

afterAll(closeBrowser)

const frames = 36
/** Cells of a painting are so many pixels wide, and the rebate around them is as wide as several. */
const [cell, rebate] = [4, 24]

/** Scans of one film, each with its rebate, 16 bits. */
function paintRoll(): readonly GivenFile[] {
  const random = createRandom(36, 1)
  const [stock, scanner, illuminant] = [randomStock(random, 1), randomScanner(random), randomIlluminant(random)]
  const [width, height] = [cell * proxyWidth + 2 * rebate, cell * proxyHeight + 2 * rebate]
  return Array.from({ length: frames }, (_, frame) => {
    const { cells, base } = scanNegative(paintScene(36, frame), proxyWidth, proxyHeight, stock, scanner, { illuminant, exposure: random.normal(0.2, 0.4) })
    const data = new Uint16Array(3 * width * height)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [column, row] = [Math.floor((x - rebate) / cell), Math.floor((y - rebate) / cell)]
        const inside = column >= 0 && column < proxyWidth && row >= 0 && row < proxyHeight
        for (let c = 0; c < 3; c++) data[3 * (y * width + x) + c] = 60_000 * (inside ? cells[3 * (row * proxyWidth + column) + c]! : base[c]!) * (1 + random.normal(0, 0.003))
      }
    }
    return { name: `scan-${String(frame + 1).padStart(2, '0')}.png`, mimeType: 'image/png', buffer: Buffer.from(encode({ width, height, channels: 3, depth: 16, data })) }
  })
}

it('takes a roll of 36 from the drop to 16-bit TIFFs of positives in at most five actions', { timeout: 240_000 }, async () => {
  const { page, trouble } = await openLab()
  let actions = 0
  const act = async (action: () => Promise<void>): Promise<void> => {
    actions++
    await action()
  }
  const files = paintRoll()
  await act(() => choose(page, ...files))
  const roll = page.getByRole('region', { name: 'Roll' })
  await roll.getByText('36 frames').waitFor({ timeout: 30_000 })
  // nobody need wait until all frames were read
  await act(() => roll.getByRole('button', { name: 'Invert roll' }).click())
  const working = roll.getByRole('progressbar')
  await working.waitFor({ state: 'hidden', timeout: 150_000 })
  await act(() => roll.getByRole('button', { name: 'Export roll' }).click())
  const download = page.waitForEvent('download', { timeout: 120_000 })
  await act(() => page.getByRole('menuitem', { name: 'TIFF, 16-bit' }).click())
  await working.waitFor()
  const zip = await readFile(await (await download).path())
  expect(actions).toBeLessThanOrEqual(5)
  expect(zip.readUInt16LE(zip.length - 22 + 10)).toBe(frames)
  await page.getByText('36 pictures saved in roll.zip.').waitFor()
  // every frame has its film: each is printed, none was left as it was
  for (const { name } of files) expect(zip.includes(`${name.replace('.png', '')}_film-negative.tif`)).toBe(true)
  expect(trouble).toEqual([])
})
