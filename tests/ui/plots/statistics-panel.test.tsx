import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { StatisticsPanel } from '../../../src/ui/plots/statistics-panel.tsx'
import { greyRow, labWith, redAndBlue, show } from '../lab.tsx'

const row = (name: RegExp): readonly string[] => within(screen.getByRole('row', { name })).getAllByRole('cell').map((cell) => cell.textContent ?? '')

describe('the statistics', () => {
  it('tell a row of five greys before and after the negative', async () => {
    const lab = await labWith(greyRow)
    lab.getState().add('negative')
    show(<StatisticsPanel />, lab)
    // 0 64 128 192 255: mean 127.8, np.std 90.2, log2 5 = 2.32 bit
    expect(row(/^Mean/)).toEqual(['127.8', '127.2'])
    expect(row(/^Std/)).toEqual(['90.2', '90.2'])
    expect(row(/^Entropy/)).toEqual(['2.32\u202Fbit', '2.32\u202Fbit'])
    expect(row(/^Levels used/)).toEqual(['5', '5'])
    expect(row(/^Clipped low/)).toEqual(['20.00\u202F%', '20.00\u202F%'])
    expect(row(/^Clipped high/)).toEqual(['20.00\u202F%', '20.00\u202F%'])
  })
  it('follow the recipe', async () => {
    const lab = await labWith(greyRow)
    show(<StatisticsPanel />, lab)
    act(() => lab.getState().add('gamma', { gamma: 10 }))
    // 255 · (r / 255)^10 sends 0, 64 and 128 to 0, 192 to 15 and 255 to 255
    await waitFor(() => expect(row(/^Levels used/)).toEqual(['5', '3']))
  })
  it('take all colour samples, or one channel', async () => {
    const lab = await labWith(redAndBlue)
    show(<StatisticsPanel />, lab)
    // 200 0 0 and 0 0 100 over six samples
    expect(row(/^Mean/)[0]).toBe('50.0')
    const user = userEvent.setup()
    await user.click(screen.getByRole('combobox', { name: 'Channel of the statistics' }))
    await user.click(await screen.findByRole('option', { name: 'Red' }))
    expect(row(/^Mean/)[0]).toBe('100.0')
  })
  it('count luma after the recipe when it is chosen', async () => {
    const lab = await labWith({ width: 1, height: 1, channels: 3, data: [0, 0, 255] })
    lab.getState().add('negative')
    show(<StatisticsPanel />, lab)
    const user = userEvent.setup()
    await user.click(screen.getByRole('combobox', { name: 'Channel of the statistics' }))
    await user.click(await screen.findByRole('option', { name: 'Luma' }))
    // 0.0722 · 255 = 18.4; 0.9278 · 255 = 236.6
    await waitFor(() => expect(row(/^Mean/)).toEqual(['18.0', '237.0']))
  })
  it('tell of a spectrum what its samples say, not the bins they were counted in', async () => {
    const lab = await labWith(greyRow)
    await lab.getState().openSpectrum({ centred: true, keepDc: true })
    show(<StatisticsPanel />, lab)
    // |DFT| of 0 64 128 192 255: 639, 271.62, 167.28, 167.28, 271.62, mean 303.362 (np.fft.fft), known to half of 4096 bins
    const [mean] = row(/^Mean/)
    expect(mean).toMatch(/^\d{3}\.\d$/)
    expect(Math.abs(Number(mean) - 303.362)).toBeLessThan(0.1)
    expect(screen.queryByRole('row', { name: /Levels|Entropy|Range/ })).toBeNull()
  })
  it('have no choice of channel for a grey picture', async () => {
    show(<StatisticsPanel />, await labWith(greyRow))
    expect(screen.queryByRole('combobox')).toBeNull()
  })
})
