import { describe, expect, it } from 'vitest'
import { buildTables, compile, type Source } from '../../src/kernels/compile.ts'
import { nearestEven } from '../../src/kernels/quantise.ts'
import { textToRecipe } from '../../src/recipe/link.ts'

const grey = (bits: number, max: number, white = 2 ** bits - 1, depth: 'u8' | 'u16' = bits === 8 ? 'u8' : 'u16'): Source => ({ depth, channels: 1, bits, white, extents: [[0, max]] })

const pipelineOf = (text: string, source: Source) => {
  const { steps, rounding } = textToRecipe(text)
  return compile(steps, rounding, source)
}
const tableOf = (text: string, source: Source) => buildTables(pipelineOf(text, source), source.depth as 'u8' | 'u16')[0]!
const curveOf = (text: string, source: Source) => pipelineOf(text, source).channels[0]!.curve

const everyCode = Array.from({ length: 256 }, (_, r) => r)

describe('log of an 8-bit picture that reaches 255', () => {
  const log = tableOf('log', grey(8, 255))

  it('has the textbook’s first values', () => {
    expect([...log.subarray(0, 8)]).toEqual([0, 32, 51, 64, 74, 82, 89, 96])
    expect(curveOf('log', grey(8, 255))(37)).toBeCloseTo(167.278, 3)
    expect(log[37]).toBe(167)
    expect(log[255]).toBe(255)
  })

  it('uses 125 of 256 codes and leaves 32 between the first two', () => {
    const used = [...new Set(log)]
    expect(used.length).toBe(125)
    expect(256 - used.length).toBe(131)
    const gaps = used.slice(1).map((code, i) => code - used[i]!)
    expect(Math.max(...gaps)).toBe(32)
    expect(gaps.indexOf(32)).toBe(0)
  })

  it('cannot be undone for all: its inverse gives back 125 codes and errs by 3 at most', () => {
    const c = 255 / Math.log(256)
    const errors = everyCode.map((r) => Math.abs(nearestEven(Math.expm1(log[r]! / c)) - r))
    expect(errors.filter((error) => error === 0).length).toBe(125)
    expect(Math.max(...errors)).toBe(3)
  })

  it('truncates to another code at 127 of 256', () => {
    const truncated = tableOf('rounding=truncate;log', grey(8, 255))
    expect(everyCode.filter((r) => truncated[r] !== log[r]).length).toBe(127)
  })
})

describe('log', () => {
  it('spreads 65,536 codes over 20,127 and lifts code 1 to 4096', () => {
    const table = tableOf('log', grey(16, 65_535))
    expect(table[1]).toBe(4096)
    expect(new Set(table).size).toBe(20_127)
  })

  it('truncates the maximum itself to 254 for 25 maxima, since c · ln(1 + m) falls just short of 255', () => {
    const lost = everyCode.slice(1).filter((m) => tableOf('rounding=truncate;log', grey(8, m))[m] === 254)
    expect(lost.length).toBe(25)
    expect(lost.slice(0, 6)).toEqual([4, 6, 22, 24, 31, 34])
    expect(everyCode.slice(1).every((m) => tableOf('log', grey(8, m))[m] === 255)).toBe(true)
  })

  it('meets a half at two pairs of m and r only, and takes the even code there', () => {
    const ties: [number, number, number][] = []
    for (let m = 1; m < 256; m++) {
      const curve = curveOf('log', grey(8, m))
      for (let r = 0; r <= m; r++) if (Math.floor(curve(r) + 0.5) !== nearestEven(curve(r))) ties.push([m, r, curve(r)])
    }
    expect(ties).toEqual([
      [63, 1, 42.5],
      [63, 31, 212.5],
    ])
  })

  it.each([
    [24, 4],
    [48, 6],
  ])('is 127.5 in mathematics and just below in doubles at m = %i, r = %i', (m, r) => {
    expect((m + 1) ** 0.5).toBe(r + 1)
    expect(curveOf('log', grey(8, m))(r)).toBe(127.49999999999999)
    expect(tableOf('log', grey(8, m))[r]).toBe(127)
  })

  it('keeps an all-black picture black', () => {
    expect([...tableOf('log', grey(8, 0))]).toEqual(everyCode.map(() => 0))
  })

  it('is undone by its inverse before rounding', () => {
    const c = 4095 / Math.log(4096)
    const curve = curveOf('log', grey(12, 4095))
    for (let r = 0; r < 4096; r++) expect(Math.expm1(curve(r) / c)).toBeCloseTo(r, 8)
  })
})

describe('gamma', () => {
  it.each([8, 10, 12, 16])('with exponent 1 changes no code of %i bits', (bits) => {
    const table = tableOf('rounding=truncate;gamma(gamma=1)', grey(bits, 2 ** bits - 1))
    expect(table.subarray(0, 2 ** bits).findIndex((code, r) => code !== r)).toBe(-1)
  })

  it('is undone by the exponent 1/γ before rounding', () => {
    const curve = curveOf('gamma(gamma=0.4);gamma(gamma=2.5)', grey(16, 65_535))
    expect(Array.from({ length: 65_536 }, (_, r) => r).filter((r) => Math.abs(curve(r) - r) > 1e-7)).toEqual([])
  })
})

describe('bitwise NOT', () => {
  it('is the negative where L − 1 fills the container', () => {
    for (const bits of [8, 16]) expect(tableOf('bitwise-not', grey(bits, 1))).toEqual(tableOf('negative', grey(bits, 1)))
  })

  it('differs from the negative by 56 at every r when L is 200 in 8 bits', () => {
    const source = grey(8, 199, 199)
    const not = tableOf('bitwise-not', source)
    const negative = tableOf('negative', source)
    for (let r = 0; r < 200; r++) expect(not[r]! - negative[r]!).toBe(56)
  })

  it('differs by 64,512 for 10 bits in a 16-bit container, and not at all over the significant bits', () => {
    const source = grey(10, 1023)
    const negative = tableOf('negative', source)
    const not = tableOf('bitwise-not', source)
    const significant = tableOf('bitwise-not(width=significant)', source)
    for (let r = 0; r < 1024; r++) {
      expect(not[r]! - negative[r]!).toBe(64_512)
      expect(significant[r]).toBe(negative[r])
    }
  })

  it('is JavaScript’s own ~ over the word', () => {
    const not = tableOf('bitwise-not', grey(16, 65_535))
    for (let r = 0; r < 65_536; r += 13) expect(not[r]).toBe(~r & 0xffff)
  })
})
