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

  it('marks what cannot be read and what is left out', async () => {
    await open([picture('1.png'), broken('2.png')])
    expect(screen.getByRole('button', { name: '2.png, frame 2 of 2, cannot be read' })).toBeDefined()
    act(() => roll.getState().leave(roll.getState().frames[0]!.id, true))
    expect(screen.getByRole('button', { name: '1.png, frame 1 of 2, left out' })).toBeDefined()
    expect(screen.getByText('2 frames, 1 left out')).toBeDefined()
  })

  it('shows how far the work is, and stops it', async () => {
    await open([picture('1.png'), picture('2.png')])
    const cancel = vi.fn<() => void>()
    act(() => roll.setState({ work: { what: 'exporting', done: 1, of: 2 }, cancel }))
    expect(screen.getByRole('progressbar', { name: 'Exporting 2 of 2' }).getAttribute('aria-valuenow')).toBe('50')
    await userEvent.click(screen.getByRole('button', { name: 'Stop exporting the roll' }))
    expect(cancel).toHaveBeenCalledOnce()
    act(() => roll.setState({ work: undefined }))
  })
})

describe('a folder as the place of a roll', () => {
  it('gets each file as soon as it is made', async () => {
    const written = new Map<string, number>()
    const folder = {
      name: 'out',
      getFileHandle: async (name: string) => ({ createWritable: async () => ({ write: async (bytes: Uint8Array) => void written.set(name, bytes.length), close: async () => undefined }) }),
    } as unknown as FileSystemDirectoryHandle
    const target = folderTarget(folder)
    await target.write({ name: 'a.png', file: new Blob([new Uint8Array(3)]) })
    expect([...written]).toEqual([['a.png', 3]])
    expect(target.name).toBe('out')
  })
})
