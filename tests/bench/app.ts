import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { addStep } from '../browser/hands.ts'
import { writeJpeg, writeTiff16, type BenchFile } from './files.ts'
import { filmRows } from './film.ts'
import { onFreshPage, type Depth } from './kernels.ts'
import { drag, middle, openFile, openLab, percentile, saveAs, sizes } from './lab-page.ts'
import { mostMegabytes, rendererMegabytes } from './memory.ts'
import type { DecodeWay } from './page/decoding.ts'
import { against, told, within, type Row } from './rows.ts'
import { serveBenchPage, serveLab } from './serve.ts'

/** Of times in their order on several pages: the middle of those that came first, and of those that came after. */
const first = (times: readonly (readonly number[])[]): number => middle(times.map(([time]) => time!))
const again = (times: readonly (readonly number[])[]): number => middle(times.flatMap(([, ...later]) => later))

async function tickRows(browser: Browser, url: string, files: readonly BenchFile[], { quick }: Depth): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const viewport of quick ? sizes.slice(0, 1) : sizes) {
    const tails: number[] = []
    const size = `${viewport.width} × ${viewport.height}`
    for (const file of files) {
      const page = await openLab(browser, url, viewport)
      await openFile(page, file)
      await addStep(page, 'Gamma')
      const { drawn, shown, longest } = await drag(page, /γ/, quick ? 30 : 100)
      await page.context().close()
      const tail = percentile(drawn, 0.95)
      tails.push(tail)
      const what = `tick, ${file.name}, ${size}`
      rows.push(told(`${what}: input → drawn, p50`, middle(drawn), `${drawn.length} frames drawn`))
      rows.push(within(`${what}: input → drawn, p95`, tail, 16.7))
      rows.push(told(`${what}: input → shown, p95`, percentile(shown, 0.95), 'with the wait for the screen'))
      rows.push(within(`${what}: longest task of the page`, longest, 50, 'ms', longest === 0 ? 'none of 50 ms' : ''))
    }
    rows.push(within(`tick, ${size}: slowest over fastest picture, p95`, Math.max(...tails) / Math.min(...tails), 1.2, '×'))
  }
  return rows
}

/** From the choice of a file to the first picture, against the browser's decoders alone, by turns: once on a fresh page, then twice more on it. */
async function openRows(browser: Browser, lab: string, bench: string, file: BenchFile, { quick, rounds }: Depth): Promise<readonly Row[]> {
  const decode = (way: DecodeWay): Promise<readonly number[]> =>
    onFreshPage(browser, bench, (page) => page.evaluate((way) => labBench.decodeTimes('/file/jpeg', way, 3), way))
  const [ours, exact, quickest]: (readonly number[])[][] = [[], [], []]
  let longest = 0
  for (let round = 0; round < (quick ? 3 : 7); round++) {
    const page = await openLab(browser, lab, sizes[1])
    ours!.push([await openFile(page, file), await openFile(page, file), await openFile(page, file)])
    longest = Math.max(longest, await page.evaluate(() => labWatch.longest))
    await page.context().close()
    exact!.push(await decode('bitmap'))
    if (!quick) quickest!.push(await decode('imageDecoder'))
  }
  const asked = Math.round(1000 / 1.2) / 1000
  const codes = await onFreshPage(browser, bench, (page) => page.evaluate((rounds) => labBench.exportTimes(rounds), rounds))
  const lanes = await onFreshPage(browser, bench, (page) => page.evaluate((count) => labBench.laneTimes('/file/jpeg', count), quick ? 40 : 100))
  const what = `open ${file.name} → first picture shown`
  return [
    against(`${what}, fresh page`, first(ours!), 'exact decoding alone, fresh page', first(exact!), 'createImageBitmap + copyTo, the exact codes', asked),
    against(`${what}, again`, again(ours!), 'exact decoding alone, again', again(exact!), 'the same', asked),
    ...(quick ? [] : [against(`${what}, again`, again(ours!), 'ImageDecoder alone, again', again(quickest!), 'its colours are up to 87 codes off')]),
    told(`open ${file.name}: longest task of the page`, longest, longest === 0 ? 'none of 50 ms' : ''),
    within('export 24 MP, 8 bit: computing alone', codes, 60),
    told('frame of 1620 × 1080 from the engine, nothing else running, p95', lanes.idle, ''),
    told('the same beside an export and a spectrum, p95', lanes.busy, `${lanes.frames} frames`),
    within('slow work raises the frame’s p95 to', lanes.busy / lanes.idle, 1.25, '×'),
  ]
}

