import { describe, expect, it } from 'vitest'
import { compile } from '../../../src/kernels/compile.ts'
import { characteristicOf } from '../../../src/kernels/film/step/characteristic.ts'
import { filmStageOf } from '../../../src/kernels/film/step/film-stage.ts'
import type { Params } from '../../../src/kernels/params.ts'
import { setParams, addStep, emptyRecipe } from '../../../src/recipe/recipe.ts'
import { namePlaces } from '../../../src/ui/density/density-marks.tsx'
import { densityWindow, scanOf } from '../../../src/ui/density/density-data.ts'
import { marksOf, type Mark } from '../../../src/ui/density/marks.ts'
import { shareOf, valueAxis } from '../../../src/ui/plots/axis.ts'
import { negativeStep, ordinary, scanSource } from '../../kernels/negative-recipe.ts'
import { ofCodes } from '../plots/histograms.ts'

const axis = valueAxis([-0.2, 2])
const stageOf = (params: Params) => filmStageOf(compile([negativeStep({ ...ordinary, codes: 'linear', ...params })], 'nearest-even', scanSource('u16')))!
const markOf = (id: Mark['id'], params: Params): Mark => {
  const stage = stageOf(params)
  return marksOf(stage, characteristicOf(stage), axis).find((mark) => mark.id === id)!
}

describe('a mark of the print', () => {
  it.each(['colour', 'silver', 'slide'])('stands where it is put, in a %s film', (kind) => {
    const stage = stageOf({ kind })
    const { density, light } = characteristicOf(stage)
    for (const id of ['black', 'white'] as const) {
      const mark = markOf(id, { kind })
      const [least, most] = [Math.max(mark.range.min, light[0]!), Math.min(mark.range.max, light.at(-1)!)]
      for (const share of [0.2, 0.5, 0.8]) {
        const value = least + share * (most - least)
        const at = markOf(id, { kind, [id]: value }).at
        expect(Math.min(...density[1]!)).toBeLessThanOrEqual(at)
        expect((mark.toDensity(at)[id] as number) / value).toBeCloseTo(1, 1)
      }
    }
  })

  it('goes on under the film base in proportion, down to no light at all at the plot’s end', () => {
    const mark = markOf('black', { black: 0 })
    expect(mark.at).toBeCloseTo(axis.from, 9)
    expect(mark.toDensity(axis.from)).toEqual({ black: 0 })
    const densities = [-0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1]
    const values = densities.map((d) => mark.toDensity(d)['black'] as number)
    expect(values.toSorted((a, b) => a - b)).toEqual(values)
  })

  it('never leaves the range of its parameter', () => {
    for (const d of [-5, 0, 5]) {
      for (const id of ['black', 'white'] as const) {
        const mark = markOf(id, {})
        const value = mark.toDensity(d)[id] as number
        expect(value).toBeGreaterThanOrEqual(mark.range.min)
        expect(value).toBeLessThanOrEqual(mark.range.max)
      }
    }
  })
})

describe('the mark of the base', () => {
  it('moves all three channels by one density, and no further than one of them goes', () => {
    const { toDensity } = markOf('base', {})
    const moved = toDensity(0.1)
    expect([moved['baseR'], moved['baseG'], moved['baseB']]).toEqual([0.71, 0.29, 0.13].map((base) => expect.closeTo(base * 10 ** -0.1, 4)))
    const far = toDensity(9)
    expect(far['baseB']).toBe(0.0001)
    expect((far['baseR'] as number) / (far['baseB'] as number)).toBeCloseTo(0.71 / 0.13, 0)
  })

  it('moves over a histogram that stays where it is', () => {
    const scan = [ofCodes({ 2000: 50, 9000: 200, 15_000: 40 }, { white: 65_535, channel: 'g' })]
    const recipe = addStep(emptyRecipe, negativeStep({ ...ordinary, codes: 'linear' }))
    const placed = (params: Params) => {
      const stage = filmStageOf(compile(setParams(recipe, recipe.steps[0]!.key, params).steps, 'nearest-even', scanSource('u16')))!
      const window = densityWindow(scan, stage)
      return { bins: scanOf(scan, stage, window)[0]!.bins, zero: shareOf(valueAxis(window), 0) }
    }
    const before = placed({})
    const after = placed({ baseG: 0.29 * 10 ** -0.05 })
    expect(after.bins).toEqual(before.bins)
    expect(after.zero).toBeGreaterThan(before.zero)
  })
})

describe('the names over the marks', () => {
  it('stand over their marks where there is room, and beside each other where there is not', () => {
    const marks = [
      { x: 20, name: 'Base' },
      { x: 22, name: 'Black' },
      { x: 150, name: 'White' },
    ]
    const [base, black, white] = namePlaces(marks, 220) as [number, number, number]
    expect([base, white]).toEqual([20, 150])
    expect(black - base).toBeGreaterThan(28)
  })

  it('stay inside the plot and in order', () => {
    const places = namePlaces([{ x: 218, name: 'Base' }, { x: 0, name: 'Black' }, { x: 219, name: 'White' }], 220)
    expect(places[1]).toBeGreaterThan(10)
    expect(places[2]).toBeLessThan(210)
    expect(places[0]).toBeLessThan(places[2]! - 28)
  })
})
