import { afterAll, expect, it } from 'vitest'
import { closeBrowser, openLab } from './page.ts'
import { stageOf } from './hands.ts'

afterAll(closeBrowser)

it.each([
  [1440, 900],
  [1024, 768],
  [390, 844],
])('keeps the histogram table of a 16-bit colour picture within its panel at %i × %i', async (width, height) => {
  const { page, trouble } = await openLab('#v=1&sample=negative&recipe=negative', { viewport: { width, height } })
  await stageOf(page, 'colour-negative').waitFor()
  const tab = page.getByRole('tab', { name: 'Histogram' })
  if ((await tab.count()) > 0) await tab.click()
  await page.getByRole('radio', { name: 'Table' }).click()
  const table = page.getByRole('region', { name: 'Histogram as a table' })
  await table.waitFor()
  expect(await table.evaluate((region) => region.getBoundingClientRect().right - region.parentElement!.getBoundingClientRect().right)).toBeLessThanOrEqual(0)
  // six columns of shares fit beside the codes: nothing has to be scrolled to
  expect(await table.evaluate((region) => region.scrollWidth - region.clientWidth)).toBe(0)
  expect(trouble).toEqual([])
})

it.each([
  [1440, 900],
  [390, 844],
])('leaves nothing outside of the page that a focus could scroll to at %i × %i', async (width, height) => {
  const { page, trouble } = await openLab('', { viewport: { width, height } })
  const beyond = () => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)
  expect(await beyond()).toBe(0)
  await page.evaluate(() => (location.hash = '#v=1&sample=negative&recipe=frame(x=0.1,w=0.8);film-negative'))
  await page.getByRole('listitem', { name: /Film negative/ }).waitFor()
  await page.getByText('The film in numbers').click()
  await expect.poll(beyond).toBe(0)
  await page.keyboard.press('Control+e')
  await page.getByRole('dialog').waitFor()
  expect(await beyond()).toBe(0)
  expect(trouble).toEqual([])
})

it.each([
  [820, 1180],
  [390, 844],
])('writes the probed codes of a 16-bit colour picture out in the bar at %i × %i', async (width, height) => {
  const { page, trouble } = await openLab('#v=1&sample=negative&recipe=film-negative', { viewport: { width, height }, hasTouch: true, isMobile: true })
  const stage = stageOf(page, 'colour-negative')
  await stage.waitFor()
  const box = (await stage.boundingBox())!
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 3)
  const bar = page.getByRole('toolbar', { name: 'Stage' })
  await expect.poll(() => bar.textContent()).toMatch(/R.+→.+G.+→.+B.+→/)
  // half a number would be another number
  expect(await bar.locator('[class*=compact]').evaluate((line) => line.scrollWidth - line.clientWidth)).toBe(0)
  expect(await bar.evaluate((all) => [all.scrollWidth - all.clientWidth, all.scrollHeight - all.clientHeight])).toEqual([0, 0])
  expect(trouble).toEqual([])
})

it('opens the list of actions afresh at once after Escape, and runs nothing that is typed into it', async () => {
  const { page, trouble } = await openLab('#v=1&sample=negative&recipe=negative')
  await stageOf(page, 'colour-negative').waitFor()
  const field = page.getByRole('combobox', { name: 'Find an action' })
  await page.keyboard.press('Control+k')
  await field.fill('grey')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect.poll(() => field.inputValue()).toBe('')
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true)
  await page.keyboard.type('dark')
  expect(await field.inputValue()).toBe('dark')
  expect(await page.evaluate(() => location.hash)).toContain('recipe=negative')
  expect(trouble).toEqual([])
})