async function exportRows(browser: Browser, url: string, file: BenchFile, { quick }: Depth): Promise<readonly Row[]> {
  const page = await openLab(browser, url, sizes[0])
  await openFile(page, file)
  await addStep(page, 'Gamma')
  const rows: Row[] = []
  for (const format of quick ? ['PNG'] : ['PNG', 'TIFF']) {
    const { took, bytes } = await saveAs(page, format)
    rows.push(told(`export ${file.name} as ${format}, 16 bit, whole`, took, `${(bytes / 1e6).toFixed(0)} MB`))
  }
  await page.context().close()
  return rows
}

/** What a picture costs while it is open, and what is left of that when it is closed. */
async function memoryRows(browser: Browser, url: string, file: BenchFile, { quick }: Depth): Promise<readonly Row[]> {
  const page = await openLab(browser, url, sizes[0])
  const empty = await rendererMegabytes(browser)
  const opened = await openFile(page, file)
  await addStep(page, 'Gamma')
  await page.waitForTimeout(1000)
  const full = await rendererMegabytes(browser)
  const exporting = await mostMegabytes(browser, async () => {
    await saveAs(page, 'TIFF')
    if (!quick) await saveAs(page, 'TIFF')
  })
  // the hand is on the stage, where no field takes the key
  await page.getByRole('application').first().focus()
  await page.keyboard.press('Shift+W')
  await page.getByRole('application').first().waitFor({ state: 'detached' })
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await page.waitForTimeout(3000)
  const closed = await rendererMegabytes(browser)
  await page.context().close()
  if (empty === undefined || full === undefined || exporting === undefined || closed === undefined) return [told('memory', Number.NaN, 'there is no ps here')]
  return [
    told(`open ${file.name} → first picture shown`, opened, 'ms'),
    told('memory of the page, no picture, MB', empty, ''),
    within(`memory of the page, ${file.name}, MB`, full, 2560, 'MB'),
    within(`memory of the page, ${file.name}, at most while it is exported${quick ? '' : ' twice'}, MB`, exporting, 2560, 'MB'),
    within('memory of the page after closing it, MB over what it was', Math.max(0, closed - empty), 150, 'MB'),
  ]
}

export async function appRows(browser: Browser, depth: Depth, tell: (line: string) => void): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-bench-files-'))
  tell('painting the pictures to open')
  const small = await writeJpeg(folder, 1732, 1155)
  const middleSized = await writeJpeg(folder, 6000, 4000)
  const large = await writeTiff16(folder, 12_000, 8400)
  const lab = await serveLab()
  const bench = await serveBenchPage(new Map([['/file/jpeg', middleSized.path]]))
  try {
    tell('opening')
    const rows = [...(await openRows(browser, lab.url, bench.url, middleSized, depth))]
    tell('dragging')
    rows.push(...(await tickRows(browser, lab.url, [small, middleSized, large], depth)))
    tell('exporting')
    rows.push(...(await exportRows(browser, lab.url, middleSized, depth)))
    // daily use has two minutes
    if (!depth.quick) {
      tell('film')
      rows.push(...(await filmRows(browser, lab.url, bench.url, folder, depth)))
    }
    tell('memory')
    rows.push(...(await memoryRows(browser, lab.url, large, depth)))
    return rows
  } finally {
    await lab.close()
    await bench.close()
    await rm(folder, { recursive: true, force: true })
  }
}
