import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand'
import { useNodeEstimator } from '../../../src/engine/estimator-node.ts'
import { createInlineEngine } from '../../../src/engine/inline.ts'
import type { Engine } from '../../../src/engine/engine.ts'
import { textToRecipe } from '../../../src/recipe/link.ts'
import { current } from '../../../src/state/history.ts'
import { createLab, type Lab } from '../../../src/state/lab.ts'
import type { SessionCard } from '../../../src/state/saved.ts'
import type { SessionsState } from '../../../src/state/sessions.ts'
import { createView, type View } from '../../../src/state/view.ts'
import { EmptyScreen } from '../../../src/ui/empty/empty-screen.tsx'
import { StoresProvider } from '../../../src/ui/lab-context.tsx'

/** The engine without its previews: the doors' pictures take a second each to paint, and are looked at in a browser. */
const engineWithout = (): Engine => ({ ...createInlineEngine(), preview: () => new Promise(() => undefined) })

const stand = (sessions: Partial<SessionsState> = {}, before?: (lab: Lab) => void): { lab: Lab; view: View } => {
  const lab = createLab(engineWithout())
  const view = createView()
  before?.(lab)
  const store = createStore<SessionsState>()(() => ({ phase: 'ready', recent: [], resume: async () => undefined, clear: async () => undefined, ...sessions }))
  render(
    <StoresProvider lab={lab} view={view} sessions={store}>
      <EmptyScreen />
    </StoresProvider>,
  )
  return { lab, view }
}

const press = (name: string): Promise<void> => userEvent.click(screen.getByRole('button', { name }))
const steps = (lab: Lab): readonly string[] => current(lab.getState().history).steps.map(({ id, target }) => (target === 'all' ? id : `${id}.${target}`))

const card = (change: Partial<SessionCard>): SessionCard => ({ id: '1', name: 'scan.tif', steps: [], spectrum: false, savedAt: Date.now(), thumbnail: undefined, ...change })

describe('the empty screen', () => {
  it('has three doors and says what opens and where pictures stay', () => {
    stand()
    expect(screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual(['Invert a film negative', 'Explore dynamic range', 'Teach a transform'])
    expect(screen.getByText(/JPEG, PNG, TIFF, WebP and AVIF.*stay on this computer/)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Open…' })).toBeDefined()
  })

  it('is blank while it is not known whether there is work to take up', () => {
    stand({ phase: 'reading' })
    expect(screen.queryByRole('heading')).toBeNull()
  })

  it('opens the negative and inverts it by the one click, in split view', async () => {
    useNodeEstimator()
    const { lab, view } = stand()
    await press('Try a sample scan')
    await waitFor(() => expect(lab.getState().picture).toMatchObject({ name: 'colour-negative', bits: 16 }), { timeout: 10_000 })
    await waitFor(() => expect(steps(lab)).toEqual(['film-negative']), { timeout: 10_000 })
    expect(lab.getState().film?.analysis.kind).toBe('colour-negative')
    expect(view.getState().compare).toBe('split')
    lab.getState().undo()
    expect(steps(lab)).toEqual([])
  }, 20_000)

  it('opens the night scene under log', async () => {
    const { lab } = stand()
    await press('Try a night scene')
    await waitFor(() => expect(lab.getState().picture?.name).toBe('night-scene'), { timeout: 10_000 })
    expect(steps(lab)).toEqual(['log'])
  }, 20_000)

  it('presents the step wedge from its first transform on', async () => {
    const { lab, view } = stand()
    await press('Start with the step wedge')
    await waitFor(() => expect(view.getState().present).toBe(true), { timeout: 10_000 })
    expect(lab.getState().picture?.name).toBe('step-wedge')
    expect(steps(lab).toSorted()).toEqual(['bitwise-not', 'gamma', 'log', 'negative'])
    expect(lab.getState().selected).toBe(current(lab.getState().history).steps[0]!.key)
  }, 20_000)

  it('names a recipe that waits for its picture, and lets it be discarded', async () => {
    const { lab } = stand({}, (waiting) => waiting.getState().replaceRecipe(textToRecipe('log;-negative;gamma'), 'Open link'))
    expect(screen.getByText('A recipe is waiting for its picture: Log, Gamma.')).toBeDefined()
    await press('Discard it')
    expect(steps(lab)).toEqual([])
    expect(screen.queryByText(/is waiting/)).toBeNull()
  })
})

describe('recent sessions', () => {
  it('are listed with what was done and when, and are taken up by a press', async () => {
    const resume = vi.fn<SessionsState['resume']>(async () => undefined)
    stand({ resume, recent: [card({ id: 'a', name: 'roll.tif', steps: ['negative', 'bitwise-not'] }), card({ id: 'b', name: 'moon.png', steps: ['log'], spectrum: true }), card({ id: 'c', steps: ['negative', 'gamma', 'gamma', 'gamma'] }), card({ id: 'd' })] })
    const list = within(screen.getByRole('region', { name: 'Recent sessions' }))
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent?.replace(/Today.*/, ''))).toEqual(['roll.tifNegative, bitwise NOT', 'moon.pngSpectrum, log', 'scan.tifNegative, gamma × 3', 'scan.tifNo steps'])
    await userEvent.click(list.getByRole('button', { name: /moon\.png/ }))
    expect(resume).toHaveBeenCalledExactlyOnceWith('b')
  })

  it('can be cleared, and are not mentioned when there are none', async () => {
    const clear = vi.fn<SessionsState['clear']>(async () => undefined)
    stand({ clear, recent: [card({})] })
    await press('Clear list')
    expect(clear).toHaveBeenCalledOnce()
  })

  it('leave no heading behind when there are none', () => {
    stand()
    expect(screen.queryByText('Recent sessions')).toBeNull()
  })
})
