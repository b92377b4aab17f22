import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { createInlineEngine } from '../../../src/engine/inline.ts'
import { current } from '../../../src/state/history.ts'
import { createLab } from '../../../src/state/lab.ts'
import { filmActions } from '../../../src/ui/shell/film-actions.ts'
import { findActions } from '../../../src/ui/shell/find-actions.ts'
import { Palette } from '../../../src/ui/shell/palette.tsx'
import { presetActions, recipeActions } from '../../../src/ui/shell/recipe-actions.ts'
import { labWith, show } from '../lab.tsx'

const field = () => screen.getByRole('combobox', { name: 'Find an action' })
const activeOption = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '')
const options = () => screen.getAllByRole('option')

describe('findActions', () => {
  it('finds every word of the query, in any order, and marks where they stand', () => {
    const groups = findActions([...recipeActions, ...presetActions], 'linear gam')
    const found = groups.flatMap((group) => group.found)
    expect(found.map(({ action }) => action.label)).toEqual(['Gamma 1/2.2, linear to display', 'Gamma 2.2, display to linear'])
    expect(found[0]!.marks).toEqual([[0, 3], [13, 19]])
  })

  it('keeps the groups in their order where a word begins with the query in both', () => {
    expect(findActions([...presetActions, ...recipeActions], 'gam').map(({ name }) => name)).toEqual(['Presets', 'Recipe'])
    expect(findActions([...recipeActions, ...presetActions], 'gam').map(({ name }) => name)).toEqual(['Recipe', 'Presets'])
  })

  it('takes signs literally', () => {
    expect(findActions(recipeActions, '(.*')).toEqual([])
  })

  it('puts a word that begins before one that only holds the query', () => {
    const labels = findActions(recipeActions, 'a').flatMap((group) => group.found).map(({ action }) => action.label)
    expect(labels.indexOf('Add gamma')).toBeLessThan(labels.indexOf('Remove all steps'))
  })
})

describe('the palette', () => {
  it('runs what was typed on Enter and closes', async () => {
    const { lab, view } = show(<Palette />, await labWith(), { dialog: 'palette' })
    const user = userEvent.setup()
    await user.type(field(), 'add gam')
    expect(activeOption()?.textContent).toContain('Add gamma')
    await user.keyboard('{Enter}')
    expect(current(lab.getState().history).steps.map(({ id }) => id)).toEqual(['gamma'])
    expect(view.getState().dialog).toBeUndefined()
  })

  it('moves with the arrows, around the ends, and names the row it stands on', async () => {
    show(<Palette />, await labWith(), { dialog: 'palette' })
    const user = userEvent.setup()
    await user.type(field(), 'surround')
    const rows = options()
    expect(activeOption()).toBe(rows[0])
    await user.keyboard('{ArrowDown}')
    expect(activeOption()).toBe(rows[1])
    await user.keyboard('{ArrowUp}{ArrowUp}')
    expect(activeOption()).toBe(rows.at(-1))
    expect(activeOption()?.getAttribute('aria-selected')).toBe('true')
  })

  it('counts what it found out of all', async () => {
    show(<Palette />, await labWith(), { dialog: 'palette' })
    const all = options().length
    await userEvent.setup().type(field(), 'opencv')
    expect(screen.getByRole('status').textContent).toBe(`${options().length} of ${all} actions`)
  })

  it('finds the grey click by the name of a cast', () => {
    expect(findActions(filmActions, 'green tint').flatMap(({ found }) => found.map(({ action }) => action.label))).toEqual(['Click a grey'])
  })

  it('finds an action by another word for it', async () => {
    show(<Palette />, await labWith(), { dialog: 'palette' })
    const user = userEvent.setup()
    for (const [word, label] of [['tiff', 'Export the picture'], ['invert', 'Add negative'], ['fft', 'Fourier spectrum'], ['shadows', 'Add gamma']] as const) {
      await user.clear(field())
      await user.type(field(), word)
      expect(options().map((option) => option.textContent).join(), word).toContain(label)
    }
  })

  it('lets the chosen step act on one colour', async () => {
    const lab = await labWith()
    lab.getState().add('gamma')
    show(<Palette />, lab, { dialog: 'palette' })
    const user = userEvent.setup()
    await user.type(field(), 'gamma only green')
    await user.keyboard('{Enter}')
    expect(current(lab.getState().history).steps.map(({ target }) => target)).toEqual(['g'])
  })

  it('groups its rows under names', async () => {
    show(<Palette />, await labWith(), { dialog: 'palette' })
    await userEvent.setup().type(field(), 'gam')
    expect(within(screen.getByRole('group', { name: 'Recipe' })).getByText(/^Add/)).toBeTruthy()
    expect(within(screen.getByRole('group', { name: 'Presets' })).getAllByRole('option').length).toBeGreaterThan(1)
  })

  it('shows but does not run what cannot be done now', async () => {
    const { view } = show(<Palette />, createLab(createInlineEngine()), { dialog: 'palette' })
    const user = userEvent.setup()
    await user.type(field(), 'present on')
    expect(options()[0]!.getAttribute('aria-disabled')).toBe('true')
    await user.keyboard('{Enter}')
    await user.click(options()[0]!)
    expect(view.getState()).toMatchObject({ present: false, dialog: 'palette' })
  })

  it('runs a row that is clicked', async () => {
    const { view } = show(<Palette />, await labWith(), { dialog: 'palette' })
    await userEvent.setup().click(screen.getByRole('option', { name: /White surround/ }))
    expect(view.getState()).toMatchObject({ surround: 'white', dialog: undefined })
  })

  it('says when nothing is found', async () => {
    show(<Palette />, await labWith(), { dialog: 'palette' })
    await userEvent.setup().type(field(), 'zzz')
    expect(screen.getByText('No action has these words.')).toBeTruthy()
  })

  it('closes on Escape', async () => {
    const { view } = show(<Palette />, await labWith(), { dialog: 'palette' })
    await userEvent.setup().keyboard('{Escape}')
    expect(view.getState().dialog).toBeUndefined()
  })
})
