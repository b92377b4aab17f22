import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FailureError } from '../../src/kernels/failure.ts'
import { sampleIds } from '../../src/kernels/samples/ids.ts'
import { linkToState, maxSteps, maxTextLength, recipeToText, stateToLink, textToRecipe } from '../../src/recipe/link.ts'
import { addStep, emptyRecipe, makeStep, type Recipe } from '../../src/recipe/recipe.ts'
import { anyRecipe } from './any-recipe.ts'
import { failureOf } from './failure-of.ts'

/** A recipe without the keys that tell its steps apart on screen. */
const bare = ({ steps, ...rest }: Recipe) => ({ ...rest, steps: steps.map(({ id, params, target, enabled }) => ({ id, params, target, enabled })) })

const recipeOf = (...steps: Recipe['steps']): Recipe => steps.reduce((recipe, step) => addStep(recipe, step), emptyRecipe)

const logs = (count: number): string => Array.from({ length: count }, () => 'log').join(';')

describe('the text of a recipe', () => {
  it.each([
    ['', emptyRecipe],
    ['log', recipeOf(makeStep('log'))],
    ['log;gamma(gamma=0.8)', recipeOf(makeStep('log'), makeStep('gamma', { gamma: 0.8 }))],
    ['-gamma.r(gamma=2,c=1.5)', recipeOf(makeStep('gamma', { gamma: 2, c: 1.5 }, 'r', false))],
    ['rounding=truncate;bitwise-not(width=significant)', { ...recipeOf(makeStep('bitwise-not', { width: 'significant' })), rounding: 'truncate' as const }],
    ['rounding=truncate', { ...emptyRecipe, rounding: 'truncate' as const }],
    ['log(scale=number,c=12.5,k=0.000001)', recipeOf(makeStep('log', { scale: 'number', c: 12.5, k: 1e-6 }))],
  ])('is %j', (text, recipe) => {
    expect(recipeToText(recipe)).toBe(text)
    expect(bare(textToRecipe(text))).toEqual(bare(recipe))
  })

  it('takes log alone with c from the image, gamma with c = 1, halves to even', () => {
    const { steps, rounding } = textToRecipe('log;gamma(gamma=0.8)')
    expect(rounding).toBe('nearest-even')
    expect(steps[0]).toMatchObject({ params: { scale: 'image' }, target: 'all', enabled: true })
    expect(steps[1]).toMatchObject({ params: { gamma: 0.8, c: 1 } })
  })

  it('may be written with spaces, empty brackets, a leading point and the usual rounding', () => {
    expect(recipeToText(textToRecipe(' rounding = nearest-even ; log() ; gamma( gamma = .8 , c = 1 ) '))).toBe('log;gamma(gamma=0.8)')
  })

  it('comes back from any recipe unchanged, to the last bit of its numbers', () => {
    fc.assert(
      fc.property(anyRecipe, (recipe) => {
        expect(bare(textToRecipe(recipeToText(recipe)))).toEqual(bare(recipe))
      }),
      { numRuns: 500 },
    )
  })

  it('writes numbers without an exponent', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e-5, noNaN: true }), (k) => {
        const text = recipeToText(recipeOf(makeStep('log', { k })))
        expect(text).toMatch(/^log\(k=0\.0{4}\d+\)$/)
        expect(textToRecipe(text).steps[0]!.params['k']).toBe(k)
      }),
    )
  })

  it('gives steps keys of their own', () => {
    const [a, b] = [textToRecipe('log;log'), textToRecipe('log')]
    expect(new Set([...a.steps, ...b.steps].map(({ key }) => key)).size).toBe(3)
  })
})

