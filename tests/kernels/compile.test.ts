import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildTables, compile, trace, type Source } from '../../src/kernels/compile.ts'
import { toFailure } from '../../src/kernels/failure.ts'
import type { ParamValue } from '../../src/kernels/params.ts'
import { quantise } from '../../src/kernels/quantise.ts'
import { transformOf } from '../../src/kernels/registry.ts'
import { textToRecipe } from '../../src/recipe/link.ts'
import { makeStep } from '../../src/recipe/recipe.ts'
import { anyRecipe } from '../recipe/any-recipe.ts'

const grey = (bits: number, max = 2 ** bits - 1): Source => ({ depth: bits === 8 ? 'u8' : 'u16', channels: 1, bits, white: 2 ** bits - 1, extents: [[0, max]] })
const rgb = (...extents: (readonly [number, number])[]): Source => ({ depth: 'u8', channels: 3, bits: 8, white: 255, extents })

const pipelineOf = (text: string, source: Source) => {
  const { steps, rounding } = textToRecipe(text)
  return compile(steps, rounding, source)
}

/** The code of the failure that a step's compiling ends in. */
const failureOf = (step: Parameters<typeof compile>[0][number]) => {
  try {
    compile([step], 'nearest-even', grey(8))
    return undefined
  } catch (caught) {
    return toFailure(caught).code
  }
}

/** c of a log step, as the lab shows it. */
const factor = (pipeline: ReturnType<typeof compile>, step: number, channel = 0): number => {
  const { transform, step: { params }, domain } = pipeline.channels[channel]!.links[step]!
  const spec = transform.params['c']!
  return (spec as { effective: (params: Record<string, ParamValue>, given: typeof domain) => number }).effective(params, domain)
}

describe('folding', () => {
  it('is the same as one step after the other, held to 0 … white, without rounding in between', () => {
    fc.assert(
      fc.property(anyRecipe, fc.constantFrom(8, 10, 12, 16), fc.integer({ min: 0, max: 255 }), (recipe, bits, max) => {
        const source = grey(bits, max)
        const { channels } = compile(recipe.steps, recipe.rounding, source)
        let white = source.white
        let [low, high] = source.extents[0]!
        let values = Array.from({ length: 256 }, (_, r) => r)
        for (const step of recipe.steps.filter(({ enabled, target }) => enabled && target === 'all')) {
          const transform = transformOf(step.id)
          const m = high
          const domain = { depth: source.depth, bits, container: bits === 8 ? 8 : 16, white, max: () => m }
          const curve = transform.compile(step.params, domain)
          const top = transform.white?.(step.params, domain) ?? white
          const hold = (x: number): number => Math.min(Math.max(curve(x), 0), top)
          values = values.map(hold)
          ;[low, high] = [Math.min(hold(low), hold(high)), Math.max(hold(low), hold(high))]
          white = top
        }
        expect(channels[0]!.white).toBe(white)
        expect(values.map((_, r) => channels[0]!.curve(r))).toEqual(values)
      }),
    )
  })

  it('rounds once: gamma and its inverse give every code back', () => {
    const table = buildTables(pipelineOf('gamma(gamma=5);gamma(gamma=0.2)', grey(8)), 'u8')[0]!
    expect([...table]).toEqual(Array.from({ length: 256 }, (_, r) => r))
  })

  it('passes over steps that are switched off', () => {
    const pipeline = pipelineOf('-negative;gamma(gamma=2);-log', grey(8))
    expect(pipeline.channels[0]!.links.map(({ step }) => step.id)).toEqual(['gamma'])
  })

  it('leaves every code as it is when there is no step', () => {
    expect([...buildTables(pipelineOf('', grey(8)), 'u8')[0]!]).toEqual(Array.from({ length: 256 }, (_, r) => r))
  })

  it('shares one table among channels with the same steps', () => {
    const [red, green, blue] = buildTables(pipelineOf('negative;gamma.g(gamma=2)', rgb([0, 255], [0, 255], [0, 255])), 'u8')
    expect(red).toBe(blue)
    expect(green).not.toBe(red)
  })

  it('throws a failure for a transform or a parameter that does not exist', () => {
    expect(failureOf({ ...makeStep('log'), id: 'logg' })).toBe('bad-recipe')
    expect(failureOf({ ...makeStep('gamma'), params: { gamma: 99 } })).toBe('bad-parameter')
  })
})

