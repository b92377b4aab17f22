import { afterAll, describe, expect, it } from 'vitest'
import { addStep, choose, exportPicture, goldenFile, stageOf, type } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'
import { readPng } from './read-png.ts'

afterAll(closeBrowser)

const code = (x: number, y: number, c: number): number => (x * 677 + y * 1031 + c * 20011) % 65536

/** Halves to even, written apart from the lab's own rounding. */
const rint = (v: number): number => {
  const near = Math.round(v)
  return Math.abs(v - Math.trunc(v)) === 0.5 && near % 2 !== 0 ? near - 1 : near
}

/** A number as the page writes it, with a narrow space for thousands, or as it is. */
const spaced = (n: number): RegExp => new RegExp(String(n).replace(/\B(?=(\d{3})+$)/g, '[\\s\u202f]?'))

describe('a scanned negative, from a TIFF of another program to a 16-bit PNG', () => {
  it('is inverted, lifted, compared, probed, undone and exported with every pixel as computed', async () => {
    const { page, trouble } = await openLab()
    await choose(page, await goldenFile('journey-16bit.tif'))
    await stageOf(page, 'journey-16bit').waitFor()
    await expect.poll(() => page.getByRole('banner').first().textContent()).toMatch(/96 × 64 · 16-bit RGB/)

    await addStep(page, 'Negative')
    await addStep(page, 'Gamma')
    await type(page, 'Exponent γ', '0.8')
    await page.getByRole('radio', { name: 'Split' }).click()
    const split = page.getByRole('slider', { name: 'Split between before and after' })
    await split.press('Home')
    await split.press('ArrowRight')

    const stage = (await stageOf(page, 'journey-16bit').boundingBox())!
    await page.mouse.move(stage.x + stage.width / 2 + 3, stage.y + stage.height / 2 + 3)
    const card = page.getByText(/^x \d+/).first()
    await card.waitFor()
    const [, x, y] = /x\s*(\d+)\s*y\s*(\d+)/.exec((await card.textContent())!)!.map(Number) as [number, number, number]
    const red = code(x, y, 0)
    const words = await stageOf(page, 'journey-16bit').textContent()
    expect(words).toMatch(spaced(red))
    expect(words).toMatch(spaced(rint(65535 * ((65535 - red) / 65535) ** 0.8)))

    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.getByRole('spinbutton', { name: 'Exponent γ' }).inputValue()).toBe('1.00')
    await page.getByRole('button', { name: 'Redo' }).click()
    await expect.poll(() => page.getByRole('spinbutton', { name: 'Exponent γ' }).inputValue()).toBe('0.80')

    const { name, bytes } = await exportPicture(page, (dialog) => dialog.getByRole('radio', { name: 'PNG' }).click())
    expect(name).toBe('journey-16bit_negative-gamma.png')
    const png = readPng(bytes)
    expect([png.width, png.height, png.channels, png.bits]).toEqual([96, 64, 3, 16])
    const wrong: string[] = []
    for (let i = 0; i < png.samples.length; i++) {
      const c = i % 3
      const px = Math.trunc(i / 3) % 96
      const py = Math.trunc(i / 3 / 96)
      const want = rint(65535 * ((65535 - code(px, py, c)) / 65535) ** 0.8)
      if (png.samples[i] !== want) wrong.push(`(${px}, ${py}, ${c}): ${png.samples[i]}, not ${want}`)
    }
    expect(wrong).toEqual([])
    expect(trouble).toEqual([])
  })
})
