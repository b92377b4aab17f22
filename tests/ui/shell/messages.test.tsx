import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createInlineEngine } from '../../../src/engine/inline.ts'
import { createLab, type Lab } from '../../../src/state/lab.ts'
import { Messages } from '../../../src/ui/shell/messages.tsx'
import { show } from '../lab.tsx'

const newLab = (): Lab => createLab(createInlineEngine())
const tell = (lab: Lab, ...messages: Parameters<ReturnType<Lab['getState']>['tell']>[0][]): void =>
  act(() => messages.forEach((message) => lab.getState().tell(message)))

afterEach(() => {
  vi.useRealTimers()
})

describe('messages', () => {
  it('say what a file is that is no picture, aloud at once, and offer another', async () => {
    const lab = newLab()
    show(<Messages />, lab)
    await act(() => lab.getState().open({ kind: 'file', name: 'notes.jpg', blob: new Blob(['Dear diary, it rained.']) }))
    expect(screen.getByRole('alert').textContent).toMatch(/^notes\.jpg is not a picture\./)
    expect(screen.getByRole('listitem').textContent).toContain('nothing else has changed')
    expect(screen.getByRole('button', { name: 'Open another…' })).toBeTruthy()
  })

  it('go after eight seconds when they are notes, and stay when something failed', () => {
    vi.useFakeTimers()
    const lab = newLab()
    show(<Messages />, lab)
    tell(lab, { subject: 'a.png', note: 'Saved a.png, 2 kB.' }, { subject: 'b.png', failure: { code: 'empty-file' } })
    expect(screen.getByRole('status').textContent).toBe('Saved a.png, 2 kB.')
    act(() => vi.advanceTimersByTime(7900))
    expect(screen.getAllByRole('listitem')).toHaveLength(2)
    act(() => vi.advanceTimersByTime(200))
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
    act(() => vi.advanceTimersByTime(100_000))
    expect(screen.getByRole('listitem').textContent).toContain('b.png is empty.')
  })

  it('do not come back from beneath the stack when the newer notes have gone', () => {
    vi.useFakeTimers()
    const lab = newLab()
    show(<Messages />, lab)
    tell(lab, ...Array.from({ length: 9 }, (_, i) => ({ subject: `${i}.png`, note: `Saved ${i}.png.` })))
    expect(screen.getByText('6 earlier messages')).toBeTruthy()
    act(() => vi.advanceTimersByTime(8100))
    expect(lab.getState().messages).toEqual([])
  })

  it('stay as long as the focus is in them', () => {
    vi.useFakeTimers()
    const lab = newLab()
    show(<Messages />, lab)
    tell(lab, { subject: 'a', note: 'A note.' })
    act(() => screen.getByRole('button', { name: 'Dismiss' }).focus())
    act(() => vi.advanceTimersByTime(20_000))
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
    act(() => (document.activeElement as HTMLElement).blur())
    act(() => vi.advanceTimersByTime(2000))
    expect(screen.queryByRole('listitem')).toBeNull()
  })

  it('show three and count the rest', async () => {
    const lab = newLab()
    show(<Messages />, lab)
    tell(lab, ...Array.from({ length: 7 }, (_, i) => ({ subject: `${i}.png`, failure: { code: 'empty-file' } as const })))
    expect(screen.getAllByRole('listitem')).toHaveLength(3)
    expect(screen.getByText('4 earlier messages')).toBeTruthy()
    await userEvent.setup().click(screen.getByRole('button', { name: 'Dismiss all' }))
    expect(lab.getState().messages).toEqual([])
  })

  it('bring the earlier one forward when one is dismissed', async () => {
    const lab = newLab()
    show(<Messages />, lab)
    tell(lab, ...['a', 'b', 'c', 'd'].map((name) => ({ subject: name, failure: { code: 'empty-file' } as const })))
    await userEvent.setup().click(screen.getAllByRole('button', { name: 'Dismiss' })[0]!)
    expect(screen.getAllByRole('listitem').map((item) => item.textContent?.[0])).toEqual(['a', 'c', 'd'])
  })

  it('show a hostile file name as text', () => {
    const lab = newLab()
    show(<Messages />, lab)
    tell(lab, { subject: '<img src=x onerror=alert(1)>.jpg', failure: { code: 'empty-file' } })
    expect(document.querySelector('img')).toBeNull()
    expect(screen.getByRole('listitem').textContent).toContain('<img src=x')
  })
})
