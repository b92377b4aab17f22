import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { filmStepOf } from '../../../src/state/film.ts'
import { current } from '../../../src/state/history.ts'
import type { Lab } from '../../../src/state/lab.ts'
import type { ViewState } from '../../../src/state/view.ts'
import { HistogramPanel } from '../../../src/ui/plots/histogram-panel.tsx'
import { labWith, show } from '../lab.tsx'

const width = 320

beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, 0, width, 300))
})
afterEach(() => vi.restoreAllMocks())

const film = { codes: 'linear', baseR: 0.8, baseG: 0.5, baseB: 0.25 } as const

/** Linear 16 bits: the base, and densities 0.3, 0.6, 0.9 and 1.2 above it in every channel. */
const wedge = { width: 5, height: 1, channels: 3, depth: 16, data: [0, 0.3, 0.6, 0.9, 1.2].flatMap((d) => [0.8, 0.5, 0.25].map((base) => Math.round(65_535 * base * 10 ** -d))) } as const

const panel = async (params: Readonly<Record<string, number | string>> = {}, view: Partial<Omit<ViewState, 'set'>> = {}, picture: Parameters<typeof labWith>[0] = wedge) => {
  const lab = await labWith(picture)
  lab.getState().add('film-negative', { ...film, ...params })
  const shown = show(<HistogramPanel />, lab, view)
  await screen.findByRole('figure', { name: 'Histogram before and after' })
  return shown
}

const params = (lab: Lab) => filmStepOf(current(lab.getState().history))!.params
const slider = (name: string | RegExp): HTMLElement => screen.getByRole('slider', { name })
const words = (name: string | RegExp): string => slider(name).getAttribute('aria-valuetext') ?? ''
const press = (element: HTMLElement, key: string, change: KeyboardEventInit = {}): void => {
  act(() => void fireEvent.keyDown(element, { key, ...change }))
}

/** Where the number 0 of the density axis stands. */
const zero = (): number => Number(screen.getByText('0', { selector: 'text:not([text-anchor="end"])' }).getAttribute('x'))

/** The density at which white is said to stand. */
const whiteAt = (): number => Number(/density (\d\.\d\d)/.exec(words('White point'))![1])

/** A pointer takes a mark and goes so many pixels along the plot. */
const drag = (element: HTMLElement, way: readonly number[], type = 'mouse'): void => {
  const at = (x: number, buttons: number) => ({ pointerId: 1, pointerType: type, button: 0, buttons, clientX: 100 + x, clientY: 100 })
  act(() => void fireEvent.pointerDown(element, at(0, 1)))
  for (const x of way) act(() => void fireEvent.pointerMove(element, at(x, 1)))
  act(() => void fireEvent.pointerUp(element, at(way.at(-1) ?? 0, 0)))
}

