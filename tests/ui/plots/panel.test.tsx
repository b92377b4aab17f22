import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Lab } from '../../../src/state/lab.ts'
import type { ViewState } from '../../../src/state/view.ts'
import { HistogramPanel } from '../../../src/ui/plots/histogram-panel.tsx'
import { greyRow, labWith, show } from '../lab.tsx'

/** Nothing is laid out here: every element is as wide as the panel, or as told. */
let width = 320

beforeEach(() => {
  width = 320
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, 0, width, 300))
})
afterEach(() => vi.restoreAllMocks())

const panel = async (lab: Lab, view: Partial<Omit<ViewState, 'set'>> = {}) => {
  const shown = show(<HistogramPanel />, lab, view)
  await screen.findByRole('figure', { name: 'Histogram before and after' })
  return shown
}

const keyOf = (lab: Lab): string => lab.getState().shown.steps[0]!.key
const slider = (name: RegExp): HTMLElement => screen.getByRole('slider', { name })
const press = (element: HTMLElement, key: string, change: KeyboardEventInit = {}): void => {
  act(() => void fireEvent.keyDown(element, { key, ...change }))
}

/** The row of the table that begins with these codes, as numbers. */
const row = (codes: string): readonly string[] => within(screen.getByRole('row', { name: new RegExp(`^${codes} `) })).getAllByRole('cell').map((cell) => cell.textContent ?? '')

describe('the histogram panel', () => {
  it('is not there without a picture', async () => {
    const lab = await labWith()
    lab.getState().closePicture()
    show(<HistogramPanel />, lab)
    expect(screen.queryByRole('heading', { name: 'Histogram' })).toBeNull()
  })
  it('stays while the next part of a scan is drawn, and goes with its picture', async () => {
    const lab = await labWith()
    await panel(lab)
    const figure = screen.getByRole('figure', { name: 'Histogram before and after' })
    act(() => lab.setState({ derived: undefined, measured: undefined, luma: undefined }))
    expect(figure.isConnected).toBe(true)
    act(() => lab.getState().closePicture())
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Histogram' })).toBeNull())
  })
  it('offers four views and remembers the chosen one', async () => {
    const { view } = await panel(await labWith())
    const user = userEvent.setup()
    for (const name of ['Stacked', 'Overlaid', 'Table', 'Joint']) {
      await user.click(screen.getByRole('radio', { name }))
      expect(view.getState().plot).toBe(name.toLowerCase())
    }
  })
  it('hides and shows a channel, told by letter', async () => {
    const { view } = await panel(await labWith(), { plot: 'stacked' })
    const user = userEvent.setup()
    expect(screen.getAllByRole('slider').map((plot) => plot.getAttribute('aria-label'))).toEqual(['Histogram of R, code', 'Histogram of G, code', 'Histogram of B, code'])
    await user.click(screen.getByRole('button', { name: 'Green', pressed: true }))
    expect(view.getState().channels.g).toBe(false)
    expect(screen.getAllByRole('slider').length).toBe(2)
  })
  it('says so when no channel is shown', async () => {
    await panel(await labWith(), { channels: { r: false, g: false, b: false, luma: false } })
    expect(screen.getByText('No channel is shown. Choose one above.')).toBeTruthy()
  })
  it('has one channel that stays for a grey picture', async () => {
    await panel(await labWith(greyRow))
    expect(within(screen.getByRole('group', { name: 'Channels' })).queryByRole('button')).toBeNull()
    expect(screen.getByText('Grey')).toBeTruthy()
  })
  it('stacks where the joint plot would be too small to read', async () => {
    width = 270
    await panel(await labWith())
    expect(screen.queryByRole('group', { name: /^Joint plot/ })).toBeNull()
    expect(screen.getByRole('slider', { name: 'Histogram of R, code' })).toBeTruthy()
  })
  it('follows the recipe in the same turn', async () => {
    const { lab } = await panel(await labWith(greyRow), { plot: 'table' })
    expect(row('0–15')).toEqual(['20.00', '20.00'])
    expect(row('240–255')).toEqual(['20.00', '20.00'])
    act(() => lab.getState().add('gamma', { gamma: 10 }))
    // 255 · (192/255)^10 = 15.03: four of the five greys are below 16
    expect(row('0–15')).toEqual(['20.00', '80.00'])
    act(() => lab.getState().setParams(keyOf(lab), { gamma: 1 }))
    expect(row('0–15')).toEqual(['20.00', '20.00'])
  })
  it('counts luma from the pixels when it is shown', async () => {
    const lab = await labWith({ width: 2, height: 1, channels: 3, data: [255, 255, 255, 0, 0, 255] })
    lab.getState().add('negative')
    const { view } = await panel(lab, { plot: 'table' })
    act(() => view.getState().set({ channels: { r: false, g: false, b: false, luma: true } }))
    // negative: black, and yellow of luma 0.9278 · 255 = 236.6
    await waitFor(() => expect(row('0–15')[1]).toBe('50.00'))
    expect(row('224–239')).toEqual(['0.00', '50.00'])
  })
  it('shows the clipped pixels from the corner marks, which name the share', async () => {
    const { view } = await panel(await labWith(greyRow))
    await userEvent.setup().click(screen.getByRole('button', { name: 'After, clipped at 255: Grey 20.00\u202F%. Show the clipped pixels' }))
    expect(view.getState().clipping).toBe(true)
  })
})

