import { act, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CompareMenu } from '../../../src/ui/stage/compare-menu.tsx'
import { CompareSwitch } from '../../../src/ui/stage/compare-switch.tsx'
import { StageBar } from '../../../src/ui/stage/stage-bar.tsx'
import { Stage } from '../../../src/ui/stage/stage.tsx'
import { greyRow, labWith, show } from '../lab.tsx'
import { standInScreen } from './screen.ts'

beforeEach(() => {
  standInScreen()
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('the split\u2019s handle', () => {
  it('moves by the arrows, further with Shift, and to the ends', async () => {
    const { view } = show(<Stage />, await labWith(greyRow))
    const handle = screen.getByRole('slider', { name: 'Split between before and after' })
    const key = (key: string, shiftKey = false) => fireEvent.keyDown(handle, { key, shiftKey })
    key('ArrowRight')
    expect(view.getState().split).toBe(0.51)
    key('ArrowLeft', true)
    expect(view.getState().split).toBe(0.41)
    expect(handle.getAttribute('aria-valuenow')).toBe('41')
    key('End')
    expect(view.getState().split).toBe(1)
    key('ArrowRight')
    expect(view.getState().split).toBe(1)
    key('Home')
    expect(view.getState().split).toBe(0)
  })

  it('keeps its keys from the stage', async () => {
    const { view } = show(<Stage />, await labWith(greyRow), { probe: undefined })
    const before = view.getState().camera
    fireEvent.keyDown(screen.getByRole('slider'), { key: 'ArrowRight' })
    expect(view.getState().camera).toEqual(before)
  })

  it('is there in split only', async () => {
    const { view } = show(<Stage />, await labWith(greyRow))
    act(() => view.getState().set({ compare: 'after' }))
    expect(screen.queryByRole('slider')).toBeNull()
  })
})

describe('the stage bar', () => {
  it('is not there while nothing is open', async () => {
    const lab = await labWith(greyRow)
    lab.getState().closePicture()
    show(<StageBar />, lab)
    expect(screen.queryByRole('toolbar')).toBeNull()
  })

  it('takes a zoom in percent, and keeps the last good one with a sentence', async () => {
    const { view } = show(
      <>
        <Stage />
        <StageBar />
      </>,
      await labWith(greyRow),
    )
    const field = screen.getByRole('textbox', { name: 'Zoom in percent' })
    const user = userEvent.setup()
    await user.clear(field)
    await user.type(field, '400 %{Enter}')
    expect(view.getState().camera).toMatchObject({ fit: false, zoom: 4 })
    for (const wrong of ['abc', '1e999', '-3', '0']) {
      await user.clear(field)
      await user.type(field, `${wrong}{Enter}`)
      expect(screen.getByRole('alert').textContent).toBe('Zoom takes 5\u202f% to 3200\u202f%. Kept 400\u202f%.')
      expect(view.getState().camera.zoom).toBe(4)
    }
    act(() => view.getState().set({ camera: { ...view.getState().camera, fit: true } }))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('fits, shows 100 %, switches probe and clipping and chooses the surround', async () => {
    const { view } = show(
      <>
        <Stage />
        <StageBar />
      </>,
      await labWith(greyRow),
      { probe: { x: 0, y: 0, pinned: true } },
    )
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: '100\u202f%' }))
    expect(view.getState().camera).toMatchObject({ fit: false, zoom: 1 })
    await user.click(screen.getByRole('button', { name: 'Fit' }))
    expect(view.getState().camera.fit).toBe(true)
    await user.click(screen.getByRole('button', { name: 'Probe' }))
    expect(view.getState()).toMatchObject({ probing: false, probe: undefined })
    await user.click(screen.getByRole('button', { name: 'Clipping' }))
    expect(view.getState().clipping).toBe(true)
    await user.click(screen.getByRole('radio', { name: 'White surround' }))
    expect(view.getState().surround).toBe('white')
  })

  it('holds what the frame tool and the pickers ask for, off the picture, and the way out of each', async () => {
    const lab = await labWith(greyRow)
    lab.getState().add('film-negative')
    const { view } = show(<StageBar />, lab)
    const user = userEvent.setup()
    act(() => lab.getState().showScan(true))
    expect(screen.getByRole('status').textContent).toBe('Drag its edges, or all of it.')
    expect(screen.queryByRole('button', { name: 'Probe' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Done' }))
    expect(lab.getState().unframed).toBe(false)
    expect(screen.queryByRole('status')).toBeNull()
    for (const [picking, asked] of [['grey', /was grey/], ['base', /unexposed film/], ['level', /along a horizon/]] as const) {
      act(() => view.getState().set({ picking }))
      expect(screen.getByRole('status').textContent).toMatch(asked)
      await user.click(screen.getByRole('button', { name: 'Cancel' }))
      expect(view.getState().picking).toBeUndefined()
    }
    act(() => view.getState().set({ picking: 'grey' }))
    await user.keyboard('{Escape}')
    expect(view.getState().picking).toBeUndefined()
    expect(screen.getByRole('button', { name: 'Probe' })).toBeDefined()
  })

  it('offers the gain while the difference is shown', async () => {
    const { view } = show(<StageBar />, await labWith(greyRow), { compare: 'difference' })
    await userEvent.setup().click(screen.getByRole('radio', { name: '×\u202f64' }))
    expect(view.getState().gain).toBe(64)
    act(() => view.getState().set({ compare: 'split' }))
    expect(screen.queryByRole('radio', { name: '×\u202f64' })).toBeNull()
  })
})

describe('the ways to compare', () => {
  it('are all in the switch', async () => {
    const { view } = show(<CompareSwitch />, await labWith(greyRow))
    expect(screen.getAllByRole('radio').map((radio) => radio.textContent)).toEqual(['Before', 'After', 'Split', 'Side by side', 'Difference'])
    await userEvent.setup().click(screen.getByRole('radio', { name: 'Side by side' }))
    expect(view.getState().compare).toBe('side-by-side')
  })

  it('are all in the menu of a small screen', async () => {
    const { view } = show(<CompareMenu />, await labWith(greyRow))
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Compare: split' }))
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Difference' }))
    expect(view.getState().compare).toBe('difference')
  })
})
