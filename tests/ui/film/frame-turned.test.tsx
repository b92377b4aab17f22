import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { wholeGeometry } from '../../../src/kernels/geometry.ts'
import { current } from '../../../src/state/history.ts'
import type { Lab } from '../../../src/state/lab.ts'
import { RecipePanel } from '../../../src/ui/recipe/recipe-panel.tsx'
import { Stage } from '../../../src/ui/stage/stage.tsx'
import { StageBar } from '../../../src/ui/stage/stage-bar.tsx'
import { labWith, show } from '../lab.tsx'
import { standInScreen } from '../stage/screen.ts'
import { area, drag, grip, letGo } from './frame-hands.ts'

/** The scan lies 64 × 32; its frame leaves 32 × 16 in the middle. */
const lying = async (turn: (lab: Lab) => void): Promise<Lab> => {
  const lab = await labWith({ width: 64, height: 32, channels: 1, data: Array.from({ length: 64 * 32 }, (_, i) => i % 256) })
  lab.getState().add('film-negative')
  lab.getState().setGeometry({ ...wholeGeometry, area: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 } })
  lab.getState().settle()
  turn(lab)
  show(
    <>
      <Stage />
      <StageBar />
      <RecipePanel />
    </>,
    lab,
  )
  lab.getState().showScan(true)
  await screen.findByRole('group', { name: 'Frame of the picture' })
  return lab
}

/** The frame's edges in pixels of the scan, left to right and top to bottom. */
const edges = (lab: Lab): readonly number[] => {
  const { x, y, width, height } = area(lab)
  return [64 * x, 64 * (x + width), 32 * y, 32 * (y + height)].map((pixel) => Math.round(100 * pixel) / 100)
}

describe('the frame of a turned picture', () => {
  beforeEach(() => standInScreen())
  afterEach(() => vi.restoreAllMocks())

  it('stands on the scan as it is seen, and its edges are named and moved as they are seen', async () => {
    const lab = await lying((of) => of.getState().turn(1))
    expect([lab.getState().picture!.width, lab.getState().picture!.height]).toEqual([32, 64])
    grip('top').focus()
    // what is on top was on the left before the quarter turn clockwise
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(edges(lab)).toEqual([18, 48, 8, 24])
    grip('left').focus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(edges(lab)).toEqual([18, 48, 8, 25])
    expect(current(lab.getState().history).geometry!.turns).toBe(1)
    await userEvent.click(screen.getByRole('button', { name: 'Done' }))
    await waitFor(() => expect([lab.getState().picture!.width, lab.getState().picture!.height]).toEqual([17, 30]))
  })

  it('follows the hand in a mirror', async () => {
    const lab = await lying((of) => of.getState().flip('left-right'))
    // a pixel is shown as eleven, and three go before a hand is known to drag
    drag(grip('right'), [300, 300], [-58, 0])
    letGo(grip('right'))
    // the right edge of what is seen is the left one of the scan
    expect(edges(lab)).toEqual([21, 48, 8, 24])
  })

  it('turns on with the picture while it is out', async () => {
    const lab = await lying(() => undefined)
    await userEvent.click(screen.getByRole('button', { name: 'Rotate clockwise' }))
    await waitFor(() => expect([lab.getState().picture!.width, lab.getState().picture!.height]).toEqual([32, 64]))
    expect(await screen.findByRole('group', { name: 'Frame of the picture' })).toBeDefined()
    grip('bottom').focus()
    await userEvent.keyboard('{ArrowUp}')
    expect(edges(lab)).toEqual([16, 47, 8, 24])
  })

  it('takes a ratio as it is seen', async () => {
    const lab = await lying((of) => {
      of.getState().turn(1)
      of.getState().setGeometry({ ...current(of.getState().history).geometry!, area: { x: 0.25, y: 0, width: 0.5, height: 1 } })
      of.getState().settle()
    })
    await userEvent.click(screen.getByRole('combobox', { name: 'Ratio of the frame' }))
    await userEvent.click(await screen.findByRole('option', { name: '4 : 3' }))
    // a square becomes a lying 4 : 3 for who looks at it: on the scan it stands
    await waitFor(() => expect((area(lab).width * 64) / (area(lab).height * 32)).toBeCloseTo(3 / 4, 3))
  })

  it('is straightened by a line drawn in the mirror, and tells the angle as it is seen', async () => {
    const lab = await lying((of) => of.getState().flip('left-right'))
    await userEvent.click(screen.getByRole('button', { name: 'Straighten by a line' }))
    const field = await screen.findByRole('img', { name: 'Draw a line along something level or upright' })
    drag(field, [200, 300], [100, 10])
    fireEvent.pointerUp(field, { pointerId: 1, clientX: 300, clientY: 310 })
    await waitFor(() => expect(current(lab.getState().history).geometry!.angle).toBe(-5.71))
    expect(screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Angle of the frame in degrees' }).value).toBe('5.71')
  })
})
