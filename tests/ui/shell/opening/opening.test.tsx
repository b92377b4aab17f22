import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { encode } from 'fast-png'
import { describe, expect, it, vi } from 'vitest'
import { createInlineEngine } from '../../../../src/engine/inline.ts'
import { createLab, type Lab } from '../../../../src/state/lab.ts'
import { Door } from '../../../../src/ui/empty/door.tsx'
import { DropTarget } from '../../../../src/ui/shell/opening/drop-target.tsx'
import { OpeningProgress } from '../../../../src/ui/shell/opening/opening-progress.tsx'
import { show } from '../../lab.tsx'

const png = encode({ width: 2, height: 1, channels: 1, depth: 8, data: Uint8Array.of(10, 200) }).slice()
const picture = (name = 'scan.png'): File => new File([png], name, { type: 'image/png' })
const newLab = (): Lab => createLab(createInlineEngine())

/** As much of a DataTransfer as a drop has. */
const transfer = (...files: readonly File[]) => ({
  types: ['Files'],
  files,
  items: files.map((file) => ({ kind: 'file', getAsFile: () => file, webkitGetAsEntry: () => ({ isDirectory: file.type === 'folder' }) })),
  dropEffect: 'none',
})

const paste = (target: Element, files: readonly File[]): Event => {
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData: { files } })
  act(() => void target.dispatchEvent(event))
  return event
}

describe('dropping', () => {
  it('is announced while files are held over the window, and opens them wherever they fall', async () => {
    const lab = newLab()
    show(<DropTarget />, lab)
    fireEvent.dragOver(document.body, { dataTransfer: transfer(picture()) })
    expect(screen.getByRole('status').textContent).toMatch(/Drop to open/)
    fireEvent.drop(document.body, { dataTransfer: transfer(picture()) })
    expect(screen.queryByRole('status')).toBeNull()
    await waitFor(() => expect(lab.getState().picture?.name).toBe('scan.png'))
  })

  it('on the door of film inverts what it opens, and says so before', async () => {
    const lab = newLab()
    const inverted: (string | undefined)[] = []
    lab.setState({ invert: () => Promise.resolve(void inverted.push(lab.getState().picture?.name)) })
    const way = { label: 'Try', run: () => undefined }
    show(
      <>
        <DropTarget />
        <Door title="Film" picture={null} main={way} other={way} takes="film">
          It is inverted.
        </Door>
        <Door title="Range" picture={null} main={way} other={way}>
          It is explored.
        </Door>
      </>,
      lab,
    )
    fireEvent.dragOver(screen.getByText('Range'), { dataTransfer: transfer(picture()) })
    expect(screen.getByText('Drop to open')).toBeDefined()
    const door = screen.getByText('Film')
    fireEvent.dragOver(door, { dataTransfer: transfer(picture()) })
    expect(screen.getByText('Drop to open and invert')).toBeDefined()
    fireEvent.drop(door, { dataTransfer: transfer(picture()) })
    await waitFor(() => expect(inverted).toEqual(['scan.png']), { timeout: 5000 })
  })

  it('says which picture it replaces', async () => {
    const lab = newLab()
    await lab.getState().open({ kind: 'file', name: 'old.png', blob: picture() })
    show(<DropTarget />, lab)
    fireEvent.dragOver(document.body, { dataTransfer: transfer(picture()) })
    expect(screen.getByText('It takes the place of old.png. The recipe stays.')).toBeDefined()
  })

  it('tells a folder by its entry', async () => {
    const lab = newLab()
    show(<DropTarget />, lab)
    fireEvent.drop(document.body, { dataTransfer: transfer(new File([], 'Roll 7', { type: 'folder' })) })
    await waitFor(() => expect(lab.getState().messages[0]?.note).toMatch(/folder cannot be opened/))
  })

  it('of what is no file leaves the page where it is', () => {
    const lab = newLab()
    show(<DropTarget />, lab)
    const event = new Event('drop', { bubbles: true, cancelable: true })
    Object.assign(event, { dataTransfer: { types: ['text/uri-list'], files: [], items: [] } })
    act(() => void document.body.dispatchEvent(event))
    expect(event.defaultPrevented).toBe(true)
    expect(lab.getState().messages[0]?.note).toMatch(/not a file/)
  })
})

describe('pasting', () => {
  it('opens the picture on the clipboard', async () => {
    const lab = newLab()
    show(<DropTarget />, lab)
    paste(document.body, [picture('image.png')])
    await waitFor(() => expect(lab.getState().picture?.name).toBe('image.png'))
  })

  it('says so when there is no picture', () => {
    const lab = newLab()
    show(<DropTarget />, lab)
    paste(document.body, [])
    expect(lab.getState().messages[0]?.note).toBe('There is no picture on the clipboard.')
  })

  it('of text into a field is the field’s own affair', () => {
    const lab = newLab()
    show(
      <>
        <DropTarget />
        <input aria-label="Name" />
      </>,
      lab,
    )
    const event = paste(screen.getByRole('textbox', { name: 'Name' }), [])
    expect(event.defaultPrevented).toBe(false)
    expect(lab.getState().messages).toEqual([])
  })
})

describe('progress', () => {
  it('appears only when opening takes longer than a blink, and cancels', async () => {
    const engine = createInlineEngine()
    let aborted = false
    const slow = createLab({
      ...engine,
      open: (_, options) =>
        new Promise((_resolve, reject) => {
          options?.onProgress?.({ done: 0.25, stage: 'decoding' })
          options?.signal?.addEventListener('abort', () => {
            aborted = true
            reject(new Error('stopped'))
          })
        }),
    })
    show(<OpeningProgress />, slow)
    void act(() => void slow.getState().open({ kind: 'file', name: 'large.tif', blob: picture() }))
    expect(screen.queryByRole('progressbar')).toBeNull()
    await vi.waitFor(() => expect(screen.getByRole('progressbar', { name: 'Reading large.tif' }).getAttribute('aria-valuenow')).toBe('25'), { timeout: 2000 })
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(aborted).toBe(true)
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull())
  })

  it.each([
    { needs: 3_629_000_000, words: /^It needs 3\.6\sGB of memory, its export as PNG or TIFF included\.$/ },
    { needs: 999_000_000, words: undefined },
  ])('tells what a large scan needs, and nothing of a small one: $needs', async ({ needs, words }) => {
    const slow = createLab({
      ...createInlineEngine(),
      open: (_, options) => {
        options?.onProgress?.({ done: 0, stage: 'decoding', needs })
        return new Promise(() => undefined)
      },
    })
    show(<OpeningProgress />, slow)
    void act(() => void slow.getState().open({ kind: 'file', name: 'scan.tif', blob: picture() }))
    const card = await screen.findByRole('region', { name: 'Opening' }, { timeout: 2000 })
    if (words) expect(within(card).getByText(words)).toBeDefined()
    else expect(within(card).queryByText(/memory/)).toBeNull()
  })
})
