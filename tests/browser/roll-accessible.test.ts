import { afterAll, describe, expect, it } from 'vitest'
import { findingsIn, openForAxe, themes, type Size } from './axe.ts'
import { choose, goldenFile } from './hands.ts'
import { closeBrowser } from './page.ts'

afterAll(closeBrowser)

describe.each<Size>([
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])('axe on a roll at $width × $height', (viewport) => {
  it('finds nothing in the filmstrip, the contact sheet and the dialog that copies settings, dark and light', async () => {
    const page = await openForAxe(viewport)
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
    for (const theme of themes) expect(await findingsIn(page, theme), `filmstrip, ${theme}`).toEqual([])
    await roll.getByRole('button', { name: 'Contact sheet' }).click()
    const sheet = page.getByRole('region', { name: 'Contact sheet' })
    await sheet.waitFor()
    for (const theme of themes) expect(await findingsIn(page, theme), `contact sheet, ${theme}`).toEqual([])
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await page.keyboard.press('Shift+c')
    await page.getByRole('dialog').waitFor()
    expect(await findingsIn(page, 'dark'), 'copy settings').toEqual([])
  })
})
