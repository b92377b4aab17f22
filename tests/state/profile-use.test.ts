import { beforeEach, describe, expect, it } from 'vitest'
import type { FilmAnalysis } from '../../src/engine/protocol.ts'
import { profileOf } from '../../src/kernels/film/roll/film-profile.ts'
import { filmParamsOf, paramsOfFilm, type NegativeParams } from '../../src/kernels/film/step/negative-params.ts'
import { negativeParams } from '../../src/kernels/film/step/negative-params.ts'
import { initialParams } from '../../src/kernels/params.ts'
import type { NamedProfile } from '../../src/recipe/film-profile.ts'
import { createChart } from '../../src/state/chart.ts'
import { filmStepOf } from '../../src/state/film.ts'
import { originOf } from '../../src/state/film-origin.ts'
import { current, type History } from '../../src/state/history.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { profileInForce, applyProfile } from '../../src/state/profile-use.ts'
import { createRoll } from '../../src/state/roll.ts'
import { chartQuad, matchedDifference, printCells } from '../film/chart-roll.ts'
import { paintScene } from '../film/scenes.ts'
import { scanFile, telling, usual } from './chart-kit.ts'

const chartFrame = scanFile('1-chart.png')
const scenes = [scanFile('2.png', paintScene(4, 4)), scanFile('3.png', paintScene(4, 8), [1, 1, 1], 0)]
const tungsten = scanFile('4.png', paintScene(4, 4), [1.6, 1, 0.5])

const initial = initialParams(negativeParams) as unknown as NegativeParams
const paramsIn = (history: History) => filmStepOf(current(history))!.params as unknown as NegativeParams
const differenceOf = (history: History, { scan, scene }: typeof chartFrame) => matchedDifference(printCells(filmParamsOf(paramsIn(history)), scan.cells), scene)

/** The film of these scans, fitted to the chart. */
async function learn(): Promise<NamedProfile> {
  const lab = createLab(telling(() => usual(chartFrame.base)))
  const chart = createChart(lab)
  await lab.getState().open(chartFrame.file)
  await chart.getState().open()
  chart.getState().place(chartQuad)
  await chart.getState().fit()
  return { name: 'Learnt', profile: profileInForce(current(lab.getState().history))! }
}

let lab: Lab
let learnt: NamedProfile
let told: FilmAnalysis
const history = () => lab.getState().history

beforeEach(async () => {
  learnt ??= await learn()
  told = usual(chartFrame.base)
  lab = createLab(telling(() => told))
})

describe('a film profile on a frame', () => {
  it('prints it as its film is, in one edit, after a look where nobody has looked', async () => {
    await lab.getState().open(scenes[0]!.file)
    const before = history().entries.length
    expect(await applyProfile(lab, learnt)).toBe(true)
    expect(history().entries.length).toBe(before + 1)
    expect(history().entries.at(-1)).toMatchObject({ label: 'Use film profile', detail: 'Learnt' })
    expect(originOf(history())).toEqual({ kind: 'profile', name: 'Learnt', base: 'same' })
    expect(differenceOf(history(), scenes[0]!)).toBeLessThan(2)
    expect(lab.getState().selected).toBe(filmStepOf(current(history()))!.key)
    lab.getState().undo()
    expect(current(history()).steps).toEqual([])
  })

  it('keeps the exposure that the frame has, and what was set for the print', async () => {
    await lab.getState().open(scenes[0]!.file)
    await applyProfile(lab, learnt)
    const { key } = filmStepOf(current(history()))!
    const first = paramsIn(history())
    lab.getState().setParams(key, { exposure: 1.5, grade: 1.2, cyan: 0.3 })
    await applyProfile(lab, learnt)
    expect(paramsIn(history())).toMatchObject({ exposure: 1.5, grade: 1.2, cyan: 0 })
    expect(paramsIn(history()).kRR).toBe(first.kRR)
    expect(paramsIn(history()).offsetG).toBeCloseTo(first.offsetG, 4)
  })

  it('takes its codes along, and the look at the scan follows them', async () => {
    await lab.getState().open(scenes[0]!.file)
    await lab.getState().invert()
    const linear = { ...learnt, profile: { ...learnt.profile, codes: 'srgb' as const } }
    await applyProfile(lab, linear)
    expect(paramsIn(history()).codes).toBe('srgb')
    // one edit still: what led there is not a step of its own
    lab.getState().undo()
    expect(history().entries[history().at]!.label).toBe('Invert film')
    expect(paramsIn(history()).codes).toBe('tagged')
  })

  it('leaves a frame in another light its own balance, if it is told to', async () => {
    await lab.getState().open(tungsten.file)
    const scanned = lab.getState().history
    await applyProfile(lab, learnt)
    const theirs = differenceOf(history(), tungsten)
    // an estimate that saw the light right: the profile's own film, its greys moved by it
    const own = filmParamsOf(paramsIn(history()))
    told = usual(tungsten.base, { params: { ...own, offset: [own.offset[0] - Math.log10(1.6), own.offset[1], own.offset[2] - Math.log10(0.5)] } })
    lab.getState().takeHistory(scanned, undefined)
    await applyProfile(lab, learnt, { balance: 'frame' })
    expect(differenceOf(history(), tungsten)).toBeLessThan((theirs * 2) / 3)
  })

  it('says whether the base is another', async () => {
    told = usual(chartFrame.base.map((light, c) => light * [1, 1, 1.6][c]!) as unknown as [number, number, number])
    await lab.getState().open(scenes[0]!.file)
    await applyProfile(lab, learnt)
    expect(originOf(history())).toMatchObject({ base: 'other' })
  })

  it('of a slide there is none', () => {
    expect(profileOf({ ...initial, kind: 'slide' })).toBeUndefined()
    expect(profileOf({ ...initial, ...paramsOfFilm(told.params!) })?.kind).toBe('colour')
  })

  it('survives what another build wrote in its note', () => {
    const film = { analysis: told, seconds: 1, from: { kind: 'profile', name: 7 } }
    const recipe = { ...current(history()), steps: [{ key: 'a', id: 'film-negative', params: initialParams(negativeParams), target: 'all' as const, enabled: true }] }
    expect(originOf({ entries: [{ label: 'x', recipe, film }], at: 0 })).toBeUndefined()
  })
})

