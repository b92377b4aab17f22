import { afterAll, describe, expect, it } from 'vitest'
import { addStep, choose, goldenFile, stageOf, type } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'

afterAll(closeBrowser)

describe('a session', () => {
  it('is there again half a second after the last edit, whatever becomes of the page', async () => {
    const { page, trouble } = await openLab()
    await page.getByRole('heading', { name: 'Drop a picture anywhere' }).waitFor()
    await choose(page, await goldenFile('journey-16bit.tif'))
    await stageOf(page, 'journey-16bit').waitFor()
    await addStep(page, 'Negative')
    await addStep(page, 'Gamma')
    await type(page, 'Exponent γ', '0.8')
    await page.waitForTimeout(500)
    await page.reload()
    await stageOf(page, 'journey-16bit').waitFor()
    await expect.poll(() => page.getByRole('spinbutton', { name: 'Exponent γ' }).inputValue()).toBe('0.80')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.getByRole('spinbutton', { name: 'Exponent γ' }).inputValue()).toBe('1.00')
    expect(trouble).toEqual([])
  })

  it('outlives a part of the lab that cannot be fetched: the page says so, and a reload goes on', async () => {
    const { page } = await openLab()
    await choose(page, await goldenFile('journey-16bit.tif'))
    await stageOf(page, 'journey-16bit').waitFor()
    await addStep(page, 'Negative')
    await page.route('**/share-dialog-*.js', (route) => route.abort())
    await page.getByRole('banner').first().getByRole('button', { name: 'Share' }).click()
    await page.getByRole('heading', { name: 'The lab met a fault of its own.' }).waitFor()
    await page.unroute('**/share-dialog-*.js')
    await page.getByRole('button', { name: 'Reload' }).click()
    await stageOf(page, 'journey-16bit').waitFor()
    expect(await page.getByRole('listitem', { name: 'Negative, step 1 of 1' }).count()).toBe(1)
  })

  it('stays on the list when its picture is closed, and another tab can take it up', async () => {
    const { page, trouble } = await openLab()
    await page.getByRole('heading', { name: 'Drop a picture anywhere' }).waitFor()
    await choose(page, await goldenFile('journey-16bit.tif'))
    await stageOf(page, 'journey-16bit').waitFor()
    await addStep(page, 'Log')
    await page.keyboard.press('Shift+W')
    await page.getByRole('button', { name: /^journey-16bit.*Log.*Today/ }).waitFor()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByRole('button', { name: /^journey-16bit.*Log.*Today/ }).click()
    await stageOf(other, 'journey-16bit').waitFor()
    expect(await other.getByRole('listitem', { name: 'Log, step 1 of 1' }).count()).toBe(1)
    expect(trouble).toEqual([])
  })
})

describe('the doors', () => {
  it('show the samples before anything is opened, and each leads to its own', async () => {
    const { page, trouble } = await openLab()
    // the pictures are the engine's own frames: two canvases that are no longer the single pixel they begin as
    await expect.poll(() => page.evaluate(() => Array.from(document.querySelectorAll('main canvas'), (canvas) => (canvas as HTMLCanvasElement).width > 1)), { timeout: 30_000 }).toEqual([true, true])
    await page.getByRole('button', { name: 'Try a night scene' }).click()
    await stageOf(page, 'night-scene').waitFor()
    await page.keyboard.press('Shift+W')
    await page.getByRole('button', { name: 'Try a sample scan' }).click()
    await stageOf(page, 'colour-negative').waitFor()
    await page.getByRole('listitem', { name: 'Film negative, step 1 of 1' }).waitFor()
    await page.keyboard.press('Shift+W')
    await page.getByRole('button', { name: 'Start with the step wedge' }).click()
    await page.getByText('1 of 4', { exact: true }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByText('2 of 4', { exact: true }).waitFor()
    expect(trouble).toEqual([])
  })
})
