import { describe, expect, it } from 'vitest'
import { applyCurves, applyTables } from '../../src/kernels/apply.ts'
import { buildTables, compile, type Source } from '../../src/kernels/compile.ts'
import { initialParams, type Params, type ParamSpec, type ParamValue } from '../../src/kernels/params.ts'
import { quantise } from '../../src/kernels/quantise.ts'
import { transforms } from '../../src/kernels/registry.ts'
import type { Domain, Transform } from '../../src/kernels/transform.ts'
import { recipeToText, textToRecipe } from '../../src/recipe/link.ts'
import { addStep, emptyRecipe, makeStep } from '../../src/recipe/recipe.ts'

const corner = (spec: ParamSpec): readonly ParamValue[] => {
  if (spec.kind === 'number') return [spec.min, spec.initial, spec.max]
  return spec.kind === 'toggle' ? [false, true] : spec.options.map((option) => option.value)
}

/** Every combination of the ends and the initial values of the parameters. */
const corners = ({ params }: Transform): readonly Params[] =>
  Object.entries(params).reduce<readonly Params[]>(
    (all, [name, spec]) => all.flatMap((given) => corner(spec).map((value) => ({ ...given, [name]: value }))),
    [{}],
  )

const depths = [8, 10, 12, 16] as const

const domainOf = (bits: number, max: number): Domain => ({ depth: bits === 8 ? 'u8' : 'u16', bits, container: bits === 8 ? 8 : 16, white: 2 ** bits - 1, max: () => max })

const grey = (depth: Source['depth'], bits: number, white: number, max = white): Source => ({ depth, channels: 1, bits, white, extents: [[0, max]] })

const tableOf = (transform: Transform, params: Params, source: Source, times = 1) => {
  const step = makeStep(transform.id, params)
  const pipeline = compile(Array.from({ length: times }, () => step), 'nearest-even', source)
  return buildTables(pipeline, source.depth as 'u8' | 'u16')[0]!
}

/** The numbers among which something fails, few enough to read. */
const failing = (codes: number, fails: (r: number) => boolean): readonly number[] => {
  const found: number[] = []
  for (let r = 0; r < codes && found.length < 5; r++) if (fails(r)) found.push(r)
  return found
}

/** Python's "c = a if m > 0 else b" as JavaScript's. */
const choices = (line: string): string => line.replace(/^(\w+ = )(.+) if (.+) else (.+)$/, '$1$3 ? $2 : $4')

/** The few words of Python that exported arithmetic is made of, as a function of x and m; the goldens run it as what it is. */
const program = (setup: readonly string[], expression: string): ((x: number, m: number) => number) => {
  const body = [...setup.map((line) => `const ${choices(line)}`), `return ${expression}`].join('\n')
  const run = Function('math', 'min', 'max', 'abs', 'x', 'm', body) as (math: Math, ...rest: unknown[]) => number
  return (x, m) => run(Math, Math.min, Math.max, Math.abs, x, m)
}

const held = (x: number): number => Math.min(Math.max(x, 0), 255)

it('have the four of the textbook among them, each with an id, a name and perhaps a key of its own', () => {
  expect(transforms.map(({ id }) => id)).toEqual(expect.arrayContaining(['negative', 'log', 'gamma', 'bitwise-not']))
  for (const field of ['id', 'label', 'key'] as const) {
    const values = transforms.flatMap((transform) => transform[field] ?? [])
    expect(new Set(values).size, field).toBe(values.length)
  }
  for (const { id } of transforms) expect(id).toMatch(/^[a-z][a-z-]*$/)
})

