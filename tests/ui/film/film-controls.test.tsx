import { screen, within, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { filmStepOf } from '../../../src/state/film.ts'
import { current } from '../../../src/state/history.ts'
import type { Lab } from '../../../src/state/lab.ts'
import { inverted } from './inverted.tsx'

const params = (lab: Lab) => filmStepOf(current(lab.getState().history))!.params
const step = () => screen.getByRole('listitem', { name: /Film negative/ })
const group = (name: string) => within(within(step()).getByRole('group', { name }))

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
    expect(within(step()).queryByRole('group', { name: 'Offset of each layer', hidden: true })).toBeNull()
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
    expect(view.getState()).toMatchObject({ picking: undefined, compare: 'after' })
    await waitFor(() => expect(lab.getState().picture).not.toBe(lab.getState().scan))
  })
})

describe('another scan that is opened over an inverted one', () => {
  it('is offered an estimate of its own, as the main thing to do', async () => {
    const { lab } = await inverted()
    await lab.getState().open({ kind: 'sample', id: 'negative' })
    const note = await within(step()).findByRole('note')
    expect(within(note).getAllByRole('button').map((button) => button.textContent)).toEqual(['Estimate this scan', 'Keep these settings'])
    await userEvent.click(within(note).getByRole('button', { name: 'Estimate this scan' }))
    expect(await within(step()).findByText(/^Colour negative, film base from/, undefined, { timeout: 10_000 })).toBeDefined()
    expect(within(step()).queryByRole('note')).toBeNull()
  })

  it('keeps the settings when told to', async () => {
    const { lab } = await inverted()
    await lab.getState().open({ kind: 'sample', id: 'negative' })
    await userEvent.click(await within(step()).findByRole('button', { name: 'Keep these settings' }))
    expect(await within(step()).findByText('The settings of the scan before, kept for this one.')).toBeDefined()
  })
})

describe('the frame in the panel', () => {
  it('has the size of the picture that is exported', async () => {
    const { lab } = await inverted()
    for (const area of [{ x: 0.03127, y: 0.0361, width: 0.93547, height: 0.92665 }, { x: 0.1004, y: 0.2003, width: 0.4004, height: 0.3003 }]) {
      lab.getState().setGeometry({ ...current(lab.getState().history).geometry!, area })
      await waitFor(() => {
        const { picture, scan } = lab.getState()
        expect(picture).not.toBe(scan)
        expect(group('Frame').getByText(new RegExp(`^${picture!.width}.×.${picture!.height}$`))).toBeDefined()
      })
    }
  })

  it('stays visible without its film step, and can be removed', async () => {
    const { lab } = await inverted()
    lab.getState().remove(filmStepOf(current(lab.getState().history))!.key)
    await userEvent.click(await screen.findByRole('button', { name: 'Remove the frame' }))
    expect(current(lab.getState().history).geometry).toBeUndefined()
    expect(lab.getState().history.entries.at(-1)!.label).toBe('Remove the frame')
    await waitFor(() => expect(screen.queryByRole('group', { name: 'Frame' })).toBeNull())
  })
})

describe('a colour negative printed as black and white', () => {
  it('has neither lights nor saturation to set', async () => {
    await inverted()
    await userEvent.click(within(step()).getByRole('radio', { name: 'B&W' }))
    expect(within(step()).queryByRole('group', { name: 'Printer lights' })).toBeNull()
    expect(within(step()).queryByRole('slider', { name: 'Saturation' })).toBeNull()
    expect(within(step()).getByText(/printed in black and white/)).toBeDefined()
  })
})

describe('greys', () => {
  it('are asked for one after the other, listed, and taken back one by one', async () => {
    const { lab, view } = await inverted()
    await waitFor(() => expect(lab.getState().picture).not.toBe(lab.getState().scan))
    const before = params(lab)
    await userEvent.click(group('Greys').getByRole('button', { name: 'Click a grey' }))
    expect(view.getState().picking).toBe('grey')
    view.getState().set({ picking: undefined })
    await lab.getState().pickGrey(512, 692)
    expect(await group('Greys').findByText('Grey 1')).toBeDefined()
    expect(group('Greys').getByText(/A second one, darker or lighter, sets the contrasts/)).toBeDefined()
    await userEvent.click(group('Greys').getByRole('button', { name: 'Pick a second grey' }))
    expect(view.getState().picking).toBe('grey')
    await lab.getState().pickGrey(1184, 380)
    expect(await group('Greys').findByText('Grey 2')).toBeDefined()
    expect(group('Greys').queryByRole('button', { name: 'Pick a second grey' })).toBeNull()
    expect(lab.getState().history.entries.map(({ label }) => label).slice(-2)).toEqual(['Pick a grey', 'Pick a second grey'])
    await userEvent.click(group('Greys').getByRole('button', { name: 'Remove grey 1' }))
    expect(group('Greys').queryByText('Grey 2')).toBeNull()
    await userEvent.click(group('Greys').getByRole('button', { name: 'Remove grey 1' }))
    expect(params(lab)).toEqual(before)
    lab.getState().undo()
    expect(await group('Greys').findByText('Grey 1')).toBeDefined()
  })

  it('that are nearly alike are said to be', async () => {
    const { lab } = await inverted()
    await waitFor(() => expect(lab.getState().picture).not.toBe(lab.getState().scan))
    await lab.getState().pickGrey(512, 692)
    await lab.getState().pickGrey(516, 692)
    expect(await group('Greys').findByText(/They are nearly alike/)).toBeDefined()
  })
})

