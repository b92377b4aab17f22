import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { transforms } from '../../../src/kernels/registry.ts'
import { actionsOf, nowOf } from '../../../src/ui/shell/actions.ts'
import { Shortcuts } from '../../../src/ui/shell/shortcuts.tsx'
import { labWith, show } from '../lab.tsx'

describe('the list of shortcuts', () => {
  it('names every action that has a key', async () => {
    const stores = show(<Shortcuts />, await labWith(), { dialog: 'shortcuts' })
    const terms = screen.getAllByRole('term').map((term) => term.textContent)
    const withKeys = actionsOf(nowOf(stores)).filter(({ keys }) => keys).map(({ label }) => label)
    expect(withKeys.length).toBeGreaterThan(40)
    expect(terms).toEqual(expect.arrayContaining(withKeys))
  })

  it('shows the key of every transform', async () => {
    show(<Shortcuts />, await labWith(), { dialog: 'shortcuts' })
    const recipe = screen.getByRole('group', { name: 'Recipe' })
    const keys = transforms.flatMap(({ key }) => key?.toUpperCase() ?? [])
    expect(keys.filter((key) => within(recipe).queryByText(key) === null)).toEqual([])
  })

  it('tells what the keys do while presenting', async () => {
    show(<Shortcuts />, await labWith(), { dialog: 'shortcuts' })
    expect(within(screen.getByRole('group', { name: 'While presenting' })).getByText('Next step, the step before')).toBeTruthy()
  })

  it('leads on to the palette', async () => {
    const { view } = show(<Shortcuts />, await labWith(), { dialog: 'shortcuts' })
    await userEvent.setup().click(screen.getByRole('button', { name: 'Find an action…' }))
    expect(view.getState().dialog).toBe('palette')
  })

  it('closes', async () => {
    const { view } = show(<Shortcuts />, await labWith(), { dialog: 'shortcuts' })
    await userEvent.setup().click(screen.getByRole('button', { name: 'Close' }))
    expect(view.getState().dialog).toBeUndefined()
  })
})
