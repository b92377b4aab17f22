import { screen, within, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { FilmAnalysis } from '../../../src/engine/protocol.ts'
import { filmStepOf } from '../../../src/state/film.ts'
import { current } from '../../../src/state/history.ts'
import type { Lab } from '../../../src/state/lab.ts'
import { inverted } from './inverted.tsx'

const params = (lab: Lab) => filmStepOf(current(lab.getState().history))!.params
const step = () => screen.getByRole('listitem', { name: /Film negative/ })

const tellOf = (lab: Lab, change: Partial<FilmAnalysis>): void => {
  const { film } = lab.getState()
  lab.setState({ film: { ...film!, analysis: { ...film!.analysis, ...change } } })
}

describe('an estimate that is not sure', () => {
  it.each([
    ['no-rebate', 'Film base is uncertain', 'Click a grey'],
    ['odd-colours', 'The colours are uncertain', 'Click a grey'],
    ['blank', 'There is hardly a picture here', 'Adjust the frame'],
    ['positive', 'This looks like a positive', 'Treat as a negative'],
    ['perhaps-positive', 'This may be a positive', 'It is a positive'],
  ] as const)('is said when %s, with the nearest control in front', async (doubt, title, way) => {
    const { lab } = await inverted()
    tellOf(lab, { doubts: [doubt] })
    const note = await within(step()).findByRole('note')
    expect(within(note).getByText(title)).toBeDefined()
    expect(within(note).getAllByRole('button')[0]!.textContent).toBe(way)
  })

  it('is said when the confidence is low, and not when it is high', async () => {
    const { lab } = await inverted()
    expect(within(step()).queryByRole('note')).toBeNull()
    tellOf(lab, { confidence: 0.3 })
    expect(await within(step()).findByText('Film base is uncertain')).toBeDefined()
  })
})

describe('a doubt', () => {
  it('is answered by saying that it is a positive', async () => {
    const { lab } = await inverted()
    tellOf(lab, { doubts: ['no-rebate'] })
    await userEvent.click(await within(step()).findByRole('button', { name: 'It is a positive' }))
    expect(params(lab)['kind']).toBe('slide')
    expect(within(step()).queryByRole('note')).toBeNull()
  })
})

const group = (name: string) => within(within(step()).getByRole('group', { name }))
const setBase = async (lab: Lab): Promise<void> => {
  lab.getState().setParams(filmStepOf(current(lab.getState().history))!.key, { baseR: 0.55, baseG: 0.25, baseB: 0.12 })
  lab.getState().settle()
  await within(step()).findByText(/film base picked by hand/)
}

describe('what a person has said since', () => {
  it('takes the place of what was found: the base is picked by hand, until that is undone', async () => {
    const { lab } = await inverted()
    expect(group('Film base').getByText('from the rebate')).toBeDefined()
    await setBase(lab)
    expect(group('Film base').getByText('picked by hand')).toBeDefined()
    expect(group('Film base').queryByText('Confidence')).toBeNull()
    expect(within(step()).getByText(/^Colour negative, film base picked by hand\. Estimated/)).toBeDefined()
    lab.getState().undo()
    expect(await group('Film base').findByText('from the rebate')).toBeDefined()
    expect(within(step()).getByText(/strips of rebate, confidence/)).toBeDefined()
  })

  it('does not credit a rebate where no strip of it was found', async () => {
    const { lab } = await inverted()
    tellOf(lab, { doubts: ['blank'], confidence: 0, rebate: [] })
    expect(await within(step()).findByText(/^Colour negative, film base from clear film, confidence 0\.00\./)).toBeDefined()
    expect(group('Film base').getByText('from clear film')).toBeDefined()
  })

  it.each(['base', 'grey'] as const)('answers the doubt: %s', async (what) => {
    const { lab } = await inverted()
    tellOf(lab, { doubts: ['no-rebate'], confidence: 0.3 })
    await within(step()).findByRole('note')
    const { film } = lab.getState()
    // the words are those of the entry in the history
    lab.setState(({ history }) => ({ history: { ...history, entries: history.entries.with(history.at, { ...history.entries[history.at]!, film: film! }) } }))
    if (what === 'base') await setBase(lab)
    else lab.getState().setParams(filmStepOf(current(lab.getState().history))!.key, { cyan: 0.2 })
    await waitFor(() => expect(within(step()).queryByRole('note')).toBeNull())
    expect(group('Film base').queryByText('guessed')).toBeNull()
    expect(group('Film base').queryByText('Confidence')).toBeNull()
    expect(within(step()).getByRole('status').textContent).toMatch(what === 'base' ? /film base picked by hand\. / : /film base guessed, balanced by hand\. /)
    lab.getState().undo()
    expect(await group('Film base').findByText('guessed')).toBeDefined()
    expect(within(step()).getByRole('note')).toBeDefined()
  })

  it('has a real minus in the densities of a thin base and in the history', async () => {
    const { lab } = await inverted()
    lab.getState().setParams(filmStepOf(current(lab.getState().history))!.key, { baseR: 1.0233, exposure: 0 })
    expect(await group('Film base').findByText(/^−0\.01 /)).toBeDefined()
    lab.getState().settle()
    lab.getState().setParams(filmStepOf(current(lab.getState().history))!.key, { exposure: -1.25 })
    expect(lab.getState().history.entries.at(-1)!.detail).toMatch(/→ −1\.25$/)
  })
})

describe('a scan that shows more, or something else, than one negative', () => {
  it('says that there are two frames, and goes from one to the other', async () => {
    const { lab } = await inverted()
    const whole = current(lab.getState().history).geometry!
    const first = { ...whole.area, width: 0.4 }
    const second = { ...first, x: 0.55 }
    lab.getState().setGeometry({ ...whole, area: first })
    lab.getState().settle()
    tellOf(lab, { area: first, second })
    // the words are those of the entry in the history
    const { film } = lab.getState()
    lab.setState(({ history }) => ({ history: { ...history, entries: history.entries.with(history.at, { ...history.entries[history.at]!, film: film! }) } }))
    const note = within(await within(step()).findByRole('note', { name: 'Two frames' }))
    await userEvent.click(note.getByRole('button', { name: 'Show the right one' }))
    expect(current(lab.getState().history).geometry!.area).toEqual(second)
    expect(lab.getState().history.entries.at(-1)!.label).toBe('Show the right frame')
    await userEvent.click(within(await within(step()).findByRole('note', { name: 'Two frames' })).getByRole('button', { name: 'Show the left one' }))
    expect(current(lab.getState().history).geometry!.area.x).toBeCloseTo(first.x, 4)
  })

  it.each([
    [{ doubts: ['no-rebate'], base: [0.8, 0.82, 0.85] }, 'It is a positive'],
    [{ doubts: ['no-rebate', 'odd-colours'], base: [0.8, 0.82, 0.85] }, 'It is a positive'],
    [{ doubts: ['no-rebate'], base: [0.8, 0.35, 0.2] }, 'Click a grey'],
    [{ doubts: ['bare-light'], confidence: 0.3, base: [0.6, 0.6, 0.6] }, 'Pick the base'],
  ] as const)('has the nearest control in front: %o', async (found, way) => {
    const { lab } = await inverted()
    tellOf(lab, found)
    const note = await within(step()).findByRole('note')
    expect(within(note).getAllByRole('button')[0]!.textContent).toBe(way)
  })
})
