import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { current } from '../../../src/state/history.ts'
import type { Lab } from '../../../src/state/lab.ts'
import { RecipePanel } from '../../../src/ui/recipe/recipe-panel.tsx'
import { landing } from '../../../src/ui/recipe/use-reorder.ts'
import { greyRow, labWith, show } from '../lab.tsx'

const steps = (lab: Lab) => current(lab.getState().history).steps
const ids = (lab: Lab): readonly string[] => steps(lab).map((step) => step.id)
const card = (name: RegExp): HTMLElement => screen.getByRole('listitem', { name })

const withSteps = async (...added: readonly string[]): Promise<Lab> => {
  const lab = await labWith()
  for (const id of added) lab.getState().add(id)
  show(<RecipePanel />, lab)
  return lab
}

describe('the recipe panel', () => {
  it('says what to do while there is no step', async () => {
    await withSteps()
    expect(screen.getByText('No steps yet. Add a step to change the picture.')).toBeTruthy()
  })
  it('adds a step from a menu of every transform', async () => {
    const lab = await withSteps()
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Add step' }))
    const menu = await screen.findByRole('menu')
    for (const name of [/^Log/, /^Gamma/, /^Negative/, /^Bitwise NOT/]) expect(within(menu).getByRole('menuitem', { name })).toBeTruthy()
    await user.click(within(menu).getByRole('menuitem', { name: /^Gamma/ }))
    expect(ids(lab)).toEqual(['gamma'])
  })
  it('says how the steps fold, counting only those in force', async () => {
    await withSteps('log', 'gamma')
    expect(screen.getByText('Two steps fold into one table per channel and are rounded once.')).toBeTruthy()
    await userEvent.setup().click(screen.getByRole('checkbox', { name: 'Log on' }))
    expect(screen.getByText('One step makes one table per channel, rounded once.')).toBeTruthy()
  })
  it('changes the rounding rule', async () => {
    const lab = await withSteps('gamma')
    const user = userEvent.setup()
    await user.click(screen.getByRole('combobox', { name: 'Rounding' }))
    await user.click(await screen.findByRole('option', { name: 'Cut the fraction off' }))
    expect(current(lab.getState().history).rounding).toBe('truncate')
  })
  it('resets all values and keeps the steps', async () => {
    const lab = await withSteps('gamma', 'gamma')
    for (const { key } of steps(lab)) lab.getState().setParams(key, { gamma: 2.2 })
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Recipe, more' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Reset all values' }))
    expect(steps(lab).map(({ params }) => params['gamma'])).toEqual([1, 1])
  })
  it('removes all steps', async () => {
    const lab = await withSteps('gamma', 'log')
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Recipe, more' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Remove all steps' }))
    expect(ids(lab)).toEqual([])
  })
})

describe('a step card', () => {
  it('switches its step off and folds its controls', async () => {
    const lab = await withSteps('gamma')
    expect(screen.getByRole('slider', { name: 'Exponent γ' })).toBeTruthy()
    await userEvent.setup().click(screen.getByRole('checkbox', { name: 'Gamma on' }))
    expect(steps(lab)[0]!.enabled).toBe(false)
    expect(screen.queryByRole('slider', { name: 'Exponent γ' })).toBeNull()
  })
  it('shows what follows from its values', async () => {
    const lab = await withSteps('gamma')
    const user = userEvent.setup()
    const field = screen.getByRole('spinbutton', { name: 'Exponent γ' })
    await user.clear(field)
    await user.type(field, '2{Enter}')
    expect(steps(lab)[0]!.params['gamma']).toBe(2)
    expect(within(screen.getByRole('group', { name: '1/γ' })).getByText('0.500')).toBeTruthy()
  })
  it('takes c from the image until a number is typed', async () => {
    const lab = await withSteps('log')
    // the picture's largest value is 200
    const c = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Scale factor c' })
    expect(c.value).toBe((255 / Math.log(201)).toFixed(2))
    const user = userEvent.setup()
    await user.clear(c)
    await user.type(c, '40{Enter}')
    expect(steps(lab)[0]!.params).toMatchObject({ scale: 'number', c: 40 })
    expect(screen.getByRole('combobox', { name: 'Scale' }).textContent).toContain('A number')
  })
  it('keeps the last good value when a bad one is typed', async () => {
    const lab = await withSteps('gamma')
    const user = userEvent.setup()
    const field = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Exponent γ' })
    await user.clear(field)
    await user.type(field, '-3{Enter}')
    expect(screen.getByText(/γ takes 0.05 to 10\./).parentElement?.textContent).toBe('γ takes 0.05 to 10. Kept 1.00.')
    expect(steps(lab)[0]!.params['gamma']).toBe(1)
  })
  it('resets one value and leaves the others', async () => {
    const lab = await withSteps('gamma')
    lab.getState().setParams(steps(lab)[0]!.key, { gamma: 2 })
    lab.getState().setParams(steps(lab)[0]!.key, { c: 3 })
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Reset Exponent γ' }))
    expect(steps(lab)[0]!.params).toMatchObject({ gamma: 1, c: 3 })
  })
  it('makes one entry of the history from a run of key presses', async () => {
    const lab = await withSteps('gamma')
    screen.getByRole('slider', { name: 'Exponent γ' }).focus()
    const entries = lab.getState().history.entries.length
    const user = userEvent.setup()
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}')
    expect(steps(lab)[0]!.params['gamma']).toBe(1.03)
    expect(lab.getState().history.entries).toHaveLength(entries + 1)
    await user.tab()
    screen.getByRole('slider', { name: 'Exponent γ' }).focus()
    await user.keyboard('{ArrowRight}')
    expect(lab.getState().history.entries).toHaveLength(entries + 2)
  })
  it('keeps its value when the label is pressed, not dragged', async () => {
    const lab = await withSteps('gamma')
    lab.getState().setParams(steps(lab)[0]!.key, { gamma: 2 })
    await userEvent.setup().click(screen.getByTitle('Exponent γ'))
    expect(steps(lab)[0]!.params['gamma']).toBe(2)
  })
  it('acts on one colour when its chip says so', async () => {
    const lab = await withSteps('gamma')
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Gamma acts on RGB, all colours' }))
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Red only' }))
    expect(steps(lab)[0]!.target).toBe('r')
  })
  it('has no chip for a grey picture', async () => {
    const lab = await labWith(greyRow)
    lab.getState().add('gamma')
    show(<RecipePanel />, lab)
    expect(screen.queryByRole('button', { name: /acts on/ })).toBeNull()
  })
  it('says that NOT is the negative of an 8-bit picture', async () => {
    await withSteps('bitwise-not')
    expect(screen.getByText(/same as negative/)).toBeTruthy()
  })
})

