import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { encode } from 'fast-png'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Engine } from '../../../src/engine/engine.ts'
import { createInlineEngine } from '../../../src/engine/inline.ts'
import { createLab, type Lab } from '../../../src/state/lab.ts'
import { createRoll, type Roll } from '../../../src/state/roll.ts'
import { createView } from '../../../src/state/view.ts'
import { StoresProvider } from '../../../src/ui/lab-context.tsx'
import { Filmstrip } from '../../../src/ui/roll/filmstrip.tsx'
import { folderTarget } from '../../../src/ui/roll/roll-targets.ts'
import { openFiles } from '../../../src/ui/shell/opening/open-files.ts'

const png = encode({ width: 3, height: 2, channels: 3, depth: 8, data: Uint8Array.from({ length: 18 }, (_, i) => 12 * i) }).slice()
const picture = (name: string): File => new File([png], name, { type: 'image/png' })
const broken = (name: string): File => new File(['no picture'], name, { type: 'image/png' })

let engine: Engine
let lab: Lab
let roll: Roll

const frame = (n: number) => screen.getByRole('button', { name: new RegExp(`^${n}\\.png`) })

async function open(files: readonly File[]): Promise<void> {
  engine = createInlineEngine()
  lab = createLab(engine)
  roll = createRoll(lab, engine)
  render(
    <StoresProvider lab={lab} view={createView()} roll={roll}>
      <Filmstrip />
    </StoresProvider>,
  )
  await act(async () => {
    await openFiles({ lab, roll }, files)
  })
  await waitFor(() => expect(roll.getState().work).toBeUndefined())
}
afterEach(() => {
  act(() => roll.getState().clear())
  engine.dispose()
})

