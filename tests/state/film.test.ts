import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { decodePicture } from '../../src/codecs/open.ts'
import { defaultLimits } from '../../src/codecs/limits.ts'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { useNodeEstimator } from '../../src/engine/estimator-node.ts'
import { estimatorWeights } from '../../src/engine/estimator.ts'
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
