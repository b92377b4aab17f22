import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { useNodeEstimator } from '../../src/engine/estimator-node.ts'
import { mixPixel } from '../../src/kernels/mixing.ts'
import { negativeMap } from '../../src/kernels/film/step/negative-map.ts'
import type { NegativeParams } from '../../src/kernels/film/step/negative-params.ts'
import { plainPrint } from '../../src/kernels/film/step/print-curve.ts'
import { greysOf } from '../../src/state/greys.ts'
import { negativeFrame } from '../../src/kernels/samples/negative.ts'
import { filmStepOf } from '../../src/state/film.ts'
import { current } from '../../src/state/history.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'

let lab: Lab
const recipe = () => current(lab.getState().history)
const shownSize = () => [lab.getState().picture?.width, lab.getState().picture?.height]

const until = (holds: () => boolean) => vi.waitFor(() => expect(holds()).toBe(true), { timeout: 8_000 })

const openSample = async (): Promise<void> => {
  lab = createLab(createInlineEngine())
  await lab.getState().open({ kind: 'sample', id: 'negative' })
}

beforeAll(useNodeEstimator)
afterEach(() => lab.getState().closePicture())

/** Places of the painted scan that were nearly grey, two stops and more apart. */
const dark = [512, 692] as const
const light = [1184, 380] as const

describe('picking on the picture', () => {
  it('makes the picked pixels grey by printer lights, and moves nothing else', async () => {
    await openSample()
    await lab.getState().invert()
    await until(() => shownSize()[0] !== 1440)
    const before = filmStepOf(recipe())!.params
    await lab.getState().pickGrey(900, 700)
    const { cyan, yellow, ...rest } = filmStepOf(recipe())!.params
    expect([cyan, yellow]).not.toEqual([before['cyan'], before['yellow']])
    expect(rest).toEqual(Object.fromEntries(Object.entries(before).filter(([name]) => name !== 'cyan' && name !== 'yellow')))
    await lab.getState().pickGrey(900, 700)
    const again = filmStepOf(recipe())!.params
    expect(Number(again['cyan'])).toBeCloseTo(Number(cyan), 3)
  })

  it('makes a dark and a light place grey together, by the contrasts of red and blue', async () => {
    await openSample()
    await lab.getState().invert()
    await until(() => shownSize()[0] !== 1440)
    const before = filmStepOf(recipe())!.params
    await lab.getState().pickGrey(...dark)
    const withOne = filmStepOf(recipe())!.params
    await lab.getState().pickGrey(...light)
    const params = filmStepOf(recipe())!.params as unknown as NegativeParams
    expect([params.kRR, params.kBB]).not.toEqual([before['kRR'], before['kBB']])
    const { source } = lab.getState().picture!
    const map = negativeMap({ ...params, ...plainPrint }, { ...source, container: source.depth === 'u8' ? 8 : 16, max: () => source.white })
    for (const { pixel } of greysOf(lab.getState().history).picked) {
      const { v } = mixPixel(map, [pixel[0], pixel[1], pixel[2]])
      expect(v[0] / v[1]).toBeCloseTo(1, 2)
      expect(v[2] / v[1]).toBeCloseTo(1, 2)
    }
    lab.getState().removeGrey(1)
    expect(filmStepOf(recipe())!.params).toEqual(withOne)
    lab.getState().removeGrey(0)
    expect(filmStepOf(recipe())!.params).toEqual(before)
    expect(greysOf(lab.getState().history).picked).toEqual([])
    lab.getState().undo()
    lab.getState().undo()
    expect(greysOf(lab.getState().history).picked).toHaveLength(2)
  })

  it('keeps greys grey under another film light', async () => {
    await openSample()
    await lab.getState().invert()
    await until(() => shownSize()[0] !== 1440)
    await lab.getState().pickGrey(...dark)
    const { source } = lab.getState().picture!
    const cast = (): number => {
      const params = filmStepOf(recipe())!.params as unknown as NegativeParams
      const { pixel } = greysOf(lab.getState().history).picked[0]!
      const { v } = mixPixel(negativeMap({ ...params, ...plainPrint }, { ...source, container: 16, max: () => source.white }), [...pixel])
      return Math.max(...v) / Math.min(...v)
    }
    const before = filmStepOf(recipe())!.params
    for (const light of ['broad', 'narrow'] as const) {
      lab.getState().setFilmLight(light)
      expect(cast()).toBeLessThan(1.001)
    }
    lab.getState().undo()
    lab.getState().undo()
    expect(filmStepOf(recipe())!.params).toEqual(before)
  })

  it('remembers on the scan where greys were picked in the frame, and forgets them with a new estimate', async () => {
    await openSample()
    await lab.getState().invert()
    await until(() => shownSize()[0] !== 1440)
    await lab.getState().pickGrey(...dark)
    const [grey] = greysOf(lab.getState().history).picked
    const { area } = recipe().geometry!
    expect(grey!.x * 1440).toBeCloseTo(Math.round(area.x * 1440) + dark[0] + 0.5, 0)
    expect(grey!.y * 968).toBeCloseTo(Math.round(area.y * 968) + dark[1] + 0.5, 0)
    await lab.getState().invert()
    expect(greysOf(lab.getState().history).picked).toEqual([])
  })

  it('takes the base from the rebate', async () => {
    await openSample()
    await lab.getState().invert()
    lab.getState().showScan(true)
    await lab.getState().pickBase(20, 500)
    const { baseR, baseG, baseB } = filmStepOf(recipe())!.params as Record<string, number>
    const found = lab.getState().film!.analysis.baseSeen
    // the densities of two pieces of the same film
    for (const [i, value] of [baseR!, baseG!, baseB!].entries()) expect(Math.abs(Math.log10(value / found[i]!))).toBeLessThan(0.02)
  })

  it('takes a base that is picked before anything is inverted, and inverts over it', async () => {
    await openSample()
    lab.getState().showScan(true)
    // a dark part of the picture: a base that no automatic would take
    await lab.getState().pickBase(700, 400)
    const picked = filmStepOf(recipe())!.params as Record<string, number>
    expect(lab.getState().history.entries.slice(-2).map(({ label }) => label)).toEqual(['Invert film', 'Pick film base'])
    const { area } = recipe().geometry!
    expect(Math.abs(area.width - negativeFrame.width / lab.getState().scan!.width)).toBeLessThan(0.02)
    expect(Math.abs(Math.log10(picked['baseG']! / lab.getState().film!.analysis.baseSeen[1]))).toBeGreaterThan(0.1)

    // the same base is picked from a scan that was inverted before
    await openSample()
    await lab.getState().invert()
    lab.getState().showScan(true)
    await lab.getState().pickBase(700, 400)
    expect(filmStepOf(recipe())!.params).toEqual(picked)
  })
})
