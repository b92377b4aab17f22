import { afterAll, describe, expect, it } from 'vitest'
import { addStep, stageOf } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'

afterAll(closeBrowser)

describe('a link', () => {
  it('brings back its sample and its recipe', async () => {
    const { page, trouble } = await openLab('#v=1&sample=wedge&recipe=negative;gamma.r(gamma=2.2)')
    await page.getByRole('listitem', { name: 'Gamma, step 2 of 2' }).waitFor()
    await page.getByRole('application').waitFor()
    expect(await page.getByRole('spinbutton', { name: 'Exponent γ' }).inputValue()).toBe('2.20')
    expect(await page.getByRole('button', { name: 'Gamma acts on R, red' }).count()).toBe(1)
    expect(trouble).toEqual([])
  })

  it.each([
    ['#v=1&recipe=<img src=x onerror=alert(1)>', /img/],
    ['#v=9&recipe=negative', /version|newer/i],
    ['#v=1&recipe=gamma(gamma=1e999)', /gamma/i],
    [`#v=1&recipe=${'negative;'.repeat(2000)}`, /at most/],
    ['#v=1&recipe=gamma(__proto__=1)', /__proto__/],
  ])('that is hostile or outdated gets a sentence and changes nothing: %s', async (hash, said) => {
    const { page, trouble } = await openLab(hash)
    await expect.poll(() => page.getByRole('alert').allTextContents()).toEqual(expect.arrayContaining([expect.stringMatching(said)]))
    expect(await page.getByRole('listitem', { name: /step 1/ }).count()).toBe(0)
    expect(await page.locator('img').count()).toBe(0)
    expect(trouble).toEqual([])
  })
})

describe('presenting', () => {
  it('steps through the recipe by arrow keys and comes back by one key', async () => {
    const { page, trouble } = await openLab('#v=1&sample=night&recipe=log;gamma(gamma=1.7)')
    await stageOf(page, /night/i).waitFor()
    await page.keyboard.press('p')
    await page.getByText(/of 2/).first().waitFor()
    await page.keyboard.press('Home')
    const heading = () => page.getByRole('heading').first().textContent()
    const start = await heading()
    await page.keyboard.press('ArrowRight')
    await expect.poll(heading).not.toBe(start)
    const first = await heading()
    await page.keyboard.press('ArrowRight')
    await expect.poll(heading).not.toBe(first)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Add step' }).waitFor()
    expect(await page.getByRole('listitem', { name: /step \d of 2/ }).count()).toBe(2)
    expect(trouble).toEqual([])
  })
})

describe('the Fourier spectrum', () => {
  it('is a picture of its own, black until the log step lifts it, and gives the picture back', async () => {
    const { page, trouble } = await openLab('#v=1&sample=night&recipe=negative')
    await stageOf(page, /night/i).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('spectrum')
    await page.keyboard.press('Enter')
    await stageOf(page, /night.*spectrum/i).waitFor()
    await page.getByRole('listitem', { name: 'Log, step 1 of 1' }).waitFor()
    await expect.poll(() => page.getByText(/decades/).count()).toBeGreaterThan(0)
    await page.getByRole('checkbox', { name: /DC/ }).click()
    await stageOf(page, /night.*spectrum/i).waitFor()
    await page.getByRole('button', { name: /Back to the picture/ }).click()
    await page.getByRole('listitem', { name: 'Negative, step 1 of 1' }).waitFor()
    expect(trouble).toEqual([])
  })
})

describe('the keyboard alone', () => {
  it('adds, moves, switches off, duplicates and removes steps, and undoes it all', async () => {
    const { page, trouble } = await openLab('#v=1&sample=night&recipe=')
    await stageOf(page, /night/i).waitFor()
    await page.keyboard.press('l')
    await page.keyboard.press('g')
    await page.getByRole('listitem', { name: 'Gamma, step 2 of 2' }).waitFor()
    await page.getByRole('checkbox', { name: 'Gamma on' }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await page.getByRole('listitem', { name: 'Gamma, step 1 of 2' }).waitFor()
    await page.getByRole('checkbox', { name: 'Gamma on' }).focus()
    await page.keyboard.press('Control+d')
    await page.getByRole('listitem', { name: 'Gamma, step 2 of 3' }).waitFor()
    await page.keyboard.press('Delete')
    await expect.poll(() => page.getByRole('listitem', { name: /step \d of 2/ }).count()).toBe(2)
    for (let i = 0; i < 8; i++) await page.keyboard.press('Control+z')
    await expect.poll(() => page.getByRole('listitem', { name: /step/ }).count()).toBe(0)
    await addStep(page, 'Bitwise NOT')
    await page.getByText(/same as negative/i).waitFor()
    expect(trouble).toEqual([])
  })
})