describe('text that is no recipe', () => {
  it.each([
    ['loog', /step 1.*no transform "loog".*negative/],
    ['log;;gamma', /step 2 is empty/],
    ['log;', /step 2 is empty/],
    ['Log', /no transform "Log"/],
    ['log.x', /\.r, \.g or \.b/],
    ['log.all', /\.r, \.g or \.b/],
    ['log(', /not of the form/],
    ['log(scale=fixed))', /not of the form/],
    ['log(scale)', /name=value/],
    ['gamma(gamma=1=2)', /name=value/],
    ['gamma(gamma=2,gamma=3)', /gamma twice/],
    ['gamma(,)', /name=value/],
    ['log;rounding=truncate', /step 2/],
    ['rounding=half-up;log', /nearest-even or truncate/],
    ['__proto__', /not of the form/],
    ['toString', /no transform/],
    ['<img src=x onerror=alert(1)>', /not of the form/],
  ])('gets a sentence: %j', (text, what) => {
    expect(failureOf(() => textToRecipe(text))).toEqual({ code: 'bad-recipe', what: expect.stringMatching(what) })
  })

  it('gets a sentence when it is too long or has too many steps', () => {
    expect(failureOf(() => textToRecipe('x'.repeat(maxTextLength + 1)))).toEqual({ code: 'bad-recipe', what: expect.stringContaining('4097 characters') })
    expect(failureOf(() => textToRecipe(logs(maxSteps + 1)))).toEqual({ code: 'bad-recipe', what: expect.stringContaining('65 steps') })
    expect(textToRecipe(logs(maxSteps)).steps.length).toBe(maxSteps)
  })

  it('with a number of 400 digits is out of range, not infinite', () => {
    expect(failureOf(() => textToRecipe(`gamma(gamma=${'9'.repeat(400)})`))).toMatchObject({ code: 'bad-parameter', name: 'gamma' })
  })

  it.each([
    ['gamma(gamma=abc)', 'abc'],
    ['gamma(gamma=)', ''],
    ['gamma(gamma=-3)', '-3'],
    ['gamma(gamma=0)', '0'],
    ['gamma(gamma=11)', '11'],
    ['gamma(gamma=1e999)', '1e999'],
    ['gamma(gamma=1e0)', '1e0'],
    ['gamma(gamma=0x2)', '0x2'],
    ['gamma(gamma=0b1)', '0b1'],
    ['gamma(gamma=Infinity)', 'Infinity'],
    ['gamma(gamma=NaN)', 'NaN'],
    ['gamma(gamma=1_0)', '1_0'],
    ['gamma(gamma=.)', '.'],
    ['gamma(gamma=٢)', '٢'],
  ])('says the range for a number it cannot take: %s', (text, got) => {
    expect(failureOf(() => textToRecipe(text))).toEqual({ code: 'bad-parameter', name: 'gamma', got, want: '0.05 to 10' })
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'Gamma'])('knows no parameter %s', (name) => {
    expect(failureOf(() => textToRecipe(`gamma(${name}=1)`))).toEqual({ code: 'bad-recipe', what: `gamma has no parameter "${name}"; it has gamma and c` })
  })

  it('lists the words of a choice', () => {
    expect(failureOf(() => textToRecipe('log(scale=auto)'))).toEqual({ code: 'bad-parameter', name: 'scale', got: 'auto', want: 'image, fixed or number' })
  })
})

/** Text near enough to the grammar to get past its first checks. */
const hostile = fc.oneof(
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.array(
    fc.oneof(
      fc.constantFrom('log', 'gamma', 'bitwise-not', 'negative', '-', '.', '.r', ';', '(', ')', ',', '=', 'gamma=', 'scale=', 'rounding=', 'truncate', '__proto__', 'constructor', '1e999', '-3', '0x1', 'NaN', '<script>', '%00', '\u202E', '&', '#', 'v=1'),
      fc.string({ maxLength: 4 }),
      fc.double().map(String),
    ),
    { maxLength: 14 },
  ).map((parts) => parts.join('')),
)

const throwsOnlyFailures = (run: () => unknown): boolean => {
  try {
    run()
    return true
  } catch (caught) {
    return caught instanceof FailureError && (caught.failure.code === 'bad-recipe' || caught.failure.code === 'bad-parameter')
  }
}