describe('how the scan was made', () => {
  it('says how its codes are read, and asks for another estimate when they are read otherwise', async () => {
    const { lab } = await inverted()
    expect(group('Scan').getByText('Gamma 2.2, as the file says.')).toBeDefined()
    await userEvent.click(group('Scan').getByRole('combobox', { name: 'Scan’s codes' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Linear' }))
    const before = lab.getState().film!.analysis
    await userEvent.click(await group('Scan').findByRole('button', { name: 'Estimate again' }))
    await waitFor(() => expect(lab.getState().film!.analysis).not.toBe(before), { timeout: 10_000 })
    expect(params(lab)['codes']).toBe('linear')
    expect(group('Scan').queryByRole('button', { name: 'Estimate again' })).toBeNull()
  })

  it('shows the light that was found, and lets a person say another and go back', async () => {
    const { lab } = await inverted()
    const found = params(lab)
    const light = (name: string) => group('Scan').getByRole('radio', { name })
    const [on, off] = light('Broad').getAttribute('aria-checked') === 'true' ? ['Broad', 'Narrow-band'] : ['Narrow-band', 'Broad']
    await userEvent.click(light(off!))
    expect(light(off!).getAttribute('aria-checked')).toBe('true')
    expect(params(lab)['kRG']).not.toBe(found['kRG'])
    expect(lab.getState().history.entries.at(-1)).toMatchObject({ label: 'Film light', detail: off!.toLowerCase() })
    await userEvent.click(light(on!))
    expect(params(lab)).toEqual(found)
    await userEvent.click(within(step()).getByRole('radio', { name: 'B&W' }))
    expect(group('Scan').queryByRole('radiogroup', { name: 'Film light' })).toBeNull()
  })
})

describe('the history of a film negative', () => {
  it('says in words what was changed', async () => {
    const { lab } = await inverted()
    const { key } = filmStepOf(current(lab.getState().history))!
    const told = (change: Readonly<Record<string, number | string>>): string => {
      lab.getState().setParams(key, change)
      lab.getState().settle()
      const { label, detail } = lab.getState().history.entries.at(-1)!
      return detail === undefined ? label : `${label} | ${detail}`
    }
    lab.getState().setParams(key, { exposure: 0 })
    lab.getState().settle()
    expect(told({ kind: 'silver' })).toBe('Film negative: kind of film | Colour → B&W')
    expect(told({ kind: 'colour' })).toBe('Film negative: kind of film | B&W → Colour')
    expect(told({ codes: 'gamma-1.8' })).toBe('Film negative: scan’s codes | As the file says → Gamma 1.8')
    expect(told({ exposure: -0.5 })).toBe('Film negative: exposure | 0.00 → −0.50')
    expect(told({ baseR: 0.5, baseG: 0.25, baseB: 0.125 })).toBe('Film negative: film base')
    lab.getState().setParams(key, { kRG: 0.5 })
    expect(told({ baseR: 0.25 })).toBe('Film negative: film base, red | 0.5000 → 0.2500')
  })
})

describe('a row of a film negative', () => {
  it('is one stop for Tab, whose field takes arrow keys', async () => {
    const { lab } = await inverted()
    const exposure = within(step()).getByRole('spinbutton', { name: 'Exposure in stops' })
    const found = Number(params(lab)['exposure'])
    exposure.focus()
    await userEvent.keyboard('{ArrowUp}')
    const start = Number(params(lab)['exposure'])
    expect(start).toBeGreaterThan(found)
    // the slider is there for a hand, and is passed over
    expect(within(step()).getByRole('slider', { name: 'Exposure in stops' }).tabIndex).toBe(-1)
    await userEvent.tab()
    while (document.activeElement?.getAttribute('aria-label')?.startsWith('Reset')) await userEvent.tab()
    expect(document.activeElement).toBe(within(step()).getByRole('spinbutton', { name: 'Grade of the paper' }))
    expect(params(lab)['exposure']).toBe(start)
  })
})
