import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { transforms } from '../../../src/kernels/registry.ts'
import { createInlineEngine } from '../../../src/engine/inline.ts'
import { current } from '../../../src/state/history.ts'
import { createLab, type Lab } from '../../../src/state/lab.ts'
import { createView } from '../../../src/state/view.ts'
import { StoresProvider, type Stores } from '../../../src/ui/lab-context.tsx'
import { actionsOf, isEnabled, nowOf, runAction } from '../../../src/ui/shell/actions.ts'
import { useShortcuts } from '../../../src/ui/shell/use-shortcuts.ts'
import { labWith } from '../lab.tsx'

const Page = () => {
  useShortcuts()
  return (
    <>
      <input aria-label="a field" />
      <button type="button">a button</button>
    </>
  )
}

const stand = (lab: Lab): Stores => {
  const stores = { lab, view: createView() }
  render(
    <StoresProvider {...stores}>
      <Page />
    </StoresProvider>,
  )
  return stores
}

const ids = ({ lab }: Stores): readonly string[] => current(lab.getState().history).steps.map((step) => step.id)

describe('the registry of actions', () => {
  it('gives no key to two actions', async () => {
    const keys = actionsOf(nowOf({ lab: await labWith(), view: createView() })).flatMap((action) => action.keys ?? [])
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  })

  it('gives no name to two actions', async () => {
    const actions = actionsOf(nowOf({ lab: await labWith(), view: createView() }))
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length)
    expect(new Set(actions.map(({ label }) => label)).size).toBe(actions.length)
  })

  it('adds every transform of the kernel registry, by its own key where it has one', async () => {
    const actions = actionsOf(nowOf({ lab: await labWith(), view: createView() }))
    for (const { id, key, formula } of transforms) {
      expect(actions.find((action) => action.id === `add-${id}`)).toMatchObject({ formula, ...(key && { keys: [key] }) })
    }
  })

  it('does not export, present or zoom without a picture', () => {
    const now = nowOf({ lab: createLab(createInlineEngine()), view: createView() })
    const enabled = actionsOf(now).filter((action) => isEnabled(action, now)).map(({ id }) => id)
    expect(enabled).toContain('open')
    for (const id of ['export', 'present', 'zoom-in', 'copy-numpy', 'compare-split']) expect(enabled).not.toContain(id)
  })

  it('names the chosen step, its value and what a reset gives back', async () => {
    const lab = await labWith()
    lab.getState().add('gamma', { gamma: 1.7 })
    const actions = actionsOf(nowOf({ lab, view: createView() }))
    expect(actions.find(({ label }) => label === 'Set gamma…')?.detail).toBe('γ is 1.70')
    expect(actions.find(({ label }) => label === 'Reset gamma')?.detail).toBe('back to 1.00')
  })

  it('does nothing to a step when none is chosen', async () => {
    const lab = await labWith()
    lab.getState().add('gamma')
    lab.getState().select(undefined)
    const before = lab.getState().history
    runAction('step-remove', { lab, view: createView() })
    expect(lab.getState().history).toBe(before)
  })
})

describe('shortcuts', () => {
  it('add a step, undo and redo it', async () => {
    const stores = stand(await labWith())
    const user = userEvent.setup()
    await user.keyboard('g')
    expect(ids(stores)).toEqual(['gamma'])
    await user.keyboard('{Control>}z{/Control}')
    expect(ids(stores)).toEqual([])
    await user.keyboard('{Control>}{Shift>}Z{/Shift}{/Control}')
    expect(ids(stores)).toEqual(['gamma'])
  })

  it('stay silent while a person types', async () => {
    const stores = stand(await labWith())
    const user = userEvent.setup()
    await user.click(screen.getByRole('textbox', { name: 'a field' }))
    await user.keyboard('gln 0.5')
    expect(ids(stores)).toEqual([])
    expect(screen.getByRole('textbox')).toHaveProperty('value', 'gln 0.5')
  })

  it('hears a key again while a dialog with the focus in its field is on its way out', async () => {
    const { view } = stand(await labWith())
    const dialog = document.body.appendChild(document.createElement('div'))
    dialog.setAttribute('role', 'dialog')
    const field = dialog.appendChild(document.createElement('input'))
    fireEvent.keyDown(field, { key: 'k', ctrlKey: true })
    expect(view.getState().dialog).toBeUndefined()
    dialog.dataset['closed'] = ''
    fireEvent.keyDown(field, { key: 'k', ctrlKey: true })
    expect(view.getState().dialog).toBe('palette')
    dialog.remove()
  })

  it('stay silent while a dialog is open, while presenting and while an input method composes', async () => {
    const stores = stand(await labWith())
    stores.view.getState().set({ dialog: 'export' })
    fireEvent.keyDown(document.body, { key: 'g' })
    stores.view.getState().set({ dialog: undefined, present: true })
    fireEvent.keyDown(document.body, { key: 'g' })
    stores.view.getState().set({ present: false })
    fireEvent.keyDown(document.body, { key: 'g', isComposing: true })
    expect(ids(stores)).toEqual([])
    fireEvent.keyDown(document.body, { key: 'g' })
    expect(ids(stores)).toEqual(['gamma'])
  })

  it('show before as long as Space is down, and no longer when the window is left', async () => {
    const { view } = stand(await labWith())
    fireEvent.keyDown(document.body, { key: ' ', code: 'Space' })
    expect(view.getState().holdBefore).toBe(true)
    fireEvent.keyUp(document.body, { key: ' ', code: 'Space' })
    expect(view.getState().holdBefore).toBe(false)
    fireEvent.keyDown(document.body, { key: ' ', code: 'Space' })
    fireEvent.blur(window)
    expect(view.getState().holdBefore).toBe(false)
  })

  it('leave Space to a button that has the focus', async () => {
    const { view } = stand(await labWith())
    const button = screen.getByRole('button', { name: 'a button' })
    button.focus()
    fireEvent.keyDown(button, { key: ' ', code: 'Space' })
    expect(view.getState().holdBefore).toBe(false)
  })

  it('keep the browser from saving the page when they export', async () => {
    const { view } = stand(await labWith())
    const taken = !fireEvent.keyDown(document.body, { key: 's', ctrlKey: true })
    expect(taken).toBe(true)
    expect(view.getState().dialog).toBe('export')
  })

  it('do not repeat a switch while its key is held', async () => {
    const { view } = stand(await labWith())
    fireEvent.keyDown(document.body, { key: 'c' })
    fireEvent.keyDown(document.body, { key: 'c', repeat: true })
    expect(view.getState().clipping).toBe(true)
  })
})
