import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { decodePicture } from '../../src/codecs/open.ts'
import { defaultLimits } from '../../src/codecs/limits.ts'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { useNodeEstimator } from '../../src/engine/estimator-node.ts'
import { estimatorWeights } from '../../src/engine/estimator.ts'
import { mixPixel } from '../../src/kernels/mixing.ts'
import { negativeMap } from '../../src/kernels/film/step/negative-map.ts'
import type { NegativeParams } from '../../src/kernels/film/step/negative-params.ts'
import { plainPrint } from '../../src/kernels/film/step/print-curve.ts'
import { greysOf } from '../../src/state/greys.ts'
import { invert } from '../../src/kernels/film/invert.ts'
import { negativeFrame } from '../../src/kernels/samples/negative.ts'
import { paintSample } from '../../src/kernels/samples/index.ts'
import { wholeGeometry } from '../../src/kernels/geometry.ts'
import { linkToState } from '../../src/recipe/link.ts'
import { filmStepOf } from '../../src/state/film.ts'
import { filmNoteOf } from '../../src/state/film-note.ts'
import { current } from '../../src/state/history.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { linkOf } from '../../src/state/link.ts'
import { bytesOfFile } from '../codecs/encode.ts'

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

describe('one click on a negative', () => {
  it('writes a film step and the frame into the recipe as one undoable edit', async () => {
    await openSample()
    await lab.getState().invert()
    const { history, film, selected } = lab.getState()
    expect(history.entries.at(-1)!.label).toBe('Invert film')
    expect(film?.analysis.kind).toBe('colour-negative')
    expect(film!.analysis.confidence).toBeGreaterThan(0.8)
    expect(film!.analysis.rebate.length).toBeGreaterThan(1)
    expect(selected).toBe(filmStepOf(recipe())!.key)
    await until(() => shownSize()[0] !== 1440)
    const [width, height] = shownSize()
    expect(Math.abs(width! - negativeFrame.width)).toBeLessThan(12)
    expect(Math.abs(height! - negativeFrame.height)).toBeLessThan(12)
    lab.getState().undo()
    expect(recipe().steps).toEqual([])
    expect(shownSize()).toEqual([1440, 968])
  })

  it('exports what the film kernels print', async () => {
    await openSample()
    await lab.getState().invert()
    const bytes = await bytesOfFile(await lab.getState().export({ format: 'png', bits: 16, quality: 100 }, new AbortController().signal, () => undefined))
    const { raster } = await decodePicture(new Blob([bytes]), { limits: defaultLimits })
    const { picture } = invert(paintSample('negative'), { weights: await estimatorWeights() })
    expect([raster.width, raster.height, raster.encoding]).toEqual([picture.width, picture.height, 'srgb'])
    let sum = 0
    let most = 0
    for (let i = 0; i < picture.data.length; i++) {
      const off = Math.abs(raster.data[i]! - picture.data[i]!)
      sum += off
      most = Math.max(most, off)
    }
    // the frame's fall-off is evened out in codes here and in floats there
    expect(sum / picture.data.length).toBeLessThan(3)
    expect(most).toBeLessThan(80)
  })

  it('comes back from its link to the last pixel', async () => {
    await openSample()
    await lab.getState().invert()
    const { hash } = linkOf(lab.getState())
    expect(hash.length).toBeLessThan(900)
    const link = linkToState(hash)!
    expect(link.recipe).toMatchObject({ geometry: recipe().geometry, steps: [{ id: 'film-negative', params: filmStepOf(recipe())!.params }] })
  })

  it('draws no print of the whole scan on the way to the one in the frame', async () => {
    const engine = createInlineEngine()
    const drawn: number[] = []
    const recording = { ...engine, render: (slot: string, input: Parameters<typeof engine.render>[1]) => (input.show === 'before' || drawn.push(input.picture), engine.render(slot, input)) }
    lab = createLab(recording)
    await lab.getState().open({ kind: 'sample', id: 'negative' })
    const { scan } = lab.getState()
    const window = { x: 0, y: 0, width: 100, height: 100, outWidth: 10, outHeight: 10 }
    // as the stage does: a frame is asked for the moment that something else is in force
    const frames: Promise<unknown>[] = []
    lab.subscribe((now, before) => void (now.shown !== before.shown && frames.push(now.render('after', { window, show: 'after' }))))
    await lab.getState().invert()
    await until(() => lab.getState().picture !== scan)
    expect(await Promise.all(frames)).toEqual([undefined])
    const frame = await lab.getState().render('after', { window, show: 'after' })
    expect(frame?.data.length).toBe(400)
    expect(drawn).toEqual([lab.getState().picture!.id])
    // and of the whole scan where all of it is asked for
    lab.getState().showScan(true)
    await lab.getState().render('after', { window, show: 'after' })
    expect(drawn.at(-1)).toBe(scan!.id)
  })

  it('is done anew by another click, with one step as before', async () => {
    await openSample()
    lab.getState().add('gamma')
    await lab.getState().invert()
    const first = recipe()
    lab.getState().setParams(filmStepOf(first)!.key, { exposure: 2, baseR: 0.2 })
    await lab.getState().invert()
    expect(recipe().steps.map(({ id }) => id)).toEqual(['film-negative', 'gamma'])
    expect(filmStepOf(recipe())!.params).toEqual(filmStepOf(first)!.params)
  })
})

