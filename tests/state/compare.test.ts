import { encode } from 'fast-png'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { chooseCompare, followFilm } from '../../src/state/compare.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { chooseSurround, createView, type View } from '../../src/state/view.ts'

let lab: Lab
let view: View
let stop: () => void

const open = async (name: string): Promise<void> => {
  const bytes = encode({ width: 2, height: 1, channels: 3, depth: 8, data: Uint8Array.from([200, 90, 40, 60, 20, 9]) })
  await lab.getState().open({ kind: 'file', name, blob: new Blob([bytes.slice()]) })
}
const compare = () => view.getState().compare

describe('how a picture is looked at', () => {
  beforeEach(async () => {
    lab = createLab(createInlineEngine())
    view = createView()
    stop = followFilm(lab, view)
    await open('scan.png')
  })
  afterEach(() => {
    stop()
    lab.getState().closePicture()
  })

  it('is in halves until a film is inverted, and the print is seen whole; undone, the scan is split again', () => {
    lab.getState().add('gamma')
    expect(compare()).toBe('split')
    lab.getState().add('film-negative')
    expect(compare()).toBe('after')
    lab.getState().undo()
    expect(compare()).toBe('split')
    lab.getState().redo()
    expect(compare()).toBe('after')
  })

  it('stays as it was chosen, before and after a film is inverted', () => {
    chooseCompare(view, 'side-by-side')
    lab.getState().add('film-negative')
    expect(compare()).toBe('side-by-side')
    chooseCompare(view, 'split')
    lab.getState().undo()
    lab.getState().redo()
    expect(compare()).toBe('split')
  })

  it('shows a print that was just made even where the scan was asked for', () => {
    chooseCompare(view, 'before')
    lab.getState().add('film-negative')
    expect(compare()).toBe('after')
    // asked for again, it stays
    chooseCompare(view, 'before')
    lab.getState().add('gamma')
    expect(compare()).toBe('before')
  })

  it('puts a print in the grey of a viewing booth, but for a surround that was chosen', () => {
    expect(view.getState().surround).toBe('black')
    lab.getState().add('film-negative')
    expect(view.getState().surround).toBe('grey')
    lab.getState().undo()
    expect(view.getState().surround).toBe('black')
    chooseSurround(view, 'black')
    lab.getState().redo()
    expect(view.getState().surround).toBe('black')
  })

  it('leaves the scan to whoever picks a base on it', () => {
    view.getState().set({ picking: 'base', compare: 'before' })
    lab.getState().add('film-negative')
    expect(compare()).toBe('before')
  })
})
