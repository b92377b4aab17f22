import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { decode } from 'fast-png'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createView, type View } from '../../../src/state/view.ts'
import { StoresProvider } from '../../../src/ui/lab-context.tsx'
import { ContactSheet } from '../../../src/ui/roll/contact-sheet.tsx'
import * as downloads from '../../../src/ui/share/download.ts'
import { analysisOf, openRoll, orange, type OpenRoll } from '../../state/roll-kit.ts'

let open: OpenRoll
let view: View
const roll = () => open.roll.getState()
const cell = (n: number) => screen.getByRole('button', { name: new RegExp(`^${n}\\.png, frame`) })

async function begin(): Promise<void> {
  open = await openRoll(4, [analysisOf(0), analysisOf(1), analysisOf(2, orange, { doubts: ['blank'] }), analysisOf(3)])
  await waitFor(() => expect(roll().work).toBeUndefined())
  await roll().invert()
  await waitFor(() => expect(roll().frames.every(({ thumbnail, negative }) => thumbnail && negative)).toBe(true))
  view = createView({ contactSheet: true })
  render(
    <StoresProvider lab={open.lab} view={view} roll={open.roll}>
      <ContactSheet />
    </StoresProvider>,
  )
}
afterEach(() => {
  act(() => roll().clear())
  open.engine.dispose()
  vi.restoreAllMocks()
})

describe('the contact sheet', () => {
  it('is gone through, rated and rejected by keys, without opening a frame', async () => {
    await begin()
    expect(document.activeElement).toBe(cell(1))
    const user = userEvent.setup()
    await user.keyboard('{ArrowRight}4{ArrowRight}x{End}2{Home}')
    expect(roll().frames.map(({ rating, rejected }) => [rating, rejected])).toEqual([[0, false], [4, false], [0, true], [2, false]])
    expect(document.activeElement).toBe(cell(1))
    expect(open.lab.getState().scan?.name).toBe('1.png')
  })

  it('opens the frame that is pressed or entered, and ends', async () => {
    await begin()
    await userEvent.click(cell(3))
    expect(view.getState().contactSheet).toBe(false)
    await waitFor(() => expect(open.lab.getState().scan?.name).toBe('3.png'))
    act(() => view.getState().set({ contactSheet: true }))
    act(() => cell(2).focus())
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(open.lab.getState().scan?.name).toBe('2.png'))
  })

  it('shows positives, negatives while Space is held, or both', async () => {
    await begin()
    const canvases = () => cell(1).querySelectorAll('canvas').length
    expect(canvases()).toBe(1)
    fireEvent.keyDown(cell(1), { key: ' ' })
    expect(view.getState().holdBefore).toBe(true)
    fireEvent.keyUp(cell(1), { key: ' ' })
    expect(view.getState().holdBefore).toBe(false)
    await userEvent.click(screen.getByRole('radio', { name: 'Both' }))
    expect(canvases()).toBe(2)
  })

  it('says which frames stand out and why', async () => {
    await begin()
    const side = within(screen.getByRole('complementary', { name: 'The roll' }))
    expect(side.getByText('One frame stands out')).toBeDefined()
    expect(side.getByText(/^There is hardly any picture on it/)).toBeDefined()
    await userEvent.click(side.getByRole('button', { name: 'Exclude' }))
    expect(roll().frames[2]!.excluded).toBe(true)
    expect(side.getByRole('button', { name: 'Estimate again' })).toBeDefined()
  })

  it('is saved as a PNG that another program reads', async () => {
    await begin()
    const saved = vi.spyOn(downloads, 'download').mockImplementation(() => undefined)
    await userEvent.click(screen.getByRole('button', { name: 'Save as PNG' }))
    await waitFor(() => expect(saved).toHaveBeenCalledOnce())
    const [file, name] = saved.mock.calls[0]!
    expect(name).toBe('contact-sheet.png')
    const { width, height, channels, depth } = decode(new Uint8Array(await file.arrayBuffer()))
    expect([channels, depth]).toEqual([3, 8])
    expect(width * height).toBeGreaterThan(4 * 120 * 80)
  })

  it('ends with Escape', async () => {
    await begin()
    await userEvent.keyboard('{Escape}')
    expect(view.getState().contactSheet).toBe(false)
  })
})
