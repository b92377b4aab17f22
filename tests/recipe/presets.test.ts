import { describe, expect, it } from 'vitest'
import { compile, type Source } from '../../src/kernels/compile.ts'
import { presets, withPreset } from '../../src/recipe/presets.ts'
import { addStep, emptyRecipe, makeStep } from '../../src/recipe/recipe.ts'

const source: Source = { depth: 'u8', channels: 1, bits: 8, white: 255, extents: [[0, 255]] }
const curveOf = (id: string) => {
  const preset = presets.find((candidate) => candidate.id === id)!
  const recipe = withPreset(emptyRecipe, preset)
  return compile(recipe.steps, recipe.rounding, source).channels[0]!.curve
}

describe('presets', () => {
  it.each(presets.map((preset) => [preset.id, preset] as const))('%s compiles and keeps the ends of the scale in the picture', (_, preset) => {
    const recipe = withPreset(emptyRecipe, preset)
    const { channels } = compile(recipe.steps, recipe.rounding, source)
    for (const r of [0, 1, 128, 255]) expect(channels[0]!.curve(r)).toBeGreaterThanOrEqual(0)
    expect(channels[0]!.links.length).toBe(preset.steps.length)
  })

  it('have names of their own', () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length)
    expect(new Set(presets.map(({ label }) => label)).size).toBe(presets.length)
  })

  it('undo each other where one encodes and the other decodes', () => {
    const encode = curveOf('gamma-encode')
    const decode = curveOf('gamma-decode')
    for (const r of [0, 1, 37, 128, 200, 255]) expect(decode(encode(r))).toBeCloseTo(r, 1)
  })

  it('send white to white with the textbook log', () => {
    expect(curveOf('log-textbook')(255)).toBeCloseTo(255, 9)
    expect(curveOf('log-textbook')(0)).toBe(0)
  })

  it('stand behind the steps that are there', () => {
    const start = addStep(emptyRecipe, makeStep('negative'))
    expect(withPreset(start, presets.find(({ id }) => id === 'gamma-lift')!).steps.map(({ id }) => id)).toEqual(['negative', 'gamma'])
  })
})
