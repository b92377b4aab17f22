import { describe, expect, it } from 'vitest'
import { wholeGeometry } from '../../src/kernels/geometry.ts'
import { addStep, emptyRecipe, makeStep, withGeometry, type Recipe } from '../../src/recipe/recipe.ts'
import { filmStepOf } from '../../src/state/film.ts'
import { copyParts, partsOf, withParts } from '../../src/state/roll-copy.ts'

const film = (params: Readonly<Record<string, unknown>>): Recipe => addStep(emptyRecipe, makeStep('film-negative', params))
const one = film({ baseR: 0.6, kRR: 2, cyan: 0.4, exposure: 0.5, grade: 1.2, black: 0.01, white: 1.5, toe: 0.3, shoulder: 0.4, saturation: 1.1, offsetR: -1.5, offsetG: -1, offsetB: -0.7, kind: 'colour' })
const other = film({ offsetR: -2.1, offsetG: -2, offsetB: -1.95 })
const numbers = (recipe: Recipe) => filmStepOf(recipe)!.params

const changed = (part: (typeof copyParts)[number]): readonly string[] => {
  const made = withParts(one, other, [part])
  return Object.keys(numbers(other)).filter((name) => numbers(made)[name] !== numbers(other)[name])
}

describe('copying parts of a recipe', () => {
  it('changes what each part is about and nothing else', () => {
    expect(changed('base')).toEqual(['baseR'])
    expect(changed('unmixing')).toEqual(['kRR'])
    expect(changed('balance')).toEqual(['cyan', 'offsetR', 'offsetB'])
    expect(changed('exposure')).toEqual(['exposure', 'offsetR', 'offsetG', 'offsetB'])
    expect(changed('grade')).toEqual(['grade'])
    expect(changed('black-white')).toEqual(['black', 'white'])
    expect(changed('toe-shoulder')).toEqual(['toe', 'shoulder'])
    expect(changed('saturation')).toEqual(['saturation'])
    expect(changed('frame')).toEqual([])
  })

  it('takes balance and exposure apart: distances of red and blue from green, and green itself', () => {
    const balanced = numbers(withParts(one, other, ['balance']))
    expect([balanced['offsetR'], balanced['offsetG'], balanced['offsetB']]).toEqual([-2.5, -2, -1.7])
    const exposed = numbers(withParts(one, other, ['exposure']))
    expect([exposed['offsetR'], exposed['offsetG'], exposed['offsetB']]).toEqual([-1.1, -1, -0.95])
    const both = numbers(withParts(one, other, ['balance', 'exposure']))
    expect([both['offsetR'], both['offsetG'], both['offsetB']]).toEqual([-1.5, -1, -0.7])
  })

  it('takes place and turn of the frame apart', () => {
    const framed = withGeometry(one, { ...wholeGeometry, area: { x: 0.1, y: 0.1, width: 0.8, height: 0.7 }, angle: 1, turns: 1, mirror: true })
    expect(withParts(framed, other, ['frame']).geometry).toEqual({ ...framed.geometry, turns: 0, mirror: false })
    expect(withParts(framed, other, ['turn']).geometry).toEqual({ ...wholeGeometry, turns: 1, mirror: true })
    // no frame is a frame too
    expect(withParts(other, framed, ['frame', 'turn']).geometry).toBeUndefined()
  })

  it('brings a film step to a recipe that has none, before its other steps', () => {
    const plain = addStep(emptyRecipe, makeStep('gamma', { gamma: 0.8 }))
    const made = withParts(one, plain, ['grade'])
    expect(made.steps.map(({ id }) => id)).toEqual(['film-negative', 'gamma'])
    expect(numbers(made)['grade']).toBe(1.2)
  })

  it('puts the other steps in the place of those that are there and leaves the film', () => {
    const made = withParts(addStep(one, makeStep('gamma', { gamma: 0.8 })), addStep(other, makeStep('negative')), ['steps'])
    expect(made.steps.map(({ id }) => id)).toEqual(['film-negative', 'gamma'])
    expect(filmStepOf(made)).toBe(filmStepOf(other))
  })

  it('is the same recipe where nothing changes', () => {
    expect(withParts(one, one, ['base', 'unmixing', 'balance', 'exposure', 'grade', 'black-white', 'toe-shoulder', 'saturation', 'frame', 'turn'])).toBe(one)
    expect(withParts(emptyRecipe, other, ['grade', 'steps'])).toBe(other)
  })

  it('offers only what there is', () => {
    expect(partsOf(emptyRecipe)).toEqual(['frame', 'turn'])
    expect(partsOf(addStep(emptyRecipe, makeStep('gamma')))).toEqual(['frame', 'turn', 'steps'])
    expect(partsOf(one)).toEqual(copyParts.filter((part) => part !== 'steps'))
  })
})
