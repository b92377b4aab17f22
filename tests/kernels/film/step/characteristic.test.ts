import { describe, expect, it } from 'vitest'
import { compile, type Pipeline } from '../../../../src/kernels/compile.ts'
import { characteristicOf, crossing, levelCrossing } from '../../../../src/kernels/film/step/characteristic.ts'
import { baseDensity } from '../../../../src/kernels/film/step/density-scale.ts'
import { filmStageOf } from '../../../../src/kernels/film/step/film-stage.ts'
import { tracePixel } from '../../../../src/kernels/trace-pixel.ts'
import type { Params } from '../../../../src/kernels/params.ts'
import { makeStep } from '../../../../src/recipe/recipe.ts'
import { anyFilm, negativeStep, ordinary, printed, scanSource, seeded } from '../../negative-recipe.ts'

const linear = { ...scanSource('f32'), encoding: 'linear' } as const

const stageOf = (pipeline: Pipeline) => filmStageOf(pipeline)!
const pipelineOf = (params: Params): Pipeline => compile([negativeStep({ ...params, codes: 'linear' })], 'nearest-even', linear)

/** The pixel of a linear scan with these densities over the base. */
const pixelOf = (pipeline: Pipeline, densities: readonly number[]): readonly number[] => {
  const base = baseDensity(stageOf(pipeline))
  return densities.map((density, c) => 10 ** -(density + base[c]!))
}

describe('the characteristic of a film step', () => {
  it('is what the recipe makes of a grey wedge, and every step of it comes out grey', () => {
    for (const params of [ordinary, printed, { ...printed, bend: 0.2, grade: 0.7 }]) {
      const pipeline = pipelineOf(params)
      const { density, output } = characteristicOf(stageOf(pipeline))
      let seen = 0
      for (let i = 0; i < output[0]!.length; i++) {
        const pixel = pixelOf(pipeline, density.map((one) => one[i]!))
        // a film may be denser than any scan is read, and thinner than light
        if (pixel.some((light) => light < 2e-4 || light > 1)) continue
        seen++
        const made = tracePixel(pipeline, pixel).channels.map(({ s }) => s)
        for (let c = 0; c < 3; c++) expect(made[c]).toBeCloseTo(output[c]![i]!, 5)
        expect(Math.max(...made) - Math.min(...made)).toBeLessThan(1e-5)
      }
      expect(seen).toBeGreaterThan(60)
    }
  })

  it('agrees with the recipe for any film there may be', () => {
    const random = seeded(4)
    for (let n = 0; n < 40; n++) {
      const pipeline = pipelineOf({ ...anyFilm(random), kind: 'colour' })
      const { density, output } = characteristicOf(stageOf(pipeline))
      for (let i = 0; i < output[0]!.length; i += 9) {
        const pixel = pixelOf(pipeline, density.map((one) => one[i]!))
        if (pixel.some((light) => light < 2e-4 || light > 1)) continue
        tracePixel(pipeline, pixel).channels.forEach(({ s }, c) => expect(s).toBeCloseTo(output[c]![i]!, 4))
      }
    }
  })

  it('goes through the steps behind the film, channel by channel', () => {
    const pipeline = compile([negativeStep({ ...ordinary, codes: 'linear' }), makeStep('negative', {}, 'r')], 'nearest-even', linear)
    const { output } = characteristicOf(stageOf(pipeline))
    output[0]!.forEach((s, i) => expect(s).toBeCloseTo(1 - output[1]![i]!, 9))
  })

  it('counts a stop for each doubling of light: one more of print exposure moves every point by one', () => {
    const plain = characteristicOf(stageOf(pipelineOf(ordinary)))
    const over = characteristicOf(stageOf(pipelineOf({ ...ordinary, exposure: 1 })))
    plain.stops.forEach((stops, i) => expect(over.stops[i]).toBeCloseTo(stops + 1, 6))
    plain.density[1]!.forEach((density, i) => expect(over.density[1]![i]).toBeCloseTo(density, 6))
    // mid-grey is 0.18 of linear light, sRGB 0.4614 (IEC 61966-2-1)
    expect(levelCrossing(plain.stops, 0, plain.output[1]!)).toBeCloseTo(0.4614, 2)
  })

  it('names black and white in the light that the print takes for them', () => {
    const { light, output } = characteristicOf(stageOf(pipelineOf({ ...ordinary, black: 0.05, white: 0.8, grade: 1.3 })))
    const lit = output[1]!.findIndex((s) => s > 0)
    expect(light[lit]).toBeGreaterThan(0.05)
    expect(light[lit - 1]).toBeLessThanOrEqual(0.05)
    const nearWhite = output[1]!.findIndex((s) => s > 1 - 1e-9)
    expect(light[nearWhite]).toBeGreaterThanOrEqual(0.8)
    expect(light[nearWhite - 1]).toBeLessThan(0.8)
  })

  it('falls for a slide, whose densities count from clear film', () => {
    const pipeline = pipelineOf({ kind: 'slide' })
    const { density, output } = characteristicOf(stageOf(pipeline))
    // nothing is printed: linear light of 10^−D, coded as sRGB; D = 0.3 is 0.5012 of light, sRGB 0.7361
    expect(crossing(density[0]!, 0.3, output[0]!)).toBeCloseTo(0.736, 2)
    expect(density[0]![0]).toBeGreaterThan(density[0]!.at(-1)!)
  })

  it('takes equal densities where K tells none apart, as for silver', () => {
    const row = { kRR: 0.5, kRG: 0.7, kRB: 0.5, kGR: 0.5, kGG: 0.7, kGB: 0.5, kBR: 0.5, kBG: 0.7, kBB: 0.5 }
    const pipeline = pipelineOf({ ...ordinary, ...row, kind: 'silver', cyan: 0.3 })
    const { density, output } = characteristicOf(stageOf(pipeline))
    for (let i = 20; i < output[0]!.length; i += 10) {
      expect(density[0]![i]).toBe(density[2]![i])
      const pixel = pixelOf(pipeline, density.map((one) => one[i]!))
      if (pixel.some((light) => light < 2e-4 || light > 1)) continue
      tracePixel(pipeline, pixel).channels.forEach(({ s }, c) => expect(s).toBeCloseTo(output[c]![i]!, 6))
    }
  })

  it('is the one curve of a grey picture', () => {
    const pipeline = compile([negativeStep({ ...ordinary, kind: 'silver', codes: 'linear' })], 'nearest-even', { ...scanSource('f32', 1), encoding: 'linear' })
    const { density, output } = characteristicOf(stageOf(pipeline))
    expect(output.length).toBe(1)
    const [base] = baseDensity(stageOf(pipeline))
    for (let i = 0; i < output[0]!.length; i += 8) {
      const light = 10 ** -(density[0]![i]! + base!)
      if (light < 2e-4 || light > 1) continue
      expect(pipeline.channels[0]!.curve(light)).toBeCloseTo(output[0]![i]!, 9)
    }
  })
})

describe('a crossing', () => {
  it('lies on the straight line between two points, and at the nearer end outside them', () => {
    const of = Float64Array.of(0, 1, 3)
    const along = Float64Array.of(10, 20, 40)
    expect(crossing(of, 2, along)).toBe(30)
    expect(crossing(of, 4, along)).toBeUndefined()
    expect([levelCrossing(of, 4, along), levelCrossing(of, -1, along)]).toEqual([40, 10])
  })
})