describe('the keyboard on a step', () => {
  it('moves it with Alt and the arrows, and says where it is', async () => {
    const lab = await withSteps('log', 'gamma', 'negative')
    const box = screen.getByRole('checkbox', { name: 'Gamma on' })
    box.focus()
    const user = userEvent.setup()
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
    expect(ids(lab)).toEqual(['gamma', 'log', 'negative'])
    expect(screen.getByRole('status').textContent).toBe('Gamma is now step 1 of 3.')
    await user.keyboard('{Alt>}{ArrowDown}{ArrowDown}{/Alt}')
    expect(ids(lab)).toEqual(['log', 'negative', 'gamma'])
    expect(document.activeElement).toBe(box)
  })
  it('removes it with Delete and goes on to its neighbour', async () => {
    const lab = await withSteps('log', 'gamma')
    screen.getByRole('checkbox', { name: 'Log on' }).focus()
    await userEvent.setup().keyboard('{Delete}')
    expect(ids(lab)).toEqual(['gamma'])
    expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: 'Gamma on' }))
  })
  it('does not remove a step while a number is being typed', async () => {
    const lab = await withSteps('gamma')
    await userEvent.setup().click(screen.getByRole('spinbutton', { name: 'Exponent γ' }))
    await userEvent.setup().keyboard('{Delete}')
    expect(ids(lab)).toEqual(['gamma'])
  })
  it('duplicates it with Ctrl D', async () => {
    const lab = await withSteps('log', 'gamma')
    screen.getByRole('checkbox', { name: 'Log on' }).focus()
    await userEvent.setup().keyboard('{Control>}d{/Control}')
    expect(ids(lab)).toEqual(['log', 'log', 'gamma'])
  })
  it('chooses the step it stands in', async () => {
    const lab = await withSteps('log', 'gamma')
    await userEvent.setup().click(within(card(/^Log/)).getByRole('heading', { name: 'Log' }))
    expect(lab.getState().selected).toBe(steps(lab)[0]!.key)
  })
  it('offers the same in a menu', async () => {
    const lab = await withSteps('log', 'gamma')
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Gamma, more' }))
    await user.click(await screen.findByRole('menuitem', { name: /^Move up/ }))
    expect(ids(lab)).toEqual(['gamma', 'log'])
  })
})

describe('a dragged card', () => {
  it('is not lifted by a mere press on its head', async () => {
    await withSteps('log', 'gamma')
    await userEvent.setup().click(within(card(/^Gamma/)).getByRole('heading', { name: 'Gamma' }))
    expect(document.querySelectorAll('[data-lifted], [data-line]')).toHaveLength(0)
  })
  it('lands behind the cards whose middle it has passed', () => {
    expect(landing(50, [100, 200])).toBe(0)
    expect(landing(150, [100, 200])).toBe(1)
    expect(landing(250, [100, 200])).toBe(2)
  })
})