describe('a step for one colour', () => {
  it('acts on that colour alone', () => {
    const { channels } = pipelineOf('negative.g', rgb([0, 255], [0, 255], [0, 255]))
    expect(channels.map(({ curve }) => curve(10))).toEqual([10, 245, 10])
  })

  it('passes a grey picture by', () => {
    expect(pipelineOf('negative.r', grey(8)).channels[0]!.links).toEqual([])
  })
})

describe('m, the largest value', () => {
  it('is taken over all colours', () => {
    const pipeline = pipelineOf('log', rgb([0, 10], [3, 99], [0, 20]))
    for (const channel of [0, 1, 2]) expect(factor(pipeline, 0, channel)).toBeCloseTo(255 / Math.log(100), 10)
  })

  it('is, behind a negative, the complement of the smallest value', () => {
    expect(factor(pipelineOf('negative;log', rgb([30, 200], [55, 200], [90, 200])), 1)).toBeCloseTo(255 / Math.log(1 + 225), 10)
  })

  it('is what the steps before made of it', () => {
    const max = 100
    const after = 255 * (max / 255) ** 2
    expect(factor(pipelineOf('gamma(gamma=2);log', grey(8, max)), 1)).toBeCloseTo(255 / Math.log(1 + after), 10)
  })

  it('counts what a step on one colour did', () => {
    const pipeline = pipelineOf('negative.b;log.r', rgb([0, 50], [0, 60], [40, 70]))
    expect(factor(pipeline, 0)).toBeCloseTo(255 / Math.log(1 + 215), 10)
  })

  it('makes log of an all-black picture black', () => {
    const pipeline = pipelineOf('log', rgb([0, 0], [0, 0], [0, 0]))
    expect(factor(pipeline, 0)).toBe(0)
    expect(new Set(buildTables(pipeline, 'u8')[0])).toEqual(new Set([0]))
  })
})

describe('float pictures', () => {
  const float: Source = { depth: 'f32', channels: 1, bits: 32, white: 1, extents: [[-0.5, 3]] }

  it('have bitwise NOT refused and the rest done', () => {
    const pipeline = pipelineOf('bitwise-not;negative', float)
    expect(pipeline.refused.map(({ why }) => why)).toEqual([expect.stringContaining('integer codes')])
    expect(pipeline.refused[0]!.key).toBeTypeOf('string')
    expect(pipeline.channels[0]!.curve(0.25)).toBe(0.75)
  })

  it('keep values beyond white and below black between steps', () => {
    expect(pipelineOf('negative;negative', float).channels[0]!.curve(3)).toBe(3)
    expect(pipelineOf('negative', float).channels[0]!.curve(3)).toBe(-2)
  })

  it('come out of log on the scale 0 … 255', () => {
    const [{ curve, white } = expect.fail('no channel')] = pipelineOf('log', float).channels
    expect(white).toBe(255)
    expect(curve(3)).toBeCloseTo(255, 10)
    expect(curve(-0.5)).toBe(0)
  })

  it('have no code tables', () => {
    expect(() => buildTables(pipelineOf('negative', float), 'u8')).toThrow(RangeError)
  })
})

describe('buildTables', () => {
  it('scales white to white when the container changes, and rounds once', () => {
    const twelve = buildTables(pipelineOf('', grey(12)), 'u8')
    expect(twelve.length).toBe(1)
    const table = twelve[0]!
    for (let r = 0; r < 4096; r++) expect(table[r]).toBe(quantise((r * 255) / 4095, 255, 'nearest-even'))
    const wide = buildTables(pipelineOf('', grey(8)), 'u16')[0]!
    for (let r = 0; r < 256; r++) expect(wide[r]).toBe(257 * r)
  })

  it('clips codes above white, which a 10-bit picture should not hold', () => {
    expect(buildTables(pipelineOf('', grey(10)), 'u16')[0]![40_000]).toBe(1023)
  })
})

describe('trace', () => {
  it('tells every step’s number and the code at the end', () => {
    const pipeline = pipelineOf('log;negative', grey(8))
    const { values, s } = trace(pipeline, 0, 37)
    expect(values[0]).toBeCloseTo(167.278, 3)
    expect(values[1]).toBeCloseTo(255 - 167.278, 3)
    expect(s).toBe(88)
  })
})
