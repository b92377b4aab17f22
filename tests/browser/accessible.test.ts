import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { findings, findingsIn, openForAxe, themes, type Size } from './axe.ts'
import { stageOf } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'

afterAll(closeBrowser)

const sizes: readonly Size[] = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
]

describe.each(sizes)('axe at $width × $height', (viewport) => {
  it('finds nothing on the empty screen, in the lab and in its dialogs, dark and light', async () => {
    const page = await openForAxe(viewport)
    for (const theme of themes) expect(await findingsIn(page, theme), `empty, ${theme}`).toEqual([])
    await page.evaluate(() => (location.hash = '#v=1&sample=night&recipe=log;gamma(gamma=1.4);-bitwise-not'))
    await stageOf(page, /night/i).waitFor()
    for (const theme of themes) expect(await findingsIn(page, theme), `lab, ${theme}`).toEqual([])
    await page.evaluate(() => (location.hash = '#v=1&sample=negative&recipe=frame(x=0.1,w=0.8);film-negative'))
    await page.getByRole('listitem', { name: /Film negative/ }).waitFor()
    await page.getByText('The film in numbers').click()
    for (const theme of themes) expect(await findingsIn(page, theme), `film, ${theme}`).toEqual([])
    await page.keyboard.press('Shift+k')
    await page.getByRole('button', { name: 'Done' }).waitFor()
    expect(await findings(page), 'frame').toEqual([])
    await page.getByRole('button', { name: 'Done' }).click()
    for (const [keys, name] of [['Control+e', 'Export'], ['Control+k', 'palette'], ['Shift+?', 'Shortcuts']] as const) {
      await page.keyboard.press(keys)
      await page.getByRole('dialog').waitFor()
      expect(await findings(page), name).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
  })
})

const ground = (locator: ReturnType<Page['locator']>) => locator.evaluate((element) => getComputedStyle(element).backgroundColor)

describe('colours that the system gives', () => {
  it('leave what is chosen, pressed and slid to be seen', async () => {
    const { page } = await openLab('#v=1&sample=night&recipe=log;gamma(gamma=1.4)', { forcedColors: 'active' })
    await stageOf(page, /night/i).waitFor()
    const compare = page.getByRole('radiogroup', { name: 'Compare' })
    expect(await ground(compare.getByRole('radio', { checked: true }))).not.toBe(await ground(compare.getByRole('radio', { checked: false }).first()))
    expect(await ground(page.getByRole('button', { name: 'Probe' }))).not.toBe(await ground(page.getByRole('button', { name: 'Clipping' })))
    const card = page.getByRole('listitem', { name: /^Gamma/ })
    const thumb = card.locator('[class*=thumb]').first()
    expect(await ground(thumb)).not.toBe(await ground(card))
    expect(await ground(card.locator('[class*=track]').first())).not.toBe(await ground(card))
    await page.context().close()
  })
})
