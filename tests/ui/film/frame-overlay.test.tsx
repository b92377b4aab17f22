import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { wholeGeometry } from '../../../src/kernels/geometry.ts'
import { current } from '../../../src/state/history.ts'
import type { Lab } from '../../../src/state/lab.ts'
import type { View } from '../../../src/state/view.ts'
import { RecipePanel } from '../../../src/ui/recipe/recipe-panel.tsx'
import { Stage } from '../../../src/ui/stage/stage.tsx'
import { StageBar } from '../../../src/ui/stage/stage-bar.tsx'
import { labWith, show } from '../lab.tsx'
import { standInScreen } from '../stage/screen.ts'
import { area, drag, grip, letGo } from './frame-hands.ts'

/** A picture of 64 × 64 greys with a frame in it, and the frame tool out. */
const framing = async (): Promise<{ readonly lab: Lab; readonly view: View }> => {
  const lab = await labWith({ width: 64, height: 64, channels: 1, data: Array.from({ length: 64 * 64 }, (_, i) => i % 256) })
  lab.getState().add('film-negative')
  lab.getState().setGeometry({ ...wholeGeometry, area: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 } })
  lab.getState().settle()
  const { view } = show(
    <>
      <Stage />
      <StageBar />
      <RecipePanel />
    </>,
    lab,
  )
  lab.getState().showScan(true)
  await screen.findByRole('group', { name: 'Frame of the picture' })
  return { lab, view }
}

const overlay = () => screen.queryByRole('group', { name: 'Frame of the picture' })

describe('the frame on the scan', () => {
  beforeEach(() => standInScreen())
  afterEach(() => vi.restoreAllMocks())

  it('is left by Escape wherever the focus is', async () => {
    const { lab } = await framing()
    const places = [() => screen.findByRole('button', { name: /^Frame, left/ }), () => screen.findByRole('spinbutton', { name: 'Exposure in stops' }), () => screen.findByRole('application')]
    for (const place of places) {
      lab.getState().showScan(true)
      await waitFor(() => expect(overlay()).not.toBeNull())
      ;(await place()).focus()
      await userEvent.keyboard('{Escape}')
      await waitFor(() => expect(overlay()).toBeNull())
      expect(lab.getState().unframed).toBe(false)
    }
  })

  it.each([
    ['top', 0, 8, { x: 0.25, width: 0.5 }],
    ['left', 8, 0, { y: 0.25, height: 0.5 }],
  ] as const)('is resized by any point of its %s edge', async (side, dx, dy, kept) => {
    const { lab } = await framing()
    const edge = overlay()!.querySelector(`span[data-grip="${side}"]`)!
    fireEvent.pointerDown(edge, { pointerId: 1, buttons: 1, clientX: 10, clientY: 10 })
    fireEvent.pointerMove(edge, { pointerId: 1, buttons: 1, clientX: 10 + dx, clientY: 10 + dy })
    fireEvent.pointerUp(edge, { pointerId: 1, clientX: 10 + dx, clientY: 10 + dy })
    expect(area(lab)).toMatchObject(kept)
    const size = side === 'top' ? area(lab).height : area(lab).width
    expect(size).toBeLessThan(0.5)
    // the edge across stays
    expect((side === 'top' ? area(lab).y : area(lab).x) + size).toBeCloseTo(0.75, 4)
  })

  it('has the picture to itself: no tags and no probe', async () => {
    const { lab, view } = await framing()
    const probe = (): void => act(() => view.getState().set({ probe: { x: 3, y: 3, pinned: true } }))
    probe()
    expect(screen.queryByText('Before')).toBeNull()
    expect(screen.queryByText('After')).toBeNull()
    expect(document.querySelector('[class*="ring"]')).toBeNull()
    lab.getState().showScan(false)
    expect(await screen.findByText('Before')).toBeDefined()
    probe()
    expect(document.querySelector('[class*="ring"]')).not.toBeNull()
  })
})

const ratio = (lab: Lab) => area(lab).width / area(lab).height

