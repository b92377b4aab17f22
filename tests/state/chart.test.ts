import { beforeEach, describe, expect, it } from 'vitest'
import { meanOf } from '../../src/kernels/film/chart/fit.ts'
import type { Quad } from '../../src/kernels/film/chart/grid.ts'
import { filmParamsOf, type NegativeParams } from '../../src/kernels/film/step/negative-params.ts'
import { createChart, firstQuad, type Chart } from '../../src/state/chart.ts'
import { filmStepOf } from '../../src/state/film.ts'
import { originOf } from '../../src/state/film-origin.ts'
import { current } from '../../src/state/history.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { chartQuad, matchedDifference, printCells } from '../film/chart-roll.ts'
import { scanFile, telling, usual } from './chart-kit.ts'

const made = scanFile('chart.png')
let lab: Lab
let chart: Chart

const step = () => filmStepOf(current(lab.getState().history))!
const params = () => step().params as unknown as NegativeParams
const origin = () => originOf(lab.getState().history)
const fitted = () => {
  const found = origin()
  if (found?.kind !== 'chart') throw new Error('no chart was fitted')
  return found
}
const known = (values: readonly (number | null)[]) => meanOf(values.map((value) => value ?? undefined))

beforeEach(async () => {
  lab = createLab(telling(() => usual(made.base)))
  chart = createChart(lab)
  await lab.getState().open(made.file)
})

