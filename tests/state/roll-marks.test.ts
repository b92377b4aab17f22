import { afterEach, describe, expect, it, vi } from 'vitest'
import type { FilmAnalysis } from '../../src/engine/protocol.ts'
import { silverParams } from '../../src/kernels/film/estimator/balance.ts'
import { filmStepOf } from '../../src/state/film.ts'
import { current } from '../../src/state/history.ts'
import { alonesAmong, filmsAmong } from '../../src/state/roll-film.ts'
import { visibleFrames } from '../../src/state/roll-frame.ts'
import { analysisOf, file, openRoll, orange, type OpenRoll } from './roll-kit.ts'

let open: OpenRoll
const state = () => open.roll.getState()
const frames = () => state().frames
const idAt = (at: number): number => frames()[at]!.id
const recipeAt = (at: number) => current(frames()[at]!.history)
const filmAt = (at: number) => filmStepOf(recipeAt(at))?.params
const rest = () => vi.waitFor(() => expect(state().work).toBeUndefined())
const begin = async (...given: Parameters<typeof openRoll>): Promise<void> => {
  open = await openRoll(...given)
  await rest()
}
afterEach(() => {
  state().clear()
  open.engine.dispose()
})

describe('marks on the frames of a roll', () => {
  it('are given to the shown frame, or to all that are selected with it, and are taken back by undo', async () => {
    await begin(5)
    state().rate(3)
    expect(frames().map(({ rating }) => rating)).toEqual([3, 0, 0, 0, 0])
    state().select(idAt(0), 'only')
    state().select(idAt(2), 'range')
    state().select(idAt(4), 'toggle')
    state().rate(5)
    expect(frames().map(({ rating }) => rating)).toEqual([5, 5, 5, 0, 5])
    state().toggle('rejected')
    state().undo()
    expect(frames().some(({ rejected }) => rejected)).toBe(false)
    state().undo()
    expect(frames().map(({ rating }) => rating)).toEqual([3, 0, 0, 0, 0])
    state().redo()
    expect(frames().map(({ rating }) => rating)).toEqual([5, 5, 5, 0, 5])
  })

  it('are switched off only where the whole selection has them', async () => {
    await begin(3)
    state().toggle('rejected', [idAt(1)])
    state().selectAll()
    state().toggle('rejected')
    expect(frames().map(({ rejected }) => rejected)).toEqual([true, true, true])
    state().toggle('rejected')
    expect(frames().map(({ rejected }) => rejected)).toEqual([false, false, false])
  })

  it('meant for the frame that is on its way are given to that one', async () => {
    await begin(3)
    const going = [state().step(1)]
    state().rate(4)
    going.push(state().step(1))
    state().rate(2)
    await Promise.all(going)
    expect(frames().map(({ rating }) => rating)).toEqual([0, 4, 2])
    expect(open.lab.getState().scan?.name).toBe('3.png')
  })

  it('decide what is in sight and where the keys lead, but never hide the shown frame', async () => {
    await begin(4)
    state().toggle('rejected', [idAt(1)])
    state().select(idAt(3), 'only')
    await state().show(idAt(3))
    state().rate(2)
    const names = () => visibleFrames(frames(), state().filter, state().shown).map(({ name }) => name)
    state().setFilter(2)
    expect(names()).toEqual(['4.png'])
    state().setFilter('rejected')
    expect(names()).toEqual(['2.png', '4.png'])
    state().setFilter('kept')
    expect(names()).toEqual(['1.png', '3.png', '4.png'])
    await state().step(-1)
    await state().step(-1)
    expect(open.lab.getState().scan?.name).toBe('1.png')
  })

  it('keep a rejected frame out of the export', async () => {
    await begin(3)
    state().toggle('rejected', [idAt(1)])
    const names: string[] = []
    await state().export({ format: 'png', bits: 8, target: 'out' }, async ({ name }) => void names.push(name))
    expect(names).toEqual(['1.png', '3.png'])
  })
})

describe('undo of what was done to the whole roll', () => {
  it('waits until what was done since to the shown frame is undone, and leaves later work on the others alone', async () => {
    await begin(3, [analysisOf(1), analysisOf(2), analysisOf(3)])
    await state().invert()
    open.lab.getState().add('gamma')
    state().undo()
    expect(recipeAt(0).steps.map(({ id }) => id)).toEqual(['film-negative', 'gamma'])
    await state().step(1)
    state().undo()
    // the second frame was not touched since: its inversion goes, and the third's; the first keeps what was done to it
    expect([0, 1, 2].map((at) => recipeAt(at).steps.map(({ id }) => id))).toEqual([['film-negative', 'gamma'], [], []])
    expect(current(open.lab.getState().history).steps).toEqual([])
    state().redo()
    expect([1, 2].map((at) => recipeAt(at).steps.map(({ id }) => id))).toEqual([['film-negative'], ['film-negative']])
  })
})

