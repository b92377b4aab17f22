import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { choose, goldenFile } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'

afterAll(closeBrowser)

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

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

describe.each([
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])('axe on a roll at $width × $height', (viewport) => {
  it('finds nothing in the filmstrip, the contact sheet and the dialog that copies settings, dark and light', async () => {
    const { page } = await openLab('', { viewport, bypassCSP: true, hasTouch: viewport.width < 900 })
    await page.addScriptTag({ path: axe })
    const scan = await goldenFile('journey-16bit.tif')
    await choose(page, { ...scan, name: 'frame-1.tif' }, { ...scan, name: 'frame-2.tif' }, { name: 'frame-3.tif', mimeType: 'image/tiff', buffer: Buffer.from('II*\0broken') })
    const roll = page.getByRole('region', { name: 'Roll' })
    await roll.getByRole('button', { name: 'Invert roll' }).click({ timeout: 30_000 })
    await roll.getByRole('progressbar').waitFor({ state: 'hidden', timeout: 30_000 })
    await page.keyboard.press('3')
    await page.keyboard.press('x')
    await page.keyboard.press('z')
    await page.keyboard.press('y')
    await roll.getByRole('button', { name: 'Estimate again' }).waitFor()
    for (const theme of ['dark', 'light']) {
      await look(page, theme)
      expect(await findings(page), `filmstrip, ${theme}`).toEqual([])
    }
    await roll.getByRole('button', { name: 'Contact sheet' }).click()
    const sheet = page.getByRole('region', { name: 'Contact sheet' })
    await sheet.waitFor()
    for (const theme of ['dark', 'light']) {
      await look(page, theme)
      expect(await findings(page), `contact sheet, ${theme}`).toEqual([])
    }
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await page.keyboard.press('Shift+c')
    await page.getByRole('dialog').waitFor()
    await look(page, 'dark')
    expect(await findings(page), 'copy settings').toEqual([])
  })
})
