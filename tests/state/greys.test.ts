import { describe, expect, it } from 'vitest'
import { negativeParams, type NegativeParams } from '../../src/kernels/film/step/negative-params.ts'
import { initialParams } from '../../src/kernels/params.ts'
import { soundHome } from '../../src/state/frame-actions.ts'
import { overNumbers, soundGreys, withGrey, withoutGrey, type Greys } from '../../src/state/greys.ts'

const params = initialParams(negativeParams) as unknown as NegativeParams
const grey = (x: number) => ({ x, y: 0.5, pixel: [0.3, 0.2, 0.1] as const })
const none: Greys = { before: {}, picked: [] }

describe('picked greys', () => {
  it('keep the numbers from before the first, and a third takes the place of the second', () => {
    const one = withGrey(none, { ...params, cyan: 0.25 }, grey(0.1))
    const two = withGrey(one, { ...params, cyan: 0.75 }, grey(0.2))
    const three = withGrey(two, params, grey(0.3))
    expect(three.before['cyan']).toBe(0.25)
    expect(three.picked.map(({ x }) => x)).toEqual([0.1, 0.3])
    expect(withoutGrey(three, 0).picked.map(({ x }) => x)).toEqual([0.3])
    expect(overNumbers(three, { ...params, kRR: 3 }).before['kRR']).toBe(3)
    expect(overNumbers(none, params)).toEqual(none)
  })

  it('come back from a saved session as they were, and nothing else does', () => {
    const two = withGrey(withGrey(none, params, grey(0.1)), params, grey(0.2))
    expect(soundGreys(structuredClone(two))).toEqual(two)
    for (const broken of [undefined, null, 'greys', {}, { before: {}, picked: [grey(0.1), grey(0.2), grey(0.3)] }, { before: {}, picked: [{ x: 'a', y: 0, pixel: [0, 0, 0] }] }, { before: {}, picked: [{ x: 0, y: 0, pixel: [0, Number.NaN, 0] }] }]) {
      expect(soundGreys(broken)).toBeUndefined()
    }
    // numbers that a balance does not change are none of its business
    expect(soundGreys({ before: { cyan: 0.5, exposure: 2, yellow: 'x' }, picked: [] })).toEqual({ before: { cyan: 0.5 }, picked: [] })
  })
})

describe('the frame that an angle was taken from', () => {
  it('comes back from a saved session, if it is one', () => {
    const home = { x: 0.1, y: 0.2, width: 0.5, height: 0.6 }
    expect(soundHome(structuredClone(home))).toEqual(home)
    for (const broken of [undefined, null, 3, { x: 0.1 }, { ...home, width: -1 }, { ...home, y: 'top' }]) expect(soundHome(broken)).toBeUndefined()
  })
})
