import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readWeights } from '../../src/kernels/film/estimate.ts'
import { invert } from '../../src/kernels/film/invert.ts'
import { paintSample } from '../../src/kernels/samples/index.ts'
import { exportPicture } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'
import { readPng } from './read-png.ts'

afterAll(closeBrowser)

const weights = readFile(join(import.meta.dirname, '../../src/kernels/film/estimator.bin')).then(readWeights)

describe('a film negative, from the door to a 16-bit PNG', () => {
  it('is found, framed and printed by one click, as the film kernels print it', async () => {
    const { page, trouble } = await openLab()
    await page.getByRole('button', { name: 'Try a sample scan' }).click()
    const card = page.getByRole('listitem', { name: /Film negative/ })
    await card.waitFor({ timeout: 30_000 })
    await expect.poll(() => card.textContent(), { timeout: 15_000 }).toMatch(/Colour negative, film base from four strips of rebate/)
    const { picture } = invert(paintSample('negative'), { weights: await weights })
    await expect.poll(() => page.getByRole('banner').first().textContent()).toContain(`${picture.width} × ${picture.height}`)

    const { bytes } = await exportPicture(page, (dialog) => dialog.getByRole('radio', { name: 'PNG' }).click())
    const png = readPng(bytes)
    expect([png.width, png.height, png.channels, png.bits]).toEqual([picture.width, picture.height, 3, 16])
    let sum = 0
    for (let i = 0; i < picture.data.length; i++) sum += Math.abs(png.samples[i]! - picture.data[i]!)
    // the fall-off of the light is evened out in codes here and in floats there: a few of 65 535
    expect(sum / picture.data.length).toBeLessThan(3)
    expect(trouble).toEqual([])
  })

  it('has its frame moved by keys on the whole scan, undone, and a grey clicked', async () => {
    const { page, trouble } = await openLab()
    await page.getByRole('button', { name: 'Try a sample scan' }).click()
    const card = page.getByRole('listitem', { name: /Film negative/ })
    await card.waitFor({ timeout: 30_000 })
    const size = () => page.getByRole('banner').first().textContent()
    await expect.poll(size, { timeout: 15_000 }).toMatch(/13\d\d × 88\d/)
    const before = await size()

    await card.getByRole('button', { name: 'Adjust the frame' }).click()
    await expect.poll(size).toContain('1440 × 968')
    const left = page.getByRole('button', { name: 'Frame, left: arrow keys move it' })
    await left.press('Shift+ArrowRight')
    await left.press('Shift+ArrowRight')
    await page.getByRole('button', { name: 'Done' }).click()
    await expect.poll(size).not.toContain('1440 × 968')
    expect(Number(/(\d+) ×/.exec((await size())!)![1])).toBe(Number(/(\d+) ×/.exec(before!)![1]) - 20)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(size).toBe(before)

    await card.getByRole('button', { name: 'Click a grey' }).click()
    const stage = (await page.getByRole('application').boundingBox())!
    await page.mouse.click(stage.x + stage.width * 0.75, stage.y + stage.height * 0.6)
    const cyan = card.getByRole('spinbutton', { name: 'Printer light cyan in stops' })
    await expect.poll(() => cyan.inputValue()).not.toBe('0.00')
    expect(trouble).toEqual([])
  })
})
