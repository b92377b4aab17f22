import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createInlineEngine } from '../../../src/engine/inline.ts'
import { wholeGeometry } from '../../../src/kernels/geometry.ts'
import { createLab } from '../../../src/state/lab.ts'
import { createView } from '../../../src/state/view.ts'
import { createWedge } from '../../../src/state/wedge.ts'
import { StoresProvider } from '../../../src/ui/lab-context.tsx'
import { HistogramPanel } from '../../../src/ui/plots/histogram-panel.tsx'
import { BoxContext } from '../../../src/ui/stage/stage-context.tsx'
import { WedgeOverlay } from '../../../src/ui/density/wedge-overlay.tsx'
import { wedgeDensity, wedgeFile, wedgeFilm, wedgeSlopes, type WedgeScan } from '../../state/wedge-kit.ts'

beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, 0, 320, 300))
})
afterEach(() => vi.restoreAllMocks())

const begin = async (scan: WedgeScan = {}) => {
  const engine = createInlineEngine()
  const lab = createLab(engine)
  const view = createView({ compare: 'after' })
  const wedge = createWedge(lab, engine)
  await lab.getState().open(wedgeFile(scan))
  lab.getState().add('film-negative', wedgeFilm)
  render(
    <StoresProvider lab={lab} view={view} wedge={wedge}>
      <HistogramPanel />
      <BoxContext value={{ width: 800, height: 600, dpr: 1, padding: 0 }}>
        <WedgeOverlay />
      </BoxContext>
    </StoresProvider>,
  )
  await userEvent.click(await screen.findByRole('button', { name: 'Read a step wedge' }))
  // the picture is looked at for a wedge first
  await screen.findByRole('group', { name: 'Line along the step wedge' }, { timeout: 8_000 })
  return { lab, wedge }
}

const along = [{ x: 0.15, y: 0.5 }, { x: 0.85, y: 0.5 }] as const
const numbers = (row: HTMLElement): readonly number[] => within(row).getAllByRole('cell').map(({ textContent }) => Number(textContent.replace('−', '-')))

const slope = (): readonly number[] => numbers(screen.getByRole('row', { name: /slope of the straight part/ }))

describe('a step wedge in the density view', () => {
  it('becomes a table of densities above the base, and the slope of each channel', async () => {
    const { wedge } = await begin()
    act(() => wedge.getState().place(along))
    const table = await screen.findByRole('region', { name: 'Steps of the wedge' })
    const rows = within(table).getAllByRole('row')
    for (let k = 0; k < 21; k++) {
      const [exposure, ...densities] = numbers(rows[k + 1]!)
      expect(exposure).toBeCloseTo(0.15 * k, 2)
      densities.forEach((d, c) => expect(Math.abs(d - wedgeDensity(k, c))).toBeLessThan(0.012))
    }
    numbers(within(table).getByRole('row', { name: /slope of the straight part/ })).forEach((gamma, c) => expect(Math.abs(gamma - wedgeSlopes[c]!)).toBeLessThan(0.02))
    expect(screen.getByText(/^21 steps. Slope of the straight part: R 0\.5\d, G 0\.6\d, B 0\.\d\d\.$/)).toBeDefined()
    expect(document.querySelector('[data-wedge-steps="21"]')!.querySelectorAll('circle').length).toBeGreaterThan(30)
  })

  it('takes another exposure a step, by which every slope is divided', async () => {
    const { wedge } = await begin()
    act(() => wedge.getState().place(along))
    const before = slope()
    const field = screen.getByRole('spinbutton', { name: 'Log exposure a step' })
    await userEvent.clear(field)
    await userEvent.type(field, '0.3{Enter}')
    await waitFor(() => slope().forEach((gamma, c) => expect(Math.abs(gamma - before[c]! / 2)).toBeLessThan(0.011)))
  })

  it('has a line whose ends keys move by a pixel, or by ten', async () => {
    const { lab, wedge } = await begin()
    act(() => wedge.getState().place(along))
    const { width, height } = lab.getState().picture!
    const end = screen.getByRole('button', { name: 'Last end of the line: arrow keys move it' })
    fireEvent.keyDown(end, { key: 'ArrowLeft' })
    fireEvent.keyDown(end, { key: 'ArrowDown', shiftKey: true })
    const [first, last] = wedge.getState().line!
    expect(first).toEqual(along[0])
    expect(last.x).toBeCloseTo(0.85 - 1 / width, 9)
    expect(last.y).toBeCloseTo(0.5 + 10 / height, 9)
    expect(screen.getByRole('button', { name: 'First end of the line: arrow keys move it' })).toBeDefined()
  })

  it('says plainly where there are too few steps, and takes a count', async () => {
    const { wedge } = await begin({ steps: 3 })
    act(() => wedge.getState().place(along))
    expect(screen.getAllByText(/^Fewer than 5 steps are seen along this line/).length).toBeGreaterThan(0)
    expect(screen.queryByRole('button', { name: 'Copy as CSV' })).toBeNull()
    const field = screen.getByRole('spinbutton', { name: 'Steps on the line' })
    await userEvent.clear(field)
    await userEvent.type(field, '6{Enter}')
    expect(await screen.findByText(/^6 steps\./)).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Find the steps by their edges' }))
    expect(screen.queryByText(/^6 steps\./)).toBeNull()
  })

  it('is looked for on the whole scan where the frame has cut it off', async () => {
    const { lab, wedge } = await begin({ left: 0, right: 1 })
    expect(screen.queryByRole('button', { name: 'Show the whole scan' })).toBeNull()
    act(() => {
      lab.getState().setGeometry({ ...wholeGeometry, area: { x: 0.4, y: 0.1, width: 0.2, height: 0.8 } })
      lab.getState().settle()
    })
    await waitFor(() => expect(lab.getState().part.area.width).toBe(0.2))
    await userEvent.click(await screen.findByRole('button', { name: 'Read again' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Show the whole scan' }, { timeout: 8_000 }))
    expect(await screen.findByText(/^21 steps are read/, undefined, { timeout: 8_000 })).toBeDefined()
    expect(wedge.getState().line![1].x - wedge.getState().line![0].x).toBeGreaterThan(0.9)
    expect(screen.queryByRole('button', { name: 'Show the whole scan' })).toBeNull()
  })

  it('is copied as comma-separated values', async () => {
    const { wedge } = await begin()
    act(() => wedge.getState().place(along))
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Copy as CSV' }))
    const lines = (await navigator.clipboard.readText()).split('\n')
    expect(lines[0]).toBe('step,log exposure,D R,D G,D B,left out')
    expect(lines[1]).toMatch(/^1,0\.00,-?\d\.\d{3},-?\d\.\d{3},-?\d\.\d{3},$/)
    expect(lines[21]).toMatch(/^21,3\.00,/)
    expect(lines[22]).toMatch(/^gamma,,0\.5\d\d,0\.6\d\d,0\.\d{3},$/)
  })

  it('is put away with Escape, its table stays until it is discarded', async () => {
    const { wedge } = await begin()
    act(() => wedge.getState().place(along))
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('group', { name: 'Line along the step wedge' })).toBeNull()
    expect(screen.getByRole('region', { name: 'Steps of the wedge' })).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }))
    expect(screen.getByRole('button', { name: 'Read a step wedge' })).toBeDefined()
  })
})
