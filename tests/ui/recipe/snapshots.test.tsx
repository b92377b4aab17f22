import * as fc from 'fast-check'
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { current } from '../../../src/state/history.ts'
import { letterOf, Snapshots } from '../../../src/ui/recipe/snapshots.tsx'
import { thumbnailWindow } from '../../../src/ui/recipe/thumbnail-window.ts'
import { labWith, show } from '../lab.tsx'

describe('snapshots', () => {
  it('keep a recipe, bring it back and are named by their steps', async () => {
    const lab = await labWith()
    lab.getState().add('log')
    show(<Snapshots />, lab)
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Take a snapshot' }))
    lab.getState().add('gamma')
    await user.click(screen.getByRole('button', { name: 'Snapshot A: Log' }))
    expect(current(lab.getState().history).steps.map((step) => step.id)).toEqual(['log'])
  })
  it('stand in for before when compared with', async () => {
    const lab = await labWith()
    lab.getState().snapshot()
    const { view } = show(<Snapshots />, lab, { compare: 'after' })
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Compare with A' }))
    expect(view.getState().reference).toBe(lab.getState().snapshots[0]!.id)
    expect(view.getState().compare).toBe('split')
    await user.click(screen.getByRole('button', { name: 'Remove snapshot A' }))
    expect(view.getState().reference).toBeUndefined()
    expect(lab.getState().snapshots).toHaveLength(0)
  })
  it('are lettered A to Z, then AA', () => {
    expect([0, 1, 25, 26, 27, 52].map(letterOf)).toEqual(['A', 'B', 'Z', 'AA', 'AB', 'BA'])
  })
  it('show a part that lies inside the picture and is never enlarged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 30_000 }), (width, height) => {
        const window = thumbnailWindow(width, height)
        expect(window.x).toBeGreaterThanOrEqual(0)
        expect(window.y).toBeGreaterThanOrEqual(0)
        expect(window.x + window.width).toBeLessThanOrEqual(width)
        expect(window.y + window.height).toBeLessThanOrEqual(height)
        expect(window.outWidth).toBeLessThanOrEqual(window.width)
        expect(window.outHeight).toBeLessThanOrEqual(window.height)
        expect(window.outWidth).toBeGreaterThan(0)
        expect(window.outHeight).toBeGreaterThan(0)
      }),
    )
  })
})
