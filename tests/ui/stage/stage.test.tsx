import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi, afterEach } from 'vitest'
import { createInlineEngine } from '../../../src/engine/inline.ts'
import { createLab } from '../../../src/state/lab.ts'
import { Stage } from '../../../src/ui/stage/stage.tsx'
import { greyRow, labWith, redAndBlue, show } from '../lab.tsx'
import { holdFrames, listenToFrames, standInScreen, type Screen } from './screen.ts'

let page: Screen
beforeEach(() => {
  page = standInScreen()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const stage = () => screen.getByRole('application')
const layer = (side: 'before' | 'after') => document.querySelector<HTMLElement>(`[data-side="${side}"]`)!

const hidden = (side: 'before' | 'after') => layer(side).style.visibility === 'hidden'
const key = (key: string) => fireEvent.keyDown(stage(), { key })

const frames = (count = 2) =>
  act(async () => {
    for (let i = 0; i < count; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
  })

describe('what the stage paints', () => {
  it('is nothing while nothing is open', () => {
    show(<Stage />, createLab(createInlineEngine()))
    expect(screen.queryByRole('application')).toBeNull()
  })

  it('is the picture before and after the recipe, a pixel a pixel when enlarged', async () => {
    const lab = await labWith(greyRow)
    lab.getState().add('negative')
    show(<Stage />, lab)
    await waitFor(() => expect(page.reds('after')).toEqual([255, 191, 127, 63, 0]))
    expect(page.reds('before')).toEqual([0, 64, 128, 192, 255])
  })

  it('follows the recipe', async () => {
    const lab = await labWith(greyRow)
    show(<Stage />, lab)
    await waitFor(() => expect(page.reds('after')).toEqual([0, 64, 128, 192, 255]))
    act(() => lab.getState().add('negative'))
    await waitFor(() => expect(page.reds('after')).toEqual([255, 191, 127, 63, 0]))
    act(() => lab.getState().undo())
    await waitFor(() => expect(page.reds('after')).toEqual([0, 64, 128, 192, 255]))
  })

  it('comes in by one request an animation frame, the last of them for the last recipe', async () => {
    const lab = await labWith(greyRow)
    lab.getState().add('gamma')
    show(<Stage />, lab)
    await waitFor(() => expect(page.reds('after')).toBeDefined())
    await frames()
    const asked = listenToFrames(lab)
    const { key } = lab.getState().shown.steps[0]!
    act(() => {
      for (let i = 1; i <= 40; i++) lab.getState().setParams(key, { gamma: 1 + i / 40 })
    })
    await frames(3)
    expect(asked.length).toBeLessThanOrEqual(2)
    expect(asked.at(-1)![1].recipe!.steps[0]!.params['gamma']).toBe(2)
    // 255 · (128 / 255)² = 64.25, 255 · (64 / 255)² = 16.06, 255 · (192 / 255)² = 144.56
    await waitFor(() => expect(page.reds('after')).toEqual([0, 16, 64, 145, 255]))
  })

  it('does not ask anew for the picture as it came when the recipe changes', async () => {
    const lab = await labWith(greyRow)
    show(<Stage />, lab)
    await waitFor(() => expect(page.reds('before')).toBeDefined())
    await frames()
    const asked = listenToFrames(lab)
    act(() => lab.getState().add('negative'))
    await frames(3)
    expect(asked.map(([slot]) => slot)).toEqual(['after'])
  })

  it('never shows halves of two pictures: what is left of the one before goes with the first frame of the next', async () => {
    const lab = await labWith(greyRow)
    show(<Stage />, lab)
    await waitFor(() => expect(page.reds('before')).toBeDefined())
    await waitFor(() => expect(page.reds('after')).toBeDefined())
    await frames()
    const kept = holdFrames(lab, 'after')
    const other = await labWith(redAndBlue)
    await act(() => lab.getState().open(other.getState().source!))
    await waitFor(() => expect(page.reds('before')).toEqual([200, 0]))
    expect(page.reds('after')).toBeUndefined()
    kept.letGo()
    await waitFor(() => expect(page.reds('after')).toEqual([200, 0]))
  })

  it('asks for the difference with its gain, and for clipped pixels when they are to be marked', async () => {
    const lab = await labWith(greyRow)
    const { view } = show(<Stage />, lab)
    await waitFor(() => expect(page.reds('after')).toBeDefined())
    await frames()
    const asked = listenToFrames(lab)
    act(() => view.getState().set({ compare: 'difference', gain: 16 }))
    await frames(3)
    expect(asked.at(-1)![1]).toMatchObject({ show: 'difference', gain: 16 })
    expect(screen.getByText('Difference × 16')).toBeDefined()
    act(() => view.getState().set({ compare: 'after', clipping: true }))
    await frames(3)
    expect(asked.findLast(([slot]) => slot === 'after')![1].show).toBe('clipping')
  })
})

describe('comparing', () => {
  it('shows both in split, one alone, and before while Space is held', async () => {
    const { view } = show(<Stage />, await labWith())
    expect([hidden('before'), hidden('after')]).toEqual([false, false])
    act(() => view.getState().set({ compare: 'after' }))
    expect([hidden('before'), hidden('after')]).toEqual([true, false])
    // the result alone stands without a word on it
    expect(screen.queryByText('After')).toBeNull()
    act(() => view.getState().set({ holdBefore: true }))
    expect([hidden('before'), hidden('after')]).toEqual([false, true])
    expect(screen.getByText('Before')).toBeDefined()
    expect(screen.queryByText('After')).toBeNull()
  })

  it('cuts both pictures off at the line, so that neither shows through the other', async () => {
    const { view } = show(<Stage />, await labWith(greyRow))
    // five pixels of 32 stand in the middle of 800: 320 … 480
    act(() => view.getState().set({ split: 0.25 }))
    expect(layer('before').style.clipPath).toBe('inset(0 440px 0 0)')
    expect(layer('after').style.clipPath).toBe('inset(0 0 0 360px)')
  })

  it('gives side by side two panes of one size', async () => {
    const { view } = show(<Stage />, await labWith())
    act(() => view.getState().set({ compare: 'side-by-side' }))
    expect(layer('before').style.width).toBe(layer('after').style.width)
    expect(layer('before').style.transform).toBe('translate(0px, 0px)')
    expect(layer('after').style.transform).toBe('translate(401px, 0px)')
  })

  it('lets a snapshot stand in for before, under its name', async () => {
    const lab = await labWith(greyRow)
    lab.getState().add('negative')
    lab.getState().snapshot()
    const { id } = lab.getState().snapshots[0]!
    lab.getState().resetAll()
    show(<Stage />, lab, { reference: id })
    await waitFor(() => expect(page.reds('before')).toEqual([255, 191, 127, 63, 0]))
    expect(page.reds('after')).toEqual([0, 64, 128, 192, 255])
    expect(screen.getByText('Negative')).toBeDefined()
  })
})

describe('the camera under hand and keys', () => {
  it('fits every picture that is opened, and lets go of the probe', async () => {
    const lab = await labWith(greyRow)
    const { view } = show(<Stage />, lab)
    await frames()
    act(() => view.getState().set({ camera: { fit: false, zoom: 8, x: 2, y: 0 }, probe: { x: 3, y: 0, pinned: true } }))
    const other = await labWith(redAndBlue)
    await act(() => lab.getState().open(other.getState().source!))
    expect(view.getState().camera).toEqual({ fit: true, zoom: 32, x: 1, y: 0.5 })
    expect(view.getState().probe).toBeUndefined()
  })

  it('zooms under the wheel and never scrolls the page', async () => {
    const { view } = show(<Stage />, await labWith({ width: 40, height: 30, channels: 1, data: Array.from({ length: 1200 }, (_, i) => i % 256) }))
    expect(view.getState().camera).toEqual({ fit: true, zoom: 18, x: 20, y: 15 })
    // the test's page has no place in its wheel events
    const wheel = Object.assign(new WheelEvent('wheel', { deltaY: -200, bubbles: true, cancelable: true }), { clientX: 500, clientY: 350 })
    act(() => void stage().dispatchEvent(wheel))
    expect(wheel.defaultPrevented).toBe(true)
    const { zoom, x, y } = view.getState().camera
    expect(zoom).toBeGreaterThan(18)
    // what lay under the pointer: 20 + 100/18 across, 15 + 50/18 down
    expect(x + 100 / zoom).toBeCloseTo(20 + 100 / 18, 9)
    expect(y + 50 / zoom).toBeCloseTo(15 + 50 / 18, 9)
  })

  it('toggles between fit and 100 % at a double click', async () => {
    const { view } = show(<Stage />, await labWith(greyRow))
    fireEvent.doubleClick(stage(), { clientX: 400, clientY: 300 })
    expect(view.getState().camera).toMatchObject({ fit: false, zoom: 1 })
    fireEvent.doubleClick(stage(), { clientX: 400, clientY: 300 })
    expect(view.getState().camera).toMatchObject({ fit: true, zoom: 32 })
  })

  it('obeys plus, minus, 0, 1 and the arrows', async () => {
    const { view } = show(<Stage />, await labWith({ width: 1600, height: 1200, channels: 1, data: Array.from({ length: 1600 * 1200 }, () => 0) }))
    key('1')
    expect(view.getState().camera).toMatchObject({ fit: false, zoom: 1, x: 800, y: 600 })
    key('+')
    expect(view.getState().camera.zoom).toBe(2)
    key('-')
    key('-')
    expect(view.getState().camera.zoom).toBe(0.5)
    key('1')
    key('ArrowRight')
    expect(view.getState().camera).toMatchObject({ x: 848, y: 600 })
    key('0')
    expect(view.getState().camera.fit).toBe(true)
  })
})