describe('the density view', () => {
  it('stands in for the joint plot where there is a film negative, and gives way to it on request', async () => {
    const { lab, view } = await panel()
    const user = userEvent.setup()
    expect(screen.getAllByRole('radio').slice(0, 5).map((one) => one.textContent)).toEqual(['Density', 'Joint', 'Stacked', 'Overlaid', 'Table'])
    expect(screen.getByRole('radio', { name: 'Density', checked: true })).toBeDefined()
    expect(screen.getByRole('group', { name: /^Density plot/ })).toBeDefined()
    await user.click(screen.getByRole('radio', { name: 'Joint' }))
    expect(screen.getByRole('group', { name: /^Joint plot/ })).toBeDefined()
    expect(view.getState()).toMatchObject({ plot: 'joint', density: false })
    await user.click(screen.getByRole('radio', { name: 'Density' }))
    expect(screen.getByRole('group', { name: /^Density plot/ })).toBeDefined()
    act(() => lab.getState().undo())
    expect(screen.queryByRole('radio', { name: 'Density' })).toBeNull()
    expect(screen.getByRole('radio', { name: 'Joint', checked: true })).toBeDefined()
  })

  it('is not offered for other transforms', async () => {
    const lab = await labWith(wedge)
    lab.getState().add('negative')
    show(<HistogramPanel />, lab)
    await screen.findByRole('group', { name: /^Joint plot/ })
    expect(screen.queryByRole('radio', { name: 'Density' })).toBeNull()
  })

  it('reads density, samples, print and stops by key', async () => {
    await panel()
    const scan = slider('Histogram of the scan, density')
    press(scan, 'Home')
    const readings = Array.from({ length: 256 }, () => {
      press(scan, 'ArrowRight')
      return words('Histogram of the scan, density')
    })
    const form = /^D (−?\d\.\d\d) · R (\d) · G (\d) · B (\d); prints · R ([\d\s]+) · G ([\d\s]+) · B ([\d\s]+); stops · R (\S+) · G (\S+) · B (\S+)$/
    const numbers = readings.map((text) => form.exec(text)!.slice(1))
    // one of the five steps has density 0.6 above the base, in every channel
    const step = numbers.filter(([d]) => Math.abs(Number(d) - 0.6) < 0.015)
    for (const column of [1, 2, 3]) expect(step.reduce((sum, row) => sum + Number(row[column]), 0)).toBe(1)
    const printed = numbers.map((row) => Number(row[5]!.replaceAll(/\s/g, '')))
    expect(printed.toSorted((one, other) => one - other)).toEqual(printed)
  })

  it('reads from which density a code comes', async () => {
    await panel({}, {}, { width: 1, height: 1, channels: 1, data: [128] })
    const after = slider('Histogram after, code s')
    for (const key of ['Home', 'End', 'Home']) press(after, key)
    for (let i = 0; i < 128; i++) press(after, 'ArrowUp')
    expect(words('Histogram after, code s')).toMatch(/^s 128 · Grey \d; from D · Grey \d\.\d\d$/)
  })

  it('says the same in a sentence and as a table', async () => {
    await panel({ black: 0.05 })
    const sentence = screen.getByText(/^Density above the base, most values: R between/)
    // five samples: a tenth of them is at 0, nine tenths at 1.2
    expect(sentence.textContent).toMatch(/R between 0\.00 and 1\.20, G between 0\.00 and 1\.20, B between 0\.00 and 1\.20/)
    expect(sentence.textContent).toContain('Film base at density R 0.10, G 0.30, B 0.60.')
    expect(sentence.textContent).toMatch(/Black 0\.050 of linear light, density 0\.\d\d\. White 1\.00 of linear light, density \d\.\d\d\. Mid-grey is printed from density R \d\.\d\d, G \d\.\d\d, B \d\.\d\d\./)
    await userEvent.setup().click(screen.getByRole('radio', { name: 'Table' }))
    const table = within(screen.getByRole('region', { name: 'Densities as a table' }))
    expect(table.getAllByRole('row').length).toBe(2 + 16)
    const sums = [0, 3, 6].map((column) => table.getAllByRole('row').slice(2).reduce((sum, row) => sum + Number(within(row).getAllByRole('cell')[column]!.textContent), 0))
    expect(sums).toEqual([100, 100, 100])
    const prints = table.getAllByRole('row').slice(2).map((row) => Number(within(row).getAllByRole('cell')[4]!.textContent!.replaceAll(/\s/g, '')))
    expect(prints.toSorted((a, b) => a - b)).toEqual(prints)
  })

  it('has a slide without a base to drag, counted from clear film', async () => {
    await panel({ kind: 'slide' })
    expect(screen.queryByRole('slider', { name: 'Film base' })).toBeNull()
    expect(screen.getByText(/^Density above clear film, most values/)).toBeDefined()
  })

  it('has one curve and one base for a grey scan', async () => {
    await panel({ kind: 'silver' }, {}, { width: 3, height: 1, channels: 1, depth: 16, data: [60_000, 30_000, 4000] })
    expect(words('Film base')).toBe('Film base at density 0.30')
  })
})