// one that mixes channels has too many numbers for every corner of them: mixing.test.ts holds its laws
describe.each(transforms.filter(({ mix }) => !mix))('$id', (transform) => {
  describe.each(depths)('%i bits', (bits) => {
    const white = 2 ** bits - 1
    const maxima = [0, 1, 24, white]

    it('gives a finite number for every code and a code inside 0 … white after rounding', () => {
      for (const params of corners(transform)) {
        for (const max of maxima) {
          const domain = domainOf(bits, max)
          const curve = transform.compile(params, domain)
          const top = transform.white?.(params, domain) ?? white
          const bad = failing(2 ** bits, (r) => {
            const code = quantise(curve(r), top, 'nearest-even')
            return !Number.isFinite(curve(r)) || !Number.isInteger(code) || code < 0 || code > top
          })
          expect(bad, `${JSON.stringify(params)}, m = ${max}`).toEqual([])
        }
      }
    })

    it(`only ever ${transform.laws.monotone === 'rising' ? 'rises' : 'falls'}`, () => {
      const sign = transform.laws.monotone === 'rising' ? 1 : -1
      for (const params of corners(transform)) {
        const curve = transform.compile(params, domainOf(bits, white))
        expect(failing(white, (r) => sign * (curve(r + 1) - curve(r)) < 0), JSON.stringify(params)).toEqual([])
      }
    })
  })

  it('has a formula with every symbol that an integer picture shows', () => {
    const domain = domainOf(8, 255)
    const shown = Object.values(transform.params).filter((spec) => spec.when?.(initialParams(transform.params), domain) ?? true)
    const symbols = shown.flatMap((spec) => (spec.kind === 'number' ? [spec.symbol] : []))
    expect(symbols.filter((symbol) => !transform.formula.includes(symbol))).toEqual([])
  })

  it('has parameters whose initial values lie inside their ranges', () => {
    expect(makeStep(transform.id).params).toEqual(initialParams(transform.params))
  })

  it('has ranges that link text writes without an exponent', () => {
    for (const spec of Object.values(transform.params)) {
      if (spec.kind !== 'number') continue
      expect(Math.abs(spec.min) >= 1e-6 || spec.min === 0, spec.symbol).toBe(true)
      expect(Math.abs(spec.max) < 1e21, spec.symbol).toBe(true)
    }
  })

  it('derives, notes and reads out in whole words', () => {
    for (const params of corners(transform)) {
      const domain = domainOf(10, 700)
      for (const r of [0, 37, 700.25]) expect(transform.derive(params, domain, r)).not.toMatch(/NaN|undefined|null|^$/)
      const note = transform.note?.(params, domain)
      if (note !== undefined) expect(note).toMatch(/^[A-Zc].*\.$/)
      for (const { value } of transform.readouts?.(params, domain) ?? []) expect(value).toSatisfy(Number.isFinite)
    }
  })

  it('derives the very number that it computes', () => {
    const domain = domainOf(8, 200)
    const params = initialParams(transform.params)
    const text = transform.derive(params, domain, 37)
    const binary = /^~([01]+)₂$/.exec(text)
    const words = text.replaceAll('−', '-').replaceAll('·', '*').replaceAll('^', '**').replaceAll('²', '**2').replaceAll('³', '**3').replaceAll('ln', 'Math.log')
    const value = binary ? 255 - Number.parseInt(binary[1]!, 2) : (Function(`return ${words}`) as () => number)()
    // two decimals of c, times ln(1 + 37), are good to 0.02
    expect(value).toBeCloseTo(transform.compile(params, domain)(37), 1)
  })

  it('exports the arithmetic that it computes', () => {
    for (const params of corners(transform)) {
      for (const max of [0, 200]) {
        const domain = domainOf(8, max)
        const { setup = [], expression } = transform.code(params, domain)
        const python = program(setup, expression)
        const curve = transform.compile(params, domain)
        expect(failing(256, (r) => Math.abs(python(r, max) - curve(r)) > 1e-9 * Math.max(1, Math.abs(curve(r)))), `${JSON.stringify(params)}, m = ${max}`).toEqual([])
      }
    }
  })

  it('comes back from link text at every corner of its parameters', () => {
    for (const params of corners(transform)) {
      const recipe = addStep(emptyRecipe, makeStep(transform.id, params, 'g', false))
      const [step] = textToRecipe(recipeToText(recipe)).steps
      expect(step).toMatchObject({ id: transform.id, params, target: 'g', enabled: false })
    }
  })

  it('leaves alpha and its input alone', () => {
    const source = Uint8Array.from({ length: 4 * 256 }, (_, i) => (i % 4 === 3 ? 255 - (i >> 2) : i >> 2))
    const before = source.slice()
    const out = new Uint8Array(source.length)
    const table = tableOf(transform, initialParams(transform.params), grey('u8', 8, 255))
    applyTables(source, 4, [table, table, table], out, 0, 256)
    expect(source).toEqual(before)
    expect(failing(256, (i) => out[4 * i + 3] !== 255 - i)).toEqual([])
    expect(failing(256, (i) => out[4 * i] !== table[i] || out[4 * i + 1] !== table[i] || out[4 * i + 2] !== table[i])).toEqual([])
  })

  it('does the same in a larger container, significant bits given', () => {
    for (const params of corners(transform)) {
      if (params['width'] === 'container') continue
      const small = tableOf(transform, params, grey('u8', 8, 255, 200))
      const large = tableOf(transform, params, grey('u16', 8, 255, 200))
      expect(failing(256, (r) => small[r] !== large[r]), JSON.stringify(params)).toEqual([])
    }
  })

  it('agrees with its float form to half a code, or refuses float with the reason', () => {
    const float: Source = grey('f32', 32, 255, 200)
    const values = Float32Array.from({ length: 256 }, (_, r) => r)
    for (const given of corners(transform)) {
      // k is the unit of a float picture: 1 where the numbers are the codes
      const params = 'k' in given ? { ...given, k: 1 } : given
      const pipeline = compile([makeStep(transform.id, params)], 'nearest-even', float)
      if (pipeline.refused.length > 0) {
        expect(pipeline.refused[0]!.why).toMatch(/^[A-Z].*\.$/)
        expect(pipeline.channels[0]!.links).toEqual([])
        continue
      }
      const out = new Float32Array(256)
      applyCurves(values, 1, pipeline, out, 0, 256)
      const table = tableOf(transform, params, grey('u8', 8, 255, 200))
      expect(failing(256, (r) => Math.abs(held(out[r]!) - table[r]!) > 0.5 + 1e-4), JSON.stringify(params)).toEqual([])
    }
  })
})

it('derives with the exponent that was set, not with one cut to two decimals', () => {
  const gamma = transforms.find(({ id }) => id === 'gamma')!
  const derive = (exponent: number): string => gamma.derive({ gamma: exponent, c: 1 }, domainOf(16, 65_535), 22_951)
  expect(derive(0.0707)).toMatch(/\^0\.0707$/)
  expect(derive(1.7)).toMatch(/\^1\.70$/)
  expect(derive(2)).toMatch(/\^2$/)
})

describe.each(transforms.filter(({ laws }) => laws.involution))('$id', (transform) => {
  it.each(depths)('gives a picture of %i bits back when it is applied twice', (bits) => {
    for (const params of corners(transform)) {
      const table = tableOf(transform, params, grey(bits === 8 ? 'u8' : 'u16', bits, 2 ** bits - 1), 2)
      expect(failing(2 ** bits, (r) => table[r] !== r), JSON.stringify(params)).toEqual([])
    }
  })
})
