import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { useNodeEstimator } from '../../src/engine/estimator-node.ts'
import type { Apart, Engine } from '../../src/engine/engine.ts'
import { emptyRecipe } from '../../src/recipe/recipe.ts'
import { filmStepOf } from '../../src/state/film.ts'
import { current } from '../../src/state/history.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { createRoll, type Roll } from '../../src/state/roll.ts'
import { bytesOfFile } from '../codecs/encode.ts'

let engine: Engine
let lab: Lab
let roll: Roll
let scan: Blob

const frames = () => roll.getState().frames
const paramsOf = (at: number) => filmStepOf(current(frames()[at]!.history))!.params
const file = (name: string, blob: Blob = scan) => ({ name, blob })
const broken = (name: string) => file(name, new Blob(['not a picture']))
const rest = () => vi.waitFor(() => expect(roll.getState().work).toBeUndefined(), { timeout: 30_000 })

beforeAll(async () => {
  useNodeEstimator()
  const maker = createInlineEngine()
  const { id } = await maker.open({ kind: 'sample', id: 'negative' })
  const bytes = await bytesOfFile(await maker.export({ picture: id, recipe: emptyRecipe, format: 'png', bits: 16, quality: 100 }))
  scan = new Blob([bytes])
  maker.dispose()
}, 60_000)

/** How many files were opened apart from the one in the lab. */
let opened = 0
/** A roll whose frames are still being read. */
const start = (files: readonly { readonly name: string; readonly blob: Blob }[]): Promise<boolean> => {
  const inline = createInlineEngine()
  opened = 0
  const apart = (): Apart => {
    const own = inline.apart()
    return {
      ...own,
      open(source, options) {
        if (source.kind === 'file') opened++
        return own.open(source, options)
      },
    }
  }
  engine = { ...inline, apart }
  lab = createLab(engine)
  roll = createRoll(lab, engine)
  return roll.getState().start(files)
}
const begin = async (files: Parameters<typeof start>[0]): Promise<boolean> => {
  const started = await start(files)
  await rest()
  return started
}
afterEach(() => {
  roll.getState().clear()
  engine.dispose()
})

describe('a roll', () => {
  it('shows its first readable frame, marks the broken one and draws the others small', async () => {
    expect(await begin([broken('0.png'), file('1.png'), file('2.png')])).toBe(true)
    expect(lab.getState().scan?.name).toBe('1.png')
    await vi.waitFor(() => expect(frames().map(({ thumbnail, failure }) => [thumbnail !== undefined, failure !== undefined])).toEqual([[false, true], [true, false], [true, false]]), { timeout: 10_000 })
    expect(await begin([broken('0.png'), broken('1.png')])).toBe(false)
    expect(frames()).toEqual([])
  }, 60_000)

  it('keeps a recipe for each frame while one after the other is shown', async () => {
    await begin([file('1.png'), file('2.png')])
    lab.getState().add('negative')
    await roll.getState().step(1)
    expect(lab.getState().scan?.name).toBe('2.png')
    expect(current(lab.getState().history).steps).toEqual([])
    lab.getState().add('gamma')
    await roll.getState().step(-1)
    expect(current(lab.getState().history).steps.map(({ id }) => id)).toEqual(['negative'])
    lab.getState().undo()
    expect(current(lab.getState().history).steps).toEqual([])
    await roll.getState().step(-1)
    expect(lab.getState().scan?.name).toBe('1.png')
  }, 60_000)

  it('is inverted with one film: base, dyes and balance are shared, and a frame that is locked stays as it is', async () => {
    await begin([file('1.png'), file('2.png'), file('3.png')])
    roll.getState().toggle('locked', [frames()[2]!.id])
    await roll.getState().invert()
    await rest()
    const shared = ['baseR', 'baseG', 'baseB', 'kRR', 'kGG', 'kBB', 'footR', 'mRG', 'bend'] as const
    for (const name of shared) expect(paramsOf(0)[name]).toBe(paramsOf(1)[name])
    expect(filmStepOf(current(frames()[2]!.history))).toBeUndefined()
    expect(frames().map(({ flag }) => flag)).toEqual([undefined, undefined, undefined])
    expect(filmStepOf(current(lab.getState().history))).toBeDefined()
    lab.getState().undo()
    expect(filmStepOf(current(lab.getState().history))).toBeUndefined()
  }, 60_000)

  it('opens each file once for its thumbnail and its inversion', async () => {
    await begin([file('1.png'), broken('2.png'), file('3.png')])
    expect(opened).toBe(3)
    await roll.getState().invert()
    await rest()
    // what could not be read is tried again
    expect(opened).toBe(4)
    expect(filmStepOf(current(frames()[0]!.history))).toBeDefined()
    expect(paramsOf(2)).toBeDefined()
    await roll.getState().invert()
    expect(opened).toBe(5)
  }, 60_000)

  it('keeps what was inverted when somebody goes on to the next frame at once', async () => {
    await start([file('1.png'), file('2.png'), file('3.png')])
    const inverting = roll.getState().invert()
    await vi.waitFor(() => expect(roll.getState().work?.what).toBe('inverting'), { timeout: 30_000 })
    await Promise.all([roll.getState().step(1), roll.getState().step(1)])
    await inverting
    await rest()
    for (const at of [0, 1, 2]) expect(filmStepOf(current(frames()[at]!.history))).toBeDefined()
  }, 60_000)

  it('is written frame by frame under names of their own; a broken frame is told and the rest goes on', async () => {
    await begin([file('scan.png'), broken('hole.png'), file('scan.png')])
    const names: string[] = []
    const report = await roll.getState().export({ format: 'png', bits: 8, target: 'out' }, async ({ name, file: made }) => {
      names.push(name)
      expect([...(await bytesOfFile({ file: made })).subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])
    })
    expect(names).toEqual(['scan.png', 'scan-2.png'])
    expect(report).toMatchObject({ target: 'out', written: 2, stopped: false })
    expect(report.failed.map(({ name, failure }) => [name, failure?.code])).toEqual([['hole.png', 'not-a-picture']])
    expect(roll.getState().report).toEqual(report)
  }, 60_000)

  it('stops where it is when it is called off', async () => {
    await begin([file('1.png'), file('2.png'), file('3.png')])
    let written = 0
    const report = await roll.getState().export({ format: 'png', bits: 8, target: 'out' }, async () => {
      written++
      roll.getState().cancel()
    })
    expect(report).toMatchObject({ written: 1, stopped: true })
    expect(written).toBe(1)
    expect(roll.getState().work).toBeUndefined()
  }, 60_000)

  it('ends when another picture is opened', async () => {
    await begin([file('1.png'), file('2.png')])
    await lab.getState().open({ kind: 'sample', id: 'wedge' })
    expect(frames()).toEqual([])
  }, 60_000)
})
