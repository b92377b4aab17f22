import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toFailure } from '../../src/kernels/failure.ts'
import { activeIds, addStep, duplicateStep, emptyRecipe, enableStep, makeStep, moveStep, removeStep, resetStep, setParams, targetStep, type Recipe } from '../../src/recipe/recipe.ts'
import { anyRecipe } from './any-recipe.ts'

const three = (): Recipe => [makeStep('negative'), makeStep('gamma', { gamma: 0.8 }), makeStep('log')].reduce((recipe, step) => addStep(recipe, step), emptyRecipe)
const ids = ({ steps }: Recipe): string => steps.map(({ id }) => id).join()

describe('edits of a recipe', () => {
  it('add a step at the end or at a place', () => {
    const recipe = three()
    expect(ids(recipe)).toBe('negative,gamma,log')
    expect(ids(addStep(recipe, makeStep('bitwise-not'), 1))).toBe('negative,bitwise-not,gamma,log')
  })

  it('duplicate a step right behind itself, under a key of its own', () => {
    const recipe = three()
    const twice = duplicateStep(recipe, recipe.steps[1]!.key)
    expect(ids(twice)).toBe('negative,gamma,gamma,log')
    expect(new Set(twice.steps.map(({ key }) => key)).size).toBe(4)
    expect(twice.steps[2]!.params).toEqual({ gamma: 0.8, c: 1 })
  })

  it.each([
    [0, 2, 'gamma,log,negative'],
    [2, 0, 'log,negative,gamma'],
    [1, 2, 'negative,log,gamma'],
    [0, 99, 'gamma,log,negative'],
    [2, -5, 'log,negative,gamma'],
  ])('move the step at %i to %i, held inside the list', (from, to, want) => {
    const recipe = three()
    expect(ids(moveStep(recipe, recipe.steps[from]!.key, to))).toBe(want)
  })

  it('change one step and leave the others as the very same objects', () => {
    const recipe = three()
    const [first, second, third] = recipe.steps as [Recipe['steps'][0], Recipe['steps'][0], Recipe['steps'][0]]
    const changed = setParams(enableStep(targetStep(recipe, second.key, 'g'), second.key, false), second.key, { gamma: 3 })
    expect(changed.steps[1]).toEqual({ ...second, target: 'g', enabled: false, params: { gamma: 3, c: 1 } })
    expect(changed.steps[0]).toBe(first)
    expect(changed.steps[2]).toBe(third)
    expect(recipe.steps[1]).toBe(second)
    expect(resetStep(changed, second.key).steps[1]!.params).toEqual({ gamma: 1, c: 1 })
    expect(ids(removeStep(changed, first.key))).toBe('gamma,log')
    expect(activeIds(changed)).toEqual(['negative', 'log'])
  })

  it('give the very recipe back when nothing changes', () => {
    const recipe = three()
    expect(moveStep(recipe, recipe.steps[1]!.key, 1)).toBe(recipe)
    expect(moveStep(recipe, 'no such key', 0)).toBe(recipe)
    expect(duplicateStep(recipe, 'no such key')).toBe(recipe)
  })

  it('refuse parameters outside their range and keep the recipe', () => {
    const recipe = three()
    const before = structuredClone(recipe)
    for (const gamma of [Number.NaN, Infinity, -3, 'abc', '']) expect(() => setParams(recipe, recipe.steps[1]!.key, { gamma })).toThrow(expect.objectContaining({ name: 'FailureError' }))
    expect(recipe).toEqual(before)
  })

  it('refuse transforms that do not exist', () => {
    for (const id of ['nothing', '', '__proto__', 'toString']) {
      let code: string | undefined
      try {
        makeStep(id)
      } catch (caught) {
        code = toFailure(caught).code
      }
      expect(code).toBe('bad-recipe')
    }
  })
})

it('moving a step and moving it back changes nothing', () => {
  fc.assert(
    fc.property(
      anyRecipe.filter(({ steps }) => steps.length > 0),
      fc.nat(5),
      fc.nat(5),
      (recipe, from, to) => {
        const at = from % recipe.steps.length
        const { key } = recipe.steps[at]!
        expect(moveStep(moveStep(recipe, key, to), key, at).steps).toEqual(recipe.steps)
      },
    ),
  )
})
