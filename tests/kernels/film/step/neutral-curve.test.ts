import { describe, expect, it } from 'vitest'
import { compile } from '../../../../src/kernels/compile.ts'
import { layerLight } from '../../../../src/kernels/film/develop.ts'
import { linearToSrgb } from '../../../../src/kernels/film/linearise.ts'
import { filmParamsOf, negativeParams, type NegativeParams } from '../../../../src/kernels/film/step/negative-params.ts'
import { neutralCurves } from '../../../../src/kernels/film/step/neutral-curve.ts'
import { initialParams } from '../../../../src/kernels/params.ts'
import { makeStep } from '../../../../src/recipe/recipe.ts'

const source = { depth: 'u16', bits: 16, black: 0, white: 65535, channels: 3, encoding: 'linear', extents: [] } as const
const initial = initialParams(negativeParams) as unknown as NegativeParams
const pipelineOf = (params: Readonly<Record<string, unknown>>, channels: 1 | 3 = 3, behind: readonly string[] = []) =>
  compile([makeStep('film-negative', params), ...behind.map((id) => makeStep(id))], 'nearest-even', { ...source, channels })

/** Codes of a linear scan through which all layers saw the same light: K · D = u solved by going round the rows. */
function greyCodes(params: NegativeParams, light: number): readonly number[] {
  const film = filmParamsOf(params)
  const u = ([0, 1, 2] as const).map((layer) => {
    let [low, high] = [-1, 8]
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2
      if (layerLight(film, layer, middle) < Math.log10(light)) low = middle
      else high = middle
    }
    return low
  })
  const d = [0, 0, 0]
  const k = film.unmix
  for (let round = 0; round < 200; round++) for (const r of [0, 1, 2]) d[r] = (u[r]! - k[3 * r + ((r + 1) % 3)]! * d[(r + 1) % 3]! - k[3 * r + ((r + 2) % 3)]! * d[(r + 2) % 3]!) / k[4 * r]!
  return d.map((value, c) => 65535 * film.base[c]! * 10 ** -value)
}

describe('the curves of greys', () => {
  it('take the three codes of a grey to the one code that it prints as', () => {
    const curves = neutralCurves(pipelineOf({}))!
    for (const light of [0.03, 0.18, 0.5, 0.9]) {
      const printed = 65535 * linearToSrgb(light)
      greyCodes(initial, light).forEach((code, c) => expect(Math.abs(curves[c]!(code) - printed)).toBeLessThan(100))
    }
  })

  it('fall from clear film to dense film, and are level beyond', () => {
    for (const curve of neutralCurves(pipelineOf({ grade: 1.2, cyan: 0.3 }))!) {
      let last = Infinity
      for (let code = 0; code <= 65535; code += 257) {
        const s = curve(code)
        expect(s).toBeLessThanOrEqual(last + 1e-6)
        last = s
      }
    }
  })

  it('go on through the steps behind the film', () => {
    const plain = neutralCurves(pipelineOf({}))!
    const negated = neutralCurves(pipelineOf({}, 3, ['negative']))!
    for (const code of [2000, 9000, 30000]) expect(negated[1]!(code)).toBeCloseTo(65535 - plain[1]!(code), 3)
  })

  it('are those of no picture of one channel, which has its own', () => expect(neutralCurves(pipelineOf({}, 1))).toBeUndefined())
})