describe('settings copied from one frame', () => {
  it('are exactly the parts that were chosen, on exactly the frames that were chosen, and one undo takes them back', async () => {
    await begin(4, [0, 1, 2, 3].map((seed) => analysisOf(seed)))
    await state().invert()
    const step = filmStepOf(current(open.lab.getState().history))!
    open.lab.getState().setParams(step.key, { grade: 1.4 })
    open.lab.getState().setParams(step.key, { saturation: 1.3 })
    state().toggle('locked', [idAt(3)])
    state().copy(['grade'], [idAt(1), idAt(3)])
    expect([0, 1, 2, 3].map((at) => [filmAt(at)!['grade'], filmAt(at)!['saturation']])).toEqual([[1.4, 1.3], [1.4, 1], [1, 1], [1, 1]])
    state().undo()
    expect([0, 1, 2, 3].map((at) => filmAt(at)!['grade'])).toEqual([1.4, 1, 1, 1])
    expect(filmAt(0)!['saturation']).toBe(1.3)
  })
})

/** A frame of another film over the same base: its red layer is the more contrasty. */
const tinted = (change: Partial<FilmAnalysis>): FilmAnalysis => {
  const { params, ...rest } = analysisOf(2)
  return { ...rest, ...change, params: { ...params!, unmix: params!.unmix.map((k, i) => (i < 3 ? 1.6 * k : k)) as unknown as NonNullable<FilmAnalysis['params']>['unmix'] } }
}

const silver = (seed: number): FilmAnalysis => analysisOf(seed, [0.6, 0.6, 0.6], { kind: 'bw-negative', params: { ...silverParams([0.6, 0.6, 0.6]), exposure: 0 } })

/** How far red's contrast in the prints of two frames is apart, and in what was found of them. */
const apart = (a: number, b: number): number => Math.abs((filmAt(a)!['kRR'] as number) - (filmAt(b)!['kRR'] as number))
const ownApart = (a: FilmAnalysis, b: FilmAnalysis): number => Math.abs(a.params!.unmix[0] - b.params!.unmix[0])

describe('the films of a roll', () => {
  const pale = [0.8, 0.5, 0.4] as const
  const mixed = [analysisOf(0), analysisOf(1), analysisOf(2, pale), analysisOf(3), analysisOf(4, pale), analysisOf(5, orange, { doubts: ['blank'] })]

  it('are told apart, estimated each by itself, and said', async () => {
    await begin(6, mixed)
    await state().invert()
    expect(frames().map(({ film }) => film)).toEqual([0, 0, 1, 0, 1, undefined])
    expect(filmAt(0)!['baseB']).toBeCloseTo(0.14, 5)
    expect(filmAt(2)!['baseB']).toBeCloseTo(0.4, 5)
    expect(apart(2, 4)).toBeLessThan(0.6 * ownApart(mixed[2]!, mixed[4]!))
    expect(frames().map(({ flag }) => flag?.short)).toEqual([undefined, undefined, 'film B', undefined, 'film B', 'blank'])
    // log10(0.4 / 0.14) = 0.456, log10(0.5 / 0.3) = 0.222, log10(0.8 / 0.7) = 0.058
    expect(frames()[2]!.flag!.why).toContain('0.46')
  })

  it('are of the kind that most frames are, however few each has', async () => {
    const silver = analysisOf(0, [0.9, 0.9, 0.9], { kind: 'bw-negative' })
    await begin(5, [silver, analysisOf(1), analysisOf(2, pale), silver, analysisOf(3, [0.5, 0.2, 0.1])])
    await state().invert()
    expect(frames().map(({ flag }) => flag?.short)).toEqual(['B&W', undefined, 'film B', 'B&W', 'film C'])
    expect(frames()[0]!.flag!.why).toMatch(/^It looks like a black-and-white negative, while the roll’s main film is a colour negative\. Film D has 2 frames/)
  })

  it('are not most of a roll of more positives than negatives, whatever film the negatives are of', async () => {
    const positive = analysisOf(0, orange, { kind: 'positive', doubts: ['positive'], params: undefined })
    await begin(5, [positive, analysisOf(1), positive, analysisOf(1), positive])
    await state().invert()
    expect(frames().map(({ flag }) => flag?.short)).toEqual(['positive', 'colour', 'positive', 'colour', 'positive'])
    expect(frames()[0]!.flag!.why).toBe('It looks like a positive, as most frames of the roll do. It is not inverted.')
    expect(frames()[1]!.flag!.why).toBe('It looks like a colour negative, while most frames of the roll are positives. Film A has 2 frames and an estimate of its own.')
  })

  it('do not take a frame along that their film would tint: it prints by its own estimate, and that is said', async () => {
    const usual = [0, 1, 3].map((seed) => analysisOf(seed))
    const [seen, unseen] = [tinted({}), tinted({ confidence: 0.3, doubts: ['no-rebate'] })]
    await begin(5, [...usual, seen, unseen])
    await state().invert()
    expect(frames().map(({ film }) => film)).toEqual([0, 0, 0, undefined, undefined])
    expect(frames().map(({ flag }) => flag?.short)).toEqual([undefined, undefined, undefined, 'own colours', 'no base'])
    expect(alonesAmong(frames())).toEqual([4, 5])
    for (const at of [3, 4]) expect(filmAt(at)!['kRR']).toBeCloseTo(seen.params!.unmix[0], 4)
    expect(apart(0, 2)).toBeLessThan(0.8 * ownApart(usual[0]!, usual[2]!))
    // a person may know better
    state().estimate(true)
    expect(filmAt(3)!['kRR']).toBe(filmAt(0)!['kRR'])
    expect(frames().map(({ flag }) => flag)).toEqual([undefined, undefined, undefined, undefined, undefined])
  })

  it('are called so by their base or kind; of two single frames over one base the second is told to be off', async () => {
    const [lone, off] = [analysisOf(2), tinted({})]
    await begin(4, [silver(0), silver(1), lone, off])
    await state().invert()
    expect(frames().map(({ film }) => film)).toEqual([0, 0, 1, undefined])
    expect(filmsAmong(frames()).map(({ numbers }) => numbers)).toEqual([[1, 2], [3]])
    expect(frames().map(({ flag }) => flag?.short)).toEqual([undefined, undefined, 'colour', 'colour'])
    expect(frames()[3]!.flag!.why).toContain('It is printed by its own estimate.')
  })

  it('are one where a person says so, and two again after undo', async () => {
    await begin(6, mixed)
    await state().invert()
    state().estimate(true)
    expect(filmAt(0)!['baseB']).toBe(filmAt(2)!['baseB'])
    expect(state().together).toBe(true)
    state().undo()
    expect(state().together).toBe(false)
    expect(filmAt(2)!['baseB']).toBeCloseTo(0.4, 5)
  })

  it('are estimated again without an excluded frame, which still gets the film; a locked one and the print stay', async () => {
    const all = [0, 1, 2, 3].map((seed) => analysisOf(seed))
    await begin(4, all)
    await state().invert()
    const before = [0, 1, 2, 3].map((at) => filmAt(at)!['kRR'])
    const step = filmStepOf(current(open.lab.getState().history))!
    open.lab.getState().setParams(step.key, { exposure: 0.7 })
    state().toggle('excluded', [idAt(1)])
    state().toggle('locked', [idAt(3)])
    state().estimate()
    expect(filmAt(0)!['kRR']).not.toBe(before[0])
    expect(apart(1, 0)).toBeLessThan(0.6 * ownApart(all[1]!, all[0]!))
    expect(filmAt(3)!['kRR']).toBe(before[3])
    expect(filmAt(0)!['exposure']).toBe(0.7)
    expect(current(open.lab.getState().history)).toBe(recipeAt(0))
    // what the three frames share lies between them
    const own = [0, 2, 3].map((at) => all[at]!.params!.unmix[0])
    expect(filmAt(0)!['kRR']).toBeGreaterThan(Math.min(...own))
    expect(filmAt(0)!['kRR']).toBeLessThan(Math.max(...own))
  })

  it('flag a frame that got far less light, and say so in a sentence', async () => {
    const thin = analysisOf(1)
    const offset = thin.params!.offset.map((o) => o + 3 * Math.log10(2)) as [number, number, number]
    await begin(4, [analysisOf(1), analysisOf(1), { ...thin, params: { ...thin.params!, offset } }, analysisOf(1)])
    await state().invert()
    expect(frames().map(({ flag }) => flag?.short)).toEqual([undefined, undefined, '−3.0 stops', undefined])
    expect(frames()[2]!.flag!.why).toMatch(/^It got 3\.0 stops less light/)
  })
})

