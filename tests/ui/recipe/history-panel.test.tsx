import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { current } from '../../../src/state/history.ts'
import { HistoryPanel } from '../../../src/ui/recipe/history-panel.tsx'
import { labWith, show } from '../lab.tsx'

const rows = (): readonly string[] => screen.getAllByRole('listitem').map((row) => row.textContent ?? '')

describe('the history', () => {
  it('names every edit, the newest on top', async () => {
    const lab = await labWith()
    lab.getState().add('gamma')
    const [step] = current(lab.getState().history).steps
    lab.getState().setParams(step!.key, { gamma: 1.7 })
    show(<HistoryPanel />, lab)
    expect(rows()).toEqual(['Gamma γ1.00 → 1.70', 'Add gamma', 'Open picture.png'])
    expect(screen.getByText('3 steps')).toBeTruthy()
  })
  it('goes to the state that is clicked and marks what is undone', async () => {
    const lab = await labWith()
    lab.getState().add('gamma')
    lab.getState().add('log')
    show(<HistoryPanel />, lab)
    await userEvent.setup().click(screen.getByRole('button', { name: 'Add gamma' }))
    expect(current(lab.getState().history).steps.map((step) => step.id)).toEqual(['gamma'])
    expect(screen.getByRole('button', { name: 'Add gamma' }).getAttribute('aria-current')).toBe('step')
    expect(screen.getByRole('button', { name: /^Add log/ }).textContent).toContain('undone')
  })
})
