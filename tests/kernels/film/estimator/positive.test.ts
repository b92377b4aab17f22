import { describe, expect, it } from 'vitest'
import { judgePositive } from '../../../../src/kernels/film/estimator/detect.ts'
import { inOrder, positiveOdds } from '../../../../src/kernels/film/estimator/positive.ts'
import { fitOdds, sample, type Sample } from './positive-fit.ts'

const grey = [0.8, 0.8, 0.8] as const
// over an orange mask nothing is judged by its odds
const samples = (seed: number, count: number, bordered: boolean): readonly Sample[] =>
  Array.from({ length: count }, (_, index) => sample(seed, index, bordered)).filter(({ border }) => judgePositive(Infinity, border ?? [...grey], bordered) === 'is')
const whole = samples(733, 500, false)
const bordered = samples(733, 500, true)

const judged = ({ facts, border }: Sample): ReturnType<typeof judgePositive> => judgePositive(positiveOdds(facts), border ?? [...grey], border !== undefined)
const share = (all: readonly Sample[], positive: boolean, test: (one: Sample) => boolean): number => {
  const some = all.filter((one) => one.positive === positive)
  return some.filter(test).length / some.length
}

const is = (one: Sample): boolean => judged(one) === 'is'
const asked = (one: Sample): boolean => judged(one) !== 'is not'

describe('a positive by mistake', () => {
  it('is recognised in three of four cases where no base is seen, and fewer than two in a hundred negatives are taken for one', { timeout: 120_000 }, () => {
    expect(share(whole, true, is)).toBeGreaterThan(0.75)
    expect(share(whole, false, is)).toBeLessThan(0.02)
  })

  it('is at least asked about in nine of ten cases', () => {
    expect(share(whole, true, asked)).toBeGreaterThan(0.9)
    expect(share(whole, false, asked)).toBeLessThan(0.1)
  })

  it('is recognised in a quarter of the prints with a paper border and asked about in three of five, while one in a hundred rebates is taken for paper', () => {
    expect(share(bordered, true, is)).toBeGreaterThan(0.25)
    expect(share(bordered, true, asked)).toBeGreaterThan(0.6)
    expect(share(bordered, false, is)).toBeLessThan(0.01)
    expect(share(bordered, false, asked)).toBeLessThan(0.08)
  })

  it('is not seen in anything on an orange mask', () => {
    expect(judgePositive(20, [0.8, 0.4, 0.2], false)).toBe('is not')
    expect(judgePositive(20, [0.8, 0.8, 0.8], false)).toBe('is')
  })

  it.each([[false, 0.95], [true, 0.9]])('is told by weights that a new fit to other pictures judges as (with a border: %s)', { timeout: 120_000 }, (border, most) => {
    const weights = fitOdds(samples(901, 400, border))
    const again = (one: Sample): number => inOrder(one.facts).reduce((sum, value, i) => sum + value * weights[i]!, 0)
    const all = border ? bordered : whole
    const agreed = all.filter((one) => again(one) > 0 === positiveOdds(one.facts) > 0)
    expect(agreed.length / all.length).toBeGreaterThan(most)
  })
})