describe('the filmstrip', () => {
  it('stands there for several scans, in the order a person counts, and not for one', async () => {
    await open([picture('10.png'), picture('9.png'), picture('1.png')])
    const frames = within(screen.getByRole('region', { name: 'Roll' })).getAllByRole('listitem')
    expect(frames.map((frame) => within(frame).getByRole('button').getAttribute('aria-label'))).toEqual(['1.png, frame 1 of 3', '9.png, frame 2 of 3', '10.png, frame 3 of 3'])
    await act(async () => {
      await lab.getState().open({ kind: 'file', name: 'other.png', blob: picture('other.png') })
    })
    expect(screen.queryByRole('region', { name: 'Roll' })).toBeNull()
  })

  it('shows the frame that is pressed, and says which one it is', async () => {
    await open([picture('1.png'), picture('2.png')])
    expect(screen.getByRole('button', { name: '1.png, frame 1 of 2' }).getAttribute('aria-current')).toBe('true')
    await userEvent.click(screen.getByRole('button', { name: '2.png, frame 2 of 2' }))
    await waitFor(() => expect(lab.getState().scan?.name).toBe('2.png'))
    expect(screen.getByRole('button', { name: '2.png, frame 2 of 2' }).getAttribute('aria-current')).toBe('true')
  })

  it('marks what cannot be read and what is said of a frame', async () => {
    await open([picture('1.png'), broken('2.png')])
    expect(screen.getByRole('button', { name: '2.png, frame 2 of 2, cannot be read' })).toBeDefined()
    act(() => {
      roll.getState().toggle('rejected')
      roll.getState().toggle('locked')
      roll.getState().rate(3)
    })
    expect(screen.getByRole('button', { name: '1.png, frame 1 of 2, 3 stars, rejected, locked' })).toBeDefined()
    expect(screen.getByText('2 frames, 1 rejected')).toBeDefined()
  })

  it('shows how far the work is, and stops it', async () => {
    await open([picture('1.png'), picture('2.png')])
    const cancel = vi.fn<() => void>()
    act(() => roll.setState({ work: { what: 'exporting', done: 1, of: 2, name: '2.png', part: 0, pause: 'no' }, cancel }))
    expect(screen.getByText('2.png')).toBeDefined()
    expect(screen.getByRole('progressbar', { name: 'Exporting 2 of 2' }).getAttribute('aria-valuenow')).toBe('50')
    await userEvent.click(screen.getByRole('button', { name: 'Stop exporting the roll' }))
    expect(cancel).toHaveBeenCalledOnce()
    act(() => roll.setState({ work: undefined }))
  })

  it('selects with Ctrl and Shift, and what is said then is said of all of them', async () => {
    await open([picture('1.png'), picture('2.png'), picture('3.png'), picture('4.png')])
    const user = userEvent.setup()
    await user.keyboard('{Shift>}')
    await user.click(frame(3))
    await user.keyboard('{/Shift}')
    expect([1, 2, 3, 4].map((n) => frame(n).getAttribute('aria-pressed'))).toEqual(['true', 'true', 'true', 'false'])
    await user.keyboard('{Control>}')
    await user.click(frame(2))
    await user.keyboard('{/Control}')
    expect(screen.getByText('4 frames, 2 selected')).toBeDefined()
    act(() => roll.getState().rate(4))
    expect(roll.getState().frames.map(({ rating }) => rating)).toEqual([4, 0, 4, 0])
  })

  it('shows what the filter lets pass', async () => {
    await open([picture('1.png'), picture('2.png'), picture('3.png')])
    act(() => {
      roll.getState().toggle('rejected', [roll.getState().frames[1]!.id])
      roll.getState().setFilter('kept')
    })
    expect(screen.getAllByRole('button', { name: /frame \d of 3/ }).map((button) => button.getAttribute('title'))).toEqual(['1.png', '3.png'])
  })

  it('marks frames by presses alone where Mark several is on, and shows them again once it is off', async () => {
    await open([picture('1.png'), picture('2.png'), picture('3.png')])
    await userEvent.click(screen.getByRole('button', { name: 'Mark several', pressed: false }))
    await userEvent.click(frame(3))
    expect(frame(3).getAttribute('aria-pressed')).toBe('true')
    expect(screen.getByText('3 frames, 2 selected')).toBeDefined()
    expect(lab.getState().scan?.name).toBe('1.png')
    act(() => roll.getState().rate(4))
    expect(roll.getState().frames.map(({ rating }) => rating)).toEqual([4, 0, 4])
    await userEvent.click(frame(3))
    expect(frame(3).getAttribute('aria-pressed')).toBe('false')

    await userEvent.click(frame(2))
    await userEvent.click(screen.getByRole('button', { name: 'Mark several', pressed: true }))
    expect([1, 2, 3].map((n) => frame(n).getAttribute('aria-pressed'))).toEqual(['false', 'false', 'false'])
    await userEvent.click(frame(2))
    await waitFor(() => expect(lab.getState().scan?.name).toBe('2.png'))
  })

  it('says why a frame stands out and offers to exclude it', async () => {
    await open([picture('1.png'), picture('2.png')])
    act(() => roll.setState({ frames: roll.getState().frames.map((frame, at) => (at === 0 ? { ...frame, flag: { short: 'blank', why: 'There is hardly any picture on it.' }, counted: true } : frame)) }))
    expect(screen.getByText('There is hardly any picture on it.', { exact: false })).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Exclude' }))
    expect(roll.getState().frames[0]!.excluded).toBe(true)
    const estimate = vi.fn<() => void>()
    act(() => roll.setState({ estimate }))
    await userEvent.click(screen.getByRole('button', { name: 'Estimate again' }))
    expect(estimate).toHaveBeenCalledOnce()
  })

  it('lists the files that an export skipped, until that is dismissed', async () => {
    await open([picture('1.png'), broken('2.png')])
    await act(async () => {
      await roll.getState().export({ format: 'png', bits: 8, target: 'roll.zip' }, async () => undefined)
    })
    expect(screen.getByText('One picture saved in roll.zip. One file was skipped.')).toBeDefined()
    expect(within(screen.getByRole('list', { name: 'Skipped files' })).getByText(/2\.png is not a picture/)).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByRole('list', { name: 'Skipped files' })).toBeNull()
  })
})

describe('a folder as the place of a roll', () => {
  it('gets each file as soon as it is made', async () => {
    const written = new Map<string, number>()
    const folder = {
      name: 'out',
      getFileHandle: async (name: string) => ({ createWritable: async () => ({ write: async (file: Blob) => void written.set(name, file.size), close: async () => undefined }) }),
    } as unknown as FileSystemDirectoryHandle
    const target = folderTarget(folder)
    await target.write({ name: 'a.png', file: new Blob([new Uint8Array(3)]) })
    expect([...written]).toEqual([['a.png', 3]])
    expect(target.name).toBe('out')
  })
})
