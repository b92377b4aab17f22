import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { RecipePanel } from '../../../src/ui/recipe/recipe-panel.tsx'
import { greyRow, labWith, show } from '../lab.tsx'

describe('the spectrum', () => {
  it('opens from the menu of steps, takes its options and goes back to the picture', async () => {
    const lab = await labWith(greyRow)
    lab.getState().add('negative')
    show(<RecipePanel />, lab)
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Add step' }))
    await user.click(await screen.findByRole('menuitem', { name: /^Fourier spectrum/ }))
    expect(await screen.findByRole('region', { name: 'Fourier spectrum' })).toBeTruthy()
    expect(lab.getState().picture?.spectrum).toBeDefined()

    await user.click(screen.getByRole('checkbox', { name: 'Keep the DC term' }))
    await waitFor(() => expect(lab.getState().source).toMatchObject({ options: { keepDc: false, centred: true } }))
    await user.click(screen.getByRole('radio', { name: 'Corner' }))
    await waitFor(() => expect(lab.getState().source).toMatchObject({ options: { keepDc: false, centred: false } }))

    await user.click(screen.getByRole('button', { name: 'Back to the picture' }))
    expect(lab.getState().picture?.spectrum).toBeUndefined()
    expect(screen.getByRole('listitem', { name: /^Negative/ })).toBeTruthy()
  })
  it('has no bitwise NOT: the step says why and is left out', async () => {
    const lab = await labWith(greyRow)
    await lab.getState().openSpectrum({ keepDc: true, centred: true })
    lab.getState().add('bitwise-not')
    show(<RecipePanel />, lab)
    expect(screen.getByText(/Bitwise NOT is defined on integer codes/).textContent).toContain('The step is left out.')
  })
})
