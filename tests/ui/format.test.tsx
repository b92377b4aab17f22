import { describe, expect, it } from 'vitest'
import { bytes, extent, figure, percent, precise, significant, thin, withUnit } from '../../src/ui/format.ts'

describe('figures', () => {
  it('keep their decimals and use the real minus', () => {
    expect(figure(1.7, 2)).toBe('1.70')
    expect(figure(-2.6, 1)).toBe('−2.6')
  })
  it('show no minus before a zero', () => expect(figure(-0.001, 2)).toBe('0.00'))
  it('group five digits and more', () => {
    expect(figure(4096)).toBe('4096')
    expect(figure(65535)).toBe(`65${thin}535`)
    expect(figure(-1234567.25, 1)).toMatch(new RegExp(`^−1${thin}234${thin}567\\.[23]$`))
  })
  it('name what is no finite number', () => {
    expect(figure(Number.POSITIVE_INFINITY)).toBe('∞')
    expect(figure(Number.NaN)).toBe('–')
  })
  it('show more decimals where two would lie', () => {
    expect(precise(1.7, 2)).toBe('1.70')
    expect(precise(1.705, 2)).toBe('1.705')
    expect(precise(0.0004, 2)).toBe('0.0004')
    expect(precise(1 / 2.2, 2)).toBe('0.4545455')
    expect(precise(25_714.28, 2)).toBe(`25${thin}714.28`)

    expect(precise(0, 2)).toBe('0.00')
  })
  it('show the digits that matter of a value from any range, and no zero that was not measured', () => {
    expect(significant(0.123_456)).toBe('0.1235')
    expect(significant(45.678)).toBe('45.68')
    expect(significant(4518.3)).toBe('4518')
    expect(significant(25_713.6)).toBe(`25${thin}714`)
    expect(significant(-0.25)).toBe('−0.2500')
    expect(significant(0)).toBe('0')
  })
})

describe('units', () => {
  it('stand behind a narrow no-break space', () => expect(withUnit('5.2', 'stops')).toBe('5.2\u202fstops'))
  it('count a share in percent', () => expect(percent(0.62)).toBe('62\u202f%'))
  it('count a thousand bytes as a kilobyte', () => {
    expect(bytes(999)).toBe('999\u202fbytes')
    expect(bytes(1500)).toBe('1.5\u202fkB')
    expect(bytes(12_900_000_000)).toBe('12.9\u202fGB')
  })
  it('write a size with the sign of multiplication', () => expect(extent(4096, 2160)).toBe('4096 × 2160'))
})