describe('10,000 hostile texts', () => {
  it('throw nothing but a failure, and what is read reads back', () => {
    fc.assert(
      fc.property(hostile, (text) => throwsOnlyFailures(() => expect(bare(textToRecipe(recipeToText(textToRecipe(text))))).toEqual(bare(textToRecipe(text))))),
      { numRuns: 10_000 },
    )
  })

  it('throw nothing but a failure as an address', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('', '#', '#v=1&recipe=', '#v=1&sample=', '#v='), (text, start) => throwsOnlyFailures(() => linkToState(start + text))),
      { numRuns: 10_000 },
    )
  })

  it('leave the prototype of all objects alone', () => {
    failureOf(() => textToRecipe('gamma(__proto__=1)'))
    failureOf(() => linkToState('#v=1&__proto__=1&recipe=log'))
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('an address', () => {
  it('names version, sample and recipe', () => {
    const link = stateToLink({ recipe: textToRecipe('log;gamma(gamma=0.8)'), sample: 'night' })
    expect(link).toBe('#v=1&sample=night&recipe=log%3Bgamma%28gamma%3D0.8%29')
    expect(decodeURIComponent(link)).toBe('#v=1&sample=night&recipe=log;gamma(gamma=0.8)')
  })

  it('brings recipe and sample back', () => {
    fc.assert(
      fc.property(anyRecipe, fc.option(fc.constantFrom(...sampleIds), { nil: undefined }), (recipe, sample) => {
        const state = linkToState(stateToLink({ recipe, ...(sample && { sample }) }))!
        expect(bare(state.recipe)).toEqual(bare(recipe))
        expect(state.sample).toBe(sample)
      }),
    )
  })

  it('is read as it was typed, too', () => {
    expect(recipeToText(linkToState('#v=1&recipe=log;gamma(gamma=0.8)')!.recipe)).toBe('log;gamma(gamma=0.8)')
  })

  it.each(['', '#', '#plots', '#other=1'])('that is none of the lab’s asks for nothing: %j', (hash) => {
    expect(linkToState(hash)).toBeUndefined()
  })

  it('has unknown fields ignored', () => {
    expect(recipeToText(linkToState('#v=1&utm_source=mail&recipe=negative&x=1')!.recipe)).toBe('negative')
  })

  it('without a recipe means the picture as it is', () => {
    expect(linkToState('#v=1&sample=wedge')).toEqual({ sample: 'wedge', recipe: emptyRecipe })
  })

  it.each([
    ['#recipe=log', /which version/],
    ['#v=2&recipe=log', /version "2".*reads version 1/],
    ['#v=&recipe=log', /version ""/],
    ['#v=1.0&recipe=log', /version "1.0"/],
    ['#v=1&v=1&recipe=log', /v twice/],
    ['#v=1&recipe=log&recipe=gamma', /recipe twice/],
    ['#v=1&sample=moon', /no sample "moon".*night, negative, wedge/],
    ['#v=1&sample=__proto__', /no sample/],
  ])('that cannot be read gets a sentence: %s', (hash, what) => {
    expect(failureOf(() => linkToState(hash))).toEqual({ code: 'bad-recipe', what: expect.stringMatching(what) })
  })

  it('that is too long gets a sentence, before and after decoding', () => {
    for (const recipe of ['a'.repeat(maxTextLength + 1), '%61'.repeat(6000)]) {
      expect(failureOf(() => linkToState(`#v=1&recipe=${recipe}`))).toEqual({ code: 'bad-recipe', what: expect.stringMatching(/\d+ characters/) })
    }
  })

  it('is not made of a recipe that it could not bring back', () => {
    const long = Array.from({ length: maxSteps + 1 }, () => makeStep('negative'))
    expect(failureOf(() => stateToLink({ recipe: recipeOf(...long) }))).toEqual({ code: 'bad-recipe', what: expect.stringMatching(/65 steps.*64/) })
    const wordy = Array.from({ length: maxSteps }, () => makeStep('log', { scale: 'number', c: 1234.5678901234567, k: 0.0000012345678901234567 }))
    expect(failureOf(() => stateToLink({ recipe: recipeOf(...wordy) }))).toEqual({ code: 'bad-recipe', what: expect.stringContaining('a link holds 4096') })
  })
})
