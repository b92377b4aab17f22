import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { decode } from 'fast-png'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failure } from '../../../src/kernels/failure.ts'
import type { Lab, LabStore } from '../../../src/state/lab.ts'
import { ExportDialog } from '../../../src/ui/share/export-dialog.tsx'
import { greyRow, labWith, show } from '../lab.tsx'

interface Saved {
  readonly name: string
  readonly blob: Blob
}

/** What the browser was given as downloads. */
const downloads: Saved[] = []

beforeEach(() => {
  downloads.length = 0
  const blobs = new Map<string, Blob>()
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = `blob:lab/${blobs.size}`
    blobs.set(url, blob as Blob)
    return url
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    downloads.push({ name: this.download, blob: blobs.get(this.href)! })
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  Reflect.deleteProperty(globalThis, 'showSaveFilePicker')
})

/** The lab with an export that is under the test's hand. */
const withExport = (lab: Lab, run: LabStore['export']): Lab => {
  lab.setState({ export: run })
  return lab
}

const exportButton = () => screen.getByRole('button', { name: 'Export' })

describe('the export dialog', () => {
  it('tells of a file with a long name in a line, its ending kept', async () => {
    const lab = await labWith(greyRow)
    show(<ExportDialog />, lab, { dialog: 'export' })
    const user = userEvent.setup()
    await user.clear(screen.getByRole('textbox', { name: 'Name' }))
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'box 12 of the archive of the institute, negative 0417, second scan')
    await user.click(exportButton())
    await waitFor(() => expect(lab.getState().messages).toHaveLength(1))
    const { note } = lab.getState().messages[0]!
    expect(note).toMatch(/^Saved box 12 of the archive.*….*scan\.png, /)
    expect(note!.length).toBeLessThan(70)
    expect(downloads[0]!.name).toBe('box 12 of the archive of the institute, negative 0417, second scan.png')
  })
  it('names a spectrum after its picture', async () => {
    const lab = await labWith(greyRow)
    await lab.getState().openSpectrum({ centred: true, keepDc: true })
    show(<ExportDialog />, lab, { dialog: 'export' })
    expect(screen.getByText('picture_spectrum-log.png')).toBeTruthy()
  })
  it('writes the computed codes under a name made of the picture and its steps, and closes', async () => {
    const lab = await labWith(greyRow)
    lab.getState().add('negative')
    const { view } = show(<ExportDialog />, lab, { dialog: 'export' })
    await userEvent.setup().click(exportButton())
    await waitFor(() => expect(downloads).toHaveLength(1))
    expect(downloads[0]!.name).toBe('picture_negative.png')
    const file = decode(new Uint8Array(await downloads[0]!.blob.arrayBuffer()))
    // L − 1 − r, code by code
    expect([...file.data]).toEqual([255, 191, 127, 63, 0])
    expect(file.depth).toBe(8)
    expect(view.getState().dialog).toBeUndefined()
    expect(lab.getState().messages.at(-1)?.note).toMatch(/^Saved picture_negative\.png, /)
  })

  it('keeps the 16 bits of a deep picture unless told otherwise', async () => {
    const lab = await labWith({ width: 3, height: 1, channels: 1, depth: 16, data: [0, 1000, 65_535] })
    show(<ExportDialog />, lab, { dialog: 'export' })
    expect(screen.getByRole('radio', { name: '16-bit' }).getAttribute('aria-checked')).toBe('true')
    await userEvent.setup().click(exportButton())
    await waitFor(() => expect(downloads).toHaveLength(1))
    const file = decode(new Uint8Array(await downloads[0]!.blob.arrayBuffer()))
    expect(file.depth).toBe(16)
    expect([...file.data]).toEqual([0, 1000, 65_535])
  })

  it('has no depth to choose for JPEG, but a quality', async () => {
    show(<ExportDialog />, await labWith(), { dialog: 'export' })
    expect(screen.queryByRole('slider', { name: 'Quality' })).toBeNull()
    await userEvent.setup().click(screen.getByRole('radio', { name: 'JPEG' }))
    expect(screen.queryByRole('radio', { name: '16-bit' })).toBeNull()
    expect(screen.getByRole('slider', { name: 'Quality' })).toBeTruthy()
    expect(screen.getByText('picture.jpg')).toBeTruthy()
  })

  it('shows the name as it will be written, however it was typed', async () => {
    show(<ExportDialog />, await labWith(), { dialog: 'export' })
    const user = userEvent.setup()
    const name = screen.getByRole('textbox', { name: 'Name' })
    await user.clear(name)
    await user.type(name, '../a:b')
    expect(screen.getByText('a-b.png')).toBeTruthy()
  })

  it('takes the usual name when the field is emptied, and shows it there', async () => {
    const lab = await labWith(greyRow)
    lab.getState().add('negative')
    show(<ExportDialog />, lab, { dialog: 'export' })
    const user = userEvent.setup()
    const name = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' })
    const usual = name.value
    expect(usual).toMatch(/_negative$/)
    await user.clear(name)
    expect(name.placeholder).toBe(usual)
    await user.type(name, ' {Enter}')
    await waitFor(() => expect(downloads.map((saved) => saved.name)).toEqual([`${usual}.png`]))
  })
  it('exports on Enter in the name', async () => {
    show(<ExportDialog />, await labWith(), { dialog: 'export' })
    await userEvent.setup().type(screen.getByRole('textbox', { name: 'Name' }), '2{Enter}')
    await waitFor(() => expect(downloads.map(({ name }) => name)).toEqual(['picture2.png']))
  })

  it('shows progress after a while and gives the form back at once when cancelled, even if the engine is deaf', async () => {
    vi.useFakeTimers()
    let heard: AbortSignal | undefined
    const lab = withExport(await vi.waitFor(() => labWith()), (_, signal, onProgress) => {
      heard = signal
      onProgress({ done: 0.62, stage: 'writing' })
      return new Promise(() => undefined)
    })
    const { view } = show(<ExportDialog />, lab, { dialog: 'export' })
    act(() => exportButton().click())
    expect(screen.queryByRole('progressbar')).toBeNull()
    act(() => vi.advanceTimersByTime(450))
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('62')
    expect(screen.getByText('Writing picture.png')).toBeTruthy()
    act(() => screen.getByRole('button', { name: 'Cancel' }).click())
    expect(heard?.aborted).toBe(true)
    expect(screen.queryByRole('progressbar')).toBeNull()
    expect(exportButton()).toBeTruthy()
    expect(view.getState().dialog).toBe('export')
    expect(downloads).toEqual([])
  })

  it('says in the dialog why a file could not be made, and stays', async () => {
    const lab = withExport(await labWith(), () => Promise.reject(failure({ code: 'unsupported-format', format: 'JPEG', what: 'a side is too long' })))
    const { view } = show(<ExportDialog />, lab, { dialog: 'export' })
    await userEvent.setup().click(exportButton())
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('picture.png cannot be written. JPEG: a side is too long. Choose another format; nothing else has changed.'))
    expect(view.getState().dialog).toBe('export')
    expect(exportButton().hasAttribute('disabled')).toBe(false)
  })

  it('writes to the place that was chosen beforehand', async () => {
    const written: Blob[] = []
    let closed = false
    const handle = {
      name: 'mine.png',
      createWritable: () => Promise.resolve({ write: (file: Blob) => written.push(file), close: () => (closed = true) }),
    }
    Object.assign(globalThis, { showSaveFilePicker: () => Promise.resolve(handle) })
    show(<ExportDialog />, await labWith(greyRow), { dialog: 'export' })
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Choose…' }))
    await waitFor(() => expect(screen.getByText('The place you chose')).toBeTruthy())
    await user.click(exportButton())
    await waitFor(() => expect(closed).toBe(true))
    expect([...decode(new Uint8Array(await written[0]!.arrayBuffer())).data]).toEqual([...greyRow.data])
    expect(downloads).toEqual([])
  })

  it('changes nothing when the place is not chosen after all', async () => {
    Object.assign(globalThis, { showSaveFilePicker: () => Promise.reject(new DOMException('closed', 'AbortError')) })
    show(<ExportDialog />, await labWith(), { dialog: 'export' })
    await userEvent.setup().click(screen.getByRole('button', { name: 'Choose…' }))
    expect(screen.getByText('The browser’s downloads')).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toBe('')
  })

  it('says that JPEG leaves alpha out', async () => {
    const lab = await labWith({ width: 1, height: 1, channels: 4, data: [10, 20, 30, 128] })
    show(<ExportDialog />, lab, { dialog: 'export' })
    await userEvent.setup().click(screen.getByRole('radio', { name: 'JPEG' }))
    expect(screen.getByText(/JPEG has none, so it is left out/)).toBeTruthy()
  })
})
