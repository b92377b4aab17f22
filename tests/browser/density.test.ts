import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { closeBrowser, openLab } from './page.ts'

afterAll(closeBrowser)

const words = (page: Page, name: string) => page.getByRole('slider', { name, exact: true }).getAttribute('aria-valuetext')

/** The middle of the part of a mark that a hand takes hold of. */
const holdOf = async (page: Page, name: string): Promise<{ x: number; y: number }> => {
  const knob = (await page.getByRole('slider', { name, exact: true }).locator('svg').boundingBox())!
  return { x: knob.x + knob.width / 2, y: knob.y + knob.height / 2 }
}

async function openDensity() {
  const opened = await openLab()
  await opened.page.getByRole('button', { name: 'Try a sample scan' }).click()
  await opened.page.getByRole('listitem', { name: /Film negative/ }).waitFor({ timeout: 30_000 })
  await opened.page.getByRole('group', { name: /^Density plot/ }).waitFor({ timeout: 15_000 })
  return opened
}

describe('the density plot', () => {
  it('has its marks dragged: the step follows, one undo takes a drag back', async () => {
    const { page, trouble } = await openDensity()
    const card = page.getByRole('listitem', { name: /Film negative/ })
    for (const [mark, row, way] of [['White point', 'White point in linear light', -24], ['Black point', 'Black point in linear light', 40]] as const) {
      const field = card.getByRole('spinbutton', { name: row })
      const before = await field.inputValue()
      const from = await holdOf(page, mark)
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      for (let i = 1; i <= 8; i++) await page.mouse.move(from.x + (way * i) / 8, from.y)
      await page.mouse.up()
      await expect.poll(() => field.inputValue()).not.toBe(before)
      // two digits of the number are kept, and the mark stands where they put it: within a few pixels of the hand
      await expect.poll(async () => Math.abs((await holdOf(page, mark)).x - from.x - way)).toBeLessThan(4)
      await page.keyboard.press('Control+z')
      await expect.poll(() => field.inputValue()).toBe(before)
    }
    expect(trouble).toEqual([])
  })

  it('moves the base over a scan that stands still, and reads a density under the pointer', async () => {
    const { page, trouble } = await openDensity()
    const before = await words(page, 'Film base')
    const from = await holdOf(page, 'Film base')
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 5, from.y)
    await page.mouse.move(from.x + 14, from.y)
    await expect.poll(async () => Math.abs((await holdOf(page, 'Film base')).x - from.x - 14)).toBeLessThan(1.5)
    await page.mouse.up()
    await expect.poll(() => words(page, 'Film base')).not.toBe(before)
    // nothing jumps when it is let go
    await expect.poll(async () => Math.abs((await holdOf(page, 'Film base')).x - from.x - 14)).toBeLessThan(1.5)

    const plot = (await page.getByRole('group', { name: /^Density plot/ }).boundingBox())!
    await page.mouse.move(plot.x + plot.width * 0.7, plot.y + plot.height * 0.3)
    await expect.poll(() => page.getByRole('group', { name: /^Density plot/ }).textContent()).toMatch(/D \d\.\d\d.*prints.*stops/)
    expect(trouble).toEqual([])
  })
})
