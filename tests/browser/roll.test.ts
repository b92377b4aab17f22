import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { choose, goldenFile } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'
import { readPng } from './read-png.ts'

afterAll(closeBrowser)

/** Names in the directory at the end of a zip archive. */
function namesIn(bytes: Buffer): readonly string[] {
  const end = bytes.length - 22
  expect(bytes.readUInt32LE(end)).toBe(0x0605_4b50)
  const names: string[] = []
  for (let i = 0, at = bytes.readUInt32LE(end + 16); i < bytes.readUInt16LE(end + 10); i++) {
    const length = bytes.readUInt16LE(at + 28)
    names.push(bytes.toString('utf8', at + 46, at + 46 + length))
    at += 46 + length + bytes.readUInt16LE(at + 30)
  }
  return names
}

describe('a roll of scans', () => {
  it('is opened together, inverted, gone through by keys and exported as one zip; a broken file is told', async () => {
    const { page, trouble } = await openLab()
    const scan = await goldenFile('journey-16bit.tif')
    await choose(page, { ...scan, name: 'frame-1.tif' }, { ...scan, name: 'frame-2.tif' }, { name: 'frame-3.tif', mimeType: 'image/tiff', buffer: Buffer.from('II*\0broken') })
    const roll = page.getByRole('region', { name: 'Roll' })
    await roll.getByRole('button', { name: /frame-3\.tif.*cannot be read/ }).waitFor({ timeout: 30_000 })
    await roll.getByRole('button', { name: 'Invert roll' }).click()
    await expect.poll(() => page.getByRole('listitem', { name: /Film negative/ }).count(), { timeout: 30_000 }).toBe(1)
    await page.keyboard.press('.')
    await expect.poll(() => page.getByRole('banner').first().textContent()).toContain('frame-2')
    expect(await page.getByRole('listitem', { name: /Film negative/ }).count()).toBe(1)

    await roll.getByRole('button', { name: 'Export roll' }).click({ timeout: 30_000 })
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'PNG, 16-bit' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('roll.zip')
    expect(namesIn(await readFile(await file.path()))).toEqual(['frame-1_film-negative.png', 'frame-2_film-negative.png'])
    await page.getByText('2 pictures saved in roll.zip. One file was skipped.').waitFor()
    await page.getByRole('list', { name: 'Skipped files' }).getByText(/^frame-3\.tif/).waitFor()
    expect(trouble).toEqual([])
  })

  it('comes back after a reload with its recipes, stars and rejects, and its contact sheet is saved as a PNG', async () => {
    const { page, trouble } = await openLab()
    const scan = await goldenFile('journey-16bit.tif')
    await choose(page, { ...scan, name: 'frame-1.tif' }, { ...scan, name: 'frame-2.tif' }, { ...scan, name: 'frame-3.tif' })
    const roll = page.getByRole('region', { name: 'Roll' })
    await roll.getByRole('button', { name: 'Invert roll' }).click({ timeout: 30_000 })
    await expect.poll(() => page.getByRole('listitem', { name: /Film negative/ }).count(), { timeout: 30_000 }).toBe(1)
    await page.keyboard.press('4')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('x')
    await roll.getByRole('button', { name: /^frame-2\.tif.*rejected/ }).waitFor()
    // every edit is in the database within half a second; the files follow
    await page.waitForTimeout(2500)
    await page.reload()
    await roll.getByRole('button', { name: /^frame-2\.tif.*rejected/ }).waitFor({ timeout: 30_000 })
    await roll.getByRole('button', { name: /^frame-1\.tif.*4 stars/ }).waitFor()
    expect(await page.title()).toContain('frame-2')
    await page.keyboard.press(',')
    await expect.poll(() => page.title()).toContain('frame-1')
    await expect.poll(() => page.getByRole('listitem', { name: /Film negative/ }).count()).toBe(1)

    await page.keyboard.press('e')
    const sheet = page.getByRole('region', { name: 'Contact sheet' })
    await sheet.getByRole('button', { name: /^frame-3\.tif/ }).waitFor()
    const download = page.waitForEvent('download')
    await sheet.getByRole('button', { name: 'Save as PNG' }).click()
    const { width, channels, bits } = readPng(await readFile(await (await download).path()))
    expect([width > 200, channels, bits]).toEqual([true, 3, 8])
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    expect(trouble).toEqual([])
  })
})
