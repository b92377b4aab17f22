import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { createInlineEngine } from '../../../../src/engine/inline.ts'
import { createLab, type Lab } from '../../../../src/state/lab.ts'
import { openFiles } from '../../../../src/ui/shell/opening/open-files.ts'

const png = encode({ width: 2, height: 1, channels: 1, depth: 8, data: Uint8Array.of(10, 200) }).slice()
const picture = (name: string): File => new File([png], name, { type: 'image/png' })
const text = (name: string, type = 'text/plain'): File => new File(['Meeting at ten.\n'], name, { type })
const newLab = (): Lab => createLab(createInlineEngine())
const notes = (lab: Lab): readonly (string | undefined)[] => lab.getState().messages.map(({ note }) => note)

describe('several files at once', () => {
  it('open the first picture, and one message says how many others were left and why', async () => {
    const lab = newLab()
    expect(await openFiles({ lab }, Array.from({ length: 200 }, (_, k) => picture(`frame-${k}.png`)))).toBe(true)
    expect(lab.getState().picture?.name).toBe('frame-0.png')
    expect(notes(lab)).toEqual(['frame-0.png is open. The other 199 files were left: the lab works on one picture at a time.'])
  })

  it('tell that one is there before anything is drawn of it, and once', async () => {
    const lab = newLab()
    const there: (string | undefined)[] = []
    expect(await openFiles({ lab }, [text('notes.jpg', 'image/jpeg'), picture('scan.png')], 0, () => there.push(lab.getState().picture?.name))).toBe(true)
    expect(there).toEqual(['scan.png'])
    await openFiles({ lab }, [text('notes.txt')], 0, () => there.push('nothing'))
    expect(there).toEqual(['scan.png'])
  })

  it('pass over what does not look like a picture', async () => {
    const lab = newLab()
    await openFiles({ lab }, [text('notes.txt'), picture('scan.png')])
    expect(lab.getState().picture?.name).toBe('scan.png')
    expect(notes(lab)).toEqual(['scan.png is open. The other file was left: the lab works on one picture at a time.'])
  })

  it('pass over what only pretends to be a picture, and name it', async () => {
    const lab = newLab()
    await openFiles({ lab }, [text('notes.jpg', 'image/jpeg'), picture('scan.png')])
    expect(lab.getState().picture?.name).toBe('scan.png')
    expect(notes(lab)).toEqual(['scan.png is open. notes.jpg could not be read.'])
  })

  it('of which none is a picture give the fault of the first, and leave the open picture alone', async () => {
    const lab = newLab()
    await openFiles({ lab }, [picture('scan.png')])
    expect(await openFiles({ lab }, [text('notes.jpg', 'image/jpeg'), text('b.jpg', 'image/jpeg'), text('c.txt')])).toBe(false)
    expect(lab.getState().picture?.name).toBe('scan.png')
    expect(lab.getState().messages).toMatchObject([
      { subject: 'notes.jpg', failure: { code: 'not-a-picture' } },
      { note: 'No picture was found: the other 2 files could not be read either.' },
    ])
  })

  it('are not all tried when the first eight are broken', async () => {
    const lab = newLab()
    await openFiles({ lab }, Array.from({ length: 40 }, (_, k) => text(`${k}.png`, 'image/png')))
    expect(notes(lab).at(-1)).toBe('No picture was found: the other 39 files stayed unopened.')
  })
})

describe('what is no file', () => {
  it('is told apart: a folder, and something else', async () => {
    const lab = newLab()
    await openFiles({ lab }, [], 1)
    await openFiles({ lab }, [])
    expect(notes(lab)).toEqual(['A folder cannot be opened. Drop the pictures that are in it.', 'That was not a file. Save the picture first, then drop it here.'])
  })

  it('is mentioned beside the picture that was opened', async () => {
    const lab = newLab()
    await openFiles({ lab }, [picture('scan.png')], 2)
    expect(notes(lab)).toEqual(['scan.png is open. 2 folders were left too.'])
  })
})
