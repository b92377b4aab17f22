import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { linkToProfile, textToProfile } from '../../src/recipe/film-profile.ts'
import { paintScene } from '../film/scenes.ts'
import { scanFile } from '../state/chart-kit.ts'
import { choose, type GivenFile } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'

afterAll(closeBrowser)

const given = async ({ file }: ReturnType<typeof scanFile>): Promise<GivenFile> => ({ name: file.name, mimeType: 'image/png', buffer: Buffer.from(await file.blob.arrayBuffer()) })
const chartScan = given(scanFile('chart.png'))
const sceneScan = given(scanFile('scene.png', paintScene(4, 4)))

const cornerOf = (page: Page, patch: string) => page.getByRole('button', { name: `Corner of the chart by ${patch}: arrow keys move it` })

const invert = async (page: Page, scan: Promise<GivenFile>): Promise<void> => {
  await choose(page, await scan)
  await page.getByRole('application', { name: new RegExp((await scan).name) }).waitFor()
  await page.getByRole('button', { name: 'Invert film' }).click()
  await page.getByRole('listitem', { name: /Film negative/ }).getByRole('button', { name: 'Save as profile' }).waitFor({ timeout: 15_000 })
}

/** Drags a corner to another place on the page and gives where it was. */
async function drag(page: Page, patch: string, to: readonly [number, number]): Promise<readonly [number, number]> {
  const box = (await cornerOf(page, patch).boundingBox())!
  const from = [box.x + box.width / 2, box.y + box.height / 2] as const
  await page.mouse.move(...from)
  await page.mouse.down()
  await page.mouse.move(...to, { steps: 6 })
  await page.mouse.up()
  return from
}

describe('a colour chart and the profile from it', () => {
  it('is found, fitted by dragged corners, kept under a name over a reload, and prints the next scan', async () => {
    const { page, trouble } = await openLab()
    await invert(page, chartScan)
    await page.getByRole('button', { name: 'Fit a colour chart' }).click()
    await cornerOf(page, 'black').waitFor()
    await page.getByText('The chart was found.').waitFor()
    const middle = (await page.getByRole('application').boundingBox())!
    const home = await drag(page, 'black', [middle.x + middle.width / 2, middle.y + middle.height / 2])
    await page.getByText('Put the corners on').waitFor()
    await drag(page, 'black', home)
    await cornerOf(page, 'white').press('ArrowLeft')
    await cornerOf(page, 'white').press('ArrowRight')
    await cornerOf(page, 'white').press('Enter')
    const result = page.getByRole('group', { name: 'Fit to the colour chart' })
    await expect.poll(() => result.textContent(), { timeout: 15_000 }).toMatch(/Mean ΔE00 of the patches \d+\.\d → [01]\.\d/)
    await cornerOf(page, 'white').press('Escape')
    expect(await cornerOf(page, 'white').count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('application')

    await page.getByRole('button', { name: 'Save as profile' }).click()
    await page.keyboard.type('Gold 200, drum')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Gold 200, drum', exact: true }).waitFor()
    await page.waitForTimeout(700)
    await page.reload()
    // the fit is still told, and the profile still listed
    await expect.poll(() => result.textContent(), { timeout: 15_000 }).toMatch(/→ [01]\.\d/)
    await page.getByRole('button', { name: 'Gold 200, drum', exact: true }).waitFor()

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      (async () => {
        await page.getByRole('button', { name: 'More for Gold 200, drum' }).click()
        await page.getByRole('menuitem', { name: 'Save as a file' }).click()
      })(),
    ])
    const text = await readFile(await file.path(), 'utf8')
    expect(file.suggestedFilename()).toMatch(/Gold 200.*\.film\.json$/)
    expect(textToProfile(text).name).toBe('Gold 200, drum')

    await choose(page, await sceneScan)
    await page.getByRole('application', { name: /scene\.png/ }).waitFor()
    await page.getByRole('button', { name: 'Gold 200, drum', exact: true }).click()
    await expect.poll(() => page.getByText('from a profile').count(), { timeout: 15_000 }).toBe(1)
    expect(trouble).toEqual([])
  })

  it('travels as a link and as a file, and leaves no address behind to take it twice', async () => {
    const { page, trouble } = await openLab('', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('button', { name: 'Try a sample scan' }).click()
    await page.getByRole('button', { name: 'Save as profile' }).click({ timeout: 30_000 })
    await page.keyboard.type('From Ada')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'More for From Ada' }).click()
    await page.getByRole('menuitem', { name: 'Copy a link' }).click()
    await page.getByText(/link to the film profile From Ada/).first().waitFor()
    const address = await page.evaluate(() => navigator.clipboard.readText())
    const named = linkToProfile(new URL(address).hash)
    expect(named?.name).toBe('From Ada')

    const other = await openLab(new URL(address).hash)
    await other.page.getByText(/film profile of the link is kept: From Ada/).first().waitFor()
    expect(new URL(other.page.url()).hash).toBe('')
    await other.page.getByRole('button', { name: 'Try a sample scan' }).click()
    await other.page.getByRole('button', { name: 'From Ada', exact: true }).waitFor({ timeout: 30_000 })

    await other.page.getByRole('button', { name: 'More for From Ada' }).click()
    await other.page.getByRole('menuitem', { name: 'Delete' }).click()
    await other.page.getByText('Deleted From Ada.').waitFor()
    await other.page.getByRole('group', { name: 'Film profile' }).getByRole('button', { name: 'Undo' }).click()
    await other.page.getByRole('button', { name: 'From Ada', exact: true }).waitFor()

    const [chooser] = await Promise.all([other.page.waitForEvent('filechooser'), other.page.getByRole('button', { name: 'Open a file' }).click()])
    await chooser.setFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"film-profile","version":3}') })
    await other.page.getByText(/of version 3; this lab reads version 1/).first().waitFor()
    expect([...trouble, ...other.trouble]).toEqual([])
  })
})
