import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addStep, emptyRecipe, makeStep, type Recipe } from '../../src/recipe/recipe.ts'
import { canRedo, canUndo, current, jump, record, redo, settle, startHistory, undo, type History } from '../../src/state/history.ts'

const withGamma = (recipe: Recipe, gamma: number): Recipe => addStep(recipe, makeStep('gamma', { gamma }))
const one = withGamma(emptyRecipe, 1)
const two = withGamma(one, 2)

describe('history', () => {
  it('starts with nothing to undo or redo', () => {
    const history = startHistory(emptyRecipe)
    expect([canUndo(history), canRedo(history)]).toEqual([false, false])
    expect(current(undo(history))).toBe(emptyRecipe)
  })

  it('goes back and forth through every recipe', () => {
    const history = record(record(startHistory(emptyRecipe), { label: 'a', recipe: one }), { label: 'b', recipe: two })
    const back = undo(undo(history))
    expect(current(back)).toBe(emptyRecipe)
    expect(current(redo(redo(back)))).toBe(two)
  })

  it('drops what was undone when something new is done', () => {
    const history = undo(record(startHistory(emptyRecipe), { label: 'a', recipe: one }))
    const next = record(history, { label: 'b', recipe: two })
    expect(next.entries.map((entry) => entry.label)).toEqual(['Start', 'b'])
    expect(canRedo(next)).toBe(false)
  })

  it('merges a drag into one entry until it settles', () => {
    let history: History = startHistory(emptyRecipe)
    for (const gamma of [1, 1.1, 1.2]) history = record(history, { label: 'γ', merge: 'k:gamma', recipe: withGamma(emptyRecipe, gamma) })
    expect(history.entries).toHaveLength(2)
    history = record(settle(history), { label: 'γ', merge: 'k:gamma', recipe: withGamma(emptyRecipe, 3) })
    expect(history.entries).toHaveLength(3)
  })

  it('passes over entries that changed no recipe', () => {
    const opened = record(record(startHistory(emptyRecipe), { label: 'a', recipe: one }), { label: 'Open b.png', recipe: one })
    expect(current(undo(opened))).toBe(emptyRecipe)
  })

  it('undoes any run of edits back to the start', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { maxLength: 30 }), (values) => {
        let history: History = startHistory(emptyRecipe)
        for (const gamma of values) history = record(history, { label: 'x', recipe: withGamma(emptyRecipe, gamma) })
        let back = history
        while (canUndo(back)) back = undo(back)
        expect(current(back)).toBe(emptyRecipe)
        expect(jump(back, history.at)).toEqual(history)
      }),
    )
  })
})
