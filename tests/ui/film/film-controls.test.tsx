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

describe('the card of a film negative', () => {
  it('says what was found, with its confidence and the time it took, and gives way to no second button', async () => {
    await inverted()
    expect(within(step()).getByText(/^Colour negative, film base from \w+ strips of rebate, confidence [01]\.\d\d\. Estimated in [\d.]+\ss\.$/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Invert film' })).toBeNull()
    const base = within(step()).getByRole('group', { name: 'Film base' })
    expect(within(base).getByText(/^\d+ \d+ \d+$/)).toBeDefined()
    expect(within(base).getByText(/^0\.\d\d 0\.\d\d 0\.\d\d$/)).toBeDefined()
  })

  it('has a row for each light and each number of the print, which change the step', async () => {
    const { lab } = await inverted()
    for (const name of ['Printer light cyan in stops', 'Printer light magenta in stops', 'Printer light yellow in stops', 'Exposure in stops', 'Grade of the paper', 'Black point in linear light', 'White point in linear light', 'Toe of the print', 'Shoulder of the print', 'Saturation']) {
      expect(within(step()).getByRole('slider', { name })).toBeDefined()
    }
    const field = within(step()).getByRole('spinbutton', { name: 'Exposure in stops' })
    await userEvent.clear(field)
    await userEvent.type(field, '0.5{Enter}')
    expect(params(lab)['exposure']).toBe(0.5)
    await userEvent.click(within(step()).getByRole('radio', { name: 'B&W' }))
    expect(params(lab)['kind']).toBe('silver')
  })

  it('shows every number of the film to who asks', async () => {
    await inverted()
    await userEvent.click(within(step()).getByText('The film in numbers'))
    for (const group of ['Base, linear light', 'K: densities to layers', 'Foot of each layer', 'Offset of each layer', 'M: film colours to sRGB']) expect(within(step()).getByRole('group', { name: group })).toBeDefined()
    expect(within(step()).getByRole('spinbutton', { name: 'Red layer from green density' })).toBeDefined()
  })

  it('turns and straightens the picture', async () => {
    const { lab } = await inverted()
    const frame = within(step()).getByRole('group', { name: 'Frame' })
    await userEvent.click(within(frame).getByRole('button', { name: 'Rotate clockwise' }))
    const angle = within(frame).getByRole('spinbutton', { name: 'Angle of the frame in degrees' })
    await userEvent.clear(angle)
    await userEvent.type(angle, '1.5{Enter}')
    expect(current(lab.getState().history).geometry).toMatchObject({ turns: 1, angle: 1.5 })
    expect(lab.getState().history.entries.at(-1)!.label).toBe('Straighten')
  })

  it('picks a base on the whole scan as it came, and leaves that by the same button', async () => {
    const { lab, view } = await inverted()
    const pick = within(step()).getByRole('button', { name: 'Pick' })
    await userEvent.click(pick)
    expect(view.getState()).toMatchObject({ picking: 'base', compare: 'before' })
    expect(lab.getState().picture).toBe(lab.getState().scan)
    await userEvent.click(pick)
    expect(view.getState()).toMatchObject({ picking: undefined, compare: 'split' })
    await waitFor(() => expect(lab.getState().picture).not.toBe(lab.getState().scan))
  })
})

describe('an estimate that is not sure', () => {
  it.each([
    ['no-rebate', 'Film base is uncertain', 'Click a grey'],
    ['odd-colours', 'The colours are uncertain', 'Click a grey'],
    ['blank', 'There is hardly a picture here', 'Adjust the frame'],
    ['positive', 'This looks like a positive', 'Treat as a negative'],
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
