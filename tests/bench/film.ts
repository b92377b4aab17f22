import type { Browser, Page } from 'playwright-core'
import { addStep } from '../browser/hands.ts'
import type { BenchFile } from './files.ts'
import { onFreshPage, type Depth } from './kernels.ts'
import { drag, middle, openFile, openLab, percentile, saveAs, sizes } from './lab-page.ts'
import { writeNegativeJpeg, writeNegativeTiff } from './negatives.ts'
import { told, within, type Row } from './rows.ts'

/** Waits until the frame that was found is cut out and nothing more is drawn: when the last of it was. */
async function whenPositive(page: Page): Promise<number> {
  await page.locator('[role="application"] canvas:not([data-picture="1"])[data-picture]').first().waitFor({ timeout: 120_000 })
  await page.waitForFunction(() => performance.now() - labWatch.lastDrawn > 700, undefined, { polling: 50 })
  return page.evaluate(() => labWatch.lastDrawn)
}

/** Opens a scan and inverts it by hand. */
async function openInverted(browser: Browser, url: string, file: BenchFile): Promise<Page> {
  const page = await openLab(browser, url, sizes[0])
  await openFile(page, file)
  await page.getByRole('button', { name: 'Invert film' }).first().click()
  await whenPositive(page)
  return page
}

/** From the choice of a scan at the film's door to the positive on the screen, on fresh pages. */
async function dropTimes(browser: Browser, url: string, file: BenchFile, rounds: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const page = await openLab(browser, url, sizes[0])
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Open a scan…' }).click()])
    await chooser.setFiles(file.path)
    const last = await whenPositive(page)
    times.push(last - (await page.evaluate(() => labWatch.openedAt)))
    await page.context().close()
  }
  return times
}

async function tickRow(browser: Browser, url: string, file: BenchFile): Promise<Row> {
  const page = await openInverted(browser, url, file)
  const { drawn } = await drag(page, /Exposure/, 100)
  await page.context().close()
  return within(`film tick, ${file.name}, ${sizes[0].width} × ${sizes[0].height}: input → drawn, p95`, percentile(drawn, 0.95), 16.7, 'ms', `p50 ${middle(drawn).toFixed(1)}, ${drawn.length} frames drawn`)
}

const size = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`

/** A print as a file, and as long with a table step alone. */
async function exportRows(browser: Browser, url: string, scan: BenchFile): Promise<readonly Row[]> {
  const print = await openInverted(browser, url, scan)
  const png = await saveAs(print, 'PNG')
  const tiff = await saveAs(print, 'TIFF')
  await print.context().close()
  const plain = await openLab(browser, url, sizes[0])
  await openFile(plain, scan)
  await addStep(plain, 'Gamma')
  const table = await saveAs(plain, 'TIFF')
  await plain.context().close()
  return [
    within(`export ${scan.name} with film step as PNG, 16 bit`, png.took, 4000, 'ms', size(png.bytes)),
    within(`export ${scan.name} with film step as TIFF, 16 bit`, tiff.took, 2000, 'ms', size(tiff.bytes)),
    within('export as TIFF, 16 bit: with film step over a table step', tiff.took / table.took, 3, '×', `table step ${table.took.toFixed(0)} ms`),
  ]
}

/** What a film negative of 24 MP costs. */
export async function filmRows(browser: Browser, lab: string, bench: string, folder: string, { rounds }: Depth): Promise<readonly Row[]> {
  const scan = await writeNegativeTiff(folder)
  const photo = await writeNegativeJpeg(folder)
  const { table, film, analysis } = await onFreshPage(browser, bench, (page) => page.evaluate((count) => labBench.filmTimes(count), rounds))
  return [
    within('film step, 24 MP 16 bit, one thread, over a table step', film / table, 2, '×', `${film.toFixed(0)} ms and ${table.toFixed(0)} ms`),
    within('film analysis, 24 MP 16 bit, all threads', analysis, 500),
    await tickRow(browser, lab, photo),
    await tickRow(browser, lab, scan),
    within(`drop ${scan.name} → positive on the screen`, middle(await dropTimes(browser, lab, scan, 5)), 1500),
    told(`drop ${photo.name} → positive on the screen`, middle(await dropTimes(browser, lab, photo, 3)), ''),
    ...(await exportRows(browser, lab, scan)),
  ]
}