describe('the shape of the frame', () => {
  beforeEach(() => standInScreen())
  afterEach(() => vi.restoreAllMocks())

  it('is chosen, kept by a corner and by an edge, swapped with X and undone', async () => {
    const { lab } = await framing()
    await userEvent.click(screen.getByRole('combobox', { name: 'Ratio of the frame' }))
    await userEvent.click(await screen.findByRole('option', { name: '3 : 2' }))
    await waitFor(() => expect(ratio(lab)).toBeCloseTo(1.5, 3))
    expect(area(lab).width).toBeCloseTo(0.5, 4)
    drag(grip('bottom right'), [300, 300], [-40, 0])
    letGo(grip('bottom right'))
    expect(area(lab).width).toBeLessThan(0.5)
    expect(ratio(lab)).toBeCloseTo(1.5, 3)
    const width = area(lab).width
    grip('left').focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(area(lab).width).toBeLessThan(width)
    expect(ratio(lab)).toBeCloseTo(1.5, 3)
    lab.getState().settle()
    const before = area(lab)
    await userEvent.keyboard('x')
    expect(ratio(lab)).toBeCloseTo(1 / 1.5, 3)
    expect(lab.getState().history.entries.at(-1)!.label).toBe('Swap the frame’s sides')
    await userEvent.keyboard('x')
    expect(area(lab)).toEqual(before)
    lab.getState().undo()
    expect(ratio(lab)).toBeCloseTo(1 / 1.5, 3)
  })

  it('is kept by Shift while a free one is dragged, with lines at the thirds as long as it is held', async () => {
    const { lab } = await framing()
    expect(document.querySelector('[class*="thirds"]')).toBeNull()
    drag(grip('right'), [300, 300], [-40, 0], { shiftKey: true })
    expect(document.querySelector('[class*="thirds"]')).not.toBeNull()
    letGo(grip('right'))
    await waitFor(() => expect(document.querySelector('[class*="thirds"]')).toBeNull())
    expect(area(lab).width).toBeLessThan(0.5)
    expect(ratio(lab)).toBeCloseTo(1, 3)
    drag(grip('right'), [300, 300], [-40, 0])
    letGo(grip('right'))
    expect(ratio(lab)).toBeLessThan(0.95)
  })

  it('does not change by X in a field', async () => {
    const { lab } = await framing()
    const before = area(lab)
    ;(await screen.findByRole('spinbutton', { name: 'Exposure in stops' })).focus()
    await userEvent.keyboard('x')
    expect(area(lab)).toEqual(before)
  })

  it('moves as a whole by the keys of its middle', async () => {
    const { lab } = await framing()
    screen.getByRole('button', { name: 'Frame: arrow keys move all of it' }).focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowUp}')
    expect(area(lab)).toMatchObject({ width: 0.5, height: 0.5 })
    expect(area(lab).x).toBeCloseTo(0.25 + 2 / 64, 4)
    expect(area(lab).y).toBeCloseTo(0.25 - 1 / 64, 4)
  })
})

