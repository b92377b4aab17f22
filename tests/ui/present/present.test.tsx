import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { compile } from '../../../src/kernels/compile.ts'
import { addStep, emptyRecipe, makeStep, type Recipe } from '../../../src/recipe/recipe.ts'
import { current } from '../../../src/state/history.ts'
import type { Lab } from '../../../src/state/lab.ts'
import { lastArithmetic } from '../../../src/ui/present/arithmetic.ts'
import { Present } from '../../../src/ui/present/present.tsx'
import { labWith, redAndBlue, show } from '../lab.tsx'

const press = (key: string, change: KeyboardEventInit = {}): void => {
  act(() => {
    fireEvent.keyDown(document.body, { key, ...change })
    fireEvent.keyUp(document.body, { key, ...change })
  })
}

const threeSteps = async (): Promise<Lab> => {
  const lab = await labWith(redAndBlue)
  lab.getState().add('log', { scale: 'fixed' })
  lab.getState().add('gamma', { gamma: 1.7 })
  lab.getState().add('negative')
  return lab
}

const heading = () => screen.getByRole('heading', { level: 1 }).textContent

describe('lastArithmetic', () => {
  const source = { depth: 'u8', channels: 3, bits: 8, white: 255, extents: [[0, 255], [0, 255], [0, 255]] } as const
  const of = (recipe: Recipe, values: readonly number[]) => lastArithmetic(compile(recipe.steps, recipe.rounding, source), values)

  it('writes the step with the number that reached it, and rounds at the end', () => {
    // 255 / ln 256 = 45.9859…; · ln 39 = 168.47
    expect(of(addStep(emptyRecipe, makeStep('log', { scale: 'fixed' })), [10, 17, 38])).toEqual({
      channel: 2,
      name: 'b',
      r: 38,
      derivation: '45.99 · ln(1 + 38)',
      unrounded: '168.47',
      s: '168',
    })
  })

  it('leaves out a rounding that changes nothing', () => {
    expect(of(addStep(emptyRecipe, makeStep('negative')), [10, 17, 38])).toMatchObject({ derivation: '255 − 38', unrounded: undefined, s: '217' })
  })

  it('speaks of a channel that the step acts on', () => {
    expect(of(addStep(emptyRecipe, makeStep('negative', {}, 'r')), [10, 17, 38])).toMatchObject({ name: 'r', s: '245' })
  })

  it('has nothing to say without a step', () => {
    expect(of(emptyRecipe, [1, 2, 3])).toBeUndefined()
  })
})

describe('present', () => {
  it('shows title, formula and arithmetic of the last step', async () => {
    show(<Present />, await threeSteps(), { present: true })
    expect(heading()).toBe('Negative')
    expect(screen.getByText('s = (L − 1) − r')).toBeTruthy()
    // red 200 under textbook log, γ 1.7 and negative: 255 − 255 · (ln 201 / ln 256)^1.7
    await waitFor(() => expect(screen.getByText(/255 − /).textContent).toMatch(/^B 255 − [\d.]+ = [\d.]+ → \d+$/))
  })

  it('steps through the recipe one transform after the other, and no further than its ends', async () => {
    const { lab } = show(<Present />, await threeSteps(), { present: true })
    press('ArrowLeft')
    expect(heading()).toBe('Gamma')
    expect(lab.getState().shown.steps.map(({ id }) => id)).toEqual(['log', 'gamma'])
    press('Home')
    expect(heading()).toBe('As opened')
    press('ArrowLeft')
    expect(lab.getState().limit).toBe(0)
    press('PageDown')
    expect(heading()).toBe('Log')
    press('End')
    press('ArrowRight')
    expect(lab.getState().limit).toBe(3)
    expect(screen.getByText(/^Step \d/).textContent).toMatch(/^Step 3 of 3\. Negative/)
  })

  it('begins at the chosen step', async () => {
    const lab = await threeSteps()
    lab.getState().select(current(lab.getState().history).steps[0]!.key)
    show(<Present />, lab, { present: true })
    expect(heading()).toBe('Log')
  })

  it('passes over steps that are off', async () => {
    const lab = await threeSteps()
    lab.getState().enable(current(lab.getState().history).steps[1]!.key, false)
    show(<Present />, lab, { present: true })
    press('ArrowLeft')
    expect(heading()).toBe('Log')
    expect(screen.getByText(/^Step \d/).textContent).toContain('of 2')
  })

  it('changes the value of the step with the arrows, as one edit', async () => {
    const { lab } = show(<Present />, await threeSteps(), { present: true })
    press('ArrowLeft')
    const entries = lab.getState().history.entries.length
    act(() => {
      for (let i = 0; i < 5; i++) fireEvent.keyDown(document.body, { key: 'ArrowUp', repeat: i > 0 })
      fireEvent.keyUp(document.body, { key: 'ArrowUp' })
    })
    const gamma = current(lab.getState().history).steps[1]!.params['gamma'] as number
    expect(gamma).toBeGreaterThan(1.7)
    expect(screen.getByRole('status', { name: 'Exponent γ' }).textContent).toBe(`γ = ${gamma.toFixed(2)}`)
    expect(lab.getState().history.entries.length).toBe(entries + 1)
    expect(lab.getState().limit).toBe(2)
  })

  it('takes c over by hand when it came from the picture', async () => {
    const lab = await labWith(redAndBlue)
    lab.getState().add('log')
    show(<Present />, lab, { present: true })
    press('ArrowUp')
    expect(current(lab.getState().history).steps[0]!.params).toMatchObject({ scale: 'number' })
    // from 255 / ln 201 = 48.08 upwards, not from the initial 45.99
    expect(current(lab.getState().history).steps[0]!.params['c']).toBeGreaterThan(48)
  })

  it('gives the whole recipe back when it is left', async () => {
    const { lab, view } = show(<Present />, await threeSteps(), { present: true })
    press('Home')
    expect(lab.getState().shown.steps).toHaveLength(0)
    press('Escape')
    expect(view.getState().present).toBe(false)
    await waitFor(() => expect(lab.getState().limit).toBeUndefined())
    expect(lab.getState().shown.steps).toHaveLength(3)
  })

  it('leaves with P too', async () => {
    const { view } = show(<Present />, await threeSteps(), { present: true })
    press('p')
    expect(view.getState().present).toBe(false)
  })

  it('says how to add a step when there is none', async () => {
    show(<Present />, await labWith(), { present: true })
    expect(heading()).toBe('No steps yet')
    expect(screen.getByText(/^Leave with Esc and add a step: .*L log/)).toBeTruthy()
  })

  it('has buttons for hands without keys', async () => {
    const { lab, view } = show(<Present />, await threeSteps(), { present: true })
    act(() => screen.getByRole('button', { name: 'Step before' }).click())
    expect(lab.getState().limit).toBe(2)
    act(() => screen.getByRole('button', { name: 'Leave the presentation' }).click())
    expect(view.getState().present).toBe(false)
  })
})
