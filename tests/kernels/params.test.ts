import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FailureError, toFailure, type Failure } from '../../src/kernels/failure.ts'
import { checkParams, choice, initialParams, number, toggle, wanted, type ParamSpecs } from '../../src/kernels/params.ts'

const specs: ParamSpecs = {
  gamma: number({ symbol: 'γ', label: 'Exponent', min: 0.05, max: 10, initial: 1 }),
  scale: choice({ label: 'Scale', initial: 'image', options: ['image', 'fixed', 'number'].map((value) => ({ value, label: value })) }),
  keep: toggle({ label: 'Keep', initial: true }),
}

const caught = (given: unknown): Failure => {
  try {
    checkParams(specs, given as Record<string, unknown>)
  } catch (error) {
    return toFailure(error)
  }
  throw new Error('nothing was thrown')
}

describe('checkParams', () => {
  it('fills in what is missing', () => {
    expect(checkParams(specs, { gamma: 2 })).toEqual({ gamma: 2, scale: 'image', keep: true })
    expect(checkParams(specs, {})).toEqual(initialParams(specs))
  })

  it.each([
    ['abc', 'abc'],
    ['', ''],
    ['2', '2'],
    [Infinity, 'Infinity'],
    [Number.NaN, 'NaN'],
    [-3, '-3'],
    [0, '0'],
    [10.0001, '10.0001'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[1], 'object'],
    ['x'.repeat(99), 'x'.repeat(40)],
  ])('does not take %j for a number, and says the range', (value, got) => {
    expect(caught({ gamma: value })).toEqual({ code: 'bad-parameter', name: 'gamma', got, want: '0.05 to 10' })
  })

  it('takes the ends of the range', () => {
    expect(checkParams(specs, { gamma: 0.05 })['gamma']).toBe(0.05)
    expect(checkParams(specs, { gamma: 10 })['gamma']).toBe(10)
  })

  it('lists the choices', () => {
    expect(caught({ scale: 'toString' })).toMatchObject({ name: 'scale', want: 'image, fixed or number' })
    expect(caught({ keep: 'true' })).toMatchObject({ name: 'keep', want: 'true or false' })
    expect(wanted(choice({ label: 'One', initial: 'a', options: [{ value: 'a', label: 'A' }] }))).toBe('a')
  })

  it('refuses names of its prototype and names that it does not know', () => {
    expect(caught(JSON.parse('{"__proto__": 1}'))).toMatchObject({ code: 'bad-parameter', name: '__proto__' })
    expect(caught({ constructor: 1 })).toMatchObject({ name: 'constructor', want: 'gamma, scale, keep' })
    expect(Object.getPrototypeOf(checkParams(specs, {}))).toBe(Object.prototype)
  })

  it('does not read inherited values', () => {
    expect(checkParams(specs, Object.create({ gamma: 5 }) as Record<string, unknown>)['gamma']).toBe(1)
  })

  it('throws nothing but a failure, whatever comes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.constantFrom('gamma', 'scale', 'keep', '__proto__', 'valueOf'), fc.string()), fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true })), (given) => {
        try {
          const params = checkParams(specs, given)
          return Object.keys(params).join() === 'gamma,scale,keep'
        } catch (error) {
          return error instanceof FailureError
        }
      }),
      { numRuns: 2000 },
    )
  })
})