describe('a picture that leans', () => {
  beforeEach(() => standInScreen())
  afterEach(() => vi.restoreAllMocks())

  it('is straightened by a line along what was level, shown as it was, and undone', async () => {
    const { lab, view } = await framing()
    lab.getState().showScan(false)
    await waitFor(() => expect(lab.getState().picture?.width === 32 && lab.getState().derived).toBeTruthy())
    await userEvent.click(await screen.findByRole('button', { name: 'Straighten by a line' }))
    expect(view.getState().picking).toBe('level')
    const field = await screen.findByRole('img', { name: 'Draw a line along something level or upright' })
    expect(overlay()).toBeNull()
    drag(field, [200, 300], [100, 10])
    expect(screen.getByText('5.7°')).toBeDefined()
    fireEvent.pointerUp(field, { pointerId: 1, clientX: 300, clientY: 310 })
    await waitFor(() => expect(view.getState().picking).toBeUndefined())
    expect(current(lab.getState().history).geometry!.angle).toBe(5.71)
    expect(lab.getState().unframed).toBe(false)
    lab.getState().undo()
    expect(current(lab.getState().history).geometry!.angle).toBe(0)
  })

  it('is not turned by a slip of the hand, and Escape puts the line away', async () => {
    const { lab, view } = await framing()
    await userEvent.click(screen.getByRole('button', { name: 'Straighten by a line' }))
    const field = await screen.findByRole('img', { name: 'Draw a line along something level or upright' })
    drag(field, [200, 300], [4, 3])
    fireEvent.pointerUp(field, { pointerId: 1, clientX: 204, clientY: 303 })
    expect(current(lab.getState().history).geometry!.angle).toBe(0)
    expect(view.getState().picking).toBe('level')
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(overlay()).not.toBeNull())
    expect(view.getState().picking).toBeUndefined()
  })

  it('takes the place of a picker, and a picker its', async () => {
    const { lab, view } = await framing()
    const tool = screen.getByRole('button', { name: 'Adjust the frame' })
    expect(tool.getAttribute('aria-pressed')).toBe('true')
    await userEvent.click(screen.getByRole('button', { name: 'Pick' }))
    expect(view.getState().picking).toBe('base')
    expect([overlay(), tool.getAttribute('aria-pressed')]).toEqual([null, 'false'])
    await userEvent.click(tool)
    await waitFor(() => expect(overlay()).not.toBeNull())
    expect(view.getState().picking).toBeUndefined()
    await userEvent.click(tool)
    expect(lab.getState().unframed).toBe(false)
  })

  it('keeps what is being typed while the part in it is drawn anew', async () => {
    const { lab } = await framing()
    const angle = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Angle of the frame in degrees' })
    await userEvent.clear(angle)
    await userEvent.type(angle, '3')
    act(() => lab.setState({ derived: undefined }))
    expect(angle.isConnected).toBe(true)
    expect([angle.value, document.activeElement]).toEqual(['3', angle])
    await userEvent.keyboard('{Enter}')
    expect(current(lab.getState().history).geometry!.angle).toBe(3)
  })

  it('has its whole frame again when the angle is taken back', async () => {
    const { lab } = await framing()
    lab.getState().setGeometry({ ...wholeGeometry, area: { x: 0, y: 0, width: 1, height: 0.9 } })
    lab.getState().settle()
    const angle = await screen.findByRole('spinbutton', { name: 'Angle of the frame in degrees' })
    for (const [text, whole] of [['10', false], ['-20', false], ['0', true]] as const) {
      await userEvent.clear(angle)
      await userEvent.type(angle, `${text}{Enter}`)
      if (whole) expect(area(lab)).toEqual({ x: 0, y: 0, width: 1, height: 0.9 })
      else expect(area(lab).width).toBeLessThan(0.95)
    }
  })

  it('has no handle of the split in its frame', async () => {
    const { lab } = await framing()
    expect(screen.queryByRole('slider', { name: 'Split between before and after' })).toBeNull()
    lab.getState().showScan(false)
    expect(await screen.findByRole('slider', { name: 'Split between before and after' })).toBeDefined()
  })
})

describe('a picture without a film step', () => {
  beforeEach(() => standInScreen())
  afterEach(() => vi.restoreAllMocks())

  it('is cropped in a fixed ratio all the same, and the frame can be removed', async () => {
    const lab = await labWith({ width: 64, height: 64, channels: 1, data: Array.from({ length: 64 * 64 }, (_, i) => i % 256) })
    show(
      <>
        <Stage />
        <RecipePanel />
      </>,
      lab,
    )
    lab.getState().showScan(true)
    await screen.findByRole('group', { name: 'Frame of the picture' })
    expect(screen.queryByRole('button', { name: 'Remove the frame' })).toBeNull()
    await userEvent.click(screen.getByRole('combobox', { name: 'Ratio of the frame' }))
    await userEvent.click(await screen.findByRole('option', { name: '65 : 24' }))
    await waitFor(() => expect(ratio(lab)).toBeCloseTo(65 / 24, 2))
    await userEvent.click(screen.getByRole('button', { name: 'Remove the frame' }))
    expect(current(lab.getState().history).geometry).toBeUndefined()
  })
})