describe('reading a histogram by keyboard', () => {
  it('counts the code and says what becomes of it', async () => {
    const lab = await labWith(greyRow)
    lab.getState().add('negative')
    await panel(lab)
    const before = slider(/before, code r/)
    press(before, 'Home')
    expect(before.getAttribute('aria-valuetext')).toBe('r 0 · Grey 1 · becomes s 255')
    press(before, 'ArrowRight')
    expect(before.getAttribute('aria-valuetext')).toBe('r 1 · Grey 0 · becomes s 254')
    press(before, 'ArrowRight', { shiftKey: true })
    expect(before.getAttribute('aria-valuenow')).toBe('11')
    press(before, 'End')
    expect(before.getAttribute('aria-valuetext')).toBe('r 255 · Grey 1 · becomes s 0')
  })
  it('reads the result in its own codes', async () => {
    const lab = await labWith(greyRow)
    lab.getState().add('negative')
    await panel(lab)
    const after = slider(/after, code s/)
    press(after, 'Home')
    for (let i = 0; i < 63; i++) press(after, 'ArrowUp')
    expect(after.getAttribute('aria-valuetext')).toBe('s 63 · Grey 1')
  })
  it('names each channel where they differ', async () => {
    const lab = await labWith()
    lab.getState().add('negative')
    lab.getState().target(keyOf(lab), 'b')
    await panel(lab)
    const before = slider(/before, code r/)
    press(before, 'Home')
    expect(before.getAttribute('aria-valuetext')).toBe('r 0 · R 1 · G 2 · B 1 · becomes s R 0 · G 0 · B 255')
  })
  it('reads bars of 256 codes at 16 bits, and single codes with Alt', async () => {
    await panel(await labWith({ width: 2, height: 1, channels: 1, depth: 16, data: [300, 511] }))
    const before = slider(/before, code r/)
    press(before, 'Home')
    press(before, 'ArrowRight')
    expect(before.getAttribute('aria-valuetext')).toBe('r 256–511 · Grey 2')
    press(before, 'ArrowRight', { altKey: true })
    expect(before.getAttribute('aria-valuetext')).toBe('r 511 · Grey 1 · becomes s 511')
  })
  it('ends with Escape', async () => {
    await panel(await labWith(greyRow))
    const before = slider(/before, code r/)
    press(before, 'Home')
    press(before, 'Escape')
    expect(before.getAttribute('aria-valuetext')).toBe('Press an arrow key to read a code')
  })
})

const sentence = (): string => document.querySelector('figcaption')!.textContent ?? ''

describe('the sentence beside the plot', () => {
  it('describes the figure', async () => {
    await panel(await labWith(greyRow))
    const figure = screen.getByRole('figure', { name: 'Histogram before and after' })
    expect(document.getElementById(figure.getAttribute('aria-describedby')!)!.textContent).toBe(sentence())
    // (0 + 64 + 128 + 192 + 255) / 5 = 127.8
    expect(sentence()).toContain('Before: mean 127.8')
  })
  it('waits for a drag to end', async () => {
    const lab = await labWith(greyRow)
    lab.getState().add('gamma')
    await panel(lab)
    const rest = sentence()
    act(() => lab.getState().setParams(keyOf(lab), { gamma: 0.5 }))
    act(() => lab.getState().setParams(keyOf(lab), { gamma: 0.05 }))
    expect(sentence()).toBe(rest)
    act(() => lab.getState().settle())
    expect(sentence()).not.toBe(rest)
    // 255 · (r / 255)^0.05 is 0, 238, 246, 251 and 255
    expect(sentence()).toContain('After: mean 198.0')
  })
})
