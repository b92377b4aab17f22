import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createInlineEngine } from '../../../src/engine/inline.ts'
import { current } from '../../../src/state/history.ts'
import { createLab } from '../../../src/state/lab.ts'
import { App } from '../../../src/ui/app.tsx'
import { fetchLabScreen } from '../../../src/ui/shell/use-lab-screen.ts'
import { labWith, show } from '../lab.tsx'

interface Viewport {
  setViewport(size: { readonly width: number; readonly height: number }): void
}

const resize = (width: number, height: number): void => {
  act(() => {
    ;(window as unknown as { readonly happyDOM: Viewport }).happyDOM.setViewport({ width, height })
    window.dispatchEvent(new Event('resize'))
  })
}

beforeAll(fetchLabScreen)
beforeEach(() => resize(1440, 900))
afterEach(() => resize(1024, 768))

describe('the lab', () => {
  it('puts theme and surround on the page and follows their change', async () => {
    show(<App />, createLab(createInlineEngine()), { theme: 'light', surround: 'grey' })
    expect(document.documentElement.dataset).toMatchObject({ theme: 'light', surround: 'grey' })
    await userEvent.setup().click(screen.getByRole('button', { name: 'Dark theme' }))
    expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', surround: 'black' })
  })
  it('keeps a surround that was chosen when the theme changes', async () => {
    show(<App />, createLab(createInlineEngine()), { theme: 'light', surround: 'white', surroundByHand: true })
    await userEvent.setup().click(screen.getByRole('button', { name: 'Dark theme' }))
    expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', surround: 'white' })
  })
  it('names the picture in the header and in the window’s title', async () => {
    show(<App />, await labWith())
    expect(within(screen.getByRole('banner')).getByRole('button', { name: 'Picture: picture.png' })).toBeTruthy()
    expect(within(screen.getByRole('banner')).getByText('2 × 1 · 8-bit RGB · sRGB')).toBeTruthy()
    expect(document.title).toBe('picture.png – Image Transform Lab')
  })
  it('undoes and redoes from the header', async () => {
    const lab = await labWith()
    show(<App />, lab)
    const undo = screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' })
    expect(undo.disabled).toBe(true)
    act(() => lab.getState().add('gamma'))
    const user = userEvent.setup()
    await user.click(undo)
    expect(current(lab.getState().history).steps).toHaveLength(0)
    await user.click(screen.getByRole('button', { name: 'Redo' }))
    expect(current(lab.getState().history).steps).toHaveLength(1)
  })
  it('keeps the recipe when a second picture is opened', async () => {
    const lab = await labWith()
    lab.getState().add('gamma')
    show(<App />, lab)
    await act(() => lab.getState().open({ kind: 'sample', id: 'wedge' }))
    expect(screen.getByRole('listitem', { name: 'Gamma, step 1 of 1' })).toBeTruthy()
  })
  it('gives the focus back to the Present button when a presentation is left, on a phone to the menu it is in', async () => {
    for (const [width, name] of [[1440, 'Present'], [1024, 'Present'], [390, 'More']] as const) {
      resize(width, 800)
      const lab = await labWith()
      lab.getState().add('gamma')
      const { view } = show(<App />, lab)
      const user = userEvent.setup()
      act(() => view.getState().set({ present: true }))
      await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main', { name: 'Presentation' })))
      await user.keyboard('{Escape}')
      expect(document.activeElement).toBe(screen.getByRole('button', { name }))
      cleanup()
    }
  })
  it('puts no style element into the page, which its policy would refuse', async () => {
    const before = document.querySelectorAll('style').length
    const lab = await labWith()
    lab.getState().add('log')
    show(<App />, lab)
    await userEvent.setup().click(screen.getByRole('combobox', { name: 'Scale' }))
    expect(await screen.findByRole('listbox')).toBeTruthy()
    expect(document.querySelectorAll('style').length).toBe(before)
  })
})

describe('its arrangement', () => {
  it('stands panels on both sides of a wide stage, and folds them with their keys', async () => {
    show(<App />, await labWith())
    expect(screen.getByRole('complementary', { name: 'Recipe' })).toBeTruthy()
    expect(screen.getByRole('complementary', { name: 'Histogram and statistics' })).toBeTruthy()
    const user = userEvent.setup()
    await user.keyboard('[[')
    expect(screen.queryByRole('complementary', { name: 'Recipe' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Show the recipe panel' }))
    expect(screen.getByRole('complementary', { name: 'Recipe' })).toBeTruthy()
  })
  it('has one panel with tabs at medium width', async () => {
    resize(1024, 768)
    show(<App />, await labWith())
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual(['Recipe', 'Histogram', 'Take away'])
    await userEvent.setup().click(screen.getByRole('tab', { name: 'Histogram' }))
    expect(screen.getByRole('tabpanel', { name: 'Histogram' })).toBeTruthy()
  })
  it('has two columns under the stage of a tablet held upright', async () => {
    resize(820, 1180)
    show(<App />, await labWith())
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual(['Recipe', 'History', 'Take away'])
    expect(screen.getByRole('region', { name: 'Histogram and statistics' })).toBeTruthy()
  })
  it('has a sheet under the stage of a phone, moved by keys', async () => {
    resize(390, 844)
    const { view } = show(<App />, await labWith())
    const grip = screen.getByRole('separator', { name: 'Height of the panels' })
    expect(grip.getAttribute('aria-valuetext')).toBe('half height')
    grip.focus()
    const user = userEvent.setup()
    await user.keyboard('{ArrowUp}')
    expect(view.getState().sheet).toBe('full')
    await user.keyboard('{Home}')
    expect(view.getState().sheet).toBe('folded')
    await user.click(screen.getByRole('tab', { name: 'Histogram' }))
    expect(view.getState().sheet).toBe('half')
  })
  it('keeps the stage when the window changes its shape', async () => {
    show(<App />, await labWith())
    const stage = screen.getByRole('application')
    // happy-dom takes every query for unmatched until the first resize it sees
    resize(1440, 900)
    resize(390, 844)
    await waitFor(() => expect(screen.getByRole('separator', { name: 'Height of the panels' })).toBeTruthy())
    expect(screen.getByRole('application')).toBe(stage)
  })
})