describe('the marks of the density plot', () => {
  it('are sliders that tell what they set and where they stand', async () => {
    await panel({ black: 0.05 })
    expect(words('Film base')).toBe('Film base at density R 0.10, G 0.30, B 0.60')
    expect(words('Black point')).toMatch(/^Black 0\.050 of linear light, density 0\.\d\d$/)
    expect(words('White point')).toMatch(/^White 1\.00 of linear light, density \d\.\d\d$/)
    expect(slider('White point').getAttribute('aria-valuenow')).toBe('1')
  })

  it('move by keys, a run of them one edit', async () => {
    const { lab } = await panel({ black: 0.05 })
    const entries = lab.getState().history.entries.length
    press(slider('Film base'), 'ArrowRight')
    press(slider('Film base'), 'ArrowRight')
    // a hundredth of a density each, in all channels alike: 10^−0.02
    expect([params(lab)['baseR'], params(lab)['baseG'], params(lab)['baseB']]).toEqual([0.8, 0.5, 0.25].map((base) => expect.closeTo(base * 10 ** -0.02, 3)))
    expect(lab.getState().history.entries.length).toBe(entries + 1)
    act(() => void fireEvent.blur(slider('Film base')))
    press(slider('White point'), 'ArrowRight')
    expect(params(lab)['white']).toBeGreaterThan(1)
    press(slider('Black point'), 'Home')
    expect(params(lab)['black']).toBe(0)
    expect(lab.getState().history.entries.length).toBe(entries + 3)
    act(() => lab.getState().undo())
    act(() => lab.getState().undo())
    act(() => lab.getState().undo())
    expect(params(lab)).toMatchObject({ baseG: 0.5, black: 0.05, white: 1 })
  })

  it.each(['mouse', 'touch'])('are dragged by %s to the density under the hand, one edit a drag', async (type) => {
    const { lab } = await panel({ black: 0.05 })
    const entries = lab.getState().history.entries.length
    const before = whiteAt()
    drag(slider('White point'), [-5, -10, -20], type)
    expect(params(lab)['white']).toBeLessThan(1)
    // the white that was set is the light that the density prints: the mark stands where it was let go
    const moved = before - whiteAt()
    expect(moved).toBeGreaterThan(0.05)
    drag(slider('White point'), [5, 20], type)
    expect(whiteAt()).toBeCloseTo(before, 1)
    expect(lab.getState().history.entries.length).toBe(entries + 2)
    expect(lab.getState().history.entries.at(-1)!.merge).toBeUndefined()
  })

  it('drag the base over a scan that stands still', async () => {
    const { lab } = await panel()
    const from = zero()
    const base = params(lab)['baseG'] as number
    drag(slider('Film base'), [4, 8, 16])
    const density = Math.log10(base / (params(lab)['baseG'] as number))
    expect(density).toBeGreaterThan(0.02)
    // the axis begins at the base: its zero went along with the hand
    await waitFor(() => expect(zero() - from).toBeCloseTo(16, 0))
    expect((params(lab)['baseR'] as number) / (params(lab)['baseB'] as number)).toBeCloseTo(0.8 / 0.25, 3)
  })

  it('go back by a double click, but for the base, which has no number of its own', async () => {
    const { lab } = await panel({ black: 0.05, white: 0.7 })
    act(() => void fireEvent.doubleClick(slider('White point')))
    act(() => void fireEvent.doubleClick(slider('Film base')))
    expect(params(lab)).toMatchObject({ white: 1, black: 0.05, baseG: 0.5 })
  })

  it('keep a black that no film density prints at the dark end, and say so', async () => {
    await panel({ black: 0 })
    expect(words('Black point')).toBe('Black 0.000 of linear light, less than the film base prints')
  })
})