describe('work on a roll', () => {
  it('pauses after the frame at hand and goes on with the next', async () => {
    await begin(3)
    const names: string[] = []
    const exporting = state().export({ format: 'png', bits: 8, target: 'out' }, async ({ name }) => {
      names.push(name)
      if (names.length === 1) state().pause()
    })
    await vi.waitFor(() => expect(state().work).toMatchObject({ pause: 'now', done: 1, name: '2.png' }))
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(names).toEqual(['1.png'])
    state().goOn()
    expect(await exporting).toMatchObject({ written: 3, stopped: false })
  })

  it('is called off in a pause too', async () => {
    await begin(3)
    const exporting = state().export({ format: 'png', bits: 8, target: 'out' }, async () => state().pause())
    await vi.waitFor(() => expect(state().work?.pause).toBe('now'))
    state().cancel()
    expect(await exporting).toMatchObject({ written: 1, stopped: true })
    expect(state().work).toBeUndefined()
  })

  it('says nothing over another roll that took its place', async () => {
    await begin(3)
    const exporting = state().export({ format: 'png', bits: 8, target: 'out' }, async () => state().pause())
    await vi.waitFor(() => expect(state().work?.pause).toBe('now'))
    await state().start([file('other.png'), file('another.png')])
    expect(await exporting).toMatchObject({ stopped: true })
    expect(state().report).toBeUndefined()
    expect(frames().map(({ name }) => name)).toEqual(['other.png', 'another.png'])
  })

  it('ends at once where the place of the files takes none, and says why', async () => {
    await begin(3)
    const full = new Error('the disk is full')
    let tried = 0
    await expect(
      state().export({ format: 'png', bits: 8, target: 'out' }, async () => {
        tried++
        throw full
      }),
    ).rejects.toBe(full)
    expect(tried).toBe(1)
  })
})