describe('a film profile on a roll', () => {
  it('prints every frame that is not locked, each with its own exposure, as one edit of the roll', async () => {
    const engine = telling(() => told)
    lab = createLab(engine)
    const roll = createRoll(lab, engine)
    await roll.getState().start([chartFrame, ...scenes].map(({ file }) => file))
    roll.getState().toggle('locked', [roll.getState().frames[0]!.id])
    const locked = current(roll.getState().frames[0]!.history)
    await roll.getState().applyProfile(learnt)
    const { frames } = roll.getState()
    expect(current(frames[0]!.history)).toBe(locked)
    frames.slice(1).forEach((frame, i) => {
      expect(originOf(frame.history)).toMatchObject({ kind: 'profile', name: 'Learnt' })
      expect(differenceOf(frame.history, scenes[i]!)).toBeLessThan(2)
    })
    roll.getState().undo()
    expect(roll.getState().frames.every(({ history: past }) => current(past).steps.length === 0)).toBe(true)
    roll.getState().clear()
  })

  it('leaves a frame of another film alone, and the one that it is told to, and says so', async () => {
    const [r, g, b] = chartFrame.base
    const all = [usual(chartFrame.base), usual([r, g, b / 2]), usual(chartFrame.base)]
    let at = 0
    const engine = telling(() => all[at++ % 3]!)
    lab = createLab(engine)
    const roll = createRoll(lab, engine)
    await roll.getState().start([chartFrame, ...scenes].map(({ file }) => file))
    await roll.getState().invert()
    const [first] = roll.getState().frames
    const done = await roll.getState().applyProfile(learnt, { except: first!.id })
    expect(done).toEqual({ used: 1, other: [scenes[0]!.file.name] })
    expect(roll.getState().frames.map(({ history: past }) => originOf(past)?.kind)).toEqual([undefined, undefined, 'profile'])
    roll.getState().clear()
  })

  it('leaves a frame alone on which there is no negative', async () => {
    const blank = usual(chartFrame.base, { doubts: ['blank'] })
    const positive = usual(chartFrame.base, { kind: 'positive', params: undefined, doubts: ['positive'] })
    const all = [usual(chartFrame.base), blank, positive]
    let at = 0
    const engine = telling(() => all[at++ % 3]!)
    lab = createLab(engine)
    const roll = createRoll(lab, engine)
    await roll.getState().start([chartFrame, ...scenes].map(({ file }) => file))
    await roll.getState().applyProfile(learnt)
    expect(roll.getState().frames.map(({ history: past }) => originOf(past)?.kind)).toEqual(['profile', undefined, undefined])
    roll.getState().clear()
  })
})
