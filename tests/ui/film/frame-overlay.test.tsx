import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { wholeGeometry } from '../../../src/kernels/geometry.ts'
import { current } from '../../../src/state/history.ts'
import type { Lab } from '../../../src/state/lab.ts'
import type { View } from '../../../src/state/view.ts'
import { RecipePanel } from '../../../src/ui/recipe/recipe-panel.tsx'
import { Stage } from '../../../src/ui/stage/stage.tsx'
import { labWith, show } from '../lab.tsx'
import { standInScreen } from '../stage/screen.ts'

/** A picture of 64 × 64 greys with a frame in it, and the frame tool out. */
const framing = async (): Promise<{ readonly lab: Lab; readonly view: View }> => {
  const lab = await labWith({ width: 64, height: 64, channels: 1, data: Array.from({ length: 64 * 64 }, (_, i) => i % 256) })
  lab.getState().add('film-negative')
  lab.getState().setGeometry({ ...wholeGeometry, area: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 } })
  lab.getState().settle()
  const { view } = show(
    <>
      <Stage />
      <RecipePanel />
    </>,
    lab,
  )
  lab.getState().showScan(true)
  await screen.findByRole('group', { name: 'Frame of the picture' })
  return { lab, view }
}

const overlay = () => screen.queryByRole('group', { name: 'Frame of the picture' })
const area = (lab: Lab) => current(lab.getState().history).geometry!.area

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
