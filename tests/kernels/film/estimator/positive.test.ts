import { describe, expect, it } from 'vitest'
import { judgePositive } from '../../../../src/kernels/film/estimator/detect.ts'
import { inOrder, positiveOdds } from '../../../../src/kernels/film/estimator/positive.ts'
import { fitOdds, sample } from './positive-fit.ts'

const grey = [0.8, 0.8, 0.8] as const
const many = 600
const fresh = Array.from({ length: many }, (_, index) => sample(733, index))
const share = (positive: boolean, test: (odds: number) => boolean): number => {
  const some = fresh.filter((one) => one.positive === positive)
  return some.filter(({ facts }) => test(positiveOdds(facts))).length / some.length
}

const is = (odds: number): boolean => judgePositive(odds, [...grey], false) === 'is'
const asked = (odds: number): boolean => judgePositive(odds, [...grey], false) !== 'is not'

describe('a positive by mistake', () => {
  it('is recognised in three of four cases where no base is seen, and fewer than two in a hundred negatives are taken for one', { timeout: 120_000 }, () => {
    expect(share(true, is)).toBeGreaterThan(0.72)
    expect(share(false, is)).toBeLessThan(0.02)
  })

  it('is at least asked about in nine of ten cases', () => {
    expect(share(true, asked)).toBeGreaterThan(0.9)
    expect(share(false, asked)).toBeLessThan(0.1)
  })

  it('is not seen in anything on an orange mask', () => {
    expect(judgePositive(20, [0.8, 0.4, 0.2], false)).toBe('is not')
    expect(judgePositive(20, [0.8, 0.8, 0.8], false)).toBe('is')
  })

  it('is told by weights that a new fit to other pictures judges as', { timeout: 120_000 }, () => {
    const weights = fitOdds(Array.from({ length: 500 }, (_, index) => sample(901, index)))
    const again = (one: (typeof fresh)[number]): number => inOrder(one.facts).reduce((sum, value, i) => sum + value * weights[i]!, 0)
    const agreed = fresh.filter((one) => again(one) > 0 === positiveOdds(one.facts) > 0)
    expect(agreed.length / fresh.length).toBeGreaterThan(0.95)
  })
})