describe('a chart in the picture', () => {
  it('is found, and its corners are its own; moved, they are no longer what was found', async () => {
    const engine = telling(() => usual(made.base))
    lab = createLab(engine)
    chart = createChart(lab, engine)
    await lab.getState().open(made.file)
    await chart.getState().open()
    expect(chart.getState().found).toBe(true)
    chart.getState().quad!.forEach(({ x, y }, i) => {
      expect(Math.abs(x - chartQuad[i]!.x)).toBeLessThan(0.03)
      expect(Math.abs(y - chartQuad[i]!.y)).toBeLessThan(0.03)
    })
    await chart.getState().fit()
    expect(known(fitted().after)).toBeLessThan(2)
    chart.getState().turn()
    expect(chart.getState().found).toBe(false)
  })

  it('is looked for in the part in the frame, once that is there', async () => {
    const engine = telling(() => usual(made.base, { area: { x: 0.02, y: 0.02, width: 0.96, height: 0.97 } }))
    lab = createLab(engine)
    chart = createChart(lab, engine)
    await lab.getState().open(made.file)
    await chart.getState().open()
    expect(lab.getState().picture).not.toBe(lab.getState().scan)
    expect(chart.getState()).toMatchObject({ found: true, quad: expect.any(Array) })
    await chart.getState().fit()
    expect(known(fitted().after)).toBeLessThan(2)
  })

  it('has its corners in the middle, in its own shape, where none is looked for, after a look at the scan', async () => {
    await chart.getState().open()
    expect(step().id).toBe('film-negative')
    const quad = chart.getState().quad!
    const { width, height } = lab.getState().picture!
    expect(((quad[1].x - quad[0].x) * width) / ((quad[2].y - quad[1].y) * height)).toBeCloseTo(1.5, 9)
    // upright pictures have the chart on its side
    const upright = firstQuad({ width: 400, height: 600 })
    expect(upright[0]).toEqual({ x: expect.closeTo(1 - upright[2].x, 9), y: upright[0].y })
    expect(upright[0].x).toBe(upright[1].x)
  })

  it('fits the film, as explicit numbers and one undoable edit that says how well', async () => {
    await chart.getState().open()
    const before = lab.getState().history.entries.length
    const numbers = params()
    chart.getState().place(chartQuad)
    await chart.getState().fit()
    const { entries } = lab.getState().history
    expect(entries.length).toBe(before + 1)
    expect(entries.at(-1)).toMatchObject({ label: 'Fit a colour chart', detail: expect.stringMatching(/^ΔE \d+\.\d → \d\.\d$/) })
    expect(known(fitted().after)).toBeLessThan(2)
    expect(known(fitted().after)).toBeLessThan(known(fitted().before) / 2)
    expect(fitted().edition).toBe('before-2014-11')
    expect(params().kRR).not.toBe(numbers.kRR)
    // the recipe's numbers print the chart as it was
    expect(matchedDifference(printCells(filmParamsOf(params()), made.scan.cells), made.scene)).toBeLessThan(1.5)
    lab.getState().undo()
    expect(params()).toEqual(numbers)
    expect(origin()).toBeUndefined()
  })

  it('is found upside down and from behind; the corners follow', async () => {
    await chart.getState().open()
    const [a, b, c, d] = chartQuad
    for (const wrong of [[c, d, a, b], [b, a, d, c]] satisfies readonly Quad[]) {
      chart.getState().place(wrong)
      await chart.getState().fit()
      expect(chart.getState().quad).toEqual(chartQuad)
      expect(known(fitted().after)).toBeLessThan(2)
    }
  })

  it('lays its six columns along its longer side', async () => {
    await chart.getState().open()
    chart.getState().place([chartQuad[3], chartQuad[0], chartQuad[1], chartQuad[2]])
    await chart.getState().fit()
    expect(chart.getState().quad).toEqual(chartQuad)
  })

  it('fits the same from the same corners, however often it is fitted', async () => {
    await chart.getState().open()
    chart.getState().place(chartQuad)
    await chart.getState().fit('from-2014-11')
    const first = params()
    await chart.getState().fit('srgb-codes')
    expect(fitted().edition).toBe('srgb-codes')
    expect(params().kRR).not.toBe(first.kRR)
    await chart.getState().fit('from-2014-11')
    expect(params()).toEqual(first)
  })

  it('leaves the print’s own controls alone and takes printer lights in', async () => {
    await chart.getState().open()
    lab.getState().setParams(step().key, { grade: 1.3, saturation: 1.2, cyan: 0.5, exposure: 0.4 })
    chart.getState().place(chartQuad)
    await chart.getState().fit()
    expect(params()).toMatchObject({ grade: 1.3, saturation: 1.2, cyan: 0, magenta: 0, yellow: 0, exposure: 0 })
    expect(known(fitted().after)).toBeLessThan(2)
  })

  it('says so where too little of it can be read, and changes nothing', async () => {
    await chart.getState().open()
    const { history } = lab.getState()
    chart.getState().place([{ x: 0.6, y: 0.6 }, { x: 1.9, y: 0.6 }, { x: 1.9, y: 1.6 }, { x: 0.6, y: 1.6 }])
    await chart.getState().fit()
    expect(chart.getState().trouble).toContain('Fewer than 12 patches')
    expect(lab.getState().history).toBe(history)
    chart.getState().place(chartQuad)
    expect(chart.getState().trouble).toBeUndefined()
  })

  it('fits nothing to silver', async () => {
    await chart.getState().open()
    lab.getState().setParams(step().key, { kind: 'silver' })
    await chart.getState().fit()
    expect(chart.getState().trouble).toContain('colour negative only')
  })

  it('keeps a corner where it is that would fold the grid', async () => {
    await chart.getState().open()
    chart.getState().place(chartQuad)
    const [a, b, c, d] = chartQuad
    chart.getState().place([a, c, b, d])
    chart.getState().place([a, b, { x: 0.2, y: 0.2 }, d])
    expect(chart.getState().quad).toEqual(chartQuad)
  })

  it('is put away with its picture, with the film step, and by hand', async () => {
    for (const away of [() => lab.getState().closePicture(), () => lab.getState().remove(step().key), () => chart.getState().close(), () => lab.getState().showScan(true)]) {
      await lab.getState().open(made.file)
      await chart.getState().open()
      expect(chart.getState().quad).toBeDefined()
      away()
      expect(chart.getState().quad).toBeUndefined()
    }
  })
})
