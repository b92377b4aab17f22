import { stat } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import type { BenchFile } from './files.ts'
import { installWatch } from './watch.ts'

export const sizes = [
  { width: 1920, height: 1080 },
  { width: 1440, height: 900 },
] as const

export const percentile = (times: readonly number[], share: number): number => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN

export const middle = (times: readonly number[]): number => percentile(times, 0.5)

/** The lab on a page of its own, watched. */
export async function openLab(browser: Browser, url: string, viewport: { readonly width: number; readonly height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, acceptDownloads: true })
  const page = await context.newPage()
  // the TypeScript runner names functions by a helper that the page does not have
  await page.addInitScript({ content: 'globalThis.__name ??= (f) => f' })
  await page.addInitScript(installWatch)
  await page.goto(url)
  await page.getByRole('banner').first().waitFor()
  // let the workers start and the doors' pictures be painted
  await page.waitForTimeout(2000)
  return page
}

/** Opens a file and waits for its picture on the screen: milliseconds from the choice to the shown frame. */
export async function openFile(page: Page, file: BenchFile): Promise<number> {
  await page.locator('#picture-file').setInputFiles(file.path)
  await page.waitForFunction(() => labWatch.openedAt > 0 && labWatch.firstShown > 0, undefined, { timeout: 180_000, polling: 50 })
  return page.evaluate(() => labWatch.firstShown - labWatch.openedAt)
}

/** Drags a slider to and fro, a tick every 50 ms, so that each is over before the next. */
export async function drag(page: Page, slider: RegExp, ticks: number): Promise<{ readonly drawn: readonly number[]; readonly shown: readonly number[]; readonly longest: number }> {
  const thumb = (await page.getByRole('slider', { name: slider }).last().boundingBox())!
  const x = thumb.x + thumb.width / 2
  const y = thumb.y + thumb.height / 2
  await page.mouse.move(x, y)
  await page.mouse.down()
  const move = async (k: number): Promise<void> => {
    await page.mouse.move(x + ((k * 3) % 40) - 20, y)
    await page.waitForTimeout(50)
  }
  for (let k = 0; k < 12; k++) await move(k)
  await page.evaluate(() => Object.assign(labWatch, { drawn: [], shown: [], longest: 0 }))
  for (let k = 0; k < ticks; k++) await move(k)
  await page.mouse.up()
  return page.evaluate(() => ({ drawn: labWatch.drawn, shown: labWatch.shown, longest: labWatch.longest }))
}

/** Exports the picture as 16 bits. Gives the milliseconds until the file is saved, and its bytes. */
export async function saveAs(page: Page, format: string): Promise<{ readonly took: number; readonly bytes: number }> {
  await page.getByRole('banner').first().getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: format }).click()
  await dialog.getByRole('radio', { name: '16-bit' }).click()
  const download = page.waitForEvent('download', { timeout: 300_000 })
  const start = performance.now()
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const path = await (await download).path()
  const took = performance.now() - start
  await dialog.waitFor({ state: 'hidden' })
  return { took, bytes: (await stat(path)).size }
}
