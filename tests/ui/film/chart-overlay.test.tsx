import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { originOf } from '../../../src/state/film-origin.ts'
import { ChartOverlay } from '../../../src/ui/film/chart-overlay.tsx'
import { ProfileRow } from '../../../src/ui/film/profile-row.tsx'
import { chartQuad } from '../../film/chart-roll.ts'
import { filmLab } from './film-lab.tsx'

const both = (
  <>
    <ProfileRow colour />
    <ChartOverlay />
  </>
)
const corner = (patch: string) => screen.getByRole('button', { name: `Corner of the chart by ${patch}: arrow keys move it` })

describe('the grid over a colour chart', () => {
  it('has four corners that keys move by a pixel, or by ten', async () => {
    const { chart, lab } = await filmLab(both)
    expect(screen.queryByRole('group', { name: 'Colour chart' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Fit a colour chart' }))
    await screen.findByRole('group', { name: 'Colour chart' })
    expect(screen.getByRole('button', { name: 'Fit a colour chart', pressed: true })).toBeDefined()
    const { width, height } = lab.getState().picture!
    const before = chart.getState().quad!
    for (const patch of ['dark skin', 'bluish green', 'black', 'white']) expect(corner(patch)).toBeDefined()
    fireEvent.keyDown(corner('black'), { key: 'ArrowRight' })
    fireEvent.keyDown(corner('black'), { key: 'ArrowUp', shiftKey: true })
    const after = chart.getState().quad!
    expect(after[2].x - before[2].x).toBeCloseTo(1 / width, 9)
    expect(after[2].y - before[2].y).toBeCloseTo(-10 / height, 9)
    expect([after[0], after[1], after[3]]).toEqual([before[0], before[1], before[3]])
  })

  it('keeps its corners in the picture', async () => {
    const { chart } = await filmLab(both)
    await act(() => chart.getState().open())
    act(() => chart.getState().place([{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }]))
    fireEvent.keyDown(corner('dark skin'), { key: 'ArrowLeft', shiftKey: true })
    expect(chart.getState().quad![0]).toEqual({ x: 0, y: 0 })
  })

  it('fits by Enter on a corner, and shows ΔE patch by patch, before and after', async () => {
    const { chart, lab } = await filmLab(both)
    await act(() => chart.getState().open())
    act(() => chart.getState().place(chartQuad))
    corner('white').focus()
    await userEvent.keyboard('{Enter}')
    const result = await screen.findByRole('group', { name: 'Fit to the colour chart' }, { timeout: 8_000 })
    const cells = within(within(result).getByRole('table', { name: /ΔE00 of each patch/ })).getAllByRole('cell')
    expect(cells.length).toBe(24)
    expect(cells[0]!.textContent).toMatch(/^Dark skin: \d+\.\d+before \d+\.\d+$/)
    expect(within(result).getByText(/Mean ΔE00 of the patches/).textContent).toMatch(/^Mean ΔE00 of the patches \d+\.\d+ → [01]\.\d+$/)
    expect(screen.getByText('from the colour chart')).toBeDefined()
    act(() => lab.getState().undo())
    expect(screen.queryByRole('group', { name: 'Fit to the colour chart' })).toBeNull()
  })

  it('says what came of the fit where it was asked for, beside the chart', async () => {
    const { chart, lab } = await filmLab(<ChartOverlay />)
    await act(() => chart.getState().open())
    act(() => chart.getState().place(chartQuad))
    expect(screen.getByRole('status').textContent).toMatch(/^Put the corners/)
    await userEvent.click(screen.getByRole('button', { name: 'Fit the film' }))
    await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(/^The film is fitted: mean ΔE00 of the patches \d+\.\d → [01]\.\d\./), { timeout: 8_000 })
    act(() => lab.getState().undo())
    expect(screen.getByRole('status').textContent).toMatch(/^Put the corners/)
  })

  it('says which patches were left out, and why', async () => {
    const { chart, lab } = await filmLab(both)
    await act(() => chart.getState().open())
    // its last column beside the picture
    const [a, , , d] = chartQuad
    act(() => chart.getState().place([a, { x: 0.99, y: 0.08 }, { x: 1.1, y: 0.94 }, d]))
    await act(() => chart.getState().fit())
    expect(originOf(lab.getState().history)).toMatchObject({ kind: 'chart' })
    const result = screen.getByRole('group', { name: 'Fit to the colour chart' })
    expect(within(result).getByText(/^Left out: .*Black.*outside the picture/)).toBeDefined()
  })

  it('goes by Escape and by Done', async () => {
    const { chart } = await filmLab(both)
    await act(() => chart.getState().open())
    corner('black').focus()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('group', { name: 'Colour chart' })).toBeNull()
    await act(() => chart.getState().open())
    await userEvent.click(screen.getByRole('button', { name: 'Done' }))
    expect(chart.getState().quad).toBeUndefined()
  })

  it('has a phone’s panels folded while it is placed, and gives them back', async () => {
    const wide = vi.spyOn(window, 'matchMedia').mockImplementation((media) => Object.assign(new EventTarget(), { matches: false, media }) as MediaQueryList)
    const { chart, view } = await filmLab(<ChartOverlay />)
    await act(() => chart.getState().open())
    expect(view.getState().sheet).toBe('folded')
    act(() => chart.getState().close())
    expect(view.getState().sheet).toBe('half')

    // one that was pulled up meanwhile stays where it was put
    await act(() => chart.getState().open())
    act(() => view.getState().set({ sheet: 'full' }))
    act(() => chart.getState().close())
    expect(view.getState().sheet).toBe('full')
    wide.mockRestore()
  })

  it('tells what stands in the way', async () => {
    const { chart } = await filmLab(both)
    await act(() => chart.getState().open())
    act(() => chart.getState().place([{ x: 0.9, y: 0.9 }, { x: 2, y: 0.9 }, { x: 2, y: 2 }, { x: 0.9, y: 2 }]))
    await userEvent.click(screen.getByRole('button', { name: 'Fit the film' }))
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('Fewer than 12 patches'))
  })
})