describe('the frame', () => {
  it('shows the whole scan while it is moved, and the part in it again', async () => {
    await openSample()
    await lab.getState().invert()
    await until(() => shownSize()[0] !== 1440)
    const part = shownSize()
    lab.getState().showScan(true)
    expect(shownSize()).toEqual([1440, 968])
    lab.getState().setGeometry({ ...recipe().geometry!, area: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 } })
    lab.getState().showScan(false)
    await until(() => shownSize()[0] === 720)
    expect(shownSize()).toEqual([720, 484])
    lab.getState().turn(1)
    await until(() => shownSize()[0] === 484)
    lab.getState().undo()
    lab.getState().undo()
    await until(() => shownSize()[0] === part[0])
    expect(shownSize()).toEqual(part)
  })

  it('is not the next scan’s', async () => {
    await openSample()
    lab.getState().setGeometry({ ...wholeGeometry, turns: 1 })
    await until(() => shownSize()[0] === 968)
    await lab.getState().open({ kind: 'sample', id: 'night' })
    expect(recipe().geometry).toBeUndefined()
    expect(lab.getState().picture).toBe(lab.getState().scan)
  })

  it('holds for the spectrum, and is there when the spectrum is left', async () => {
    await openSample()
    lab.getState().setGeometry({ ...wholeGeometry, area: { x: 0, y: 0, width: 0.5, height: 0.5 } })
    await lab.getState().openSpectrum({ keepDc: true, centred: true })
    expect(shownSize()).toEqual([720, 484])
    lab.getState().closeSpectrum()
    expect(shownSize()).toEqual([720, 484])
  })
})

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

describe('what is said of the film', () => {
  it('follows the history back and forth', async () => {
    await openSample()
    await lab.getState().invert()
    const first = lab.getState().film
    expect(first?.analysis.kind).toBe('colour-negative')
    lab.getState().undo()
    expect(lab.getState().film).toBeUndefined()
    lab.getState().redo()
    expect(lab.getState().film?.analysis).toBe(first!.analysis)
    lab.getState().setParams(filmStepOf(recipe())!.key, { codes: 'linear' })
    await lab.getState().invert()
    expect(lab.getState().film?.analysis).not.toBe(first!.analysis)
    lab.getState().undo()
    expect(lab.getState().film?.analysis).toBe(first!.analysis)
  })

  it('comes back with the piece of work', async () => {
    await openSample()
    await lab.getState().invert()
    const { source, history, selected, film } = lab.getState()
    lab.getState().closePicture()
    expect(lab.getState().film).toBeUndefined()
    await lab.getState().resume({ source, history, selected, snapshots: [], spectrum: undefined })
    expect(lab.getState().film).toEqual({ ...film, scan: lab.getState().scan!.id })
  })
})

describe('another scan over an inverted one', () => {
  it('has the settings of the scan before, called so, and not its frame, whatever is undone', async () => {
    await openSample()
    await lab.getState().invert()
    await lab.getState().open({ kind: 'sample', id: 'night' })
    expect(filmNoteOf(lab.getState().history)).toBe('of another scan')
    expect(lab.getState().film).toBeUndefined()
    const { history } = lab.getState()
    for (const { recipe: each } of history.entries) expect(each.geometry).toBeUndefined()
    lab.getState().undo()
    expect(recipe().steps).toEqual([])
    expect(lab.getState().picture).toBe(lab.getState().scan)
  })

  it('keeps them when asked, and is estimated when asked', async () => {
    await openSample()
    await lab.getState().invert()
    await lab.getState().open({ kind: 'sample', id: 'negative' })
    lab.getState().keepFilm()
    expect(filmNoteOf(lab.getState().history)).toBe('kept')
    await lab.getState().invert()
    expect(lab.getState().film?.scan).toBe(lab.getState().scan!.id)
    lab.getState().undo()
    expect(filmNoteOf(lab.getState().history)).toBe('kept')
  })
})

describe('the frame tool', () => {
  it('is put away when the film step goes', async () => {
    await openSample()
    await lab.getState().invert()
    lab.getState().showScan(true)
    lab.getState().undo()
    expect(lab.getState().unframed).toBe(false)
    lab.getState().redo()
    lab.getState().showScan(true)
    lab.getState().remove(filmStepOf(recipe())!.key)
    expect(lab.getState().unframed).toBe(false)
  })
})
