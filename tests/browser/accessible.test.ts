import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { stageOf } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'

afterAll(closeBrowser)

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
] as const

/** What axe finds wrong, as one readable line a finding. */
async function findings(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }> } }).axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`))
  })
}

const look = async (page: Page, theme: string): Promise<void> => {
  await page.evaluate((value) => Object.assign(document.documentElement.dataset, { theme: value }), theme)
  // colours fade over 160 ms; a contrast measured half-way is nobody's
  await page.waitForTimeout(300)
}

describe.each(sizes)('axe at $width × $height', (viewport) => {
  it('finds nothing on the empty screen, in the lab and in its dialogs, dark and light', async () => {
    // the page's policy allows no foreign script; axe comes in past it, which changes nothing that axe looks at
    const { page } = await openLab('', { viewport, bypassCSP: true, hasTouch: viewport.width < 900 })
    await page.addScriptTag({ path: axe })
    for (const theme of ['dark', 'light']) {
      await look(page, theme)
      expect(await findings(page), `empty, ${theme}`).toEqual([])
    }
    await page.evaluate(() => (location.hash = '#v=1&sample=night&recipe=log;gamma(gamma=1.4);-bitwise-not'))
    await stageOf(page, /night/i).waitFor()
    for (const theme of ['dark', 'light']) {
      await look(page, theme)
      expect(await findings(page), `lab, ${theme}`).toEqual([])
    }
    await page.evaluate(() => (location.hash = '#v=1&sample=negative&recipe=frame(x=0.1,w=0.8);film-negative'))
    await page.getByRole('listitem', { name: /Film negative/ }).waitFor()
    await page.getByText('The film in numbers').click()
    for (const theme of ['dark', 'light']) {
      await look(page, theme)
      expect(await findings(page), `film, ${theme}`).toEqual([])
    }
    await page.keyboard.press('Shift+k')
    await page.getByRole('button', { name: 'Done' }).waitFor()
    expect(await findings(page), 'frame').toEqual([])
    await page.getByRole('button', { name: 'Done' }).click()
    for (const [keys, name] of [['Control+e', 'Export'], ['Control+k', 'palette'], ['Shift+?', 'Shortcuts']] as const) {
      await page.keyboard.press(keys)
      await page.getByRole('dialog').waitFor()
      await page.waitForTimeout(400)
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
